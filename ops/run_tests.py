#!/usr/bin/env python3
"""Runs the built tests label by label and says what ran, what failed and what did not run.

Each test program's own cases are counted: GoogleTest writes them as XML, the Python suites print a last line
"cases: N passed, N failed, N skipped". A program that does neither counts as one case.
Under CI=true a skipped case is a failure, because CI has everything that tests need.

  ops/run_tests.py [--build build/asan] [LABEL ...]

In a build with a sanitizer its findings are counted too, as failures, also those of programs at whose exit code no test
looked; and tests wait longer, because everything is slower.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

LABELS = ["unit", "scenario", "golden", "tidy", "sim", "edge", "integration", "fuzz", "bench"]
QUICK_JOBS = str(os.cpu_count() or 2)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(ROOT, "build", "release")
SANITIZED_PATIENCE = "6"  # times as long as tests wait without a sanitizer
SKIP_CODE = 77
OUTPUT_BYTES = "1000000"


def tests_by_label():
    listing = json.loads(subprocess.check_output(["ctest", "--show-only=json-v1"], cwd=BUILD))
    found = {}
    for test in listing["tests"]:
        properties = {p["name"]: p["value"] for p in test.get("properties", [])}
        for label in properties.get("LABELS", ["unit"]):
            found.setdefault(label, []).append(test["name"])
    return found


def sanitizer():
    """The one that the build is made with: "asan", "tsan" or ""."""
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as file:
        said = re.search(r"^CASECLOCK_SANITIZER:\w+=(\w*)$", file.read(), re.M)
    return said[1] if said else ""


def sanitized_environment(out_dir):
    """What programs and tests must know; how the sanitizer behaves is in tests/support/sanitizers/options.cc."""
    if not sanitizer():
        return {}
    binary = os.path.join(BUILD, "caseclock")
    log = "log_path=" + os.path.join(out_dir, "finding")
    return {"CASECLOCK_BINARY": binary, "CASECLOCK_PROGRAM": binary, "CASECLOCK_PATIENCE": SANITIZED_PATIENCE,
            "ASAN_OPTIONS": log, "UBSAN_OPTIONS": log, "TSAN_OPTIONS": log}


def cases_of(name, out_dir, ctest_status, log):
    """(passed, failed, skipped, why) of one test program."""
    report = os.path.join(out_dir, name + ".xml")
    if os.path.exists(report):
        try:
            suites = xml.parse(report).getroot()
            total = int(suites.get("tests", 0)) - int(suites.get("disabled", 0))
            failed = int(suites.get("failures", 0)) + int(suites.get("errors", 0))
            skipped = [c for c in suites.iter("testcase") if c.get("result") == "skipped"]
            if ctest_status == "failed" and failed == 0:
                failed = 1  # it crashed after its cases
            why = [f"{c.get('classname')}.{c.get('name')}" for c in skipped]
            return total - failed - len(skipped), failed, len(skipped), why
        except xml.ParseError:
            return 0, 1, 0, []
    said = re.search(r"cases: (\d+) passed, (\d+) failed, (\d+) skipped", log)
    if said:
        passed, failed, skipped = map(int, said.groups())
        if ctest_status == "failed" and failed == 0:
            failed = 1
        return passed, failed, skipped, [name] * (1 if skipped else 0)
    if ctest_status == "skipped":
        return 0, 0, 1, [name]
    return (0, 1, 0, []) if ctest_status == "failed" else (1, 0, 0, [])


def run_label(label, names):
    out_dir = tempfile.mkdtemp(prefix="caseclock-tests-")
    # Otherwise ctest keeps the first kilobyte of what a passing program says, and the counts stand last.
    command = ["ctest", "-L", f"^{label}$", "--output-junit", os.path.join(out_dir, "ctest.junit"),
               "--test-output-size-passed", OUTPUT_BYTES, "--test-output-size-failed", OUTPUT_BYTES]
    if label in ("unit", "scenario", "golden", "tidy", "sim"):
        command += ["-j", QUICK_JOBS]
    environment = dict(os.environ, GTEST_OUTPUT=f"xml:{out_dir}/", GTEST_COLOR="no", **sanitized_environment(out_dir))
    begun = time.monotonic()
    subprocess.run(command, cwd=BUILD, env=environment, stdout=subprocess.DEVNULL)
    statuses, logs = {}, {}
    for case in xml.parse(os.path.join(out_dir, "ctest.junit")).getroot().iter("testcase"):
        logs[case.get("name")] = case.findtext("system-out") or ""
        statuses[case.get("name")] = {"run": "passed", "notrun": "skipped"}.get(case.get("status"), "failed")
        if case.find("failure") is not None:
            statuses[case.get("name")] = "failed"
    totals, skipped_names, failed_names = [0, 0, 0], [], []
    for name in names:
        passed, failed, skipped, why = cases_of(name, out_dir, statuses.get(name, "failed"), logs.get(name, ""))
        totals = [totals[0] + passed, totals[1] + failed, totals[2] + skipped]
        skipped_names += why
        if failed:
            failed_names.append(name)
    print(f"{label:<12} {totals[0]:>5} passed {totals[1]:>4} failed {totals[2]:>4} did not run"
          f"   {time.monotonic() - begun:>6.1f} s", flush=True)
    for name in failed_names:
        print(f"--- {name} failed; its last lines:")
        print("\n".join(logs.get(name, "").splitlines()[-60:]), flush=True)
    for name in skipped_names:
        said = [line for line in logs.get(name.split(".")[0], "").splitlines() if "did not run" in line]
        print(f"    did not run: {name}" + (f" ({said[0].strip()})" if said else ""), flush=True)
    findings = sorted(glob.glob(os.path.join(out_dir, "finding.*")))
    for path in findings:
        with open(path, encoding="utf-8", errors="replace") as file:
            print(f"--- the sanitizer found:\n{file.read()[:6000]}", flush=True)
    totals[1] += len(findings)
    return totals


def main():
    global BUILD
    wanted = sys.argv[1:]
    if wanted[:1] == ["--build"]:
        BUILD = os.path.join(ROOT, wanted[1])
        wanted = wanted[2:]
    found = tests_by_label()
    wanted = wanted or LABELS
    unknown = [label for label in wanted if label not in LABELS]
    if unknown:
        print(f"there is no label {unknown[0]!r}; there are {', '.join(LABELS)}")
        return 2
    begun = time.monotonic()
    passed = failed = skipped = 0
    for label in wanted:
        if label not in found:
            continue
        totals = run_label(label, found[label])
        passed, failed, skipped = passed + totals[0], failed + totals[1], skipped + totals[2]
    print(f"tests took {time.monotonic() - begun:.0f} s")
    if os.environ.get("CI") == "true" and skipped:
        print(f"CI has everything that tests need, so the {skipped} that did not run are failures")
        failed, skipped = failed + skipped, 0
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
