"""Every query of every board, asked of a real Prometheus: each has an answer, and the answers are the report's.

Two invented councils up to today, one of them with a row and a team of its own making. BOARDS_TABLE=1 prints
the table of indicators.
"""

import collections
import contextlib
import datetime
import json
import math
import os
import pathlib
import re
import tempfile
import time
import unittest

import caseclock_program as caseclock
import grafana_queries
import harness
import shown
import shown_faults
from boards_councils import (
    ALERTS,
    COUNCILS,
    ODD_NAME,
    OWN_ROW,
    OWN_ROWS,
    OWN_TITLE,
    TEAMS,
    invented_events,
    standards,
    today,
)
from grafana_queries import Asking
from kafka_server import Broker
from prometheus_server import Prometheus

# Families that not every row of a team has: when a row of the report has something for them.
IN_REPORT = {
    "indicator_share_ratio": lambda row: row["share"] is not None,
    "indicator_per_10000_children": lambda row: row.get("per_10000") is not None,
    "indicator_annualised_per_10000_children": lambda row: row.get("per_10000_annualised") is not None,
    "indicator_median_workdays": lambda row: row.get("median_days") is not None,
    "indicator_percentile_90_workdays": lambda row: row.get("percentile_90_days") is not None,
    "indicator_target": lambda row: row["target"] is not None,
    "indicator_direction": (
        lambda row: row["direction"]["same_point_last_year"]["direction"]
        in ("improving", "steady", "worsening")
    ),
    "projection_ratio": (
        lambda row: row["projection"] is not None and row["projection"]["committed"]["share"] is not None
    ),
    "drag_clocks": lambda row: row["projection"] is not None,
    "due_soon_clocks": lambda row: row["projection"] is not None,
    "open_clocks": lambda row: row["projection"] is not None,
}


# What has an answer only while something is the matter.
SELDOM = ("ALERTS{", "indicator_acknowledged", "indicator_alerts", "> on () group_left ()", ") / ((")


class Wall:
    """Two councils from their events to Prometheus, which knows them twice, and what the report says of them."""

    def __init__(self):
        enter = unittest.enterModuleContext
        directory = pathlib.Path(enter(tempfile.TemporaryDirectory()))
        events = invented_events(directory / "events.jsonl")
        self.daemon = enter(caseclock.Daemon(enter(Broker())))
        self.daemon.configure(OWN_ROWS)
        without_standards = caseclock.report(events, today(), self.daemon.config)
        (directory / "mails").mkdir()
        self.daemon.configure(
            OWN_ROWS
            + ALERTS.format(directory=directory)
            + standards(without_standards, directory / "comparators.csv")
        )
        self.daemon.produce(events, "--create-topic")
        self.daemon.start()
        self.daemon.wait_until_ready()
        self.prometheus = enter(Prometheus(self.daemon.port(), jobs=("caseclock", "standby")))
        self.prometheus.wait_for_scrape_after(time.time() + 5)
        self.report = caseclock.report(events, counted_for(self.daemon), self.daemon.config)
        self.boards = grafana_queries.boards()


def setUpModule():
    global WALL
    WALL = Wall()


class BoardsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.prometheus, cls.report, cls.boards = WALL.prometheus, WALL.report, WALL.boards

    def asking(self, name):
        return Asking(self.prometheus, self.boards[name])

    def of_report(self, part, **having):
        return [one for one in self.report[part] if all(one[key] == value for key, value in having.items())]

    def test_every_query_has_an_answer(self):
        asked = set()
        for name, board in self.boards.items():
            asking = Asking(self.prometheus, board)
            for values in grafana_queries.combinations(asking, TEAMS):
                self.assertEqual(
                    faults_of(asking, values, self.is_known_to_be_without, asked), [], f"{name} with {values}"
                )
        self.assertGreater(len(asked), 500)
        print(f"{len(asked)} different queries answered", flush=True)

    def is_known_to_be_without(self, query, values):
        """Whether the report has nothing of this team that the query could show. A whole authority has everything but what
        the catalogue has no row for, and what happens seldom."""
        if any(one in query for one in SELDOM):
            return True
        of_rows = re.findall(r"caseclock_indicator_info(\{[^}]*\})", query)
        if any(not self.prometheus.query(f"caseclock_indicator_info{one}") for one in of_rows):
            return True
        team = values.get("team:text", "Whole authority")
        if team == "Whole authority":
            return False
        family = re.search(r"caseclock_(\w+)", query)[1]
        window = (re.search(r'window="(\w+)"', query) or ("", "year"))[1]
        chosen = re.findall(r"caseclock_indicator_info(\{[^}]*\}|)", query)
        known = {
            labels["indicator"]
            for one in chosen
            for labels, _ in self.prometheus.query("caseclock_indicator_info" + one)
        } or {values.get("indicator")}
        is_there = IN_REPORT.get(family, lambda row: True)
        return not any(
            row["indicator"] in known and is_there(row)
            for row in self.of_report("rows", authority=values["authority"], team=team, window=window)
        )

    def test_every_variable_offers_something(self):
        for name, board in self.boards.items():
            asking = Asking(self.prometheus, board)
            for values in asking.every_choice(["authority", "job"]):
                for variable in grafana_queries.variables(board):
                    if variable["type"] == "query":
                        self.assertTrue(asking.choices(variable, values), f"{name}: {variable['name']}")

    def test_the_whole_authority_comes_first_and_odd_names_are_names(self):
        asking = self.asking("caseclock-performance")
        team = next(one for one in grafana_queries.variables(asking.board) if one["name"] == "team")
        offered = [text for text, _ in asking.choices(team, {"authority": COUNCILS[0]})]
        self.assertEqual(offered[0], "Whole authority")
        self.assertIn(ODD_NAME, offered)
        self.assertEqual(team["current"]["value"], asking.choices(team, {"authority": COUNCILS[0]})[0][1])

    def test_the_table_of_indicators_is_the_report(self):
        asking = self.asking("caseclock-performance")
        titles, clocks = self.titles(), self.clocks()
        for values in asking.every_choice(["authority", "team"]):
            team = values["team:text"] if values["team:text"] != "Whole authority" else ""
            if team and team not in TEAMS:
                continue
            of = {"authority": values["authority"], "window": "year"}
            others = {row["indicator"]: row["comparators"] for row in self.of_report("rows", team="", **of)}
            expected = [
                indicator_line(row, titles[row["indicator"]], others[row["indicator"]], row["indicator"] in clocks)
                for row in self.of_report("rows", team=team, **of)
                if row["unit"] == "percent"
            ]
            shown = asking.table("Every indicator, this reporting year to date, most overdue first", values)
            self.compare(expected, shown)
            if os.environ.get("BOARDS_TABLE") and values["authority"] == COUNCILS[0] and not team:
                print("\n" + grafana_queries.as_text(shown, list(max(shown, key=len))))

    def compare(self, expected, shown):
        def by_name(lines):
            return {line["Indicator"]: {key: rounded(value) for key, value in line.items()} for line in lines}

        expected, shown = by_name(expected), by_name(shown)
        self.assertEqual(shown.keys(), expected.keys())
        for name, line in expected.items():
            self.assertEqual(shown[name], line)

    def clocks(self):
        """The indicators whose clocks can be open and in drag."""
        return {
            labels["indicator"]
            for labels, _ in self.prometheus.query("caseclock_indicator_info")
            if labels["kind"] in ("timeliness", "over_limit")
        }

    def titles(self):
        return {
            labels["indicator"]: labels["title"]
            for labels, _ in self.prometheus.query("caseclock_indicator_info")
        }

    def test_a_row_of_the_council_s_own_stands_on_the_board(self):
        lines = self.asking("caseclock-performance").table("Every indicator, this reporting year to date, most overdue first", whole())
        self.assertIn(OWN_TITLE, [line["Indicator"] for line in lines])

    def test_due_days_ages_weeks_and_months_are_the_report(self):
        asking = self.asking("caseclock-drag")
        for indicator in ("assessment_45", OWN_ROW, "icpc_15"):
            values = {**whole(), "indicator": indicator}
            of = {"authority": COUNCILS[0], "indicator": indicator}
            self.assertEqual(
                {
                    line["Due on"]: line["Due"]
                    for line in asking.table("Due on each of the next ten days: ${indicator:text}", values)
                },
                {one["day"]: one["due"] for one in self.of_report("due", team="", **of)},
            )
            self.assertEqual(
                ages_by_team(asking.table("Overdue by team and for how long: ${indicator:text}", values)),
                {
                    (one["team"], one["age"]): one["count"]
                    for one in self.of_report("drag_ages", **of)
                    if one["team"] != ""
                },
            )
            self.assertEqual(
                {
                    line["Week from"]: (
                        line["Overdue at the end of the week"],
                        line["Completed late in the week"],
                    )
                    for line in asking.table("Is it falling? Whole authority: ${indicator:text}", values)
                },
                {
                    one["week"]: (one["drag_at_end"], one["finished_late"])
                    for one in self.of_report("clock_weeks", **of)
                },
            )
            self.assertEqual(
                {
                    line["Week from"]: line["Open at the end of the week"]
                    for line in asking.table("Open, whole authority: ${indicator:text}", values)
                },
                {one["week"]: one["open_at_end"] for one in self.of_report("clock_weeks", **of)},
            )
            months = self.asking("caseclock-performance").table(
                "How many by month, whole authority: ${indicator:text}", values
            )
            self.assertEqual(
                {
                    line["Month"]: (
                        line["In time"],
                        line["Completed"],
                        line["Open at the end"],
                        line["Overdue at the end"],
                    )
                    for line in months
                },
                {
                    one["month"]: (
                        one["numerator"],
                        one["denominator"],
                        one["open_at_end"],
                        one["drag_at_end"],
                    )
                    for one in self.of_report("months", **of)
                },
            )

    def test_shares_by_month_are_the_report_without_small_ones(self):
        asking = self.asking("caseclock-performance")
        lines = asking.table(
            "By month, whole authority: ${indicator:text}", {**whole(), "indicator": "icpc_15"}
        )
        self.assertEqual(
            {line["Month"]: rounded(line["Share"]) for line in lines if "Share" in line},
            {
                one["month"]: rounded(one["numerator"] / one["denominator"])
                for one in self.of_report("months", authority=COUNCILS[0], indicator="icpc_15")
                if one["denominator"] >= 10
            },
        )

    def test_bands_and_weeks_of_referrals_are_the_report(self):
        plans = self.asking("caseclock-plans")
        bands = [
            (labels["band"], value)
            for target in plans.panel("How long they have been open")["targets"]
            for labels, (value,) in plans.ask(target, whole())
        ]
        self.assertEqual(
            bands,
            [(one["band"], one["count"]) for one in self.of_report("bands", authority=COUNCILS[0], team="")],
        )
        door = self.asking("caseclock-front-door")
        weeks = door.table(
            "By week, whole authority, with what is usual: ${flow:text}", {**whole(), "flow": "referral_rate"}
        )
        chart = next(one for one in self.of_report("charts", authority=COUNCILS[0], step="week"))
        self.assertEqual(
            {line["Week from"]: line["Referrals"] for line in weeks},
            {one["week"]: one["count"] for one in self.of_report("weeks", authority=COUNCILS[0])},
        )
        self.assertEqual(
            {tuple(rounded(line[name]) for name in ("Mean", "Lower limit", "Upper limit")) for line in weeks},
            {tuple(rounded(chart[name]) for name in ("mean", "lower", "upper"))},
        )

    def test_failed_checks_are_the_report(self):
        asking = self.asking("caseclock-quality")
        for text, team in (("", r"\E\Q"), (ODD_NAME, ODD_NAME)):
            expected = collections.Counter()
            for one in self.of_report("quality", authority=COUNCILS[0], **({"team": text} if text else {})):
                expected[one["rule"]] += one["count"]
            lines = asking.table("Records that fail, by check", {**whole(), "team": team})
            self.assertEqual({line["Check"]: line["Records"] for line in lines}, dict(expected))

    def test_what_is_not_counted_has_no_lines_and_a_sentence(self):
        asking = self.asking("caseclock-adoption")
        self.assertEqual(asking.table("Adoption in figures", whole()), [])
        words = asking.panel("Adoption in figures")["fieldConfig"]["defaults"]["noValue"]
        self.assertIn("no indicator counts adoption yet", words)

    def test_rows_appear_in_place_of_the_sentence_once_the_catalogue_has_them(self):
        text = json.dumps(self.boards["caseclock-adoption"]).replace('about=\\"adoption', 'about=\\"plan')
        lines = Asking(self.prometheus, json.loads(text)).table("Adoption in figures", whole())
        plans = [
            row
            for row in self.of_report("rows", authority=COUNCILS[0], team="", window="year")
            if row["indicator"] in ("cpp", "cpp_late_conference", "ni64")
        ]
        self.assertEqual(sorted(line["Met"] for line in lines), sorted(row["numerator"] for row in plans))

    def test_grafana_makes_of_it_what_the_boards_are_for(self):
        """What Grafana's own code makes of the program's figures; tests/grafana/shown_test.py asks more, of invented ones."""
        self.prometheus.at = datetime.datetime.now(datetime.timezone.utc)
        asked = shown.Asked(self.prometheus)
        texts = {"indicator": "assessment_45", "indicator:text": "Assessments", "flow": "referral_rate", "flow:text": "Referrals"}
        questions = [
            ("dark", asked.questions(board, {**whole(), **texts, "job": "caseclock", "instance": ".*"}))
            for board in self.boards.values()
        ]
        seen = shown.Grafana(shown.installed(shown.NEWEST, harness.did_not_run)).show(questions)
        self.assertEqual([said for board in seen for said in shown_faults.faults(board.panels)], [])

    def test_a_broken_query_is_found(self):
        asking = self.asking("caseclock-drag")
        values = {**whole(), "indicator": "assessment_45"}
        target = grafana_queries.panels(asking.board)[4]["targets"][0]
        for broken in (
            'max(caseclock_drag{authority="$authority"})',
            "max(caseclock_live) / 0 * 0",
            "max(caseclock_live",
            'caseclock_records{authority="$authority"}',
        ):
            with self.subTest(broken), contextlib.ExitStack() as mended:
                mended.callback(target.update, expr=target["expr"])
                target.update(expr=broken)
                self.assertEqual(len(faults_of(asking, values, self.is_known_to_be_without, set())), 1)


class StaleTest(unittest.TestCase):
    """After the others, for the daemon is killed."""

    def test_a_daemon_that_is_gone_is_stale(self):
        for name, board in WALL.boards.items():
            self.assertEqual(state(WALL.prometheus, board)[0], 0, name)
        WALL.daemon.kill()
        harness.wait_until(lambda: not WALL.prometheus.query("caseclock_ready"), "the daemon is missed", 30)
        for name, board in WALL.boards.items():
            number, words = state(WALL.prometheus, board)
            self.assertEqual((number, words), (2, "✖ STALE: Caseclock does not answer"), name)
            for panel in board["panels"][1:4]:  # what was known last is still there
                found = Asking(WALL.prometheus, board).ask(panel["targets"][0], whole())
                self.assertTrue(found, panel["title"])


def state(prometheus, board):
    """What the first panel says: (0 current, 1 stale, 2 no answer; the words)."""
    first = board["panels"][0]
    [(_, [number])] = Asking(prometheus, board).ask(first["targets"][0], whole())
    return number, first["fieldConfig"]["defaults"]["mappings"][0]["options"][f"{number:g}"]["text"]


def whole():
    return {"authority": COUNCILS[0], "team": r"\E\Q", "team:text": "Whole authority"}


def counted_for(daemon):
    """The day that the daemon counts for; not this program's, should midnight pass between them."""
    found = re.search(r"^caseclock_as_of_timestamp_seconds\{.*\} (\S+)$", daemon.get("/metrics")[1], re.M)
    return datetime.datetime.fromtimestamp(float(found[1]), datetime.timezone.utc).date().isoformat()


def indicator_line(row, title, comparators, has_clocks):
    """A line of the board's table, from a row of the report. Teams stand beside the comparators of their council."""
    others = {one["kind"]: one["value"] for one in comparators if one["comparable"]}
    direction = {"improving": 1, "steady": 0, "worsening": -1}.get(
        row["direction"]["same_point_last_year"]["direction"]
    )
    line = {
        "Indicator": title,
        "Rating": {"none": 0, "red": 1, "amber": 2, "green": 3}[row["rag"]],
        "Met": row["numerator"],
        "Of": row["denominator"],
        "Value": row["share"],
        "Target": row["target"] and row["target"]["value"] / 100,
        "Neighbours": divided(others.get("statistical_neighbours")),
        "National": divided(others.get("national")),
        "Compared with last year": direction,
        "Forecast for 31 March": row["projection"] and row["projection"]["committed"]["share"],
    }
    if has_clocks:
        line |= {"Overdue": row["drag"], "Due soon": row["due_soon"]}
    return {key: value for key, value in line.items() if value is not None}


def divided(percent):
    return None if percent is None else percent / 100


def rounded(value):
    return round(value, 9) if isinstance(value, float) else value


def ages_by_team(lines):
    """Without the ages that a team has nothing of."""
    return {
        (line["Team"], age): value for line in lines for age, value in line.items() if age != "Team" and value
    }


def faults_of(asking, values, is_known_to_be_without, asked):
    """Sentences about queries without an answer. What is in `asked` is not asked again."""
    wrong = []
    for panel, target in grafana_queries.targets(asking.board):
        query = grafana_queries.substituted(target["expr"], {**asking.fixed, **values})
        if (query, target["instant"]) in asked:
            continue
        asked.add((query, target["instant"]))
        try:
            found = asking.ask(target, values)
        except ValueError as refused:
            wrong.append(f"{panel['title']} {target['refId']}: {refused}")
            continue
        if not found and not is_known_to_be_without(query, values):
            wrong.append(f"{panel['title']} {target['refId']} is empty: {query}")
        if any(math.isnan(value) or math.isinf(value) for _, series in found for value in series):
            wrong.append(f"{panel['title']} {target['refId']} is not a number: {query}")
        if any("job" in labels for labels, _ in found):
            wrong.append(f"{panel['title']} {target['refId']} shows a figure once for each daemon: {query}")
    return wrong


if __name__ == "__main__":
    harness.main()
