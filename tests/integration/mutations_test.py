"""A thousand spoilt messages among a hundred thousand good ones, and two kills: what is an event is
counted, every other is in the dead letters once, nothing stops, no log line holds a payload."""
import collections
import itertools
import pathlib
import tempfile
import time
import unittest

import acceptance
import caseclock_program as caseclock
import harness
import mutations
import series
from kafka_server import Broker, murmur2_partition

AS_OF = "2024-03-31"
GOOD, PARTITIONS, CHUNKS, CANARY = 100_000, 4, 50, "canary-"


class MutationsTest(unittest.TestCase):

    def setUp(self):
        self.dice = harness.seeded_random()
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = pathlib.Path(directory.name)
        self.protocol = acceptance.load_protocol(self.directory)
        self.acceptance = acceptance.Acceptance(
            self.protocol, lambda key: murmur2_partition(key, PARTITIONS))
        self.accepted, self.refused = [], {}

    def test_spoilt_messages_among_good_ones(self):
        good = self.good_lines()
        with Broker() as broker:
            broker.create_topics("case-events", PARTITIONS, largest=2 << 20)
            with caseclock.Daemon(broker, AS_OF) as daemon:
                self.produce_both(broker, daemon, good)
                self.print_outcome()
                expected = self.expected(good)
                daemon.wait_for_figures(expected)
                self.check_dead_letters(broker)
                self.check_nothing_is_told(daemon)
            self.replay_from_the_beginning(broker, expected)

    # What is sent.

    def good_lines(self):
        path = self.directory / "history.jsonl"
        caseclock.simulate(path, 2, "2023-04-01", AS_OF, self.dice.randrange(1000))
        lines = path.read_bytes().splitlines(True)
        self.assertGreaterEqual(len(lines), GOOD // 2)
        # A message sent twice is one event: what is short is filled up with repetitions.
        return list(itertools.islice(itertools.cycle(lines), GOOD))

    def spoilt_messages(self, good):
        """A thousand (mutation, key, value), of children whose names would be seen in a log."""
        from google.protobuf import json_format
        for number, mutation in enumerate(mutations.all_in_disorder(self.dice)):
            event = json_format.Parse(self.dice.choice(good), self.protocol.CaseEvent())
            event.event_id = f"{CANARY}event-{number}"
            event.child = f"{CANARY}child-{number}"
            event.record = f"{CANARY}record-{number}"
            key, value = mutation(event, event.SerializeToString(), self.dice)
            yield mutation.__name__, key.encode(), value

    def produce_both(self, broker, daemon, good):
        daemon.start()
        feed = daemon.producer()
        spoilt = list(self.spoilt_messages(good))
        raw = broker.producer(**{"message.max.bytes": 4_000_000})
        kills = sorted(self.dice.sample(range(5, CHUNKS - 5), 2))
        for chunk in range(CHUNKS):
            feed.stdin.write(b"".join(good[chunk::CHUNKS]))
            feed.stdin.flush()
            for message in spoilt[chunk::CHUNKS]:
                self.send(raw, *message)
            raw.flush(60)
            time.sleep(0.1)
            if chunk in kills:
                self.assertIsNone(daemon.process.poll(), daemon.log_text()[-3000:])
                daemon.kill()
                daemon.start()
        feed.stdin.close()
        said = feed.stderr.read().decode()
        feed.stderr.close()
        self.assertEqual(feed.wait(harness.patient(60)), 0, said)

    def send(self, raw, mutation, key, value):
        timestamp_ms = int(time.time() * 1000)

        def note(error, message):
            self.assertIsNone(error)
            event, why = self.acceptance.judge(key, value, message.partition(), timestamp_ms)
            if why is None:
                self.accepted.append(event)
            else:
                place = (message.partition(), message.offset())
                self.refused[place] = (mutation, why, key, value)

        partition = murmur2_partition(key, PARTITIONS)
        if mutation == "wrong_partition":
            partition = (partition + 1) % PARTITIONS
        raw.produce("case-events", value, key, partition, timestamp=timestamp_ms, on_delivery=note)
        raw.poll(0)

    # What is checked.

    def print_outcome(self):
        counts = collections.Counter(refused[:2] for refused in self.refused.values())
        for (mutation, why), count in sorted(counts.items()):
            print(f"{mutation}: {count} {why}")
        print(f"{len(self.accepted)} accepted, {len(self.refused)} refused")
        self.assertEqual(len(self.accepted) + len(self.refused), 1000)
        self.assertGreater(len(self.accepted), 50)

    def expected(self, good):
        """What the report says of the good events and of the spoilt ones that are events."""
        from google.protobuf import json_format
        path = self.directory / "expected.jsonl"
        with open(path, "wb") as out:
            out.writelines(good)
            for event in self.accepted:
                out.write(json_format.MessageToJson(event, indent=None).encode() + b"\n")
        return series.of_report(caseclock.report(path, AS_OF))

    def check_dead_letters(self, broker):
        letters = broker.read_all("case-events.dead-letters")
        headers = [dict(letter.headers()) for letter in letters]
        places = [(int(one["caseclock-partition"]), int(one["caseclock-offset"]))
                  for one in headers]
        self.assertEqual([place for place, times in collections.Counter(places).items()
                          if times > 1], [], "sent twice")
        self.assertEqual(set(places) - self.refused.keys(), set(), "refused without need")
        self.assertEqual(self.refused.keys() - set(places), set(), "not in the dead letters")
        for place, letter, header in zip(places, letters, headers):
            mutation, why, key, value = self.refused[place]
            told = f"{mutation} at {place}: {value[:400].hex()}"
            self.assertEqual(header["caseclock-reason"].decode(), why, told)
            self.assertEqual((letter.key(), letter.value()), (key, value), told)

    def check_nothing_is_told(self, daemon):
        self.assertNotIn(CANARY, daemon.log_text())
        self.assertNotIn(CANARY, daemon.get("/metrics")[1])

    def replay_from_the_beginning(self, broker, expected):
        """A daemon that has no checkpoint counts each message once, and sends no letter again."""
        with caseclock.Daemon(broker, AS_OF, group="another") as daemon:
            daemon.start()
            daemon.wait_for_figures(expected)
            metrics = daemon.get("/metrics")[1]
            self.assertEqual(series.value_of(metrics, "caseclock_events_accepted_total"),
                             GOOD + len(self.accepted))
            self.assertEqual(series.value_of(metrics, "caseclock_events_rejected_total"),
                             len(self.refused))
            self.check_nothing_is_told(daemon)
        self.check_dead_letters(broker)


if __name__ == "__main__":
    harness.main()
