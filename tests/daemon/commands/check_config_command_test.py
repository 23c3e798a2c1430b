"""Every mistake of a configuration, at once."""
import os

import program
from program import CONFIGURATION, call

GOOD = "kafka: {bootstrap: \"localhost:9092\"}\ncheckpoint: {directory: /tmp}\n"
ALERTS = """\
kafka: {{bootstrap: "127.0.0.1:1", assignment: all}}
checkpoint: {{directory: {folder}}}
alerts:
  mail: {{server: "127.0.0.1:{mail}", security: none, from: caseclock@council.example{more}}}
  people: [{{id: head, address: head@council.example}}]
"""


class CheckConfigTest(program.FileCase):
    def test_a_good_file(self):
        path = self.file("a.yaml", GOOD + "authorities: [{code: X99000001}]\n")
        done = call("check-config", path)
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertEqual(done.out, f"{path}: no problems; 11 indicators, 1 council known, working days from 2005-01-01 "
                         "to 2028-12-31\n")

    def test_the_example_is_good_as_shipped_and_with_its_emails(self):
        with open(os.path.join(program.ROOT, "ops/caseclock.example.yaml"), encoding="utf-8") as file:
            shipped = file.read()
        self.assertIn("directory: state ", shipped)
        shipped = shipped.replace("directory: state ", f"directory: {self.path('')} ")
        head, alerts = shipped[:shipped.index("# alerts:")], shipped[shipped.index("# alerts:"):]
        with_emails = head + "".join(line[2:] for line in alerts.splitlines(keepends=True))
        self.assertIn("\nalerts:\n  mail:", with_emails)
        for name, text in (("shipped.yaml", shipped), ("emails.yaml", with_emails)):
            with self.subTest(name):
                done = call("check-config", self.file(name, text))
                self.assertEqual((done.code, done.err), (0, ""))
                self.assertIn("1 council known", done.out)

    def test_every_mistake_with_its_place(self):
        path = self.file("a.yaml", "kafka:\n  topic: a\n  topic: b\nseries_budget: 010\nwindow_days: 30d\n")
        done = call("check-config", path)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        self.assertEqual([line for line in done.err.splitlines() if not line.startswith("  ")], [
            f'{path}:3:3: option "topic" is listed twice',
            f'{path}:2:3: option "kafka.bootstrap" is missing',
            f'{path}: option "checkpoint.directory" is missing',
            f'{path}:4:16: could not read option "series_budget"',
            f'{path}:5:1: there is no option "window_days"',
            "5 problems in the configuration; nothing was started"])
        self.assertIn('\n  Detail: expected a whole number from 100 to 1000000, found "010".\n', done.err)

    def alerts(self, mail=1, more=""):
        return self.file("a.yaml", ALERTS.format(folder=self.path(""), mail=mail, more=more))

    def test_files_that_are_named_are_opened(self):
        self.file("empty", "")
        self.file("ca", "no certificate")
        path = self.file("a.yaml", "kafka: {bootstrap: \"localhost:9092\", assignment: all,\n"
                         "  properties: {ssl.ca.location: none.pem}}\n"
                         "checkpoint: {directory: none}\nhttp: {port_file: none/port, audit_directory: none/audit}\n"
                         "alerts:\n"
                         "  mail: {server: \"127.0.0.1:25\", from: a@council.example, username: u, password_file: empty, ca_file: ca}\n"
                         "  people: [{id: head, address: head@council.example}]\n"
                         "  link_key_file: empty\n  ledger_directory: none/alerts\n")
        done = call("check-config", path)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        for said in ("could not use checkpoint.directory", "could not use http.port_file", "could not use http.audit_directory",
                     "could not use alerts.ledger_directory", "could not open kafka.properties.ssl.ca.location",
                     "could not use alerts.mail.ca_file", "could not read the secret in"):
            self.assertIn(said, done.err)
        self.assertFalse(os.path.exists(self.path("none")), "a check makes nothing")

    def test_a_secret_that_is_missing_is_named(self):
        with open(self.alerts(more=", username: u, password_file: none"), encoding="utf-8") as file:
            text = file.read().replace("security: none", "security: starttls")
        done = call("check-config", self.file("b.yaml", text))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn(f"could not read the secret in {self.path('none')}\n  Detail: the file cannot be opened.", done.err)

    def test_a_council_that_nobody_lists_is_a_warning(self):
        path = self.file("a.yaml", GOOD + "authorities: [{code: X99000001}]\nonly_known_authorities: false\n"
                         "judgement: {targets: [{indicator: ni60, authority: X99000002, value: 84 %}]}\n")
        done = call("check-config", path)
        self.assertEqual(done.code, 0)
        self.assertIn("warning: a target of ni60 is of council X99000002, which is not among the authorities", done.err)

    def test_connect_tries_what_the_daemon_would_use(self):
        done = call("check-config", "--connect", self.alerts())
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("mail server 127.0.0.1:1: the server could not be reached", done.err)
        self.assertIn("kafka 127.0.0.1:1: could not ask for the topics", done.err)

    def test_kafka_settings_that_correctness_hangs_on(self):
        path = self.file("a.yaml", GOOD.replace("}\nc", ", properties: {enable.auto.commit: \"true\"}}\nc"))
        done = call("check-config", path)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        self.assertIn("enable.auto.commit", done.err)

    def test_a_file_that_is_not_there(self):
        done = call("check-config", self.path("none.yaml"))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("none.yaml: could not read the file", done.err)

    def test_a_mistake_stops_every_command_that_reads_it(self):
        path = self.file("a.yaml", "nonsense: 1\n")
        for arguments in (["serve", "--config", path], ["produce", "--config", path],
                          ["report", "--events", "-", "--config", path],
                          ["explain", "--events", "-", "--indicator", "ni60", "--config", path]):
            with self.subTest(arguments[0]):
                done = call(*arguments)
                self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
                self.assertIn('there is no option "nonsense"', done.err)


if __name__ == "__main__":
    program.main()
