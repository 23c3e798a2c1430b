"""What the daemon does when the broker, the topic or another daemon goes away."""
import pathlib
import tempfile
import time
import unittest

import caseclock_program as caseclock
import harness
import series
from kafka_server import Broker

AS_OF = "2024-03-31"


class RecoveryTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.broker = cls.enterClassContext(Broker())
        cls.directory = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.first, cls.second = cls.directory / "first.jsonl", cls.directory / "second.jsonl"
        caseclock.simulate(cls.first, 2, "2024-01-01", AS_OF, seed=1)
        caseclock.simulate(cls.second, 2, "2024-01-01", AS_OF, seed=2)

    def daemon(self, topic, number=1, assignment="group"):
        return self.enterContext(
            caseclock.Daemon(self.broker, AS_OF, topic, topic, number, assignment))

    @staticmethod
    def expected(*paths):
        """The figures of these events together."""
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as together:
            for path in paths:
                together.write(path.read_bytes())
            together.flush()
            return series.of_report(caseclock.report(together.name, AS_OF))

    def test_a_broker_that_is_restarted_is_waited_for(self):
        self.broker.create_topics("restarted", 4)
        daemon = self.daemon("restarted")
        daemon.produce(self.first)
        daemon.start()
        daemon.wait_for_figures(self.expected(self.first))
        self.broker.stop()
        self.assertEqual(daemon.get("/-/healthy")[0], 200)
        self.assertEqual(series.differences(self.expected(self.first), daemon.figures()), [])
        self.broker.start()
        daemon.produce(self.second)
        daemon.wait_for_figures(self.expected(self.first, self.second))
        self.assertEqual(daemon.stop(), 0)

    def test_alone_it_keeps_its_figures_through_a_long_outage(self):
        self.broker.create_topics("alone", 4)
        daemon = self.daemon("alone", assignment="all")
        daemon.produce(self.first)
        daemon.start()
        daemon.wait_for_figures(self.expected(self.first))
        self.broker.stop()
        time.sleep(8)  # longer than a member of a group would keep its partitions
        self.assertEqual(series.differences(self.expected(self.first), daemon.figures()), [])
        self.broker.start()
        daemon.produce(self.second)
        daemon.wait_for_figures(self.expected(self.first, self.second))

    def test_another_topic_of_the_same_name_is_refused(self):
        self.broker.create_topics("renewed", 4)
        daemon = self.daemon("renewed")
        daemon.produce(self.first)
        daemon.start()
        daemon.wait_for_figures(self.expected(self.first))
        self.assertEqual(daemon.stop(), 0)
        self.broker.delete_topic("renewed")
        self.broker.create_topic("renewed", 4)
        # More events than before: only what they are tells that they are others.
        daemon.produce(self.second)
        daemon.produce(self.second)
        daemon.start()
        self.assertEqual(daemon.wait_until_ended(), 5)
        self.assertIn("is not the one the checkpoint was made from", daemon.log_text())

    def test_a_topic_that_forgets_is_said_loudly(self):
        self.broker.create_topics("forgetful", 4, **{"retention.ms": "604800000"})
        daemon = self.daemon("forgetful")
        daemon.start()
        told = harness.wait_until(lambda: self.not_ready(daemon), "readiness names the breach", 30)
        self.assertIn('topic "forgetful" has retention.ms = 604800000 where -1 is needed', told)
        self.assertIn("retention.ms", daemon.log_text())
        metrics = daemon.get("/metrics")[1]
        self.assertEqual(series.value_of(metrics, "caseclock_contract_breaches"), 1)

    @staticmethod
    def not_ready(daemon):
        status, text = daemon.get("/-/ready")
        return text if status == 503 and "retention" in text else None

    def test_another_daemon_takes_over_from_one_that_was_killed(self):
        self.broker.create_topics("shared", 4)
        one, other = self.daemon("shared", 1), self.daemon("shared", 2)
        one.produce(self.first)
        expected = self.expected(self.first)
        one.start()
        other.start()
        harness.wait_until(lambda: self.share(expected, one.figures(), other.figures()),
                           "each has figures of its own, and together they have all")
        one.kill()
        other.wait_for_figures(expected, 60)


    @staticmethod
    def share(expected, one, other):
        return one and other and not one.keys() & other.keys() and not series.differences(
            expected, {**one, **other})


if __name__ == "__main__":
    harness.main()
