"""Rehearsals of alerts: the example passes as its document says, mistakes are told, a back-test reads and parses."""
import json
import os
import re

import program
from program import CONFIGURATION, DONE, FAILED, ROOT, UNREADABLE, USAGE, call

EXAMPLE = os.path.join(ROOT, "ops", "alerts", "example_test.yaml")
EVENTS = os.path.join(ROOT, "ops", "alerts", "example_events.jsonl")
CONFIG = """
alerts:
  mail: {folder: mails, from: caseclock@council.example}
  people:
    - {id: north, address: north@council.example, authority: X99000099, teams: [Assessment North]}
"""
TEST = CONFIG + """
tests:
  - name: it is told
    authority: X99000099
    events: [EVENTS]
    from: 2024-03-04
    to: 2024-03-06
    expect: [EXPECTED]
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class AlertsTestTest(program.FileCase):
    def play(self, expected, events=EVENTS):
        return call("alerts", "test", self.file("t.yaml", TEST.replace("EVENTS", events).replace("EXPECTED", expected)))

    def test_the_example_passes_as_its_document_says(self):
        document = read(os.path.join(ROOT, "ops", "docs", "alerts-rehearsal.md"))
        done = call("alerts", "test", EXAMPLE)
        self.assertEqual((done.code, done.err), (DONE, ""))
        self.assertIn("```\n" + done.out + "```", document)
        quoted = re.search(r"^```yaml\n(.*?)^```$", document, re.M | re.S).group(1)
        self.assertIn(quoted, read(EXAMPLE))

    def test_a_test_that_fails_shows_what_came_instead(self):
        done = self.play("{on: 2024-03-04, to: north, kind: immediate}")
        self.assertEqual(done.code, FAILED)
        self.assertIn("FAILED  it is told\n", done.out)
        self.assertIn("line 13: expected a mail on 2024-03-04 to north, immediate, found none", done.out)
        self.assertRegex(done.out, r"Tue 2024-03-05 08:00  north  digest +assessment_45.drag +Assessment North  new")
        self.assertTrue(done.out.endswith("0 passed, 1 failed\n"))

    def test_mistakes_are_told_with_line_and_column(self):
        done = self.play("{to: nort, kind: fax, alert: assessment_45.drg}")
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        for mistake in ("t.yaml:13:19: ", "t.yaml:13:31: ", "t.yaml:13:43: ", '"nort"', '"fax"'):
            self.assertIn(mistake, done.err)

    def test_events_may_stand_in_the_file(self):
        lines = ", ".join("'" + line + "'" for line in read(EVENTS).splitlines())
        self.assertEqual(self.play("{on: 2024-03-05, to: north, item: new}", lines).code, DONE)

    def test_a_test_of_half_its_events_says_nothing(self):
        done = self.play("{to: north}", "'{\"eventId\": \"e1\"}'")
        self.assertEqual((done.code, done.out), (UNREADABLE, ""))


class BacktestTest(program.FileCase):
    def play(self, *arguments, first="2024-03-04", last="2024-03-15"):
        return call("alerts", "backtest", "--config", self.file("c.yaml", CONFIG), "--events", EVENTS,
                    "--from", first, "--to", last, *arguments)

    def test_the_text_begins_with_a_sentence_and_has_three_tables(self):
        done = self.play()
        self.assertEqual((done.code, done.err), (DONE, ""))
        self.assertRegex(done.out, r"\AIn 12 days 1 person would have received \d+ emails: ")
        for title in ("\nEmails a week (", "\nHow early (", "\nEmails\n"):
            self.assertIn(title, done.out)

    def test_the_json_has_the_same_mails(self):
        found = json.loads(self.play("--format", "json").out)
        self.assertEqual(len(found["mails"]), sum(found["total"].values()))
        self.assertEqual([one["person"] for one in found["people"]], ["north"])

    def test_mails_are_written_as_they_would_be_sent(self):
        folder = self.path("mails")
        done = self.play("--mails", folder, "--format", "json")
        names = sorted(os.listdir(folder))
        self.assertEqual(len(names), len(json.loads(done.out)["mails"]))
        self.assertRegex(names[0], r"\A0001-2024-03-\d\d-north\.eml\Z")
        self.assertIn("To: north@council.example", read(os.path.join(folder, names[0])))

    def test_a_period_that_ends_before_it_begins_is_usage(self):
        self.assertEqual(self.play(last="2024-03-01").code, USAGE)

    def test_days_without_a_calendar_are_usage(self):
        done = self.play(last="2040-01-01")
        self.assertEqual(done.code, USAGE)
        self.assertIn("working days are known", done.err)

    def test_a_council_without_events_is_no_quiet_council(self):
        done = self.play("--authority", "X99000001")
        self.assertEqual((done.code, done.out), (UNREADABLE, ""))
        self.assertIn("no event could be read of X99000001", done.err)

    def test_without_people_there_is_nothing_to_see(self):
        done = call("alerts", "backtest", "--config", self.file("none.yaml", "authorities: []"), "--events", EVENTS,
                    "--from", "2024-03-04", "--to", "2024-03-05")
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("names no people", done.err)


class SendTestTest(program.FileCase):
    def test_without_people_nothing_is_sent_and_that_is_told(self):
        config = self.file("c.yaml", "alerts: {mail: {folder: mails, from: caseclock@council.example}}")
        done = call("alerts", "send-test", "--config", config)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        self.assertIn("names no people", done.err)


if __name__ == "__main__":
    program.main()
