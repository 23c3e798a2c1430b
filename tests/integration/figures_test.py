"""From exports and a year's events to Prometheus: every series it knows equals the report."""
import os
import pathlib
import tempfile
import time
import unittest

import caseclock_program as caseclock
import harness
import series
from kafka_server import Broker
from prometheus_server import Prometheus

AS_OF = "2024-03-31"
SHARED = pathlib.Path(os.environ.get("CASECLOCK_SHARED") or harness.ROOT / ".." / "shared")
WORKBOOK = SHARED / "samples" / "annex_a_journeys.xlsx"
INVENTED = harness.ROOT / "tests" / "golden" / "fixtures" / "two_children.jsonl"

# Targets that the invented councils miss, meet, and have no chance of meeting any more.
JUDGEMENT = """
judgement:
  targets:
    - {indicator: assessment_45, by: 2024-03-31, value: 99.5 %}
    - {indicator: icpc_15, value: 60 %}
    - {indicator: ni59, team: "(none)", value: 85 %}
    - {indicator: rereferral, value: 15 %}
"""


class FiguresTest(unittest.TestCase):

    def test_prometheus_knows_what_the_report_says(self):
        with tempfile.TemporaryDirectory() as directory, Broker() as broker:
            events = self.events(pathlib.Path(directory) / "events.jsonl")
            with caseclock.Daemon(broker, AS_OF) as daemon:
                daemon.configure(JUDGEMENT)
                daemon.produce(events, "--create-topic")
                daemon.start()
                daemon.wait_until_ready()
                with Prometheus(daemon.port()) as prometheus:
                    self.compare(series.of_report(caseclock.report(events, AS_OF, daemon.config)), prometheus)
                self.assertEqual(daemon.stop(), 0)

    def events(self, path):
        """Three councils through a year, and a fourth from its lists."""
        caseclock.simulate(path, 3, "2023-04-01", AS_OF, seed=7)
        if WORKBOOK.exists():
            caseclock.import_annex_a(path, WORKBOOK, "E08000018", AS_OF)
        else:
            print("the sample workbook is not here: the repository's invented events instead")
            with open(path, "ab") as out:
                out.write(INVENTED.read_bytes())
        return path

    def compare(self, expected, prometheus):
        self.assertGreater(len(expected), 5000)
        prometheus.wait_for_scrape_after(time.time())
        shown = prometheus.figures()
        self.assertEqual(series.differences(expected, shown), [])
        # A comparison that cannot fail proves nothing.
        some = next(iter(expected))
        self.assertEqual(len(series.differences({**expected, some: -1}, shown)), 1)


if __name__ == "__main__":
    harness.main()
