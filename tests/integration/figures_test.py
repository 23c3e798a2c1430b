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
                    report = caseclock.report(events, AS_OF, daemon.config)
                    self.compare(series.of_report(report), prometheus)
                    self.words_join_figures(report, prometheus)
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

    def words_join_figures(self, report, prometheus):
        """Every row has its words, every council says whether its figures are stale, and sums agree."""
        councils = {one["authority"] for one in report["authorities"]}
        joined = prometheus.query('sum by (authority, short_title) (caseclock_drag_clocks{team=""} '
                                  '* on (indicator) group_left (short_title) caseclock_indicator_info)')
        named = {(labels["authority"], labels["short_title"]) for labels, _ in joined}
        rows = {(row["authority"], row["indicator"]) for row in report["rows"]}
        self.assertEqual(len(named), len(rows))
        self.assertIn((min(councils), "Assessments"), named)
        stale = {labels["authority"]: value for labels, value in prometheus.query("caseclock_stale")}
        self.assertEqual(stale, dict.fromkeys(councils, 0))
        apart = prometheus.query("sum by (authority, team, indicator) (caseclock_drag_age_clocks) "
                                 "- caseclock_drag_clocks != 0")
        self.assertEqual(apart, [])


if __name__ == "__main__":
    harness.main()
