"""What every integration test shares: whether it can run here, running it, waiting.

A test's program ends with the line "cases: N passed, N failed, N skipped".
"""
import os
import pathlib
import random
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(1, str(ROOT / "tests" / "support"))
from patience import patience, patient  # noqa: E402,F401  tests say harness.patient
SKIPPED = 77  # SKIP_RETURN_CODE in CMakeLists.txt


def did_not_run(reason):
    """Ends the program: one plain line and CTest's skip, or a failure where CI=true."""
    in_ci = os.environ.get("CI", "").lower() in ("1", "true")
    print(f"{pathlib.Path(sys.argv[0]).name} did not run: {reason}", flush=True)
    sys.exit(1 if in_ci else SKIPPED)


def run_broker_tool(*arguments):
    """Runs ops/kafka/broker."""
    return subprocess.run([sys.executable, ROOT / "ops/kafka/broker", *arguments],
                          capture_output=True, text=True)


def need_broker():
    """Ends the program where no broker can be had."""
    tool = run_broker_tool("fetch")
    if tool.returncode == SKIPPED:
        did_not_run(tool.stderr.strip().splitlines()[-1])


def main():
    """Runs the program's tests, once it is known that a broker can be had."""
    need_broker()
    program = unittest.main(verbosity=2, exit=False)
    result = program.result
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    print(f"cases: {result.testsRun - failed - skipped} passed, {failed} failed, {skipped} skipped")
    sys.exit(0 if result.wasSuccessful() else 1)


def wait_until(condition, what, timeout_s=60, pause_s=0.1):
    """Returns the first true value of the condition; waits longer on a busy machine. Requires: it has no effects."""
    begun = time.monotonic()
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > begun + timeout_s * patience():
            raise TimeoutError(f"waited {time.monotonic() - begun:.0f} s in vain until {what}")
        time.sleep(pause_s)


def seeded_random():
    """Random numbers that can be had again: CASECLOCK_SEED=N tests/integration/..."""
    seed = int(os.environ.get("CASECLOCK_SEED") or random.randrange(1_000_000))
    print(f"CASECLOCK_SEED={seed}", flush=True)
    return random.Random(seed)
