"""Clients of the daemon's HTTP in a process of their own: good ones that scrape, bad ones that stall in every way."""
import http.client
import multiprocessing
import resource
import socket
import ssl
import threading
import time

SCRAPERS = 4
HALF = b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n"


class Stalled:
    """One that holds a connection and does nothing good with it; dropped, it comes again."""

    KINDS = ("silent", "half", "never_reads", "drips")

    def __init__(self, kind, port, context, headers):
        self.kind, self.port, self.context = kind, port, context
        self.head = HALF + "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
        self.socket, self.dropped = None, 0

    def connect(self):
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.settimeout(5)
        plain.connect(("127.0.0.1", self.port))
        # Some stall before the handshake of TLS, some after it.
        with_tls = self.context is not None and self.kind != "silent"
        self.socket = self.context.wrap_socket(plain, server_hostname="127.0.0.1") if with_tls else plain
        if self.kind != "silent":
            self.socket.sendall(self.head + (b"\r\n" if self.kind == "never_reads" else b"X-Slow: "))
        self.socket.setblocking(False)

    def step(self):
        """Once a second."""
        try:
            if self.socket is None:
                return self.connect()
            if self.kind == "drips":
                self.socket.send(b"x")
            if self.kind in ("silent", "half", "drips") and self.socket.recv(1) == b"":
                raise OSError
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except OSError:
            self.dropped += 1
            self.close()

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def scrape(web, port, user, rate, until, latencies, failures, sizes):
    """Over one connection, as Prometheus does; late ones are not left out: the next begins at once."""
    connection = None
    due = time.monotonic()
    while due < until:
        time.sleep(max(0, due - time.monotonic()))
        begun = time.monotonic()
        try:
            if connection is None:
                connection = (http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=web.context())
                              if web.tls else http.client.HTTPConnection("127.0.0.1", port, timeout=10))
            connection.request("GET", "/metrics", headers=web.headers(user) if user else {})
            answer = connection.getresponse()
            size = len(answer.read())
            sizes[:] = [size]
            if answer.status != 200 or size < 1000:
                failures.append(f"{answer.status}, {size} bytes")
        except (OSError, http.client.HTTPException) as problem:
            failures.append(repr(problem))
            connection = None
        latencies.append(time.monotonic() - begun)
        due += 1 / rate
    if connection is not None:
        connection.close()


def work(pipe, web, port, user, stalled, scrapes, seconds):
    before = resource.getrusage(resource.RUSAGE_SELF)
    bad = [Stalled(Stalled.KINDS[i % 4], port, web.context(), web.headers(user) if user else {})
           for i in range(stalled)]
    for one in bad:
        one.step()
    latencies, failures, sizes = [], [], [0]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=scrape, args=(web, port, user, scrapes / SCRAPERS, until, latencies, failures,
                                                      sizes))
               for _ in range(SCRAPERS if scrapes else 0)]
    for thread in threads:
        thread.start()
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(1, left))
        for one in bad:
            one.step()
    for thread in threads:
        thread.join()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pipe.send((latencies, failures, sizes[0], sum(one.dropped for one in bad), cpu))
    pipe.recv()  # hold what is open until told
    for one in bad:
        one.close()


class Load:
    """Of a with block: `finish` waits for the end and has what was measured; connections stay open to the block's end."""

    def __init__(self, web, port, user, stalled, scrapes, seconds):
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(
            target=work, args=(other, web, port, user, stalled, scrapes, seconds))

    def __enter__(self):
        self.process.start()
        return self

    def finish(self):
        self.latencies, self.failures, self.size, self.dropped, self.cpu = self.pipe.recv()

    def __exit__(self, *_):
        self.pipe.send("close")
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()
