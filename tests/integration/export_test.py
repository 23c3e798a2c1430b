"""A council fed by Kafka needs no files: what `export` writes and --from-kafka reads gives the daemon's figures."""
import datetime
import json
import os
import pathlib
import re
import stat
import subprocess
import tempfile
import unittest

import caseclock_program as caseclock
import harness
import series
from kafka_server import Broker, murmur2_partition

AS_OF = "2024-03-31"
COUNCILS = ("X99000001", "X99000002")
DAMAGED = "X99000003"
UNLISTED = "X99000099"
PARTITIONS = 3
AUTHORITIES = "authorities:\n" + "".join(
    f"  - {{code: {code}, population: 60000}}\n" for code in (*COUNCILS, DAMAGED))
ALERTS = """alerts:
  mail: {server: "127.0.0.1:1", from: caseclock@invented.example}
  people: [{id: head, address: head@invented.example, title: Head of service}]
"""


def assessment(event_id, record, **more):
    """An open assessment of the council whose exports come damaged."""
    return {"eventId": event_id, "authority": DAMAGED, "source": "nightly", "child": f"c-{record}", "record": record,
            "occurredOn": "2024-03-01", "recordedAt": "2024-03-04T10:00:00Z",
            "assessmentStarted": {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"}, **more}


def batch(name, day):
    return {"id": name, "extractedAt": f"2024-03-{day:02}T01:00:00Z"}


def completion(name, day, events):
    return {"eventId": f"{name}-end", "authority": DAMAGED, "source": "nightly",
            "batch": dict(batch(name, day), scopes=[{"kind": "RECORD_KIND_ASSESSMENT", "open": True}]),
            "batchCompleted": {"events": str(events)}}


class ExportTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.enterClassContext(Broker())
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="caseclock-export-")))
        cls.broker.create_topics("case-events", PARTITIONS)
        cls.daemon = cls.enterClassContext(caseclock.Daemon(cls.broker, AS_OF))
        cls.daemon.config.write_text(cls.daemon.config.read_text().replace("only_known_authorities: false\n", ""))
        cls.daemon.configure("batch_wait_seconds: 1\n" + AUTHORITIES)
        cls.rehearsed = cls.folder / "rehearsed.yaml"
        cls.rehearsed.write_text(cls.daemon.config.read_text() + ALERTS)
        caseclock.simulate(cls.folder / "simulated.jsonl", len(COUNCILS), "2023-04-01", AS_OF, seed=11)
        cls.daemon.produce(cls.folder / "simulated.jsonl")
        cls.refused = cls.put_by_hand()

    @classmethod
    def put_by_hand(cls):
        """Messages that no sender should send, an export that took effect and one that is incomplete."""
        ahead = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=30)).strftime("%FT%TZ")
        refused = 0
        for number in range(30):
            name, day = ("night-1", 20) if number < 20 else ("night-2", 21)
            event = assessment(f"{name}-{number}", f"a{number}", batch=batch(name, day))
            if number >= 25:
                event["occurredOn"], refused = "01/03/2024", refused + 1
            cls.put(event)
        cls.put(completion("night-1", 20, 20))
        cls.put(completion("night-2", 21, 10))
        cls.put(assessment("too-early", "b1", recordedAt=ahead))
        cls.put(assessment("another", "b2", authority=UNLISTED), key=UNLISTED)
        cls.put(assessment("wrong-key", "b3"), key=COUNCILS[0])
        cls.put(assessment("wrong-place", "b4"), partition=(murmur2_partition(DAMAGED.encode(), PARTITIONS) + 1) % 3)
        cls.put("{ half a", raw=True)
        # Refused by an earlier run for its time, as its letter says; by now it looks like any other.
        cls.put(assessment("refused-then", "b5"), letter=True)
        return refused + 6

    @classmethod
    def put(cls, event, key=DAMAGED, raw=False, partition=None, letter=False):
        found = []
        producer = cls.broker.producer()
        where = {} if partition is None else {"partition": partition}
        producer.produce("case-events", (event if raw else json.dumps(event)).encode(), key,
                         headers={"content-type": "application/json"}, on_delivery=lambda _, m: found.append(m), **where)
        assert producer.flush(60) == 0
        if letter:
            message = found[0]
            producer.produce("case-events.dead-letters", message.value(), message.key(), headers={
                "caseclock-reason": "recorded_in_future", "caseclock-topic": "case-events",
                "caseclock-partition": str(message.partition()), "caseclock-offset": str(message.offset()),
                "caseclock-timestamp": str(message.timestamp()[1])})
            assert producer.flush(60) == 0

    def call(self, *arguments):
        return subprocess.run([caseclock.BINARY, *arguments], capture_output=True, text=True,
                              timeout=harness.patient(120))

    def from_kafka(self, *arguments):
        return self.call(*arguments, "--from-kafka", "--config", self.rehearsed)

    def of_file(self, *arguments):
        if not (self.folder / "events.jsonl").exists():
            self.export("--out", self.folder / "events.jsonl")
        return self.call(*arguments, "--events", self.folder / "events.jsonl", "--config", self.rehearsed)

    def export(self, *arguments):
        done = self.call("export", "--config", self.daemon.config, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_figures_equal_those_of_the_daemon(self):
        report = self.from_kafka("report", "--as-of", AS_OF, "--format", "json")
        self.assertEqual(report.returncode, 0, report.stderr)
        self.assertIn(f"{self.refused} messages of topic case-events were refused", report.stderr)
        self.daemon.start()
        expected = series.of_report(json.loads(report.stdout))
        self.assertGreater(len(expected), 3000)
        self.daemon.wait_for_figures(expected)
        rejected = re.findall(r'caseclock_events_rejected_total\{reason="(\w+)"\} (\d+)', self.daemon.get("/metrics")[1])
        told = {reason: int(count) for reason, count in rejected if int(count)}
        self.assertEqual(sum(told.values()), self.refused)
        for reason, count in told.items():
            self.assertIn(f"{count} {reason}", report.stderr)
        self.assertEqual(self.daemon.stop(), 0)
        # What the daemon has put among the dead letters since is not counted twice, nor otherwise.
        again = self.from_kafka("report", "--as-of", AS_OF, "--format", "json")
        self.assertEqual((again.stdout, again.stderr), (report.stdout, report.stderr))

    def test_the_exported_file_gives_the_same_report(self):
        here = json.loads(self.from_kafka("report", "--as-of", AS_OF, "--format", "json").stdout)
        there = json.loads(self.of_file("report", "--as-of", AS_OF, "--format", "json").stdout)
        # The file has no word of what was refused; the topic has.
        for one in here["incomplete_exports"] + there["incomplete_exports"]:
            one.pop("refused"), one.pop("sentence")
        self.assertEqual(here, there)
        self.assertEqual([one["batch"] for one in here["incomplete_exports"]], ["night-2"])

    def test_every_command_reads_the_topic(self):
        for command in (("explain", "--as-of", AS_OF, "--indicator", "assessment_45", "--authority", COUNCILS[0]),
                        ("alerts", "backtest", "--from", "2024-01-01", "--to", "2024-01-31", "--authority", COUNCILS[0]),
                        ("report", "--as-of", AS_OF, "--authority", COUNCILS[1], "--format", "html"),
                        ("report", "--as-of", "2023-12-31", "--known-by", "2024-01-05", "--format", "csv")):
            with self.subTest(command):
                here, there = self.from_kafka(*command), self.of_file(*command)
                self.assertEqual((here.returncode, there.returncode), (0, 0), here.stderr)
                self.assertEqual(here.stdout, there.stdout)
                self.assertGreater(len(here.stdout), 100)

    def test_reports_are_published_and_restated_from_the_topic(self):
        publish = ("report", "--as-of", "2023-12-31", "--known-by", "2023-12-31", "--published-in", self.folder)
        self.assertEqual(self.from_kafka(*publish, "--publish", "topic").returncode, 0)
        self.assertEqual(self.of_file(*publish, "--publish", "file").returncode, 0)
        published = [json.loads((self.folder / f"{name}.published.json").read_text()) for name in ("topic", "file")]
        for one in published:
            one.pop("published")
        self.assertEqual(*published)
        restate = ("report", "--as-of", AS_OF, "--restated-since", self.folder / "topic.published.json", "--format", "json")
        here, there = self.from_kafka(*restate), self.of_file(*restate)
        self.assertEqual(here.returncode, 0, here.stderr)
        restated = json.loads(here.stdout)["restated"]
        self.assertEqual(restated, json.loads(there.stdout)["restated"])
        self.assertTrue(restated)

    def test_the_file_is_whole_private_and_of_one_council_if_asked(self):
        path = self.folder / "one.jsonl"
        path.write_text("older\n")
        done = self.export("--out", path, "--authority", DAMAGED)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        self.assertEqual({line["authority"] for line in lines}, {DAMAGED})
        self.assertEqual(len(lines), 20 + 5 + 2)
        # Three have another key, or lie in the partition of others: nobody can say that they are of this council.
        self.assertIn(f"27 events exported, {self.refused - 3} messages refused", done.stderr)
        self.assertEqual(self.export("--authority", DAMAGED).stdout, path.read_text())
        self.assertEqual(sorted(one.name for one in self.folder.glob("one*")), ["one.jsonl"])

    def test_the_same_topic_gives_the_same_bytes(self):
        self.assertEqual(self.export().stdout, self.export("--out", "-").stdout)

    def test_what_cannot_be_read_is_said(self):
        def config(text):
            path = self.folder / "other.yaml"
            path.write_text(self.daemon.config.read_text().replace("topic: case-events", text))
            return path
        missing = self.call("export", "--config", config("topic: not-there"), "--out", self.folder / "none.jsonl")
        self.assertEqual(missing.returncode, 3, missing.stderr)
        self.assertIn('there is no topic "not-there"\n  Hint: ', missing.stderr)
        self.assertFalse((self.folder / "none.jsonl").exists())
        self.assertNotIn("not-there", self.broker.topics(), "asking makes no topic")
        self.assertEqual(self.call("export", "--config", self.daemon.config, "--out", self.folder).returncode, 1)


if __name__ == "__main__":
    harness.main()
