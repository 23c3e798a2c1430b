"""Exports that come damaged: what they may withdraw, how long they hold figures, and what is said of them."""
import json
import re
import unittest

import caseclock_program as caseclock
import harness
from harness import wait_until
from kafka_server import Broker

AS_OF = "2024-03-22"
COUNCIL = "X99000001"
SOURCE = "nightly"
LISTED = 60
SCOPES = [{"kind": "RECORD_KIND_ASSESSMENT", "open": True}]


class Export:
    """One export of open assessments, as its sender makes it."""

    def __init__(self, name, minute):
        self.name, self.batch = name, {"id": name, "extractedAt": f"2024-03-22T01:{minute:02}:00Z"}

    def event(self, number, occurred_on="2024-03-01"):
        return {"eventId": f"{self.name}-{number}", "authority": COUNCIL, "source": SOURCE, "batch": self.batch,
                "child": f"c{number:03}", "record": f"a{number:03}", "occurredOn": occurred_on,
                "assessmentStarted": {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"}}

    def completion(self, events, scopes=None):
        payload = {} if events is None else {"events": str(events)}
        return {"eventId": f"{self.name}-end", "authority": COUNCIL, "source": SOURCE,
                "batch": dict(self.batch, scopes=SCOPES if scopes is None else scopes), "batchCompleted": payload}

    def whole(self, listed=LISTED):
        return [self.event(number) for number in range(listed)] + [self.completion(listed)]


class ExportsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.enterClassContext(Broker())

    def world(self, topic, wait_s):
        self.broker.create_topics(topic, 1)
        self.topic, self.producer = topic, self.broker.producer()
        self.daemon = self.enterContext(caseclock.Daemon(self.broker, AS_OF, topic, topic))
        self.daemon.configure(f"batch_wait_seconds: {wait_s}\n")
        self.daemon.start()
        self.daemon.wait_until_ready()

    def send(self, events):
        for event in events:
            self.producer.produce(self.topic, json.dumps(event).encode(), COUNCIL,
                                  headers={"content-type": "application/json"})
        self.assertEqual(self.producer.flush(60), 0)

    def metrics(self, name):
        """{labels: value} of a metric."""
        found = re.findall(rf"^{name}(\{{.*\}})? (\S+)$", self.daemon.get("/metrics")[1], re.M)
        return {labels: float(value) for labels, value in found}

    def open(self):
        found = self.metrics("caseclock_open_clocks")
        return found.get(f'{{authority="{COUNCIL}",team="",indicator="assessment_45"}}')

    def one(self, name):
        return next(iter(self.metrics(name).values()), None)

    def wait_for(self, what, expected):
        def holds():
            return what() == expected
        try:
            wait_until(holds, f"it is {expected}", 30)
        except TimeoutError:
            self.fail(f"expected {expected}, found {what()}\n{self.daemon.log_text()[-2000:]}")

    def incomplete(self):
        """(declared, received, refused) of the newest incomplete export; None: there is none."""
        received = self.one("caseclock_export_events_received")
        if received is None:
            return None
        return self.one("caseclock_export_events_declared"), received, self.one("caseclock_export_events_refused")

    def test_what_was_refused_or_lost_withdraws_nothing_and_is_told(self):
        self.world("damaged", 2)
        self.send(Export("night-1", 1).whole())
        self.wait_for(self.open, LISTED)
        self.wait_for(self.incomplete, None)

        refused = Export("night-2", 2)
        self.send([refused.event(n, "01/03/2024") for n in range(LISTED)] + [refused.completion(LISTED)])
        self.wait_for(self.incomplete, (LISTED, 0, LISTED))
        self.wait_for(lambda: self.one("caseclock_held_batches"), 0)
        self.assertEqual(self.open(), LISTED)
        self.assertEqual(self.daemon.get("/-/ready")[0], 200)
        sentence = f"Export night-2 of {SOURCE} is incomplete: 0 of {LISTED} events received, {LISTED} refused."
        self.assertIn(sentence, self.daemon.get("/")[1])
        told = json.loads(self.daemon.get("/api/v1/indicators")[1])["incomplete_exports"]
        self.assertEqual([one["batch"] for one in told], ["night-2"])
        self.assertIn(sentence, told[0]["sentence"])
        self.wait_for(lambda: self.daemon.log_text().count(sentence), 1)

        self.send(Export("night-3", 3).whole())
        self.wait_for(self.incomplete, None)
        short = Export("night-4", 4)
        self.send([short.event(n) for n in range(20)] + [short.completion(LISTED)])
        self.wait_for(self.incomplete, (LISTED, 20, 0))
        self.wait_for(lambda: self.one("caseclock_held_batches"), 0)
        self.assertEqual(self.open(), LISTED)
        # What was lost is sent again: the export takes effect with the last one.
        self.send([short.event(n) for n in range(20, LISTED)])
        self.wait_for(self.incomplete, None)
        self.assertEqual(self.open(), LISTED)

        uncounted = Export("night-5", 5)
        self.send([uncounted.event(0), uncounted.completion(None)])
        self.wait_for(self.incomplete, (None, 1, 0))
        self.assertEqual(self.open(), LISTED)
        fewer = Export("night-6", 6)
        self.send(fewer.whole(LISTED - 10))
        self.wait_for(self.open, LISTED - 10)
        self.wait_for(self.incomplete, None)

    def test_a_broken_export_ends_when_it_runs_again_and_holds_one_wait_at_most(self):
        self.world("broken", 4)
        held = lambda: self.one("caseclock_held_batches")  # noqa: E731
        self.send(Export("night-1", 1).whole())
        self.wait_for(self.open, LISTED)
        broken = Export("night-2", 2)
        self.send([broken.event(n) for n in range(LISTED, LISTED + 10)])
        self.wait_for(held, 1)
        self.assertEqual(self.open(), LISTED, "held")
        self.wait_for(held, 0)
        self.wait_for(self.open, LISTED + 10)
        self.assertEqual(set(self.metrics("caseclock_stale").values()), {0})
        # A chain of broken ones does not hold it again.
        self.send([Export("night-3", 3).event(n) for n in range(LISTED, LISTED + 15)])
        self.wait_for(self.open, LISTED + 15)
        self.assertEqual(held(), 0)
        # The rerun takes the place of both.
        self.send(Export("night-4", 4).whole())
        self.wait_for(self.open, LISTED)
        self.wait_for(self.incomplete, None)
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()
        self.daemon.wait_until_ready()
        self.wait_for(self.open, LISTED)
        self.assertEqual((held(), self.incomplete()), (0, None))

    def test_a_restart_within_a_hold_shows_no_half_import(self):
        self.world("restarted", 3600)
        self.send(Export("night-1", 1).whole())
        self.wait_for(self.open, LISTED)
        half = Export("night-2", 2)
        self.send([half.event(n) for n in range(LISTED, LISTED + 30)])
        self.wait_for(lambda: self.one("caseclock_held_batches"), 1)
        since = self.one("caseclock_held_since_timestamp_seconds")
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()
        self.daemon.wait_until_ready()
        self.wait_for(lambda: self.one("caseclock_held_batches"), 1)
        self.assertAlmostEqual(self.one("caseclock_held_since_timestamp_seconds"), since, places=3)
        self.assertIsNone(self.open())
        self.assertIn("An export is coming in", self.daemon.get("/")[1])
        self.send([half.event(n) for n in range(LISTED)] + [half.completion(LISTED + 30)])
        self.wait_for(self.open, LISTED + 30)


if __name__ == "__main__":
    harness.main()
