"""Every command in every document runs as it is written, in the order of the document, beside a real broker.

Each document has a folder of its own with what a reader would have: a workbook, events, the example configuration, open
data. Only addresses are put in: those of the broker and of the daemon that the document has started. What is not run is
named with its reason.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

import caseclock_program as caseclock
import harness
from harness import ROOT, wait_until
from kafka_server import Broker

sys.path.insert(1, str(ROOT / "tests/daemon/commands"))
import import_command_test as annex_a  # noqa: E402  its invented workbook
import import_comparators_test_data as open_data  # noqa: E402

COUNCIL = "E08000018"
COMMAND = re.compile(r"^(?:\$ )?((?:build/release/)?caseclock |ops/|cmake |cd build|cp |mkdir |curl |promtool |amtool |"
                     r"kafka-topics\.sh |UPDATE_GOLDEN=|systemctl |kill )")
# How a command begins, and why it is not run here.
NOT_RUN = {
    "ops/demo": "demo_command_test runs it",
    "ops/test": "it is what runs this",
    "ops/prove": "takes hours",
    "ops/prepare": "installs packages; scripts_test holds its lists against what is used",
    "ops/stack": "stack_test runs every one of its commands",
    "cmake ": "has built what is tested",
    "cd build/release && ctest": "would run tests within a test",
    "UPDATE_GOLDEN=1 ctest": "would rewrite the golden files",
    "kafka-topics.sh": "Kafka's own tool, not in Debian; kafka_broker_test creates these topics with the same settings",
    "curl -s --cacert": "needs the council's own certificate and name; api_test asks the same with both",
}


def commands(text):
    """[(line, command)] of the blocks of code of a document; an explanation after two blanks or a hash is left out."""
    found = []
    for block in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S):
        line = text.count("\n", 0, block.start(2)) + 1
        for joined in re.sub(r"\\\n *", "\x00", block[2]).split("\n") if block[1] in ("", "sh") else ():
            if COMMAND.match(joined):
                command = re.sub(r"^\$ ", "", joined.replace("\x00", ""))
                if command.startswith("ops/"):
                    command = re.split(r" {2,}", command)[0]
                found.append((line, re.sub(r"\s+#.*$", "", command)))
            line += 1 + joined.count("\x00")
    return found


def reason_not_to_run(command):
    return next((why for begin, why in NOT_RUN.items() if command.startswith(begin)), None)


class Reader:
    """Somebody who follows a document from top to bottom."""

    def __init__(self, broker, topic):
        self.broker, self.topic = broker, topic
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="caseclock-document-"))
        self.daemon = None

    def __enter__(self):
        (self.folder / "ops").symlink_to(ROOT / "ops")
        (self.folder / "bin").mkdir()
        (self.folder / "bin/caseclock").symlink_to(caseclock.BINARY)
        (self.folder / "build").mkdir()
        (self.folder / "build/release").symlink_to(caseclock.BINARY.parent)
        (self.folder / "state").mkdir()
        rows = [annex_a.referral_row(f"C{n}", f"{n % 27 + 1:02}/0{n % 3 + 1}/2024") for n in range(40)]
        (self.folder / "lists.xlsx").write_bytes(annex_a.workbook([annex_a.HEADINGS, *rows]))
        for name, content in (("lait_extract.csv", open_data.EXTRACT),
                              ("statistical_neighbours_2025.csv", open_data.NEIGHBOURS),
                              ("child_population_2012_2024.csv", open_data.POPULATIONS)):
            (self.folder / name).write_text(content)
        with open(self.folder / "events.jsonl", "wb") as out:
            caseclock.run("import", "annex-a", self.folder / "lists.xlsx", "--authority", COUNCIL, stdout=out)
        example = (ROOT / "ops/caseclock.example.yaml").read_text()
        people = re.sub(r"(?m)^# ?", "", example[example.index("# alerts:"):])
        self.write("caseclock.yaml", example + people)
        said = (ROOT / "ops/docs/report.md").read_text()
        self.write("said.yaml", said[said.index("narratives:\n"):said.index("```\n\n```\ncaseclock report")])
        return self

    def __exit__(self, *_):
        if self.daemon is not None:
            self.daemon.send_signal(signal.SIGTERM)
            self.daemon.wait(harness.patient(30))
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, text):
        """A configuration of this test's broker, its topic and a free port."""
        text = text.replace("localhost:9092", self.broker.bootstrap).replace("topic: case-events", f"topic: {self.topic}")
        text = text.replace('"127.0.0.1:9464"', f'"127.0.0.1:0", port_file: {self.folder}/port')
        text = re.sub(r'(?m)^  listen: "(.*?)", port_file: (\S+)(.*)$', r'  listen: "\1"\n  port_file: \2\3', text)
        (self.folder / name).write_text(text)

    def run(self, command):
        """"" or what went wrong."""
        if " serve " in command:
            return self.serve(command)
        if "HOST:9464" in command or "127.0.0.1:9464" in command:
            if self.daemon is None:
                self.serve("caseclock serve --config caseclock.yaml")
            command = re.sub(r"(HOST|127\.0\.0\.1):9464", f"127.0.0.1:{self.port()}", command)
        command = re.sub(r"\bFILE\b", "caseclock.yaml", command).replace("curl -s ", "curl -sSf ")
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=self.folder, env=self.environment(),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=harness.patient(120))
        if command.startswith("cp "):  # the reader changes what the file marks as theirs
            self.write(command.split()[-1], (self.folder / command.split()[-1]).read_text())
        return "" if done.returncode == 0 else f"exit code {done.returncode}: {done.stderr[-600:]}"

    def environment(self):
        return dict(os.environ, PATH=f"{self.folder}/bin:{os.environ['PATH']}")

    def serve(self, command):
        if self.daemon is not None:
            return ""
        with open(self.folder / "log", "ab") as log:
            self.daemon = subprocess.Popen(["bash", "-c", "exec " + command], cwd=self.folder, env=self.environment(),
                                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until(self.is_ready, "the daemon is ready", 60)
        except TimeoutError:
            return (self.folder / "log").read_text()[-600:]
        return ""

    def port(self):
        return int((self.folder / "port").read_text())

    def is_ready(self):
        if self.daemon.poll() is not None:
            raise TimeoutError("it ended")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port()}/-/ready", timeout=5) as answer:
                return answer.status == 200
        except (OSError, ValueError, urllib.error.HTTPError):
            return False


class DocumentCommandsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.enterClassContext(Broker())

    def reader(self, topic):
        return self.enterContext(Reader(self.broker, topic))

    def follow(self, reader, path, text):
        """What of a document does not work, a sentence each."""
        wrong = []
        for line, command in commands(text):
            if reason_not_to_run(command):
                continue
            problem = reader.run(command)
            if problem:
                wrong.append(f"{path}:{line}: {command}\n  {problem}")
        return wrong

    def test_every_command_of_every_document_runs(self):
        paths = [path for path in subprocess.run(["git", "-C", ROOT, "ls-files", "*.md"], capture_output=True, text=True,
                                                 check=True).stdout.split()]
        followed = 0
        for number, path in enumerate(paths):
            text = (ROOT / path).read_text(encoding="utf-8")
            to_run = [command for _, command in commands(text) if not reason_not_to_run(command)]
            if not to_run:
                continue
            followed += len(to_run)
            topic = f"document-{number}"
            if path != "README.md":  # which makes it
                self.broker.create_topics(topic, 3)
            with self.subTest(path):
                reader = self.reader(topic)
                if path != "README.md":
                    problem = reader.run("caseclock produce --config caseclock.yaml < events.jsonl")
                    self.assertEqual(problem, "")
                self.assertEqual(self.follow(reader, path, text), [])
        self.assertGreater(followed, 20)

    def test_a_wrong_command_is_found(self):
        self.broker.create_topics("planted", 1)
        planted = ("```\ncaseclock report --event events.jsonl --as-of 2024-03-31\n"
                   "caseclock report --events no-such.jsonl \\\n  --as-of 2024-03-31\n"
                   "curl -s http://127.0.0.1:9464/no/such/page\n```\n")
        reader = self.reader("planted")
        wrong = self.follow(reader, "a.md", planted)
        self.assertEqual([one.split("\n")[0].split(": ")[0] for one in wrong], ["a.md:2", "a.md:3", "a.md:5"], wrong)

    def test_reasons_are_needed(self):
        every = [command for path in ROOT.rglob("*.md") if "build" not in path.parts
                 for _, command in commands(path.read_text(encoding="utf-8"))]
        for begin in NOT_RUN:
            self.assertTrue(any(command.startswith(begin) for command in every), begin)

    def test_a_missing_topic_is_told_with_the_command_that_creates_it(self):
        reader = self.reader("not-yet-there")
        for command in ("caseclock produce --config caseclock.yaml < events.jsonl",
                        f"caseclock import annex-a lists.xlsx --authority {COUNCIL} --to-kafka --config caseclock.yaml"):
            with self.subTest(command):
                said = reader.run(command)
                self.assertIn('exit code 3: ', said)
                self.assertIn('there is no topic "not-yet-there"', said)
                hint = re.search(r"(?m)^  Hint: .*: (caseclock .*--create-topic.*)$", said)[1]
                self.assertNotIn("not-yet-there", self.broker.topics(), "nobody has made it")
                self.assertEqual(reader.run(hint), "", hint)
                self.assertIn("not-yet-there", self.broker.topics())
                for topic in ("not-yet-there", "not-yet-there.dead-letters"):
                    self.broker.delete_topic(topic)
                wait_until(lambda: "not-yet-there" not in self.broker.topics(), "the topic is gone", 30)


if __name__ == "__main__":
    harness.main()
