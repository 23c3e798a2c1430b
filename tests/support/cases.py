"""How the Python suites report: a finding a line, and a last line that ops/run_tests.py reads."""
import sys
import unittest


class Case(unittest.TestCase):
    """A test case that reports a list of findings, one a line."""

    maxDiff = None

    def nothing(self, findings, sentence):
        findings = list(findings)
        shown = "\n  ".join(str(one) for one in findings[:40])
        more = f"\n  ... and {len(findings) - 40} more" if len(findings) > 40 else ""
        if findings:
            self.fail(f"{sentence}\n  {shown}{more}")


def main():
    """Runs the calling file's cases and ends with the line that ops/run_tests.py reads."""
    program = unittest.main(module="__main__", exit=False, verbosity=1)
    result = program.result
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    sys.stderr.flush()
    print(f"cases: {result.testsRun - failed - skipped} passed, {failed} failed, {skipped} skipped")
    sys.exit(0 if failed == 0 and result.testsRun > 0 else 1)
