"""alerts list, ack and send-test without a daemon: what a newcomer meets first."""
import email
import email.policy
import json
import os
import tempfile

import program
from program import call

CONFIG = """
kafka: {{bootstrap: "localhost:9092", assignment: all}}
checkpoint: {{directory: "{folder}"}}
alerts:
  mail: {{folder: mails, from: caseclock@council.example}}
  people:
    - {{id: head, title: Head of service, address: head@council.example}}
    - {{id: north, title: Manager of North, address: north@council.example, teams: [North]}}
"""


class AlertsCommandTest(program.Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.config = os.path.join(self.folder, "caseclock.yaml")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(folder=self.folder))

    def test_before_the_first_start_nothing_fires(self):
        listed = call("alerts", "list", "--config", self.config)
        self.assertEqual((listed.code, listed.out), (0, "nothing fires\nemails: none waits\n"))
        as_json = json.loads(call("alerts", "list", "--config", self.config, "--format", "json").out)
        self.assertEqual(as_json["alerts"], [])

    def test_only_what_fires_is_acknowledged_and_only_by_people(self):
        unknown = call("alerts", "ack", "AXXXXXXXXXXXX", "--config", self.config, "--by", "head", "--comment", "x")
        self.assertEqual(unknown.code, program.FAILED)
        self.assertIn("no alert AXXXXXXXXXXXX fires", unknown.err)
        nobody = call("alerts", "ack", "AXXXXXXXXXXXX", "--config", self.config, "--by", "chief", "--comment", "x")
        self.assertEqual(nobody.code, program.USAGE)
        self.assertIn('no person "chief"', nobody.err)

    def test_a_test_mail_reaches_those_who_are_named(self):
        sent = call("alerts", "send-test", "--config", self.config, "--to", "north")
        self.assertEqual((sent.code, sent.out), (0, "north: delivered\n"))
        mails = os.listdir(os.path.join(self.folder, "mails"))
        self.assertEqual(len(mails), 1)
        with open(os.path.join(self.folder, "mails", mails[0]), "rb") as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        self.assertEqual(mail["To"], "north@council.example")
        self.assertIn("test email", mail["Subject"])
        self.assertEqual(call("alerts", "send-test", "--config", self.config, "--to", "chief").code, program.USAGE)


if __name__ == "__main__":
    program.main()
