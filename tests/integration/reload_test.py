"""SIGHUP: what changed comes into force without a restart; a file with mistakes changes nothing."""
import pathlib
import tempfile
import unittest

import caseclock_program as caseclock
import harness
import series
from kafka_server import Broker

AS_OF = "2024-03-31"
COUNCIL = "X99000001"  # the first that `simulate` invents
TARGETS = """
judgement:
  targets:
    - {indicator: assessment_45, by: 2024-06-30, value: 85 %}
    - {indicator: ni60, value: 80 %}
"""
# Every day of a week on which many open clocks are running.
CLOSURES = f"""
authorities:
  - {{code: {COUNCIL}, population: 60000, closure_days: [2024-04-08, 2024-04-09, 2024-04-10]}}
"""
LINKS = """
alerts: {link_days: 3}
"""
OWN_ROWS = """
indicators:
  - {id: ni59_7, off: true}
  - {id: signoff, title: Signed off within 3 working days, shape: clock, of: assessment, from: assessment_work_finished,
     to: assessment_authorised, cancelled_by: assessment_cancelled, limit: 3 working days, better: high}
  - {id: nfa, title: Referrals with no further action, shape: share, of: referral, where: {referral_decided: known},
     on: referral_opened, property: {referral_decided: no_further_action}, better: none}
"""
MISTAKES = """
judgement:
  polciy: comparators
  targets:
    - {indicator: assessment_99, value: 85 %}
    - {indicator: ni60, by: 2024-06-30, value: 180 %}
    - {indicator: ni59, by: 2024-06-30, value: 85 %}
    - {indicator: ni59, by: 2024-06-30, value: 86 %}
"""


class ReloadTest(unittest.TestCase):

    def test_targets_and_closures_come_into_force_and_mistakes_do_not(self):
        with tempfile.TemporaryDirectory() as directory, Broker() as broker:
            events = pathlib.Path(directory) / "events.jsonl"
            caseclock.simulate(events, 1, "2023-04-01", AS_OF, seed=3)
            with caseclock.Daemon(broker, AS_OF) as daemon:
                daemon.produce(events, "--create-topic")
                daemon.start()
                daemon.wait_for_figures(self.expected(events, daemon))

                daemon.configure(TARGETS)
                daemon.reload()
                daemon.wait_for_figures(self.expected(events, daemon))
                self.assertIn("configuration read again: 0 councils counted anew", daemon.log_text())

                self.assertNotIn("restart to apply", daemon.log_text())

                daemon.configure(TARGETS + CLOSURES + LINKS)
                daemon.reload()
                expected = self.expected(events, daemon)
                daemon.wait_for_figures(expected)
                self.assertRegex(daemon.log_text(),
                                 r"1 council counted anew, due dates of [1-9]\d* open clocks? moved")

                self.assertIn("options of alerts beside people, rules and group_wait have changed: restart to apply",
                              daemon.log_text())

                daemon.configure(TARGETS + OWN_ROWS)
                daemon.reload()
                expected = self.expected(events, daemon)
                daemon.wait_for_figures(expected)
                told = {row for key in expected for row in ("signoff", "nfa", "ni59_7") if f'"{row}"' in str(key) or f"'{row}'" in str(key)}
                self.assertEqual(told, {"signoff", "nfa"}, "the past is counted by the new rows, and the one that is off is gone")

                daemon.configure(MISTAKES)
                daemon.reload()
                harness.wait_until(lambda: "the one in force stays" in daemon.log_text(),
                                   "the mistakes are told")
                for told in ("polciy", "assessment_99", "180", "problems in the configuration"):
                    self.assertIn(told, daemon.log_text())
                self.assertEqual(series.differences(expected, daemon.figures()), [])
                self.assertEqual(daemon.stop(), 0)

    @staticmethod
    def expected(events, daemon):
        return series.of_report(caseclock.report(events, AS_OF, daemon.config))


if __name__ == "__main__":
    harness.main()
