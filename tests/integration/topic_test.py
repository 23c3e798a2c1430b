"""A topic that is not what it was, under a running daemon: deleted, made anew, with other partitions or settings, without
its dead letters; and clocks of producers that are wrong. The stories run side by side: each waits for the daemon's next
look at the topic."""
import concurrent.futures
import json
import time
import unittest
import datetime

import confluent_kafka
import confluent_kafka.admin

import caseclock_program as caseclock
import harness
import series
from kafka_server import Broker, QUIET

COUNCIL = "E08000018"
NOTICED_S = 60  # "within a minute"
JSON = [("content-type", b"application/json")]


def utc(hours_ahead=0.0):
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours_ahead)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def referral(number, council=COUNCIL, recorded_at=None):
    """An invented referral."""
    return json.dumps({"eventId": f"e{number}", "authority": council, "source": "invented",
                       "child": f"C{number}", "record": f"R{number}", "occurredOn": "2024-03-01",
                       "recordedAt": recorded_at or utc(-1), "referralOpened": {}})


class TopicTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.enterClassContext(Broker())
        cls.admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": cls.broker.bootstrap,
                                                       **QUIET})

    def test_stories(self):
        stories = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("story_")]
        with concurrent.futures.ThreadPoolExecutor(len(stories)) as pool:
            told = {story.__name__: pool.submit(story) for story in stories}
            for name, future in told.items():
                with self.subTest(name):
                    future.result()

    # Every story has a topic and a daemon of its own.

    def started(self, topic, partitions=1, letters=True, config=None):
        if letters:
            self.broker.create_topics(topic, partitions)
        else:
            self.broker.create_topic(topic, partitions)
        daemon = caseclock.Daemon(self.broker, group=topic, topic=topic, assignment="all")
        if config is not None:
            daemon.plain_config = daemon.config.read_text()
            self.rename(daemon, config)
        daemon.start()
        daemon.port()
        return daemon

    def send(self, topic, numbers, councils=(COUNCIL,)):
        producer = self.broker.producer()
        for number in numbers:
            council = councils[number % len(councils)]
            producer.produce(topic, key=council, value=referral(number, council), headers=JSON)
        self.assertEqual(producer.flush(30), 0)

    def make_anew(self, topic, partitions=1):
        """A deletion takes the broker a moment, also after it has said that it is done."""
        def made():
            try:
                self.broker.create_topic(topic, partitions)
                return True
            except confluent_kafka.KafkaException:
                return False
        harness.wait_until(made, f"topic {topic} is made anew", 30, 0.5)

    def value(self, daemon, name):
        return series.value_of(daemon.get("/metrics")[1], name)

    def wait_for_records(self, daemon, count):
        harness.wait_until(lambda: self.records(daemon) == count, f"{count} records", 60, 0.3)

    @staticmethod
    def records(daemon):
        for line in daemon.get("/metrics")[1].splitlines():
            if line.startswith("caseclock_records{"):
                return float(line.rsplit(" ", 1)[1])
        return None

    def wait_for_checkpoint(self, daemon):
        harness.wait_until(lambda: self.newest_manifest(daemon), "a checkpoint", 60, 0.3)

    @staticmethod
    def newest_manifest(daemon):
        found = sorted(daemon.directory.glob("checkpoints/*/*.manifest"))
        return found[-1].read_bytes() if found else None

    def wait_until_not_ready(self, daemon, sentence):
        def told():
            status, text = daemon.get("/-/ready")
            return status == 503 and sentence in text
        harness.wait_until(told, f"readiness says {sentence!r}", NOTICED_S, 0.5)

    def story_made_anew_with_fewer_events(self):
        with self.started("anew-fewer") as daemon:
            self.send("anew-fewer", range(20))
            self.wait_for_records(daemon, 20)
            self.wait_for_checkpoint(daemon)
            self.broker.delete_topic("anew-fewer")
            self.wait_until_not_ready(daemon, 'there is no topic "anew-fewer" any more')
            self.make_anew("anew-fewer")
            self.send("anew-fewer", range(100, 105))
            self.assertEqual(daemon.wait_until_ended(NOTICED_S), 5)
            self.assertIn("Hint: ", daemon.log_text())
            daemon.start()
            self.assertEqual(daemon.wait_until_ended(NOTICED_S), 5, "after a restart, too")

    def story_made_anew_with_more_events(self):
        with self.started("anew-more") as daemon:
            self.send("anew-more", range(20))
            self.wait_for_records(daemon, 20)
            self.wait_for_checkpoint(daemon)
            before = harness.wait_until(lambda: self.settled(daemon, 20), "a checkpoint of all", 60)
            self.broker.delete_topic("anew-more")
            self.make_anew("anew-more")
            self.send("anew-more", range(100, 150), ("E09000001",))
            self.assertEqual(daemon.wait_until_ended(NOTICED_S), 5)
            self.assertEqual(self.newest_manifest(daemon), before, "no checkpoint of mixed events")
            daemon.start()
            self.assertEqual(daemon.wait_until_ended(NOTICED_S), 5, "after a restart, too")

    def settled(self, daemon, records):
        """The newest manifest once nothing is left to be written."""
        if self.records(daemon) != records:
            return None
        newest = self.newest_manifest(daemon)
        time.sleep(3)  # checkpoints begin every second
        return newest if newest == self.newest_manifest(daemon) else None

    def story_partitions_added(self):
        with self.started("grown", 2) as daemon:
            self.send("grown", range(10))
            self.wait_for_records(daemon, 10)
            self.wait_for_checkpoint(daemon)
            self.admin.create_partitions(
                [confluent_kafka.admin.NewPartitions("grown", 3)])["grown"].result(30)
            time.sleep(1)  # a new producer sees three
            self.send("grown", range(200, 240), [f"E0900000{i}" for i in range(1, 9)])
            self.wait_until_not_ready(daemon, "has 3 partitions where it had 2")
            self.assertIsNone(daemon.process.poll())
            self.assertEqual(self.broker.read_all("grown.dead-letters"), [])
            before = self.newest_manifest(daemon)
            time.sleep(3)
            self.assertEqual(self.newest_manifest(daemon), before)
            self.assertEqual(daemon.stop(), 0)
            daemon.start()
            self.wait_until_not_ready(daemon, "has 3 partitions where it had 2")
            self.assertEqual(self.broker.read_all("grown.dead-letters"), [])

    def story_without_dead_letters(self):
        with self.started("letterless", letters=False) as daemon:
            self.send("letterless", range(5))
            producer = self.broker.producer()
            for _ in range(3):
                producer.produce("letterless", key=COUNCIL, value=b"half a payl")
            self.assertEqual(producer.flush(30), 0)
            self.send("letterless", range(50, 55))
            self.wait_for_records(daemon, 10)
            self.wait_until_not_ready(daemon, 'there is no topic "letterless.dead-letters"')
            self.assertIsNone(self.newest_manifest(daemon), "none before its letters have arrived")
            self.broker.create_topic("letterless.dead-letters", 1, **{"max.message.bytes": "2000000"})
            daemon.wait_until_ready(NOTICED_S)
            harness.wait_until(lambda: len(self.broker.read_all("letterless.dead-letters")) == 3,
                               "the letters have arrived", 30, 0.5)
            begun = time.monotonic()
            self.assertEqual(daemon.stop(), 0)
            self.assertLess(time.monotonic() - begun, 10)

    def story_clocks_of_producers(self):
        with self.started("clocks") as daemon:
            now_ms, ahead_ms = int(time.time() * 1000), 48 * 3600 * 1000
            producer = self.broker.producer()
            for number, recorded, stamped in ((1, utc(48), now_ms), (2, utc(-1), now_ms + ahead_ms),
                                              (3, utc(48), now_ms + ahead_ms), (4, utc(23), now_ms)):
                producer.produce("clocks", key=COUNCIL, value=referral(number, recorded_at=recorded),
                                 headers=JSON, timestamp=stamped)
            self.assertEqual(producer.flush(30), 0)
            self.wait_for_records(daemon, 1)
            harness.wait_until(lambda: len(self.reasons("clocks")) == 3, "three letters", 30, 0.5)
            self.assertEqual(set(self.reasons("clocks")), {b"recorded_in_future"})
            last_event = self.value(daemon, "caseclock_last_event_timestamp_seconds")
            self.assertLess(last_event, time.time() + 60)
            self.assertEqual(daemon.stop(), 0)

    def story_a_refusal_is_final(self):
        """An earlier run has refused event 1 by the clock of then; by now it reads well."""
        self.broker.create_topics("final", 1)
        stamped = int(time.time() * 1000) - 1000
        producer = self.broker.producer()
        for number in (0, 1):
            producer.produce("final", key=COUNCIL, value=referral(number), headers=JSON, timestamp=stamped)
        producer.produce("final.dead-letters", key=COUNCIL, value=referral(1), headers=[
            *JSON, ("caseclock-reason", "recorded_in_future"), ("caseclock-topic", "final"),
            ("caseclock-partition", "0"), ("caseclock-offset", "1"), ("caseclock-timestamp", str(stamped))])
        self.assertEqual(producer.flush(30), 0)
        with caseclock.Daemon(self.broker, group="final", topic="final", assignment="all") as daemon:
            daemon.start()
            daemon.wait_until_ready(NOTICED_S)
            self.wait_for_records(daemon, 1)
            refused = 'caseclock_events_rejected_total{reason="recorded_in_future"} 1'
            self.assertIn(refused, daemon.get("/metrics")[1])
            self.assertEqual(len(self.reasons("final")), 1, "and its letter is not sent again")

    def reasons(self, topic):
        letters = self.broker.read_all(f"{topic}.dead-letters")
        return [value for letter in letters for name, value in letter.headers()
                if name == "caseclock-reason"]

    def story_strangers(self):
        """A council that is not named is refused; named, its past is read; a text that is no code never is."""
        other, named = "E09000001", "only_known_authorities: true\nauthorities:\n  - {code: %s}\n"
        with self.started("strangers", config=named % COUNCIL) as daemon:
            self.send("strangers", range(6), (COUNCIL, other, "Leeds"))
            harness.wait_until(lambda: len(self.reasons("strangers")) == 4, "four letters", 60, 0.5)
            self.assertEqual(set(self.reasons("strangers")), {b"unknown_authority"})
            self.assertEqual(self.councils(daemon), {COUNCIL: 2})
            self.wait_for_checkpoint(daemon)
            self.assertEqual(daemon.stop(), 0)
            self.rename(daemon, named % COUNCIL + "  - {code: %s}\n" % other)
            daemon.start()
            daemon.wait_until_ready(NOTICED_S)
            harness.wait_until(lambda: self.councils(daemon) == {COUNCIL: 2, other: 2},
                               "the past of the council that was named", 30, 0.3)
            self.assertIn(f"it was made before {other} was named", daemon.log_text())
            self.assertEqual(daemon.stop(), 0)
            self.rename(daemon, named % COUNCIL)
            daemon.start()
            daemon.wait_until_ready(NOTICED_S)
            harness.wait_until(lambda: self.councils(daemon) == {COUNCIL: 2}, "one is gone", 30, 0.3)

    @staticmethod
    def rename(daemon, councils):
        text = daemon.plain_config.replace("only_known_authorities: false\n", "")
        daemon.config.write_text(text + councils)

    @staticmethod
    def councils(daemon):
        found = [line for line in daemon.get("/metrics")[1].splitlines()
                 if line.startswith("caseclock_records{")]
        return {line.split('"')[1]: float(line.rsplit(" ", 1)[1]) for line in found}

    def story_a_topic_that_begins_to_forget(self):
        with self.started("forgetful") as daemon:
            self.send("forgetful", range(5))
            daemon.wait_until_ready()
            self.alter("forgetful", {"retention.ms": "604800000"})
            self.wait_until_not_ready(daemon, "retention.ms = 604800000 where -1 is needed")
            self.alter("forgetful", {"retention.ms": "-1"})
            daemon.wait_until_ready(NOTICED_S)

    def alter(self, topic, settings):
        resource = confluent_kafka.admin.ConfigResource(
            confluent_kafka.admin.ConfigResource.Type.TOPIC, topic,
            set_config={"cleanup.policy": "delete", "retention.bytes": "-1",
                        "max.message.bytes": "1048588", **settings})
        for future in self.admin.alter_configs([resource]).values():
            future.result(30)


if __name__ == "__main__":
    harness.main()
