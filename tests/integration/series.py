"""Figures as series: what the report says they are, and what an exposition or Prometheus shows.

A series is (family, labels in order of name, without empty ones): Prometheus takes an empty label
for an absent one.
"""
import calendar
import datetime
import re

# Families that do not come from the view: how the daemon fares, the words of the catalogue, and the series budget.
NOT_FIGURES = re.compile(
    r"caseclock_(events_|dead_letters_|last_event_|kafka_|held_|contract_|checkpoint_|audit_|views_"
    r"|view_|resident_|loop_|health_|ready|stale|live|build_|indicator_info|series|export_)")
SAMPLE = re.compile(r'^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'([a-z0-9_]+)="((?:[^"\\]|\\.)*)"')


def series(family, **labels):
    return family, tuple(sorted((name, value) for name, value in labels.items() if value != ""))


def of_exposition(text):
    """The figures in the text of /metrics."""
    found = {}
    for line in text.splitlines():
        sample = SAMPLE.match(line)
        if sample is None or NOT_FIGURES.match(sample[1]):
            continue
        labels = {name: value.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
                  for name, value in LABEL.findall(sample[2] or "")}
        found[series(sample[1], **labels)] = float(sample[3])
    return found


def value_of(text, family, **labels):
    """The sum of a family's samples that have these labels; 0 when there are none."""
    total = 0.0
    for line in text.splitlines():
        sample = SAMPLE.match(line)
        if sample is None or sample[1] != family:
            continue
        has = dict(LABEL.findall(sample[2] or ""))
        if all(has.get(name) == value for name, value in labels.items()):
            total += float(sample[3])
    return total


def day_seconds(text):
    return calendar.timegm(datetime.date.fromisoformat(text).timetuple())


def of_report(report):
    """Every figure that the daemon must show for the same events, from a report as JSON."""
    expected = {}
    for row in report["rows"]:
        who = {name: row[name] for name in ("authority", "team", "indicator")}
        add_window(expected, row, who)
        add_now(expected, row, who)
        if row["window"] == "year":
            judged.add_judgement(expected, row, who)
    judged.add_beside_rows(expected, report)
    for month in report["months"]:
        add_month(expected, month)
    add_clocks(expected, report)
    for check in report["quality"]:
        where = {name: check[name] for name in ("authority", "team", "rule")}
        expected[series("caseclock_quality_failed_records", **where)] = check["count"]
    for authority in report["authorities"]:
        add_authority(expected, authority, report["as_of"])
    return expected


def add_window(expected, row, who):
    twin = row["previous_year"]
    values = {"indicator_numerator": row["numerator"], "indicator_denominator": row["denominator"],
              "indicator_share_ratio": row["share"],
              "indicator_previous_year_numerator": twin["numerator"],
              "indicator_previous_year_denominator": twin["denominator"],
              "indicator_per_10000_children": row.get("per_10000"),
              "indicator_annualised_per_10000_children": row.get("per_10000_annualised"),
              "indicator_median_workdays": row.get("median_days"),
              "indicator_percentile_90_workdays": row.get("percentile_90_days")}
    for name, value in values.items():
        if value is not None:
            expected[series(f"caseclock_{name}", window=row["window"], **who)] = value


def add_now(expected, row, who):
    for name in ("open", "drag", "due_soon"):
        expected[series(f"caseclock_{name}_clocks", **who)] = row[name]
    expected[series("caseclock_open_from_earlier_years_clocks",
                    **who)] = row["open_from_earlier_years"]
    if row["oldest_open_start"] is not None:
        expected[series("caseclock_oldest_open_start_timestamp_seconds", **who)] = day_seconds(
            row["oldest_open_start"])


def add_month(expected, month):
    labels = {"authority": month["authority"], "indicator": month["indicator"],
              "period": month["month"]}
    for name, key in (("numerator", "numerator"), ("denominator", "denominator"),
                      ("open_clocks", "open_at_end"), ("drag_clocks", "drag_at_end")):
        expected[series(f"caseclock_month_{name}", **labels)] = month[key]


def add_clocks(expected, report):
    """What falls due when, how old drag is, and the weeks of clocks."""
    for part in report["due"]:
        labels = {name: part[name] for name in ("authority", "team", "indicator", "day")}
        expected[series("caseclock_due_clocks", **labels)] = part["due"]
    for part in report["drag_ages"]:
        labels = {name: part[name] for name in ("authority", "team", "indicator", "age")}
        expected[series("caseclock_drag_age_clocks", **labels)] = part["count"]
    for week in report["clock_weeks"]:
        labels = {name: week[name] for name in ("authority", "indicator", "week")}
        for name, key in (("open", "open_at_end"), ("drag", "drag_at_end"),
                          ("finished_late", "finished_late")):
            expected[series(f"caseclock_week_{name}_clocks", **labels)] = week[key]


def add_authority(expected, authority, as_of):
    code = authority["authority"]
    expected[series("caseclock_authority_info", authority=code, name=authority["name"])] = 1
    expected[series("caseclock_records", authority=code)] = authority["records"]
    expected[series("caseclock_children", authority=code)] = authority["children"]
    expected[series("caseclock_as_of_timestamp_seconds", authority=code)] = day_seconds(as_of)
    data_as_of = datetime.datetime.fromisoformat(authority["data_as_of"].replace("Z", "+00:00"))
    expected[series("caseclock_data_as_of_timestamp_seconds",
                    authority=code)] = data_as_of.timestamp()
    definitions, standards = (f"{int(authority[name]):016x}" for name in ("definitions", "standards"))
    expected[series("caseclock_definitions_info", authority=code, hash=definitions,
                    standards=standards)] = 1


def differences(expected, shown):
    """Sentences, the first few; empty when every figure is equal and there is none too many."""
    sentences = []
    for key in sorted(expected.keys() | shown.keys()):
        want, got = expected.get(key), shown.get(key)
        # The report prints a time of day to the second and a share to 17 digits.
        slack = 1 if "data_as_of" in key[0] else 1e-12
        if want is None or got is None or abs(want - got) > slack:
            sentences.append(f"{key[0]}{dict(key[1])}: expected {want}, shown {got}")
    return sentences[:20]


import judged  # noqa: E402  it takes `series` from here
