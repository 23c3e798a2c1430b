"""The daemon without a broker: it lives, says that it is not ready and why, and ends when told to."""
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import program
from program import CONFIGURATION, RECOVERY_REFUSED, call


def closed_port():
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class ServeTest(program.FileCase):
    def config(self, extra="", listen="127.0.0.1:0"):
        os.makedirs(self.path("state"), exist_ok=True)
        return self.file("a.yaml", f"kafka: {{bootstrap: \"127.0.0.1:{closed_port()}\", verify_topic: false}}\n"
                         f"http: {{listen: \"{listen}\", port_file: {self.path('port')}}}\n"
                         f"checkpoint: {{directory: {self.path('state')}}}\n{extra}")

    def start(self, extra="", options=()):
        daemon = subprocess.Popen([program.PROGRAM, "serve", "--config", self.config(extra), *options], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True, umask=0o022)
        self.addCleanup(daemon.communicate)
        self.addCleanup(daemon.kill)
        deadline = time.monotonic() + program.patient(30)
        while not os.path.exists(self.path("port")):
            self.assertIsNone(daemon.poll())
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        with open(self.path("port"), encoding="ascii") as file:
            return daemon, f"http://127.0.0.1:{int(file.read())}"

    def get(self, url):
        try:
            with urllib.request.urlopen(url, timeout=program.patient(10)) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def test_lives_without_a_broker_and_says_what_is_missing(self):
        daemon, url = self.start()
        self.assertEqual(self.get(url + "/-/healthy")[0], 200)
        deadline = time.monotonic() + program.patient(30)
        status, reasons = self.get(url + "/-/ready")
        while "waiting for partitions" not in reasons:
            self.assertLess(time.monotonic(), deadline, reasons)
            time.sleep(0.05)
            status, reasons = self.get(url + "/-/ready")
        self.assertEqual(status, 503)
        self.assertIn("no Kafka broker answers", reasons)
        self.assertEqual(self.get(url + "/metrics")[0], 200)
        daemon.send_signal(signal.SIGTERM)
        _, log = daemon.communicate(timeout=program.patient(60))
        self.assertEqual(daemon.returncode, 0)
        lines = log.splitlines()
        for line in lines:
            self.assertRegex(line, r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (info|warning|error): \w|  \w)")
        self.assertRegex(lines[0], r"Z info: caseclock \d+\.\d+\.\d+ starts with /.*a\.yaml$")
        self.assertRegex(log, r"(?m)Z info: serving http://127\.0\.0\.1:\d+")
        self.assertRegex(log, r"(?m)Z info: stopped by SIGTERM$")
        self.assertRegex(lines[-1], r"Z info: caseclock \d+\.\d+\.\d+ ended with exit code 0$")

    def test_a_log_of_json_has_one_object_a_line(self):
        daemon, _ = self.start(options=("--log-format", "json"))
        daemon.send_signal(signal.SIGTERM)
        _, log = daemon.communicate(timeout=program.patient(60))
        lines = [json.loads(line) for line in log.splitlines()]
        for line in lines:
            self.assertEqual(list(line), ["time", "level", "message"])
            self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            self.assertIn(line["level"], ("info", "warning", "error"))
        self.assertRegex(lines[0]["message"], r"^caseclock \d+\.\d+\.\d+ starts with ")
        self.assertIn("stopped by SIGTERM", [line["message"] for line in lines])

    def test_mistakes_in_the_configuration_are_lines_of_the_log_too(self):
        done = call("serve", "--config", self.file("b.yaml", "kafka: {topik: x}\n"), "--log-format", "json")
        self.assertEqual(done.code, CONFIGURATION)
        said = [json.loads(line) for line in done.err.splitlines()]
        self.assertIn("error", [line["level"] for line in said])
        self.assertTrue(any('there is no option "topik"' in line["message"] for line in said), done.err)
        self.assertEqual(said[-1]["message"].rpartition(" ")[2], "3")

    def test_the_journal_gets_its_own_marks_of_the_level(self):
        reads, writes = os.pipe()
        self.addCleanup(os.close, reads)
        there = os.fstat(writes)
        environment = dict(os.environ, JOURNAL_STREAM=f"{there.st_dev}:{there.st_ino}")
        path = self.file("b.yaml", "kafka: {topik: x}\n")
        with open(writes, "wb") as journal:
            subprocess.run([program.PROGRAM, "serve", "--config", path], stderr=journal, env=environment,
                           timeout=program.patient(60))
        lines = os.read(reads, 65536).decode().splitlines()
        self.assertRegex(lines[0], r"^<6>info: caseclock ")
        for line in lines:
            self.assertRegex(line, r"^<[346]>(info: |warning: |error: |  )\w|^<[346]>error: /")

    def test_an_interrupt_is_130(self):
        daemon, _ = self.start()
        daemon.send_signal(signal.SIGINT)
        daemon.communicate(timeout=program.patient(60))
        self.assertEqual(daemon.returncode, 130)

    def test_a_second_daemon_on_one_directory_is_refused(self):
        daemon, _ = self.start()
        done = call("serve", "--config", self.path("a.yaml"))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn(f"another caseclock has it: process {daemon.pid} of ", done.err)
        self.assertIsNone(daemon.poll(), "the first goes on")
        daemon.kill()
        daemon.wait(program.patient(30))
        os.remove(self.path("port"))
        self.start()

    def test_a_directory_that_is_missing_is_not_made(self):
        path = self.config("alerts: {mail: {folder: mails, from: a@council.example}, tells: true,\n"
                           "  people: [{id: head, address: head@council.example}]}\n")
        os.rmdir(self.path("state"))
        done = call("serve", "--config", path)
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("could not use checkpoint.directory", done.err)
        self.assertFalse(os.path.exists(self.path("state")))

    def test_directories_that_it_makes_are_for_its_own_user_whatever_the_mask(self):
        people = "people: [{id: head, address: head@council.example}]"
        daemon, _ = self.start(f"alerts: {{mail: {{folder: mails, from: a@council.example}}, tells: true, {people}}}\n")
        self.assertEqual(os.stat(self.path("state/alerts")).st_mode & 0o777, 0o700)
        self.assertIsNone(daemon.poll())

    def test_who_does_not_tell_says_so(self):
        people = "people: [{id: head, address: head@council.example}]"
        _, url = self.start(f"alerts: {{mail: {{folder: mails, from: a@council.example}}, tells: false, {people}}}\n")
        self.assertIn("caseclock_alerts_telling 0\n", self.get(url + "/metrics")[1])
        self.assertFalse(os.path.exists(self.path("state/alerts")))

    def test_a_corrupt_ledger_is_recovery_and_a_missing_secret_configuration(self):
        people = "people: [{id: head, address: head@council.example}]"
        path = self.config(f"alerts: {{mail: {{folder: mails, from: a@council.example}}, tells: true, {people}}}\n")
        os.mkdir(self.path("state/alerts"))
        self.file("state/alerts/alerts.ledger", "this is no ledger at all, but long enough to be one")
        self.assertEqual(call("serve", "--config", path).code, RECOVERY_REFUSED)
        with open(path, encoding="utf-8") as file:
            text = file.read().replace("folder: mails,", "server: \"127.0.0.1:25\", username: u, password_file: none,")
        done = call("serve", "--config", self.file("b.yaml", text))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("could not read the secret", done.err)

    def test_a_port_in_use_is_configuration_with_a_sentence(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = call("serve", "--config", self.config(listen=f"127.0.0.1:{taken.getsockname()[1]}"))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("could not", done.err)

    def test_kafka_settings_that_correctness_hangs_on_are_configuration(self):
        path = self.config()
        with open(path, encoding="utf-8") as file:
            text = file.read().replace("verify_topic: false", "properties: {enable.auto.commit: \"true\"}")
        done = call("serve", "--config", self.file("b.yaml", text))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("enable.auto.commit", done.err)


if __name__ == "__main__":
    program.main()
