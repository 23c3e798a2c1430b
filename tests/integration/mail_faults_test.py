"""A hundred faults of an SMTP server at every verb, and kill -9 of the sender in between: no mail is lost.

Every mail is delivered at least once, or refused by a 5xx of its own; what is sent again has the same bytes; and there is
one copy more than one at most for each time nobody could know whether the server had taken it.
"""
import collections
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import harness

sys.path.insert(0, str(harness.ROOT / "tests" / "support"))
import cases  # noqa: E402

MAILS = 120
KILLS = 24
SERVER_FAULTS = ["GREETING 554", "GREETING 421", "GREETING drop", "EHLO 421", "EHLO drop", "STARTTLS 454",
                 "STARTTLS drop", "AUTH 454", "AUTH 535", "AUTH drop"]
MAIL_FAULTS = ["MAIL 451", "MAIL 421", "MAIL drop", "RCPT 450", "RCPT 550", "RCPT drop", "DATA 451", "DATA drop",
               "CONTENT drop", "DOT 452", "DOT 554", "DOT drop", "DOT late-drop", "QUIT drop", "QUIT 421"]
STALLS = ["GREETING stall", "EHLO stall", "STARTTLS stall", "AUTH stall", "MAIL stall", "RCPT stall", "DATA stall",
          "DOT stall", "DOT late-stall", "QUIT stall"]
AMBIGUOUS = ("late-drop", "late-stall")


def hundred_faults(dice):
    """Each kind at least once, those that cost time rarely, in an order the seed gives."""
    faults = 3 * SERVER_FAULTS + 4 * MAIL_FAULTS + STALLS
    assert len(faults) == 100
    dice.shuffle(faults)
    return faults


def make_certificates(folder):
    """An invented authority, and a server's certificate for 127.0.0.1."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Invented authority",
            "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", "server.key",
            "-out", "server.csr")
    (folder / "server.ext").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "server.ext", "-out", "server.pem")


class Server:
    """tests/support/smtp_server.py with a login and STARTTLS."""

    def __init__(self, folder, certificates):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-B", harness.ROOT / "tests/support/smtp_server.py", folder, "--starttls",
             "--cert", certificates / "server.pem", "--key", certificates / "server.key",
             "--login", "caseclock:invented password"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def tell(self, fault):
        self.process.stdin.write(fault + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "ok\n"

    def happened(self):
        """[(verb, fault, recipient)] so far."""
        log = self.folder / "faults"
        lines = log.read_text().splitlines() if log.exists() else []
        return [(line.split(" ") + [""])[:3] for line in lines]

    def copies(self):
        """The bytes of each copy, by recipient."""
        found = collections.defaultdict(list)
        for mail in sorted(self.folder.glob("*.eml")):
            recipient = mail.with_suffix(".envelope").read_text().splitlines()[1]
            found[recipient].append(mail.read_bytes())
        return found

    def close(self):
        self.process.stdin.close()
        self.process.wait(harness.patient(10))
        self.process.stdout.close()


class Driver:
    """The sender, started again until it has ended by itself."""

    def __init__(self, ledger, port, certificates):
        self.command = [os.environ["CASECLOCK_MAIL_DRIVER"], ledger, str(port), certificates / "ca.pem", str(MAILS),
                        str(time.time_ns() // 1000)]
        self.kills = 0

    def start(self):
        return subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)

    def kill_after(self, seconds):
        """True when it was still running and is killed."""
        process = self.start()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            self.kills += 1
            process.communicate()
            return True
        process.communicate()
        assert process.returncode == 0, f"ended by itself with {process.returncode}"
        return False

    def finish(self):
        """{id: how it ended}."""
        process = self.start()
        text, _ = process.communicate(timeout=harness.patient(120))
        assert process.returncode == 0, process.returncode
        return dict(line.split() for line in text.splitlines())


def print_table(happened, kills, copies):
    counts = collections.Counter(f"{verb} {fault}" for verb, fault, _ in happened)
    for fault, count in sorted(counts.items()):
        print(f"{fault:16} {count:3}")
    print(f"{'kill -9':16} {kills:3}")
    print(f"{sum(counts.values())} faults, {kills} kills; {sum(map(len, copies.values()))} copies of "
          f"{len(copies)} mails delivered, of {MAILS}", flush=True)


class MailFaultsTest(cases.Case):

    @classmethod
    def setUpClass(cls):
        dice = harness.seeded_random()
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            for folder in ("mails", "ledger", "certificates"):
                (root / folder).mkdir()
            make_certificates(root / "certificates")
            server = Server(root / "mails", root / "certificates")
            driver = Driver(root / "ledger", server.port, root / "certificates")
            for fault in hundred_faults(dice):
                server.tell(fault)
            while driver.kills < KILLS and driver.kill_after(dice.uniform(0.02, 0.15)):
                pass
            cls.ends = driver.finish()
            cls.kills, cls.happened, cls.copies = driver.kills, server.happened(), server.copies()
            server.close()
        print_table(cls.happened, cls.kills, cls.copies)
        cls.refusals = {to for _, fault, to in cls.happened if fault.startswith("5") and to}

    @staticmethod
    def recipient(mail):
        return mail.replace("m-", "reader-") + "@council.example"

    def test_the_faults_and_kills_have_happened(self):
        self.assertGreaterEqual(self.kills, 20)
        self.assertGreaterEqual(len(self.happened), 95)
        verbs = {verb for verb, _, _ in self.happened}
        self.assertEqual(verbs, {f.split()[0] for f in SERVER_FAULTS + MAIL_FAULTS + STALLS})

    def test_every_mail_is_delivered_or_was_refused_itself(self):
        self.assertEqual(len(self.ends), MAILS)
        self.nothing((f"{mail} {end}" for mail, end in self.ends.items()
                      if end != "delivered" and not (end == "refused" and self.recipient(mail) in self.refusals)),
                     "ends without a reason")
        self.nothing((mail for mail, end in self.ends.items()
                      if end == "delivered" and not self.copies[self.recipient(mail)]), "delivered, but not there")

    def test_copies_have_the_same_bytes_and_the_mails_message_id(self):
        for recipient, copies in self.copies.items():
            mail = recipient.split("@")[0].replace("reader-", "m-")
            self.assertEqual(len(set(copies)), 1, recipient)
            self.assertIn(f"Message-ID: <{mail}@council.example>\r\n".encode(), copies[0])

    def test_no_more_copies_than_times_nobody_could_know(self):
        doubts = collections.Counter(to for _, fault, to in self.happened if fault in AMBIGUOUS)
        beyond = {to: len(copies) - 1 - doubts[to] for to, copies in self.copies.items()}
        # A kill between the server's 250 and the ledger's entry is such a time too: one mail is under way at a time.
        self.assertLessEqual(sum(max(0, extra) for extra in beyond.values()), self.kills)


if __name__ == "__main__":
    if "CASECLOCK_MAIL_DRIVER" not in os.environ:
        harness.did_not_run("CASECLOCK_MAIL_DRIVER names no program")
    cases.main()
