"""The series of judgements that the daemon must show, from a report as JSON (see series.py)."""
import datetime

from series import day_seconds, series

RAG = {"none": 0, "red": 1, "amber": 2, "green": 3}
DIRECTION = {"improving": 1, "steady": 0, "worsening": -1}
REACH = {"no_target": 0, "needed": 1, "certain": 2, "out_of_reach": 3}
RULES = ("outside_limits", "seven_one_side", "seven_trending", "two_of_three_far")


def unit_label(unit):
    return "ratio" if unit == "percent" else unit


def in_unit(value, unit):
    return value / 100 if unit == "percent" else value


def add_judgement(expected, row, who):
    """A row of the reporting year."""
    unit = row["unit"]
    expected[series("caseclock_indicator_rag", **who)] = RAG[row["rag"]]
    add_target(expected, row["target"], unit, who)
    for against, change in row["direction"].items():
        if change["difference"] is not None:
            expected[series("caseclock_indicator_change", against=against, **who)] = in_unit(
                change["difference"], unit)
        if change["direction"] in DIRECTION:
            expected[series("caseclock_indicator_direction", against=against,
                            **who)] = DIRECTION[change["direction"]]
    if who["team"] == "":
        add_comparators(expected, row, who)
    if row["projection"] is not None:
        add_projection(expected, row["projection"], who)


def add_target(expected, target, unit, who):
    if target is None:
        return
    level = target["value"] if "value" in target else (
        target["to"] if target["difference"] > 0 else target["from"])
    expected[series("caseclock_indicator_target", unit=unit_label(unit), **who)] = in_unit(
        level, unit)
    if target["by"] is not None:
        expected[series("caseclock_indicator_target_by_timestamp_seconds",
                        **who)] = day_seconds(target["by"])


def add_comparators(expected, row, who):
    for other in row["comparators"]:
        if not other["comparable"]:
            continue
        unit = "count" if other["kind"] == "rank" else row["unit"]
        expected[series("caseclock_indicator_comparator", authority=who["authority"],
                        indicator=who["indicator"], comparator=other["kind"],
                        unit=unit_label(unit))] = in_unit(other["value"], unit)


def add_projection(expected, projection, who):
    lines = {name: projection[name]["share"]
             for name in ("committed", "best", "worst", "including_drag")}
    lines.update({name: projection[name]
                  for name in ("expected", "expected_low", "expected_high", "needed")})
    for line, value in lines.items():
        if value is not None:
            expected[series("caseclock_projection_ratio", line=line, **who)] = value
    expected[series("caseclock_projection_stopped_clocks", **who)] = projection["stopped_by_then"]
    expected[series("caseclock_projection_reach", **who)] = REACH[projection["reach"]]
    if projection["out_of_reach_since"] is not None:
        expected[series("caseclock_projection_out_of_reach_since_timestamp_seconds",
                        **who)] = day_seconds(projection["out_of_reach_since"])


def add_beside_rows(expected, report):
    """Bands, backlogs, weeks and charts."""
    for band in report["bands"]:
        labels = {name: band[name] for name in ("authority", "team", "indicator", "band")}
        expected[series("caseclock_open_band_records", **labels)] = band["count"]
    for part in report["backlog"]:
        if part["team"] == "":
            labels = {name: part[name] for name in ("authority", "indicator", "quarter")}
            expected[series("caseclock_backlog_clocks", **labels)] = part["open"]
    for week in report["weeks"]:
        labels = {name: week[name] for name in ("authority", "indicator", "week")}
        expected[series("caseclock_week_flow", **labels)] = week["count"]
    for chart in report["charts"]:
        add_chart(expected, chart, report)


def add_chart(expected, chart, report):
    labels = {name: chart[name] for name in ("authority", "indicator", "step")}
    for line in ("mean", "lower", "upper"):
        expected[series("caseclock_control_chart", line=line, **labels)] = chart[line]
    last = last_point(chart, report)
    now = {signal["rule"] for signal in chart["signals"] if signal["at"] == last}
    for rule in RULES:
        expected[series("caseclock_signals", rule=rule, **labels)] = int(rule in now)


def last_point(chart, report):
    """The Monday of the last complete week, or the first of the last complete month."""
    if chart["step"] == "week":
        return max(week["week"] for week in report["weeks"]
                   if week["authority"] == chart["authority"]
                   and week["indicator"] == chart["indicator"])
    months = sorted({month["month"] for month in report["months"]})
    complete = report["as_of"][:7] == months[-1] and is_last_of_month(report["as_of"])
    return (months[-1] if complete else months[-2]) + "-01"


def is_last_of_month(text):
    day = datetime.date.fromisoformat(text)
    return (day + datetime.timedelta(days=1)).month != day.month
