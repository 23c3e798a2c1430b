"""Invented histories: the same seed, the same bytes, and events the program itself takes."""
import json

import program
from program import USAGE, call


def simulate(*arguments, first="2024-01-01", last="2024-01-14"):
    return call("simulate", "--from", first, "--to", last, *arguments)


class SimulateTest(program.Case):
    def test_the_seed_decides(self):
        once = simulate("--seed", "7")
        self.assertEqual((once.code, once.err), (0, ""))
        self.assertEqual(simulate("--seed", "7").raw, once.raw)
        self.assertNotEqual(simulate("--seed", "8").raw, once.raw)

    def test_every_line_is_an_event_that_can_be_read(self):
        done = simulate("--authorities", "2")
        councils = {json.loads(line)["authority"] for line in done.out.splitlines()}
        self.assertEqual(councils, {"X99000001", "X99000002"})
        report = call("report", "--events", "-", "--as-of", "2024-01-14", "--format", "json", "--strict", stdin=done.raw)
        self.assertEqual((report.code, report.err), (0, ""))
        self.assertEqual(len(json.loads(report.out)["authorities"]), 2)

    def test_one_day_is_a_history(self):
        self.assertGreater(simulate(first="2024-01-02", last="2024-01-02").out.count("\n"), 5)

    def test_a_span_that_ends_before_it_begins_is_usage(self):
        done = simulate(first="2024-01-14", last="2024-01-01")
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn("could not simulate", done.err)

    def test_bad_numbers_are_usage(self):
        for arguments in (["--authorities", "0"], ["--authorities", "many"], ["--seed", "x"]):
            with self.subTest(arguments):
                self.assertEqual(simulate(*arguments).code, USAGE)


if __name__ == "__main__":
    program.main()
