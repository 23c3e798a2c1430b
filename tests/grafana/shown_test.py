"""Boards as a Grafana shows them: with figures, with Caseclock stopped, with Prometheus stopped.

A real Prometheus with an invented past answers every query; Grafana's own published code, of three versions, makes of the
answers what stands on the panels. Each fault that was once seen on a real Grafana is made again and must be found.
"""

import datetime
import pathlib
import re
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent / "integration")]
import grafana_queries  # noqa: E402
import shown  # noqa: E402
import shown_faults  # noqa: E402
from dashboards import a_copy_of, boards, panels, wall  # noqa: E402
from grafana_queries import Asking  # noqa: E402
from harness import did_not_run  # noqa: E402
from invented_history import COUNCILS, NAMES, PAGE, ROWS, history  # noqa: E402
from recorded_prometheus import RecordedPrometheus  # noqa: E402
from shown import Asked, Grafana  # noqa: E402

NOW = datetime.datetime(2026, 3, 10, 14, 0, tzinfo=datetime.timezone.utc)
LATER = NOW + datetime.timedelta(minutes=10)  # every sample is older than the five minutes that Prometheus looks back
TEAM = "Children's (North) + 24/7"


FIGURES, ONE_TEAM, STOPPED, DEAD, LIGHT, LIGHT_STOPPED = STATES = (
    "figures", "figures of one team", "Caseclock stopped", "Prometheus stopped", "light", "light, Caseclock stopped")


def chosen(team=None):
    return {"authority": COUNCILS[0], "authority:text": NAMES[COUNCILS[0]], "team": team or r"\E\Q", "team:text": team or "Whole authority",
            "page": PAGE, "indicator": "assessment_45", "indicator:text": "Assessments",
            "flow": "referral_rate", "flow:text": "Referrals", "job": ".*", "instance": ".*"}


def changed(uid, change):
    """A board with a fault."""
    board = a_copy_of(boards()[uid])
    for panel in panels(board):
        change(panel)
    return board


# ---- faults that were seen on a real Grafana ----


def hide_time_last(panel):
    if panel["type"] == "timeseries" and "transformations" in panel:
        steps = {step["id"]: step for step in panel["transformations"]}
        steps["organize"]["options"]["renameByName"].pop("period")
        steps["convertFieldType"]["options"]["conversions"][0]["targetField"] = "period"
        steps["sortBy"]["options"]["sort"][0]["field"] = "period"
        panel["transformations"] = [
            steps[one] for one in ("merge", "convertFieldType", "sortBy", "organize") if one in steps
        ]


def colour_by_threshold(panel):
    if panel["type"] == "state-timeline":
        panel["fieldConfig"]["defaults"]["color"] = {"mode": "thresholds"}


def lowest_is_green(panel):
    for step in panel["fieldConfig"]["defaults"].get("thresholds", {"steps": []})["steps"][:1]:
        step["color"] = "#00785A"


def nought_from_nowhere(panel):
    for target in panel.get("targets", []):
        if "checkpoint_failures" in target["expr"] and "and on ()" in target["expr"]:
            target["expr"] = target["expr"].split(") and on ()")[0] + ") or vector(0)"


def dates_as_they_come(panel):
    for override in panel["fieldConfig"]["overrides"]:
        override["properties"] = [one for one in override["properties"] if not str(one["value"]).startswith("time:")]
    panel["transformations"] = [one for one in panel.get("transformations", []) if one["id"] != "formatTime"]


def forgets_which_indicator(panel):
    for target in panel.get("targets", []):
        target["expr"] = f"sum by (short_title, title) ({target['expr']})"


def as_it_was_coloured(panel):
    defaults = panel["fieldConfig"]["defaults"]
    if panel["type"] == "stat":
        panel["options"]["colorMode"] = "background"
        defaults["thresholds"]["steps"] = [{"color": "#E69F00", "value": None}]


SPOILT = {
    (change, state): (changed(uid, change), state)
    for change, uid, state in (
        (hide_time_last, "caseclock-performance", FIGURES),
        (colour_by_threshold, "caseclock-performance", FIGURES),
        (lowest_is_green, "caseclock-performance", STOPPED),
        (lowest_is_green, "caseclock-performance", DEAD),
        (nought_from_nowhere, "caseclock-itself", STOPPED),
        (as_it_was_coloured, "caseclock-performance", FIGURES),
        (dates_as_they_come, "caseclock-drag", FIGURES),
        (forgets_which_indicator, "caseclock-performance", FIGURES),
    )
}


def setUpModule():
    """Every question to Prometheus, once for all versions."""
    global PROMETHEUS, QUESTIONS
    PROMETHEUS = unittest.enterModuleContext(RecordedPrometheus(history(NOW), NOW))
    asked, nobody = Asked(PROMETHEUS), Asked(None)

    def questions(board, state):
        PROMETHEUS.at = LATER if state in (STOPPED, LIGHT_STOPPED) else NOW
        of = nobody if state == DEAD else asked
        return "light" if state in (LIGHT, LIGHT_STOPPED) else "dark", of.questions(
            board, chosen(TEAM if state == ONE_TEAM else None))

    QUESTIONS = {(name, state): questions(board, state) for name, board in boards().items() for state in STATES}
    QUESTIONS |= {key: questions(board, state) for key, (board, state) in SPOILT.items()}


class ShownTest(unittest.TestCase):
    """By the newest Grafana."""

    VERSION = shown.NEWEST

    @classmethod
    def setUpClass(cls):
        cls.seen = dict(zip(QUESTIONS, Grafana(shown.BUILD / cls.VERSION).show(QUESTIONS.values())))

    def faults(self, key):
        return shown_faults.faults(self.seen[key].panels)

    def green(self, key, at=NOW):
        return shown_faults.green(self.seen[key].panels, at.timestamp() * 1000, 3600_000)

    def every(self, *states):
        return [(name, state) for name in boards() for state in states]

    def test_every_panel_shows_what_it_is_for(self):
        for key in self.every(FIGURES, ONE_TEAM):
            self.assertEqual(self.faults(key), [], key)

    def test_nothing_is_green_when_caseclock_is_stopped(self):
        for name, state in self.every(STOPPED):
            self.assertTrue(self.green((name, FIGURES)))  # where there are figures something is
            self.assertEqual(self.green((name, state), LATER), [], name)
            self.assertEqual([said for said in self.faults((name, state)) if "columns" not in said], [])

    def test_nothing_is_green_when_prometheus_is_stopped(self):
        for key in self.every(DEAD):
            self.assertEqual(self.green(key), [], key)
            self.assertEqual(self.seen[key].panels[0].shown[0]["text"], "✖ STALE: Prometheus does not answer")

    def test_every_text_can_be_read(self):
        for key in self.every(FIGURES, STOPPED, LIGHT, LIGHT_STOPPED):
            self.assertEqual(list(shown_faults.hard_to_read(self.seen[key])), [], key)

    def test_nothing_on_a_wall_is_cut(self):
        for name, state in self.every(FIGURES):
            numbers = {panel["id"] for panel in wall(boards()[name])}
            seen = [one for one in self.seen[name, state].panels if one.panel["id"] in numbers]
            self.assertEqual(list(shown_faults.cut(seen)), [], name)

    def until(self, state):
        """{indicator: the last day on which somebody is dealing with its alerts} of the wall of Performance."""
        table = self.panel("caseclock-performance", state, "Every indicator")
        at = table.columns.index("Dealt with until")
        return {line[0]: line[at] for line in table.lines if line[at] != "–"}

    def panel(self, name, state, title):
        return next(one for one in self.seen[name, state].panels if one.title.startswith(title))

    def test_who_is_dealing_with_an_alert_stands_beside_the_figure(self):
        """Of the whole authority with all its teams; nobody's words are in a figure: they are where the date leads to."""
        assessments, conferences = ROWS["assessment_45"][1], ROWS["icpc_15"][1]
        self.assertEqual(self.until(FIGURES), {assessments: "Fri 13 Mar", conferences: "Tue 10 Mar"})
        self.assertEqual(self.until(ONE_TEAM), {})
        field = next(one for one in self.panel("caseclock-performance", FIGURES, "Every indicator").fields
                     if one["name"] == "Dealt with until")
        self.assertEqual(field["links"], ["${page:raw}/?authority=${authority}&indicator=${__data.fields.indicator}"])

    def test_alerts_that_nobody_has_answered_come_first(self):
        table = self.panel("caseclock-drag", FIGURES, "Alerts, and whether")
        self.assertEqual({(line[1], *line[2:]) for line in table.lines},
                         {("Whole authority", "2", "–", "–", "2"), ("Assessment East", "1", "–", "–", "1"),
                          ("Assessment North", "2", "Mon 9 Mar", "Fri 13 Mar", "0"),
                          ("Safeguarding West", "1", "Fri 6 Mar", "Tue 10 Mar", "0")})
        self.assertEqual(table.panel["options"]["sortBy"], [{"displayName": "Not answered", "desc": True}])
        self.assertEqual([one.lines for one in (self.panel("caseclock-drag", ONE_TEAM, "Alerts, and whether"),)], [[]])

    def test_a_wall_of_one_team_stays_that_team_s(self):
        PROMETHEUS.at = LATER
        for name, board in boards().items():
            for variable in grafana_queries.variables(board):
                if variable["name"] == "team":
                    self.assertIn(TEAM, offered(board, variable), name)

    def test_restarts_changed_definitions_and_alerts_are_marked(self):
        """As often as the invented past has them: a restart, a reload with other targets, an alert of a quarter of an hour."""
        for name, board in boards().items():
            marked = {one["name"]: marks(one, board) for one in board["annotations"]["list"]}
            self.assertEqual(marked, {"Restarts": 1, "Changed definitions": 1 if "itself" not in name else 2,
                                      "Alerts to operators": 1}, name)

    # ---- each fault is found when it is made again ----

    def test_charts_without_a_time_are_found(self):
        found = self.faults((hide_time_last, FIGURES))
        self.assertEqual(len([said for said in found if said.endswith("Data is missing a time field")]), 2, found)

    def test_a_timeline_without_its_words_is_found(self):
        [found] = self.faults((colour_by_threshold, FIGURES))
        self.assertIn("not its own words", found)

    def test_green_without_data_is_found(self):
        self.assertIn("Inventshire, Whole authority: are the figures current?", self.green((lowest_is_green, DEAD)))
        self.assertIn("✖ Overdue (drag): open and past the limit", self.green((lowest_is_green, STOPPED), LATER))

    def test_a_nought_from_nowhere_is_found(self):
        self.assertEqual(self.green((nought_from_nowhere, STOPPED), LATER), ["Checkpoints failed, last 6 h"])

    def test_a_wall_that_forgets_its_team_is_found(self):
        PROMETHEUS.at = LATER
        board = boards()["caseclock-drag"]
        team = next(one for one in grafana_queries.variables(board) if one["name"] == "team")
        forgetful = re.sub(r" or last_over_time\([^\[]*\[[^\]]*\]\)", "", team["query"])
        self.assertNotEqual(forgetful, team["query"])
        self.assertEqual(offered(board, {**team, "query": forgetful}), [])

    def test_dates_of_another_country_are_found(self):
        found = self.faults((dates_as_they_come, FIGURES))
        self.assertEqual(len([said for said in found if "writes a date" in said]), 2, found)  # both charts by week

    def test_links_to_nothing_are_found(self):
        found = [said for said in self.faults((forgets_which_indicator, FIGURES)) if "a link asks for" in said]
        self.assertIn("✖ Overdue (drag): open and past the limit: a link asks for the label indicator", found)
        self.assertIn("Every indicator, this reporting year to date, most overdue first: a link asks for the column indicator", found)

    def test_text_that_cannot_be_read_is_found(self):
        found = "\n".join(shown_faults.hard_to_read(self.seen[as_it_was_coloured, FIGURES]))
        self.assertIn("is #f7f8fa on #E69F00", found)
        self.assertIn("white on a gradient", found)


def marks(annotation, board):
    """How many series mark the chart over six hours."""
    expr = grafana_queries.substituted(annotation["target"]["expr"], chosen())
    end = NOW.timestamp()
    return len(PROMETHEUS.query_range(expr, end - 6 * 3600, end, 60))


def offered(board, variable):
    return [text for text, _ in Asking(PROMETHEUS, board).choices(variable, {"authority": COUNCILS[0]})]


class OfGrafana11Test(ShownTest):
    VERSION = shown.MIDDLE


class OfGrafana10Test(ShownTest):
    VERSION = shown.OLDEST


if __name__ == "__main__":
    for version in shown.VERSIONS:
        shown.installed(version, did_not_run)
    program = unittest.main(verbosity=2, exit=False)
    failed = len(program.result.failures) + len(program.result.errors)
    print(f"cases: {program.result.testsRun - failed} passed, {failed} failed, 0 skipped")
    sys.exit(0 if program.result.wasSuccessful() else 1)
