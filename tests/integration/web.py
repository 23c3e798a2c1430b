"""TLS and passwords of the daemon, made for one test: a self-signed certificate, users, a client that has both."""
import base64
import concurrent.futures
import socket
import ssl
import subprocess
import threading
import urllib.error
import urllib.request
import warnings

from harness import did_not_run, patient

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import crypt


def make_certificate(directory, name="server", days=2):
    """A key and a certificate of 127.0.0.1 signed by itself."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", directory / f"{name}.key", "-out", directory / f"{name}.crt", "-days", str(days),
                    "-subj", "/CN=caseclock.test", "-addext", "subjectAltName=IP:127.0.0.1"],
                   check=True, capture_output=True)


def password_hash(password, cost=4):
    """bcrypt, as htpasswd makes it."""
    if crypt.METHOD_BLOWFISH not in crypt.methods:
        did_not_run("the system's crypt has no bcrypt")
    return crypt.crypt(password, crypt.mksalt(crypt.METHOD_BLOWFISH, rounds=2 ** cost))


class Web:
    """How to ask a daemon: over TLS or not, as which user."""

    def __init__(self, directory, users=None, tls=True, cost=4):
        self.directory, self.users, self.tls, self.cost = directory, users or {}, tls, cost
        self.asks_clients, self.shows_certificate = False, False
        if tls:
            make_certificate(directory)
        self.write()

    def write(self):
        """The web.yml of the daemon, as it should be now."""
        asks = (", client_ca_file: server.crt, client_auth_type: RequireAndVerifyClientCert" if self.asks_clients else "")
        lines = [f"tls_server_config: {{cert_file: server.crt, key_file: server.key{asks}}}"] if self.tls else []
        lines += ["basic_auth_users:"] if self.users else []
        lines += [f"  {user}: {password_hash(password, self.cost)}" for user, password in self.users.items()]
        (self.directory / "web.yml").write_text("\n".join(lines) + "\n")

    def url(self, port):
        return f"http{'s' if self.tls else ''}://127.0.0.1:{port}"

    def context(self):
        if not self.tls:
            return None
        context = ssl.create_default_context(cafile=self.directory / "server.crt")
        if self.shows_certificate:
            context.load_cert_chain(self.directory / "server.crt", self.directory / "server.key")
        return context

    def agrees(self, port, version, ciphers):
        """The cipher of a handshake with this version and these ciphers only; None when the server refuses."""
        context = self.context()
        context.minimum_version = context.maximum_version = version
        context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=patient(20)) as plain, \
                    context.wrap_socket(plain, server_hostname="127.0.0.1") as secret:
                return secret.cipher()[0]
        except ssl.SSLError:
            return None

    def burst(self, port, count, path="/-/healthy"):
        """Statuses of so many requests over TLS, whose handshakes and words all reach the server at the same time."""
        context, everybody = self.context(), threading.Barrier(count)

        def one(_):
            with socket.create_connection(("127.0.0.1", port), timeout=patient(60)) as plain:
                everybody.wait()
                with context.wrap_socket(plain, server_hostname="127.0.0.1") as secret:
                    secret.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
                    return int(secret.makefile("rb").readline().split()[1])
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    def headers(self, user=None, password=None):
        if user is None:
            return {}
        secret = f"{user}:{password if password is not None else self.users[user]}"
        return {"Authorization": "Basic " + base64.b64encode(secret.encode()).decode()}

    def ask(self, port, path, user=None, password=None, **more):
        """(status, headers, body) of one request; `more` headers."""
        request = urllib.request.Request(self.url(port) + path, headers={**self.headers(user, password), **more})
        try:
            with urllib.request.urlopen(request, timeout=patient(20), context=self.context()) as got:
                return got.status, got.headers, got.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()
