"""Reports from event files: sources, forms, what could not be read, and what was known when."""
import csv
import io
import json
import re

import program
from program import COUNCIL, TWO_CHILDREN, UNREADABLE, USAGE, call, referral


def report(*arguments, stdin=b"", events=("-",), as_of="2024-03-31"):
    """The JSON report, and the outcome."""
    files = [part for name in events for part in ("--events", name)]
    done = call("report", *files, "--as-of", as_of, "--format", "json", *arguments, stdin=stdin)
    return (json.loads(done.out) if done.code == 0 else None), done


def row(document, indicator, window="year", team="", authority=None):
    found = [r for r in document["rows"] if (r["indicator"], r["window"], r["team"]) == (indicator, window, team) and
             authority in (None, r["authority"])]
    assert len(found) == 1, f"{len(found)} rows of {indicator} {window}"
    return found[0]


class SupervisionTest(program.FileCase):
    def test_an_unknown_team_is_said(self):
        done = report("--by", "worker", "--team", "Nrth", events=[TWO_CHILDREN])[1]
        self.assertEqual(done.code, 0)
        self.assertIn('nothing is allocated to a worker of team "Nrth"', done.err)

    def test_a_team_is_needed(self):
        done = report("--by", "worker", events=[TWO_CHILDREN])[1]
        self.assertEqual(done.code, USAGE)
        self.assertIn("write --by worker --team NAME", done.err)


class ComparatorsKnownTest(program.FileCase):
    COMPARATORS = ("kind,authority,indicator,statistic,period_first,period_last,published_on,value,unit,comparable,"
                   "areas,name,note,source\n"
                   "national,,rereferral,,2022-04-01,2023-03-31,2024-03-30,22.4,percent,true,,England,,invented\n")

    def kinds(self, *arguments):
        for name, text in (("comparators.csv", self.COMPARATORS),
                           ("judged.yaml", "judgement: {comparators_file: comparators.csv}\n")):
            with open(self.path(name), "w") as file:
                file.write(text)
        document, done = report("--config", self.path("judged.yaml"), *arguments, events=[TWO_CHILDREN])
        self.assertEqual((done.code, done.err), (0, ""))
        return [one["kind"] for one in row(document, "rereferral")["comparators"]]

    def test_what_was_published_later_was_not_known(self):
        self.assertIn("national", self.kinds())
        self.assertIn("national", self.kinds("--known-by", "2024-03-30"))
        self.assertNotIn("national", self.kinds("--known-by", "2024-03-29"))


class FutureTest(program.FileCase):
    def test_what_was_recorded_in_the_future_is_refused_as_by_the_daemon(self):
        events = self.file("events.jsonl", referral("R1", "2024-03-01") +
                           referral("R2", "2024-03-01", recorded="2099-03-01", child="X9-C8"))
        document, done = report(events=[events])
        self.assertEqual(row(document, "referral_rate")["numerator"], 1)
        self.assertIn("recorded_in_future (recorded_at is over 24 hours after this clock's time)", done.err)
        self.assertEqual(report("--strict", events=[events])[1].code, program.UNREADABLE)


class SourcesTest(program.FileCase):
    def test_events_come_from_one_place(self):
        config = self.file("caseclock.yaml", "kafka: {topic: case-events}\n")
        for arguments, said in (([], "--events FILE is missing, or --from-kafka with --config FILE"),
                                (["--from-kafka"], "--from-kafka needs --config"),
                                (["--from-kafka", "--config", config, "--events", "x"], "give one of --events and --from-kafka")):
            with self.subTest(arguments):
                done = call("report", *arguments)
                self.assertEqual(done.code, USAGE)
                self.assertIn(said, done.err)

    def test_a_configuration_without_a_broker_is_said(self):
        config = self.file("caseclock.yaml", "kafka: {topic: case-events}\n")
        for done in (call("report", "--from-kafka", "--config", config), call("export", "--config", config)):
            self.assertEqual((done.code, done.out), (program.CONFIGURATION, ""))
            self.assertIn("kafka.bootstrap is missing", done.err)

    def test_a_file(self):
        document, done = report(events=[TWO_CHILDREN], as_of="2024-03-22")
        self.assertEqual((done.code, done.err), (0, ""))
        icpc = row(document, "icpc_15")
        self.assertEqual((icpc["open"], icpc["due_soon"], icpc["drag"], icpc["share"]), (1, 1, 0, None))
        self.assertEqual(icpc["oldest_open_start"], "2024-03-01")

    def test_standard_input_by_either_name(self):
        with open(TWO_CHILDREN, "rb") as file:
            content = file.read()
        expected = report(events=[TWO_CHILDREN])[1].out
        self.assertEqual(report(stdin=content)[1].out, expected)
        self.assertEqual(report(stdin=content, events=["/dev/stdin"])[1].out, expected)

    def test_several_files_in_any_order_and_twice(self):
        one = self.file("one.jsonl", referral("R1", "2024-03-01"))
        two = self.file("two.jsonl", referral("R2", "2024-03-20"))
        expected = report(events=[one, two])[1].out
        self.assertEqual(report(events=[two, one])[1].out, expected)
        self.assertEqual(report(events=[one, two, two, one])[1].out, expected)
        self.assertEqual(row(json.loads(expected), "rereferral")["numerator"], 1)

    def test_lines_in_any_order_and_twice(self):
        with open(TWO_CHILDREN, "rb") as file:
            lines = file.read().splitlines(keepends=True)
        self.assertEqual(report(stdin=b"".join(reversed(lines + lines)))[1].out, report(stdin=b"".join(lines))[1].out)

    def test_blank_lines_line_ends_and_marks_of_other_systems(self):
        line = referral("R1", "2024-03-01").strip()
        document, done = report(stdin=f"\ufeff{line}\r\n\r\n  \n{referral('R2', '2024-03-02').strip()}")
        self.assertEqual(done.err, "")
        self.assertEqual(row(document, "referral_rate")["numerator"], 2)

    def test_files_that_cannot_be_read(self):
        for name in ("/no/such/file.jsonl", self.path("")):
            with self.subTest(name):
                _, done = report(events=[name])
                self.assertEqual((done.code, done.out), (UNREADABLE, ""))
                self.assertIn(name, done.err)

    def test_no_events_is_an_empty_report(self):
        document, done = report(stdin="")
        self.assertEqual(done.code, 0)
        self.assertEqual(document["rows"], [])
        self.assertIsNone(document["data_as_of"])
        self.assertEqual(call("report", "--events", "-").out, "There are no events to report on.\n")


class UnreadableLinesTest(program.FileCase):
    def test_each_is_told_and_the_rest_counts(self):
        path = self.file("a.jsonl", referral("R1", "2024-03-01") + "not json\n" + "{}\n" + referral("R2", "2024-03-02"))
        document, done = report(events=[path])
        self.assertEqual(done.code, 0)
        self.assertEqual(row(document, "referral_rate")["numerator"], 2)
        self.assertRegex(done.err, rf"(?m)^{re.escape(path)}:2: could not read the event: malformed \(.+\)$")
        self.assertRegex(done.err, rf"(?m)^{re.escape(path)}:3: could not read the event: \w+ \(.+\)$")

    def test_many_are_counted(self):
        _, done = report(stdin="{\n" * 50)
        self.assertEqual(len(re.findall(r"standard input:\d+: could not read", done.err)), 20)
        self.assertIn("... and 30 more lines could not be read", done.err)

    def test_nothing_that_could_be_read_is_a_failure(self):
        self.assertEqual(report(stdin="{\n" * 3)[1].code, UNREADABLE)

    def test_a_workbook_is_sent_to_import(self):
        for begin in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
            path = self.file("book.xlsx", begin + b"\0" * 100)
            done = call("report", "--events", path, "--as-of", "2024-03-31")
            self.assertEqual((done.code, done.out), (UNREADABLE, ""))
            self.assertIn(f"Hint: caseclock import annex-a {path} --authority CODE > events.jsonl", done.err)

    def test_a_council_that_is_not_in_the_events_is_told(self):
        _, done = report("--authority", "X99000007", stdin=referral("R1", "2024-03-01"))
        self.assertEqual((done.code, done.out), (UNREADABLE, ""))
        self.assertIn("there are no events of council X99000007", done.err)

    def test_strict_makes_them_a_failure(self):
        _, done = report("--strict", stdin="{\n")
        self.assertEqual(done.code, UNREADABLE)
        _, done = report("--strict", stdin=referral("R1", "2024-03-01"))
        self.assertEqual(done.code, 0)

    def test_they_are_told_without_their_content(self):
        event = json.loads(referral("R1", "2024-03-01"))
        event["child"] = "secret\x07name"
        _, done = report(stdin=json.dumps(event) + "\n{\"secret\": }\n")
        self.assertNotIn("secret", done.err)


class ExportsTest(program.FileCase):
    """An export withdraws only once all of it has been accepted; otherwise it is told."""

    @staticmethod
    def known():
        """R1 and R2, as last month's export left them."""
        lines = [json.loads(referral(record, "2024-03-01", "2024-03-02")) for record in ("R1", "R2")]
        return [json.dumps(line | {"source": "night"}) for line in lines]

    @staticmethod
    def member(record, **changes):
        event = json.loads(referral(record, "2024-03-01"))
        del event["recordedAt"]
        event |= {"eventId": f"n7-{record}", "source": "night",
                  "batch": {"id": "night-7", "extractedAt": "2024-03-20T00:00:00Z"}} | changes
        return json.dumps(event)

    @staticmethod
    def completion(**payload):
        scopes = [{"kind": "RECORD_KIND_REFERRAL", "first": "2024-01-01", "open": True}]
        return json.dumps({"eventId": "n7-end", "authority": "X99000001", "source": "night",
                           "batch": {"id": "night-7", "extractedAt": "2024-03-20T00:00:00Z", "scopes": scopes},
                           "batchCompleted": payload})

    def counted(self, lines):
        document, done = report(stdin="\n".join(lines))
        return row(document, "referral_rate")["numerator"], document["incomplete_exports"], done.err

    def test_whole_it_withdraws_what_it_no_longer_lists(self):
        lines = self.known() + [self.member("R1"), self.completion(events="1")]
        for order in (lines, lines[::-1], lines + lines):
            self.assertEqual(self.counted(order), (1, [], ""))

    def test_one_lost_event_and_it_withdraws_nothing(self):
        lines = self.known() + [self.member("R1"), self.completion(events="3")]
        for order in (lines, lines[::-1], lines + lines):
            count, incomplete, told = self.counted(order)
            self.assertEqual(count, 2)
            self.assertIn("Export night-7 of night is incomplete: 1 of 3 events received, 2 missing.", told)
            one, = incomplete
            self.assertEqual((one["authority"], one["source"], one["batch"]), ("X99000001", "night", "night-7"))
            self.assertEqual((one["events"], one["received"], one["refused"]), (3, 1, 0))
            self.assertIn(one["sentence"], told)

    def test_a_refused_one_is_counted_as_that_and_fills_nothing(self):
        lines = self.known() + [self.member("R1", occurredOn="01/03/2024"), self.completion(events="1")]
        count, incomplete, told = self.counted(lines)
        self.assertEqual((count, incomplete[0]["received"], incomplete[0]["refused"]), (2, 0, 1))
        self.assertIn("0 of 1 event received, 1 refused", told)
        self.assertEqual(self.counted(lines + [self.member("R1")])[:2], (1, []))

    def test_without_a_count_it_withdraws_nothing_and_says_so(self):
        for payload in ({}, {"events": "0"}):
            count, incomplete, told = self.counted(self.known() + [self.member("R1"), self.completion(**payload)])
            self.assertEqual((count, incomplete[0]["events"]), (2, None))
            self.assertIn("Export night-7 of night does not say how many events it has", told)

    def test_a_half_export_is_told(self):
        count, _, told = self.counted(self.known() + [self.member("R3")])
        self.assertEqual(count, 3)
        self.assertIn("Export night-7 of night is incomplete: 1 event received, and it has not been completed.", told)

    def test_every_form_says_it_first(self):
        lines = "\n".join(self.known() + [self.member("R1"), self.completion(events="2")])
        sentence = "Export night-7 of night is incomplete: 1 of 2 events received, 1 missing."
        for form in ("text", "html", "csv"):
            done = call("report", "--events", "-", "--as-of", "2024-03-31", "--format", form, stdin=lines)
            self.assertEqual(done.code, 0)
            self.assertIn(sentence, done.err)
            (self.assertNotIn if form == "csv" else self.assertIn)(sentence, done.out)
        done = call("explain", "--events", "-", "--as-of", "2024-03-31", "--indicator", "referral_rate", stdin=lines)
        self.assertTrue(done.out.startswith(sentence), done.out[:200])


class SelectionTest(program.FileCase):
    def test_one_council(self):
        lines = referral("R1", "2024-03-01") + referral("R1", "2024-03-01", authority="X99000002")
        self.assertEqual([a["authority"] for a in report(stdin=lines)[0]["authorities"]], ["X99000001", "X99000002"])
        document, _ = report("--authority", "X99000002", stdin=lines)
        self.assertEqual({r["authority"] for r in document["rows"]}, {"X99000002"})

    def test_known_by_answers_what_was_known_then(self):
        lines = referral("R1", "2024-03-01") + referral("R2", "2024-03-02", recorded="2024-03-15")
        for known_by, referrals in (("2024-03-14", 1), ("2024-03-15", 2)):
            document, _ = report("--known-by", known_by, stdin=lines)
            self.assertEqual(document["known_by"], known_by)
            self.assertEqual(row(document, "referral_rate")["numerator"], referrals)

    def test_known_by_turns_at_midnight_in_london(self):
        event = json.loads(referral("R1", "2024-06-01"))
        event["recordedAt"] = "2024-06-14T23:30:00Z"  # half past midnight on the 15th, summer time
        for known_by, records in (("2024-06-14", 0), ("2024-06-15", 1)):
            document, _ = report("--known-by", known_by, stdin=json.dumps(event), as_of="2024-06-30")
            self.assertEqual(sum(a["records"] for a in document["authorities"]), records)

    def test_as_of_is_today_unless_said_or_configured(self):
        document = json.loads(call("report", "--events", "-", "--format", "json").out)
        self.assertRegex(document["as_of"], r"^\d{4}-\d\d-\d\d$")
        config = self.file("a.yaml", "as_of: 2024-02-29\n")
        document = json.loads(call("report", "--events", "-", "--format", "json", "--config", config).out)
        self.assertEqual(document["as_of"], "2024-02-29")

    def test_dates_ahead_have_not_happened(self):
        lines = referral("R1", "2024-03-01") + referral("R2", "2024-03-31")
        for as_of, referrals in (("2024-03-30", 1), ("2024-03-31", 2)):
            self.assertEqual(row(report(stdin=lines, as_of=as_of)[0], "referral_rate")["numerator"], referrals)

    def test_beyond_the_calendar_is_usage(self):
        for as_of in ("2029-01-01", "2004-12-31"):
            _, done = report(stdin="", as_of=as_of)
            self.assertEqual(done.code, USAGE)
            self.assertIn(f"could not report as of {as_of}", done.err)

    def test_bad_options_are_usage(self):
        for extra in (["--window", "decade"], ["--format", "pdf"], ["--known-by", "yesterday"]):
            self.assertEqual(call("report", "--events", "-", *extra).code, USAGE)


class FormsTest(program.FileCase):
    def test_text_json_and_csv_say_the_same(self):
        document, _ = report(events=[TWO_CHILDREN], as_of="2024-05-09")
        table = list(csv.DictReader(io.StringIO(
            call("report", "--events", TWO_CHILDREN, "--as-of", "2024-05-09", "--format", "csv").raw.decode())))
        self.assertEqual(len(table), len(document["rows"]))
        for line, entry in zip(table, document["rows"]):
            for key in ("authority", "team", "indicator", "window", "from", "to", "oldest_open_start"):
                self.assertEqual(line[key], entry[key] or "")
            for key in ("numerator", "denominator", "open", "drag", "due_soon"):
                self.assertEqual(int(line[key]), entry[key])
        text = call("report", "--events", TWO_CHILDREN, "--as-of", "2024-05-09", "--window", "rolling_12m").out
        self.assertRegex(text, r"(?m)^  - +100\.0% small +1 of 1 +- +- +- +- +-  Initial child protection conferences .*$")

    def test_owners_say_a_sentence(self):
        said = self.file("said.yaml", "narratives: [{indicator: icpc_15, written_on: 2024-05-08, author: Head of "
                                      "safeguarding, text: Two chairs since May.}]\n")
        text = call("report", "--events", TWO_CHILDREN, "--as-of", "2024-05-09", "--narratives", said).out
        self.assertIn("    Head of safeguarding (8 May 2024): Two chairs since May.\n", text)
        wrong = self.file("wrong.yaml", "narratives: [{indicator: icpc, text: Two chairs since May.}]\n")
        done = call("report", "--events", TWO_CHILDREN, "--as-of", "2024-05-09", "--narratives", wrong)
        self.assertEqual((done.code, done.out), (program.CONFIGURATION, ""))
        self.assertIn("there is no indicator \"icpc\"", done.err)

    def test_a_configuration_counts(self):
        config = self.file("a.yaml", f"authorities: [{{code: {COUNCIL}, population: 1000, closure_days: [2024-03-14]}}]\n"
                           "indicators:\n  - {id: icpc_20, copy_of: icpc_15, limit: 20 working days}\n")
        document, _ = report("--config", config, events=[TWO_CHILDREN], as_of="2024-03-25")
        self.assertEqual(row(document, "referral_rate")["per_10000"], 30.0)
        self.assertEqual(row(document, "icpc_20")["denominator"], 1)

    def test_a_reader_that_goes_away_is_no_success(self):
        with open("/dev/full", "wb") as full:
            done = program.subprocess.run([program.PROGRAM, "report", "--events", TWO_CHILDREN, "--as-of", "2024-03-22"],
                                          stdout=full, stderr=program.subprocess.PIPE, timeout=program.patient(60))
        self.assertEqual(done.returncode, program.FAILED)


if __name__ == "__main__":
    program.main()
