"""The records behind a figure: as many as the figure says."""
import json
import re

import program
from program import TWO_CHILDREN, UNREADABLE, USAGE, call


def explain(indicator, *arguments, as_of="2024-05-09"):
    return call("explain", "--events", TWO_CHILDREN, "--as-of", as_of, "--indicator", indicator, *arguments)


class ExplainTest(program.Case):
    def test_counts_are_those_of_the_report(self):
        for window in ("year", "rolling_12m", "month"):
            document = json.loads(call("report", "--events", TWO_CHILDREN, "--as-of", "2024-05-09", "--format", "json").out)
            for row in document["rows"]:
                if row["window"] != window or row["indicator"] in ("cpp", "referral_rate"):
                    continue
                with self.subTest(f"{row['indicator']} {window} {row['team']}"):
                    text = explain(row["indicator"], "--window", window, "--team", row["team"]).out
                    counted = re.findall(r"^    counted in: (.*)$", text, re.M)
                    for word, key in (("numerator", "numerator"), ("denominator", "denominator"), ("open", "open"),
                                      ("drag", "drag"), ("due soon", "due_soon")):
                        self.assertEqual(sum(word in line.split(", ") for line in counted), row[key], word)

    def test_an_unknown_indicator_is_usage_and_lists_the_known(self):
        done = explain("ni99")
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn('there is no indicator "ni99"', done.err)
        self.assertIn("assessment_45 ni59 ni59_7", done.err)

    def test_the_limit_of_records(self):
        self.assertIn("more records (--limit shows more)", explain("entry_delay", "--limit", "2").out)
        self.assertEqual(explain("entry_delay", "--limit", "2").out.count("counted in"), 2)

    def test_known_by(self):
        later = explain("icpc_15", "--window", "rolling_12m").out
        earlier = explain("icpc_15", "--window", "rolling_12m", "--known-by", "2024-03-22").out
        self.assertIn("Held on 2024-03-24 at 15 of 15 working days from the strategy discussion of S1: in time.", later)
        self.assertNotIn("Held on", earlier)

    def test_another_council_has_nothing_to_explain(self):
        done = explain("ni60", "--authority", "X99000001")
        self.assertEqual((done.code, done.out), (UNREADABLE, ""))
        self.assertIn("there are no events of council X99000001", done.err)

    def test_no_events_are_nothing_to_explain(self):
        done = call("explain", "--events", "-", "--as-of", "2024-05-09", "--indicator", "ni60")
        self.assertEqual((done.code, done.out), (0, "There are no events to explain.\n"))

    def test_a_team_that_is_not_in_the_events_is_told(self):
        done = explain("ni60", "--team", "Nowhere")
        self.assertEqual((done.code, done.out), (UNREADABLE, ""))
        self.assertIn('there is no team "Nowhere" in these events', done.err)

    def test_every_fact_names_its_event(self):
        text = explain("assessment_45").out
        self.assertIn("assessment_started                 2024-03-01   event X9-E0015 of hand-made", text)


if __name__ == "__main__":
    program.main()
