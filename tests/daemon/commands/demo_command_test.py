"""The demo: everything embedded, on loopback and a free port, and it ends by itself."""
import email
import email.policy
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.request

import program
from program import call


class DemoTest(program.Case):
    def test_ends_by_itself_with_a_report(self):
        done = call("demo", "--days", "3", "--speed", "1000", "--history-years", "0")
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("nothing here is real", done.out)
        self.assertEqual(len(re.findall(r"^\d{4}-\d\d-\d\d +[\d,]+ +[\d,]+ +[\d,]+ +[\d,]+ +[\d,]+$", done.out, re.M)), 3)
        self.assertRegex(done.out, r"(?m)^  .*\d per 10,000 .* Referrals$")
        taken = re.search(r"^([\d,]+) events taken, 0 refused; self-audit: \d+ runs, 0 differences$", done.out, re.M)
        told = sum(int(n.replace(",", "")) for n in re.findall(r"^\d{4}-\d\d-\d\d +([\d,]+) ", done.out, re.M))
        self.assertEqual(int(taken.group(1).replace(",", "")), told)

    def test_managers_get_emails_in_a_folder(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        folder = os.path.join(directory.name, "mails")
        done = call("demo", "--days", "8", "--speed", "1000", "--history-years", "1", "--mails", folder)
        self.assertEqual(done.code, 0, done.err)
        said = re.search(r"^([\d,]+) emails to managers, in", done.out, re.M)
        mails = [os.path.join(folder, name) for name in os.listdir(folder)]
        self.assertEqual(len(mails), int(said.group(1).replace(",", "")))
        self.assertGreater(len(mails), 0)
        for mail in mails:
            with open(mail, "rb") as file:
                read = email.message_from_binary_file(file, policy=email.policy.default)
            self.assertRegex(read["To"], r"@invented-council\.example$")
            self.assertIn("You are receiving this because you are", read.get_body(("plain",)).get_content())

    def test_the_page_is_live_and_ctrl_c_ends_it(self):
        demo = subprocess.Popen([program.PROGRAM, "demo", "--speed", "50", "--history-years", "0"],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            page = None
            while page is None:
                page = re.search(r"live page +(http://127\.0\.0\.1:\d+/)", demo.stdout.readline())
            url = page.group(1)
            deadline = time.monotonic() + program.patient(60)
            metrics = ""
            while "caseclock_open_clocks" not in metrics:
                self.assertLess(time.monotonic(), deadline, "no figures within a minute")
                metrics = urllib.request.urlopen(url + "metrics", timeout=program.patient(10)).read().decode()
            self.assertIn("Caseclock", urllib.request.urlopen(url, timeout=program.patient(10)).read().decode())
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=program.patient(60))
            self.assertEqual(demo.returncode, 130)
        finally:
            demo.kill()
            demo.communicate()


if __name__ == "__main__":
    program.main()
