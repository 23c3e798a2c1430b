"""Published figures kept, and what reads otherwise since: by which corrections, or by which other definitions."""
import json
import os

import program
from program import DONE, UNREADABLE, USAGE, call, referral

COUNCIL = "X99000001"


def told(record, day, fact, recorded, child="X9-C1", number=""):
    """One line that says one thing of a record, recorded at noon of its day."""
    return json.dumps({
        "eventId": f"e-{record}-{next(iter(fact))}{number}", "authority": COUNCIL, "child": child, "record": record,
        "occurredOn": day, "recordedAt": f"{recorded}T12:00:00Z", "source": "invented-system", **fact}) + "\n"


def assessment(record, started, authorised, recorded):
    return (told(record, started, {"assessmentStarted": {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"}}, started) +
            told(record, authorised, {"assessmentAuthorised": {}}, recorded))


FIRST = assessment("A1", "2024-01-08", "2024-02-01", "2024-02-01") + assessment("A2", "2024-01-08", "2024-03-01", "2024-03-01")
CORRECTION = told("A2", "2024-03-20", {"assessmentAuthorised": {}}, "2024-04-12", number="-corrected")


class PublishedCase(program.FileCase):
    def report(self, events, *arguments, as_of="2024-03-31"):
        return call("report", "--events", self.file("events.jsonl", events), "--as-of", as_of, *arguments)

    def publish(self, events, name="q4", *arguments):
        done = self.report(events, "--publish", name, "--published-in", self.path(""), *arguments)
        self.assertEqual((done.code, done.err), (DONE, ""))
        return self.path(name + ".published.json")

    def restated(self, events, *published, arguments=(), as_of="2024-06-30"):
        done = self.report(events, "--format", "json", "--restated-since", *published, *arguments, as_of=as_of)
        self.assertEqual((done.code, done.err), (DONE, ""))
        return json.loads(done.out)["restated"]


class PublishTest(PublishedCase):
    def test_the_file_holds_the_report(self):
        with open(self.publish(FIRST), encoding="utf-8") as file:
            kept = json.load(file)
        self.assertEqual(list(kept), ["published", "published_on", "report"])
        self.assertEqual(kept["published"], "q4")
        self.assertRegex(kept["published_on"], r"^\d{4}-\d\d-\d\d$")
        self.assertEqual(kept["report"], json.loads(self.report(FIRST, "--format", "json").out))
        self.assertEqual(sorted(os.listdir(self.path(""))), ["events.jsonl", "q4.published.json"])

    def test_what_is_printed_stays_as_it_is(self):
        for form in ("text", "csv", "json"):
            done = self.report(FIRST, "--format", form, "--publish", form, "--published-in", self.path(""))
            self.assertEqual(done.raw, self.report(FIRST, "--format", form).raw)

    def test_twice_is_refused_and_the_first_stays(self):
        path = self.publish(FIRST)
        with open(path, "rb") as file:
            before = file.read()
        done = self.report(FIRST + CORRECTION, "--publish", "q4", "--published-in", self.path(""))
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn("q4.published.json is there already", done.err)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), before)

    def test_names_that_are_no_files(self):
        for name in ("", "../q4", "a b", ".q4", "q4/x", "x" * 101, "Q\u00e9"):
            with self.subTest(name):
                done = self.report(FIRST, "--publish", name, "--published-in", self.path(""))
                self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertEqual(os.listdir(self.path("")), ["events.jsonl"])
        self.publish(FIRST, "Q4_2023-24.v1")
        self.publish(FIRST, "x" * 100)

    def test_a_directory_that_is_not_there(self):
        done = self.report(FIRST, "--publish", "q4", "--published-in", self.path("nowhere"))
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn("is not a directory", done.err)

    def test_a_supervision_report_is_not_published(self):
        for more in (["--publish", "q4"], ["--restated-since", self.publish(FIRST, "q3")]):
            done = self.report(FIRST, "--by", "worker", "--team", "North", "--published-in", self.path(""), *more)
            self.assertEqual((done.code, done.out), (USAGE, ""))
            self.assertIn("names workers", done.err)

    def test_a_report_that_failed_is_not_published(self):
        done = self.report(FIRST + "not json\n", "--strict", "--publish", "q4", "--published-in", self.path(""))
        self.assertEqual(done.code, UNREADABLE)
        self.assertEqual(os.listdir(self.path("")), ["events.jsonl"])


class RestatedTest(PublishedCase):
    def test_a_corrected_date_restates_exactly_what_it_changes(self):
        found = self.restated(FIRST + CORRECTION, self.publish(FIRST))
        self.assertEqual([(r["indicator"], r["team"], r["window"]) for r in found],
                         [("assessment_45", "", "month"), ("assessment_45", "", "quarter"), ("assessment_45", "", "year"),
                          ("assessment_45", "(none)", "year")])
        year = found[2]
        self.assertEqual((year["published"], year["as_of"], year["from"], year["to"]),
                         ("q4", "2024-03-31", "2023-04-01", "2024-03-31"))
        self.assertEqual(year["was"], {"numerator": 2, "denominator": 2, "share": 1.0, "open": 0, "drag": 0})
        self.assertEqual(year["now"], {"numerator": 1, "denominator": 2, "share": 0.5, "open": 0, "drag": 0})
        self.assertEqual((year["definitions_changed"], year["corrected_records"]), (False, 1))
        self.assertEqual(year["cause"], "1 record has been corrected since.")
        self.assertEqual(year["corrections"], [{
            "kind": "assessment", "record": "A2", "fact": None, "before": "counted as in time",
            "after": "counted as late", "why": "Stopped on 2024-03-20 at 52 of 45 working days: late.",
            "events": [{"event": "e-A2-assessmentAuthorised-corrected", "source": "invented-system",
                        "recorded_at": "2024-04-12T12:00:00Z"}]}])

    def test_the_text_says_it(self):
        done = self.report(FIRST + CORRECTION, "--restated-since", self.publish(FIRST))
        self.assertIn("\nRestated since q4, published ", done.out)
        self.assertIn("  X99000001  assessment_45  whole authority  year 2023-04-01 to 2024-03-31\n"
                      "    was 2 of 2, 100.0%; open 0, drag 0\n    now 1 of 2, 50.0%; open 0, drag 0\n"
                      "    1 record has been corrected since.\n"
                      "      assessment A2: counted as in time; now counted as late. Stopped on 2024-03-20 at 52 of 45 "
                      "working days: late.\n"
                      "        event e-A2-assessmentAuthorised-corrected of invented-system, recorded 2024-04-12T12:00:00Z\n",
                      done.out)

    def test_nothing_restated_is_said(self):
        later = FIRST + told("A3", "2024-04-02", {"referralOpened": {}}, "2024-04-02")
        path = self.publish(FIRST)
        self.assertEqual(self.restated(later, path), [])
        self.assertIn("Every published figure reads the same today.", self.report(later, "--restated-since", path).out)

    def test_known_by_answers_for_a_day_in_between(self):
        path = self.publish(FIRST)
        for known_by, figures in (("2024-04-11", 0), ("2024-04-12", 4)):
            found = self.restated(FIRST + CORRECTION, path, arguments=("--known-by", known_by))
            self.assertEqual(len(found), figures)
        done = self.report(FIRST, "--restated-since", path, "--known-by", "2024-02-20")
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn("it knows of what was recorded after 2024-02-20", done.err)

    def test_changed_definitions_are_said(self):
        config = self.file("a.yaml", "indicators:\n  - {id: assessment_45, limit: 30 working days}\n")
        found = self.restated(FIRST, self.publish(FIRST), arguments=("--config", config))
        year = [r for r in found if (r["team"], r["window"]) == ("", "year")]
        self.assertEqual([(r["indicator"], r["now"]["numerator"]) for r in year], [("assessment_45", 1)])
        self.assertEqual(year[0]["definitions_changed"], True)
        self.assertEqual(year[0]["cause"], "The definitions are not those of then, which may be the cause.")
        self.assertEqual(year[0]["corrections"], [])

    def test_events_that_came_late_are_said(self):
        late = referral("R9", "2024-02-10", recorded="2024-02-10")
        found = self.restated(FIRST + late, self.publish(FIRST))
        self.assertEqual({r["indicator"] for r in found}, {"rereferral", "referral_rate", "entry_delay"})
        self.assertEqual({r["cause"] for r in found}, {"Events recorded before the publication have arrived since."})

    def test_several_published_reports_in_their_order(self):
        first, second = self.publish(FIRST, "a"), self.publish(FIRST + CORRECTION, "b")
        later = FIRST + CORRECTION + told("A1", "2024-03-21", {"assessmentAuthorised": {}}, "2024-05-02", number="-2")
        found = self.restated(later, second, first)
        self.assertEqual([r["published"] for r in found], ["b"] * 4 + ["a"] * 4)
        self.assertEqual([r["was"]["numerator"] for r in found if r["window"] == "quarter"], [1, 2])

    def test_one_council_alone(self):
        other = referral("R1", "2024-03-01", authority="X99000002")
        path = self.publish(FIRST + other)
        later = FIRST + CORRECTION + referral("R2", "2024-03-02", recorded="2024-04-02", authority="X99000002")
        self.assertEqual({r["authority"] for r in self.restated(later, path)}, {COUNCIL, "X99000002"})
        found = self.restated(later, path, arguments=("--authority", COUNCIL))
        self.assertEqual({r["authority"] for r in found}, {COUNCIL})


class UnreadableTest(PublishedCase):
    def test_a_published_file_that_cannot_be_read_says_why(self):
        with open(self.publish(FIRST), encoding="utf-8") as file:
            torn = self.file("torn.json", file.read()[:500])
        for path, reason in (("/no/such/file.json", "No such file"), (torn, "it is not JSON"),
                             (self.path(""), "it is a directory"), (self.file("a.json", "{}"), "published is not a text")):
            with self.subTest(reason):
                done = self.report(FIRST, "--restated-since", path)
                self.assertEqual((done.code, done.out), (UNREADABLE, ""))
                self.assertIn(f"could not read the published report {path}: {reason}", done.err)

    def test_events_that_can_be_read_only_once_are_refused(self):
        path = self.publish(FIRST)
        done = call("report", "--events", "-", "--restated-since", path, stdin=FIRST)
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn("can be read only once", done.err)

    def test_lines_that_cannot_be_read_are_told_once(self):
        done = self.report(FIRST + CORRECTION + "not json\n", "--restated-since", self.publish(FIRST))
        self.assertEqual((done.code, done.err.count("could not read the event")), (DONE, 1))


if __name__ == "__main__":
    program.main()
