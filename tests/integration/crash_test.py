"""kill -9 twenty times while events arrive: afterwards every figure equals the report."""
import pathlib
import re
import tempfile
import time
import unittest

import caseclock_program as caseclock
import harness
import series
from kafka_server import Broker

AS_OF = "2024-03-31"
KILLS = 20


class CrashTest(unittest.TestCase):

    def test_twenty_kills_change_no_figure(self):
        dice = harness.seeded_random()
        with tempfile.TemporaryDirectory() as directory, Broker() as broker:
            events = pathlib.Path(directory) / "events.jsonl"
            caseclock.simulate(events, 2, "2023-10-01", AS_OF, seed=dice.randrange(1000))
            broker.create_topics("case-events", 4)
            with caseclock.Daemon(broker, AS_OF) as daemon:
                self.produce_and_kill(daemon, events.read_bytes().splitlines(True), dice)
                daemon.start()
                expected = series.of_report(caseclock.report(events, AS_OF))
                self.assertGreater(len(expected), 1000)
                daemon.wait_for_figures(expected)
                self.check_that_checkpoints_were_used(daemon.log_text())
            self.assertEqual(broker.read_all("case-events.dead-letters"), [])

    def produce_and_kill(self, daemon, lines, dice):
        producer = daemon.producer()
        share = len(lines) // (KILLS + 1)
        for number in range(KILLS):
            daemon.start()
            producer.stdin.write(b"".join(lines[number * share:(number + 1) * share]))
            producer.stdin.flush()
            time.sleep(dice.uniform(0.2, 2.0))
            self.assertIsNone(daemon.process.poll(), daemon.log_text()[-3000:])
            daemon.kill()
        producer.stdin.write(b"".join(lines[KILLS * share:]))
        producer.stdin.close()
        said = producer.stderr.read().decode()
        self.assertEqual(producer.wait(harness.patient(60)), 0, said)
        producer.stderr.close()

    def check_that_checkpoints_were_used(self, log):
        """Else twenty replays from the beginning would have been tested."""
        starts = [int(offset) for offset in re.findall(r"from offset (\d+) of", log)]
        self.assertGreater(sum(offset > 0 for offset in starts), KILLS // 2, log[-2000:])


if __name__ == "__main__":
    harness.main()
