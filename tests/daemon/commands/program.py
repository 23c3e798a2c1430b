"""Calls the built program, and makes small event files."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
sys.path.insert(1, os.path.join(ROOT, "tests", "support"))
from cases import Case, main  # noqa: E402,F401  suites say program.Case and program.main
from patience import patient  # noqa: E402

PROGRAM = os.environ.get("CASECLOCK_PROGRAM", os.path.join(ROOT, "build", "release", "caseclock"))
TWO_CHILDREN = os.path.join(ROOT, "tests", "golden", "fixtures", "two_children.jsonl")
COUNCIL = "X99000009"  # of the two children

DONE, FAILED, USAGE, CONFIGURATION, UNREADABLE, RECOVERY_REFUSED = 0, 1, 2, 3, 4, 5


class Outcome:
    """What a call left behind: code, out and err as text."""

    def __init__(self, done):
        self.code = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")


def call(*arguments, stdin=b""):
    stdin = stdin.encode() if isinstance(stdin, str) else stdin
    return Outcome(subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                                  timeout=patient(120)))


def referral(record, day, recorded=None, child="X9-C7", authority="X99000001"):
    """One line: a referral opened on its day, recorded at noon of that day unless said."""
    return json.dumps({
        "eventId": f"e-{record}-{recorded or day}", "authority": authority, "child": child, "record": record,
        "occurredOn": day, "recordedAt": f"{recorded or day}T12:00:00Z", "source": "invented-system",
        "referralOpened": {}}) + "\n"


class FileCase(Case):
    """With a folder that goes with the case."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="caseclock-test-")
        self.addCleanup(self._folder.cleanup)

    def path(self, name):
        return os.path.join(self._folder.name, name)

    def file(self, name, content):
        with open(self.path(name), "wb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
        return self.path(name)
