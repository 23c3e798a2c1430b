"""What a Prometheus would remember of an invented council and its daemon, as OpenMetrics text with times.

Every family of ops/docs/metrics.md is in it, so that every query of every board has something to show. The same text
for the same moment: history(datetime(2026, 3, 10, 14, 0, tzinfo=UTC)) is what the boards' pictures show.
"""

import datetime
import random

COUNCILS = ("X99000001", "X99000002")
NAMES = dict(zip(COUNCILS, ("Inventshire", "Makebelieve Borough")))
TEAMS = ("(none)", "Assessment East", "Assessment North", "Children's (North) + 24/7", "Safeguarding East",
         "Safeguarding West")
WINDOWS = ("week", "month", "quarter", "year", "rolling_12m", "years_3")
AGES = ("up to 1 week", "1 to 4 weeks", "4 to 13 weeks", "over 13 weeks")
BANDS = ("under 18 months", "18 to 23 months", "24 months and over")
RULES = ("outside_limits", "seven_one_side", "seven_trending", "two_of_three_far")
CHECKS = ("assessment_before_referral", "assessments_overlap", "conference_on_weekend", "open_assessment_at_closure",
          "assessment_after_closure", "initial_assessment_without_referral")
DAEMON = {"job": "caseclock", "instance": "127.0.0.1:9464"}

# id: (short title, title, kind, about, better, figure, reached, of, open, overdue, due soon, rating, direction)
ROWS = {
    "assessment_45": ("Assessments", "Child and family assessments authorised within 45 working days", "timeliness",
                      "assessment", "high", "share", 724, 845, 178, 24, 11, 3, -1),
    "ni59": ("Initial (10 days)", "Initial assessments completed within 10 working days of referral", "timeliness",
             "assessment", "high", "share", 746, 972, 67, 41, 16, 1, -1),
    "ni59_7": ("Initial (7 days)", "Initial assessments completed within 7 working days of referral", "timeliness",
               "assessment", "high", "share", 582, 972, 67, 47, 20, 0, None),
    "ni60": ("Core assessments", "Core assessments completed within 35 working days", "timeliness", "assessment", "high",
             "share", 1086, 1349, 271, 43, 18, 1, 0),
    "icpc_15": ("Conferences", "Initial child protection conferences within 15 working days of the strategy discussion",
                "timeliness", "section_47", "high", "share", 298, 393, 110, 31, 27, 2, 1),
    "ni64": ("Long plans", "Child protection plans that ended after 2 years or more", "over_limit", "plan", "low",
             "share", 3, 360, 388, 0, 2, 3, 0),
    "rereferral": ("Re-referrals", "Referrals within 12 months of the child's previous referral", "repeat_share", "referral",
                   "low", "share", 742, 3715, None, None, None, 3, 0),
    "referral_rate": ("Referrals", "Referrals; also per 10,000 children", "flow", "referral", "none", "count", 3715, 0,
                      None, None, None, 0, None),
    "cpp": ("On plans", "Children on child protection plans; also per 10,000 children", "stock", "plan", "none", "count",
            388, 0, None, None, None, 0, None),
    "cpp_late_conference": ("Late conferences", "Plans that will pass 24 months before their next conference",
                            "late_review", "plan", "low", "count", 6, 0, None, None, None, 0, None),
    "entry_delay": ("Recording", "Events recorded within 2 working days", "entry_delay", "recording", "high",
                    "share", 24744, 28604, None, None, None, 3, 0),
}
CLOCKS = tuple(row for row, of in ROWS.items() if of[8] is not None)
COUNTERS = {"events_accepted_total": 2.4, "events_duplicate_total": 0.3, "dead_letters_delivered_total": 0.002,
            "audit_runs_total": 0.018, "views_published_total": 0.9, "loop_busy_seconds_total": 0.031,
            "mails_claimed_total": 0.002, "mails_delivered_total": 0.0019, "mail_attempts_deferred_total": 0.0003,
            "mails_refused_total": 0, "alert_ledger_problems_total": 0, "alertmanager_failures_total": 0,
            "acknowledgements_refused_total": 0, "checkpoint_failures_total": 0}
GAUGES = {"checkpoint_generation": 1041, "checkpoint_size_bytes": 13_421_772, "checkpoint_duration_seconds": 0.81,
          "audit_differences": 0, "contract_breaches": 0, "held_batches": 0, "mails_queued": 0, "ready": 1, "live": 1,
          "alerts_pending": 3, "alerts_acknowledged": 4, "alerts_stale": 0, "alerts_telling": 1}
PAGE = "https://caseclock.council.example"
MINUTE, HOUR, DAY = 60, 3600, 86400


class Text:
    """Samples, a line each."""

    def __init__(self, now):
        self.now, self.lines = int(now.timestamp()), []

    def add(self, family, labels, value, at=None):
        inside = ",".join(f'{name}="{text}"' for name, text in {**DAEMON, **labels}.items())
        self.lines.append(f"{family}{{{inside}}} {value} {self.now if at is None else at}")

    def show(self, family, labels, value):
        self.add(f"caseclock_{family}", labels, value)


def history(now):
    out = Text(now)
    for number, council in enumerate(COUNCILS):
        dice = random.Random(11 + number)
        figures_of(out, now, council, dice)
        series_of_time(out, now, council, dice)
    daemon(out, now)
    return "\n".join(out.lines) + "\n# EOF\n"


def midnight(day):
    return int(datetime.datetime.combine(day, datetime.time(), datetime.timezone.utc).timestamp())


def figures_of(out, now, council, dice):
    """The figures of now, of the council and its teams."""
    for team in ("", *TEAMS):
        for row, (_, _, kind, about, better, figure, reached, of, opened, late, soon, colour, direction) in ROWS.items():
            share = 1 if not team else dice.uniform(0.05, 0.3)
            if team and (about in ("section_47", "plan")) != team.startswith(("Safeguarding", "(none)")):
                continue  # a team has what it works on
            of_row = {"authority": council, "team": team, "indicator": row}
            for window in WINDOWS:
                part = share * {"week": 0.02, "month": 0.09, "quarter": 0.3}.get(window, 1)
                counted(out, {**of_row, "window": window}, round(reached * part), round(of * part), figure, kind, not team)
            judged(out, of_row, figure, colour, direction, row)
            if opened is not None:
                clocks(out, now, of_row, round(opened * share), round(late * share), round(soon * share), dice)
            if row == "cpp":
                for band, count in zip(BANDS, (351, 26, 11)):
                    out.show("open_band_records", {**of_row, "band": band}, round(count * share))
        if team:
            for rule in CHECKS:
                if (failed := dice.choice((0, 0, 1, 3, 9, 14))) > 0:
                    out.show("quality_failed_records", {"authority": council, "team": team, "rule": rule}, failed)


def counted(out, labels, reached, of, figure, kind, whole):
    out.show("indicator_numerator", labels, reached)
    out.show("indicator_denominator", labels, of)
    out.show("indicator_previous_year_numerator", labels, round(reached * 0.9))
    out.show("indicator_previous_year_denominator", labels, round(of * 0.95))
    if of:
        out.show("indicator_share_ratio", labels, reached / of)
    if figure == "count" and whole and kind != "late_review":
        out.show("indicator_per_10000_children", labels, round(reached / 10.2, 4))
        out.show("indicator_annualised_per_10000_children", labels, round(reached / 6.8, 4))
    if kind in ("timeliness", "entry_delay"):
        out.show("indicator_median_workdays", labels, 1)
        out.show("indicator_percentile_90_workdays", labels, 3)


def judged(out, labels, figure, colour, direction, row):
    unit = "ratio" if figure == "share" else "count"
    at = {"low": 0.2, "high": 0.85}.get(ROWS[row][4], 0.85) if figure == "share" else 520
    if colour:
        out.show("indicator_target", {**labels, "unit": unit}, at)
        out.show("indicator_target_by_timestamp_seconds", labels, out.now + 21 * DAY)
    for comparator, level in (("statistical_neighbours", 0.816), ("national", 0.792)):
        if not labels["team"] and figure == "share":
            out.show("indicator_comparator", {"authority": labels["authority"], "indicator": row, "comparator": comparator,
                                              "unit": "ratio"}, level)
    if direction is not None:
        for against in ("previous_month", "same_point_last_year", "last_year"):
            out.show("indicator_direction", {**labels, "against": against}, direction)
            out.show("indicator_change", {**labels, "against": against}, direction * 0.033)
    if labels["team"]:
        out.show("indicator_rag", labels, colour)
        return
    for hours in range(14 * 24, -1, -1):  # as it was shown: red until a week ago where it is amber now
        shown = 1 if colour == 2 and hours > 7 * 24 else colour
        out.add("caseclock_indicator_rag", labels, shown, out.now - hours * HOUR)


def clocks(out, now, labels, opened, late, soon, dice):
    team = labels["team"]
    out.show("open_clocks", labels, opened)
    out.show("drag_clocks", labels, late)
    out.show("due_soon_clocks", labels, soon)
    out.show("open_from_earlier_years_clocks", labels, round(opened / 20))
    if opened:
        out.show("oldest_open_start_timestamp_seconds", labels, midnight(now.date() - datetime.timedelta(dice.randint(60, 700))))
    left = soon
    for ahead in range(10):
        day = now.date() + datetime.timedelta(ahead)
        due = 0 if day.weekday() > 4 else min(left, dice.randint(0, 4))
        left -= due
        if due or not team:
            out.show("due_clocks", {**labels, "day": day.isoformat()}, due)
    left = late
    for age in AGES:
        here = left if age == AGES[-1] else min(left, dice.randint(0, max(1, late // 2)))
        left -= here
        if here or not team:
            out.show("drag_age_clocks", {**labels, "age": age}, here)
    for line, share in (("committed", 0.81), ("expected", 0.8), ("expected_low", 0.78), ("expected_high", 0.82),
                        ("best", 0.88), ("worst", 0.7), ("needed", 0.9), ("including_drag", 0.79)):
        out.show("projection_ratio", {**labels, "line": line}, round(share + dice.uniform(-0.02, 0.02), 4))
    out.show("projection_stopped_clocks", labels, opened * 6)
    out.show("projection_reach", labels, 1)
    out.show("projection_out_of_reach_since_timestamp_seconds", labels, midnight(now.date()))


def series_of_time(out, now, council, dice):
    """Months and weeks as they are known now, and what is known of the council itself."""
    months = [(now.year * 12 + now.month - 1 - back) for back in range(23, -1, -1)]
    weeks = [now.date() - datetime.timedelta(now.date().weekday() + 7 * back) for back in range(52, 0, -1)]
    for row, (_, _, _, _, _, figure, reached, of, opened, late, *_rest) in ROWS.items():
        of_row = {"authority": council, "indicator": row}
        for month in months:
            period = {**of_row, "period": f"{month // 12}-{month % 12 + 1:02}"}
            count = round((of or reached) / 11 * dice.uniform(0.85, 1.15))
            out.show("month_denominator", period, count)
            out.show("month_numerator", period, round(count * (reached / of if of else 1) * dice.uniform(0.96, 1.03)))
            if opened is not None:
                out.show("month_open_clocks", period, round(opened * dice.uniform(0.85, 1.1)))
                out.show("month_drag_clocks", period, round(late * dice.uniform(0.6, 1.3)))
        for week in weeks[-26:] if opened is not None else ():
            of_week = {**of_row, "week": week.isoformat()}
            out.show("week_open_clocks", of_week, round(opened * dice.uniform(0.9, 1.1)))
            out.show("week_drag_clocks", of_week, round(late * dice.uniform(0.7, 1.2)))
            out.show("week_finished_late_clocks", of_week, round(late / 6 * dice.uniform(0.5, 1.5)))
        if opened is not None:
            for quarter in ("2025-Q2", "2025-Q3", "2025-Q4"):
                out.show("backlog_clocks", {**of_row, "quarter": quarter}, round(opened / 3))
    referrals(out, council, weeks, dice)
    known(out, now, council)


def referrals(out, council, weeks, dice):
    flow = {"authority": council, "indicator": "referral_rate"}
    for week in weeks:
        out.show("week_flow", {**flow, "week": week.isoformat()}, 98 if week == weeks[-5] else round(72 * dice.uniform(0.85, 1.15)))
    for step, (mean, lower, upper) in (("week", (72, 52, 92)), ("month", (312, 262, 362))):
        for line, level in (("mean", mean), ("lower", lower), ("upper", upper)):
            out.show("control_chart", {**flow, "step": step, "line": line}, level)
        for rule in RULES:
            out.show("signals", {**flow, "step": step, "rule": rule}, int(rule == "seven_one_side" and step == "week"))


def known(out, now, council):
    of = {"authority": council}
    out.show("authority_info", {**of, "name": NAMES[council]}, 1)
    for family, value in (("records", 53_323), ("children", 9_120), ("series", 8_400), ("series_dropped", 0),
                          ("as_of_timestamp_seconds", midnight(now.date())),
                          ("data_as_of_timestamp_seconds", out.now - 7 * MINUTE)):
        out.show(family, of, value)
    for minutes in range(6 * 60, -1, -1):
        out.add("caseclock_stale", of, 0, out.now - minutes * MINUTE)
        out.add("caseclock_definitions_info", {**of, "hash": "107f44400c4253ab",
                                               "standards": "5a1c" if minutes < 150 else "09be"}, 1, out.now - minutes * MINUTE)


def daemon(out, now):
    dice = random.Random(3)
    for row, (short, title, kind, about, better, figure, *_) in ROWS.items():
        of_row = {"indicator": row, "title": title, "short_title": short, "kind": kind, "about": about, "better": better,
                  "figure": figure}
        for hours in range(14 * 24, -1, -1):
            out.add("caseclock_indicator_info", of_row, 1, out.now - hours * HOUR)
    for source, events in (("case-system", 412),):
        of = {"authority": COUNCILS[0], "source": source}
        out.show("export_events_declared", of, 500)
        out.show("export_events_received", of, events)
        out.show("export_events_refused", of, 2)
        out.show("export_began_timestamp_seconds", of, out.now - 9 * MINUTE)
    out.show("held_since_timestamp_seconds", {}, out.now - 9 * MINUTE)
    out.show("mail_oldest_queued_timestamp_seconds", {}, out.now - MINUTE)
    out.show("page_info", {"link": PAGE}, 1)
    # (team, row): alerts, those that are dealt with, days since, until the end of this day ahead
    for (team, row), (firing, answered, since, ahead) in {
            ("", "ni60"): (2, 0, 0, 0), ("Assessment North", "assessment_45"): (2, 2, 1, 3),
            ("Assessment East", "assessment_45"): (1, 0, 0, 0), ("Safeguarding West", "icpc_15"): (1, 1, 4, 0)}.items():
        of = {"authority": COUNCILS[0], "team": team, "indicator": row}
        out.show("indicator_alerts_firing", of, firing)
        out.show("indicator_alerts_acknowledged", of, answered)
        if answered:
            out.show("indicator_acknowledged_timestamp_seconds", of, out.now - since * DAY)
            out.show("indicator_acknowledged_until_timestamp_seconds", of,
                     midnight(now.date() + datetime.timedelta(ahead + 1)))
    for severity, count in (("urgent", 2), ("attention", 7), ("notice", 12)):
        out.show("alerts_firing", {"severity": severity}, count)
    counted_so_far = dict.fromkeys(COUNTERS, 0.0)
    rejected = 0
    for minutes in range(6 * 60, -1, -1):
        at = out.now - minutes * MINUTE
        if minutes == 200:  # a restart
            counted_so_far, rejected = dict.fromkeys(COUNTERS, 0.0), 0
        for family, rate in COUNTERS.items():
            counted_so_far[family] += rate * MINUTE * dice.uniform(0.6, 1.4)
            out.add(f"caseclock_{family}", {}, round(counted_so_far[family], 3), at)
        rejected += minutes in (90, 91, 92)
        out.add("caseclock_events_rejected_total", {"reason": "time_ahead"}, rejected, at)
        for family, value in GAUGES.items():
            out.add(f"caseclock_{family}", {}, value, at)
        out.add("caseclock_build_info", {"version": "0.1.0", "definitions": "107f44400c4253ab"}, 1, at)
        out.add("caseclock_resident_memory_bytes", {}, 111_149_056 + dice.randint(0, 9_000_000), at)
        out.add("caseclock_view_build_duration_seconds", {}, round(0.0014 * dice.uniform(0.8, 3), 5), at)
        for family in ("health", "last_event", "checkpoint", "audit", "mail_delivered"):
            out.add(f"caseclock_{family}_timestamp_seconds", {}, at - dice.randint(1, 50), at)
        for partition in "012":
            out.add("caseclock_kafka_lag", {"partition": partition}, dice.choice((0, 0, 0, 2, 14)), at)
            out.add("caseclock_kafka_partition_caught_up", {"partition": partition}, 1, at)
        out.add("up", {}, 1, at)
        out.add("scrape_duration_seconds", {}, round(0.021 * dice.uniform(0.8, 2), 5), at)
        if 60 < minutes < 75:
            out.add("ALERTS", {"alertname": "CaseclockLoopBusy", "alertstate": "firing", "severity": "warning"}, 1, at)
