"""A real SMTP server on this machine, and the mails it has taken as people read them."""
import email
import email.policy
import pathlib
import re
import subprocess
import sys
import tempfile

import harness

LINK = re.compile(r"alerts/acknowledge\?t=([A-Za-z0-9_-]+)")


class Mail:
    """One mail as it came."""

    def __init__(self, path):
        self.data = path.read_bytes()
        self.to = path.with_suffix(".envelope").read_text().splitlines()[1]
        self.message = email.message_from_bytes(self.data, policy=email.policy.default)
        self.id = self.message["Message-ID"]
        self.subject = self.message["Subject"]
        self.text = self.message.get_body(("plain",)).get_content().replace("\r\n", "\n")
        self.html = self.message.get_body(("html",)).get_content()
        self.token = (LINK.findall(self.text) or [""])[0]

    def __str__(self):
        return f"{self.to} {self.id} {self.subject!r}"

    def everything(self):
        """Its bytes, and what they mean once decoded."""
        headers = "\n".join(f"{name}: {value}" for name, value in self.message.items())
        return self.data + f"\n{headers}\n{self.text}\n{self.html}".encode()


class MailServer:
    """tests/support/smtp_server.py without login and TLS; gone at the end of the with block."""

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="caseclock-mails-")
        self.folder = pathlib.Path(self.directory.name)
        self.port = 0
        self.seen = {}
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self.directory.cleanup()

    def start(self):
        """Also again, after stop: at the same port, with the same mails."""
        self.process = subprocess.Popen(
            [sys.executable, "-B", harness.ROOT / "tests/support/smtp_server.py", self.folder, "--port",
             str(self.port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def stop(self):
        self.process.stdin.close()
        self.process.wait(harness.patient(10))
        self.process.stdout.close()

    def tell(self, fault):
        self.process.stdin.write(fault + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "ok\n"

    def faults(self):
        """How many have happened."""
        log = self.folder / "faults"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def all_mails(self):
        for path in sorted(self.folder.glob("*.eml")):
            if path.name not in self.seen:
                self.seen[path.name] = Mail(path)
        return list(self.seen.values())

    def mails(self, to=None):
        """Mails at once, in the order in which they came; digests go by the time of day, and not by what a test does."""
        return [mail for mail in self.all_mails() if not mail.subject.startswith("Caseclock ")
                and to in (None, mail.to.partition("@")[0])]

    def wait_for(self, count, to=None, timeout_s=30):
        """So many mails at once."""
        return harness.wait_until(lambda: (lambda got: got if len(got) >= count else None)(self.mails(to)),
                                  f"{count} mails have come", timeout_s)
