"""The two invented councils of the boards' test: two years of events, a row of their own, standards for every row."""
import datetime
import json

import caseclock_program as caseclock

COUNCILS = ("X99000001", "X99000002")
RENAMED, ODD_NAME = "Assessment North", "Children's (North) + 24/7"
TEAMS = (ODD_NAME, "Safeguarding East", "(none)")
OWN_ROW, OWN_TITLE = "assessment_40", "Assessments within 40 working days (own)"

OWN_ROWS = f"""
authorities:
{"".join(f"  - {{code: {one}, population: 60000}}{chr(10)}" for one in COUNCILS)}
indicators:
  - {{id: {OWN_ROW}, copy_of: assessment_45, title: "{OWN_TITLE}", limit: 40 working days}}
"""
# Mails into a folder and an audit a second, so that the families about them are there.
ALERTS = """
audit_interval_seconds: 1
alerts:
  mail: {{folder: "{directory}/mails", from: caseclock@example.test}}
  tells: true
  link: http://caseclock.council.example
  people: [{{id: head, address: head@example.test}}]
"""
TARGET_IN = {
    "percent": "value: 80 %",
    "per_10000": "from: 100 per 10,000, to: 600 per 10,000",
    "count": "value: 3",
}
OTHERS_IN = {"percent": 78.5, "per_10000": 540, "count": 2}
CSV_HEAD = (
    "kind,authority,indicator,statistic,period_first,period_last,published_on,value,unit,comparable,areas,name,"
    "note,source\n"
)


def today():
    return datetime.date.today().isoformat()


def days_ago(days):
    return (datetime.date.today() - datetime.timedelta(days=days)).isoformat()


def invented_events(path):
    """Two years and a little, so that last year, two-year plans and colours have something to stand on."""
    caseclock.simulate(path, len(COUNCILS), days_ago(820), today(), seed=11)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"{RENAMED}"', json.dumps(ODD_NAME)), encoding="utf-8")
    return path


def standards(report, path):
    """A target and comparators for every row, in its unit, so that every column has something to show."""
    units = {
        row["indicator"]: row["unit"]
        for row in report["rows"]
        if row["window"] == "year" and row["team"] == ""
    }
    with open(path, "w", encoding="utf-8") as out:
        out.write(CSV_HEAD)
        for (indicator, unit), kind in (
            (one, kind) for one in units.items() for kind in ("statistical_neighbours", "national")
        ):
            statistic = "mean" if kind == "statistical_neighbours" else ""
            for council in COUNCILS:
                out.write(
                    f"{kind},{council},{indicator},{statistic},2022-04-01,2023-03-31,2023-11-30,{OTHERS_IN[unit]},"
                    f"{unit},true,10,invented,,invented\n"
                )
    targets = "".join(
        f"    - {{indicator: {indicator}, {TARGET_IN[unit]}}}\n" for indicator, unit in units.items()
    )
    return f"judgement:\n  comparators_file: {path}\n  targets:\n{targets}"
