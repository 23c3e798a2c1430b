#!/usr/bin/env python3
"""The program as its callers see it: arguments in, output and exit code out.

UPDATE_GOLDEN=1 rewrites help.golden.
"""
import json
import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(os.environ["CASECLOCK_BUILD_DIR"], "caseclock")
FIXTURE = os.path.join(HERE, "..", "..", "golden", "fixtures", "two_children.jsonl")
COMMANDS = ["serve", "demo", "report", "explain", "import", "import annex-a", "simulate", "produce", "decode",
            "working-days", "working-days add", "working-days between", "check-config"]


def run(*arguments, stdin=b""):
    done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


def fixture():
    with open(FIXTURE, "rb") as file:
        return file.read()


class HelpTest(unittest.TestCase):
    def test_help_of_every_command_is_the_golden_text(self):
        text = ""
        for command in [""] + COMMANDS:
            code, out, _ = run(*command.split(), "--help")
            self.assertEqual(code, 0, command)
            text += f"$ caseclock {command} --help\n{out.decode()}\n"
        golden = os.path.join(HERE, "help.golden")
        if os.environ.get("UPDATE_GOLDEN"):
            with open(golden, "w") as file:
                file.write(text)
        with open(golden) as file:
            self.assertEqual(text, file.read())

    def test_wrong_usage_is_exit_code_2(self):
        for arguments in [[], ["repor"], ["report"], ["working-days", "add", "2024-02-30", "1"],
                          ["report", "--events", "-", "--format", "xml"]]:
            self.assertEqual(run(*arguments)[0], 2, arguments)


class WorkingDaysTest(unittest.TestCase):
    def test_worked_due_dates(self):
        for start, days, due in [("2024-03-01", 7, "2024-03-12"), ("2024-03-01", 15, "2024-03-22"),
                                 ("2024-03-02", 45, "2024-05-08"), ("2024-12-20", 1, "2024-12-23"),
                                 ("2024-12-20", 45, "2025-02-26"), ("2022-09-09", 10, "2022-09-26"),
                                 ("2009-04-01", 35, "2009-05-26")]:
            self.assertEqual(run("working-days", "add", start, str(days))[1].decode().strip(), due)

    def test_the_count_decides_at_a_weekend(self):
        self.assertEqual(run("working-days", "between", "2024-03-01", "2024-03-24")[1].strip(), b"15")
        self.assertEqual(run("working-days", "between", "2024-03-01", "2024-03-25")[1].strip(), b"16")

    def test_beyond_the_calendar_is_an_error(self):
        code, out, told = run("working-days", "add", "2028-12-20", "45")
        self.assertEqual((code, out), (2, b""))
        self.assertIn("2005-01-01 to 2028-12-31", told)


class ReportTest(unittest.TestCase):
    def report(self, *more, stdin=None):
        code, out, told = run("report", "--events", "-", "--as-of", "2024-03-22", "--format", "json", *more,
                              stdin=fixture() if stdin is None else stdin)
        return code, json.loads(out), told

    def test_order_and_repetition_change_nothing(self):
        lines = fixture().splitlines(keepends=True)
        self.assertEqual(self.report()[1], self.report(stdin=b"".join(reversed(lines + lines)))[1])

    def test_lines_that_cannot_be_read_are_told_and_the_rest_counts(self):
        code, report, told = self.report(stdin=fixture() + b'{"eventId":"x"}\nnot json\n')
        self.assertEqual((code, report), (0, self.report()[1]))
        self.assertIn("could not read the event: malformed", told)
        self.assertEqual(run("report", "--events", "-", "--strict", stdin=b"not json\n")[0], 4)

    def test_known_by_leaves_out_what_was_recorded_later(self):
        records = [a["records"] for a in self.report("--known-by", "2024-03-01")[1]["authorities"]]
        self.assertLess(sum(records), sum(a["records"] for a in self.report()[1]["authorities"]))

    def test_a_file_that_is_not_there_is_exit_code_4(self):
        self.assertEqual(run("report", "--events", "/nowhere/events.jsonl")[0], 4)

    def test_explain_lists_the_records_of_a_figure(self):
        code, out, _ = run("explain", "--events", "-", "--as-of", "2024-03-22", "--indicator", "assessment_45",
                           stdin=fixture())
        self.assertEqual(code, 0)
        self.assertIn("counted in:", out.decode())
        self.assertEqual(run("explain", "--events", "-", "--indicator", "ni999", stdin=b"")[0], 2)


class DecodeTest(unittest.TestCase):
    def test_an_event_goes_to_binary_and_back(self):
        line = fixture().splitlines()[0]
        code, binary, _ = run("decode", "--reverse", stdin=line)
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(run("decode", stdin=binary)[1]), json.loads(line))

    def test_what_is_no_event_is_exit_code_4_and_not_shown(self):
        code, out, told = run("decode", stdin=b"\xff\xffcanary")
        self.assertEqual((code, out), (4, b""))
        self.assertNotIn("canary", told)


class ConfigTest(unittest.TestCase):
    def test_a_missing_file_is_exit_code_3(self):
        self.assertEqual(run("check-config", "/nowhere/caseclock.yaml")[0], 3)


if __name__ == "__main__":
    program = unittest.main(exit=False)
    result = program.result
    failed = len(result.failures) + len(result.errors)
    print(f"cases: {result.testsRun - failed - len(result.skipped)} passed, {failed} failed, {len(result.skipped)} skipped")
    sys.exit(1 if failed else 0)
