#!/usr/bin/env python3
"""Runs the tests that use real dates on other days: weekdays, ends of years, changes of the clocks, minutes before midnight.

  tests/days/days.py [--build DIR] [--short] [--day NAME ...] [--test NAME ...]

Each test runs with everything it starts (daemon, Kafka broker, mail server) under shifted_clock.c, which moves the clock
of the day. Without options every day and every test: about an hour. --short takes few days and the quick tests, and is
part of ops/test. Servers written in Go ask the kernel and cannot be moved, so tests with Prometheus, Alertmanager or
Grafana are not among these. Ends with "cases: N passed, N failed, N skipped", or "N passed, N failed" for ops/prove.
"""
import argparse
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import zoneinfo

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(1, str(ROOT / "tests" / "support"))
from patience import patient  # noqa: E402

LONDON = zoneinfo.ZoneInfo("Europe/London")

# In London. The calendar that is shipped ends with 2028.
DAYS = {
    "Monday": "2026-11-30 10:00",
    "Tuesday": "2026-12-01 10:00",
    "Wednesday": "2026-12-02 10:00",
    "Thursday": "2026-12-03 10:00",
    "Friday": "2026-12-04 10:00",
    "Saturday": "2026-12-05 10:00",
    "Sunday": "2026-12-06 10:00",
    "31 March": "2027-03-31 14:00",
    "31 March, before midnight": "2026-03-31 23:58",
    "1 April": "2027-04-01 09:00",
    "clocks go forward": "2027-03-28 00:58",
    "clocks go back": "2026-10-25 01:58",
    "midnight after the clocks went back": "2026-10-25 23:58",
    "29 February": "2028-02-29 12:00",
    "28 February of a leap year, before midnight": "2028-02-28 23:58",
    "Christmas Eve": "2026-12-24 12:00",
    "Christmas Day": "2026-12-25 12:00",
    "Boxing Day": "2026-12-26 12:00",
    "27 December": "2026-12-27 12:00",
    "substitute bank holiday": "2026-12-28 12:00",
    "31 December, before midnight": "2026-12-31 23:58",
    "1 January": "2027-01-01 08:30",
    "bank holiday Monday": "2027-08-30 11:00",
    "Tuesday after it": "2027-08-31 11:00",
    "Easter Monday": "2027-03-29 08:00",
    "before the digest at 08:00": "2026-12-08 07:58",
    "before the end of digests at 18:00": "2026-12-08 17:58",
    "summer, 23:58": "2027-07-13 23:58",
    "summer, a minute before midnight UTC": "2027-07-14 00:59",
    "Sunday to Monday": "2026-12-06 23:58",
}
SHORT_DAYS = ["Monday", "31 March, before midnight", "clocks go back", "29 February", "Easter Monday"]
QUICK_TESTS = ["alerts_edge_test", "serve_command_test", "alerts_command_test", "report_command_test"]
TESTS = QUICK_TESTS + ["alerts_test", "reload_test", "api_test", "recovery_test", "crash_test", "mutations_test",
                       "canaries_test"]
TEST_LIMIT_S = 600
CALENDAR_YEARS = range(2005, 2029)


def offset_to(moment):
    """Seconds from now to that time in London."""
    then = datetime.datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    assert then.year in CALENDAR_YEARS, moment
    return int(then.timestamp() - time.time())


def commands_of(build):
    """{test: (command, environment)}, as CTest runs them."""
    listing = json.loads(subprocess.check_output(["ctest", "--show-only=json-v1"], cwd=build))
    found = {}
    for test in listing["tests"]:
        properties = {one["name"]: one["value"] for one in test.get("properties", [])}
        environment = dict(text.split("=", 1) for text in properties.get("ENVIRONMENT", []))
        found[test["name"]] = (test.get("command"), environment, properties.get("WORKING_DIRECTORY", build))
    return found


class Runner:

    def __init__(self, build):
        self.commands = commands_of(build)
        self.shim = pathlib.Path(build) / "tests/days/libshifted_clock.so"
        if not self.shim.exists():
            sys.exit(f"{self.shim} has not been built")

    def run(self, test, moment):
        """(outcome, seconds, the log's last lines)."""
        command, own, directory = self.commands[test]
        environment = os.environ | own | {"LD_PRELOAD": str(self.shim),
                                          "CASECLOCK_CLOCK_OFFSET_S": str(offset_to(moment))}
        began = time.monotonic()
        try:
            done = subprocess.run(command, env=environment, cwd=directory, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=patient(TEST_LIMIT_S))
            outcome = {0: "passed", 77: "did not run"}.get(done.returncode, "FAILED")
            log = done.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired as late:
            outcome, log = "FAILED", (late.stdout or b"").decode(errors="replace") + "\ntook too long"
        return outcome, time.monotonic() - began, log


def interesting(log):
    """What a failure's log says first."""
    lines = log.splitlines()
    marked = [number for number, line in enumerate(lines) if re.search(r"^(FAIL|ERROR):|Failure$|Error:|took too long", line)]
    chosen = sorted({near for number in marked[:6] for near in range(number - 1, number + 12) if 0 <= near < len(lines)})
    return "\n".join(lines[number] for number in chosen[:80]) or "\n".join(lines[-20:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build" / "release"))
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--day", action="append", choices=sorted(DAYS))
    parser.add_argument("--test", action="append")
    options = parser.parse_args()
    days = options.day or (SHORT_DAYS if options.short else list(DAYS))
    tests = options.test or (QUICK_TESTS if options.short else TESTS)
    runner = Runner(options.build)
    counts = {"passed": 0, "FAILED": 0, "did not run": 0}
    for day in days:
        for test in tests:
            outcome, seconds, log = runner.run(test, DAYS[day])
            counts[outcome] += 1
            print(f"{outcome:12} {seconds:6.1f} s  {day} ({DAYS[day]})  {test}", flush=True)
            if outcome == "FAILED":
                print("    " + interesting(log).replace("\n", "\n    "), flush=True)
    if options.short:
        print(f"cases: {counts['passed']} passed, {counts['FAILED']} failed, {counts['did not run']} skipped")
    else:
        print(f"{counts['passed']} passed, {counts['FAILED']} failed, {counts['did not run']} skipped")
    sys.exit(1 if counts["FAILED"] else 0)


if __name__ == "__main__":
    main()
