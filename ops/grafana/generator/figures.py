"""The PromQL of every figure, written once.

A figure of a council is the same whichever daemon shows it, so `max by` merges what two daemons show of one
council, and `topk by (indicator) (1, ...)` takes one of two equal descriptions of a row. The boards never sum
over indicators: two rows may count the same clocks against two limits.
"""

from dataclasses import dataclass

COUNCIL = 'authority="$authority"'
# Between \Q and \E nothing of a name is special, so brackets and apostrophes in it do no harm. The whole authority has
# the value \E\Q, which leaves nothing between them: what matches is the absent label. Backquotes keep PromQL from
# reading the backslashes.
TEAM = r"team=~`\Q${team:raw}\E`"
WHOLE_AUTHORITY = 'team=""'
TEAMS = 'team!=""'
CHOSEN = 'indicator="$indicator"'
YEAR = 'window="year"'

# Rows of the catalogue by what they are about, as caseclock_indicator_info has it.
SHARES = 'figure="share"'
COUNTS = 'figure="count"'
AGES = ("up to 1 week", "1 to 4 weeks", "4 to 13 weeks", "over 13 weeks")


@dataclass(frozen=True)
class Rows:
    """A choice of rows of the catalogue: `Rows('about="plan"')`."""

    matchers: str = ""

    def info(self) -> str:
        """One series of value 1 for each row."""
        return f"topk by (indicator) (1, caseclock_indicator_info{braces(self.matchers)})"


def braces(*matchers: str) -> str:
    kept = ", ".join(one for one in matchers if one)
    return f"{{{kept}}}" if kept else ""


def of_council(metric: str, by: str, *matchers: str) -> str:
    """A family of the whole council that has no label team: months, weeks, comparators."""
    return f"max by ({by}) (caseclock_{metric}{braces(COUNCIL, *matchers)})"


def of_team(metric: str, *matchers: str, by: str = "indicator") -> str:
    """A family of the chosen team, or of the whole authority."""
    return f"max by ({by}) (caseclock_{metric}{braces(COUNCIL, TEAM, *matchers)})"


def by_team(metric: str, *matchers: str, by: str = "indicator, team") -> str:
    """A family of each team."""
    return f"max by ({by}) (caseclock_{metric}{braces(COUNCIL, TEAMS, *matchers)})"


def of_daemon(metric: str, *matchers: str, by: str = "instance") -> str:
    return f"max by ({by}) (caseclock_{metric}{braces(*matchers)})"


def named(figure: str, rows: Rows = Rows(), name: str = "short_title") -> str:
    """The figures of these rows, with their names as the catalogue has them."""
    return f"({figure}) * on (indicator) group_left ({name}) {rows.info()}"


def or_zero(figure: str, where: str) -> str:
    """For counts of what is there only when it happens: 0 where `where` has a series, nothing where nobody answers."""
    return f"{figure} or 0 * max({where})"


def while_alive(figure: str) -> str:
    """What is counted over a time is no figure of now when nobody answers any more."""
    return f"({figure}) and on () caseclock_live"


def ratio(part: str, whole: str) -> str:
    """Of what happened; nothing where nothing did."""
    return f"({part}) / (({whole}) > 0)"


def line_over(points: str, level: str) -> str:
    """A level that does not change, once for each of the points."""
    return f"0 * {points} + on () group_left () {level}"


def in_milliseconds(seconds: str) -> str:
    """Grafana reads dates in milliseconds."""
    return f"1000 * ({seconds})"


def remembered(selector: str) -> str:
    """What is there now or was there at any half hour of the time that the board shows: looked for by half hours, so that
    two weeks of thousands of series stay far below what Prometheus loads for one query."""
    return f"({selector} or last_over_time({selector}[$__range:30m]))"


def last_known(metric: str, by: str = "", *matchers: str) -> str:
    """What was shown last, also of a daemon that does not answer now."""
    return f"max by ({by}) (last_over_time(caseclock_{metric}{braces(*matchers)}[7d]))"


def rate(counter: str, by: str = "", *matchers: str) -> str:
    """A second, summed over the daemons."""
    return f"sum by ({by}) (rate(caseclock_{counter}{braces(*matchers)}[$__rate_interval]))"


def increase(counter: str, by: str = "", *matchers: str) -> str:
    """Over the time that the board shows."""
    return f"sum by ({by}) (increase(caseclock_{counter}{braces(*matchers)}[$__range]))"


# ---- shares, targets, colours ----


def share(*matchers: str) -> str:
    return of_team("indicator_share_ratio", *(matchers or (YEAR,)))


def numerator() -> str:
    return of_team("indicator_numerator", YEAR)


def denominator() -> str:
    return of_team("indicator_denominator", YEAR)


def target(unit: str = "") -> str:
    return of_team("indicator_target", f'unit="{unit}"' if unit else "")


def comparator(kind: str, unit: str = "") -> str:
    """Of the rows that the team has figures of; published figures of others are of whole councils."""
    others = of_council(
        "indicator_comparator", "indicator", f'comparator="{kind}"', f'unit="{unit}"' if unit else ""
    )
    return f"{others} and on (indicator) caseclock_indicator_rag{braces(COUNCIL, TEAM)}"


def rag() -> str:
    return of_team("indicator_rag")


def rows_coloured(colour: int) -> str:
    """How many rows have the colour."""
    return or_zero(f"count({rag()} == {colour})", rag())


def direction(against: str = "same_point_last_year") -> str:
    return of_team("indicator_direction", f'against="{against}"')


def committed() -> str:
    return of_team("projection_ratio", 'line="committed"')


def per_10000() -> str:
    return of_team("indicator_per_10000_children", YEAR)


def annualised() -> str:
    return of_team("indicator_annualised_per_10000_children", YEAR)


# ---- clocks ----


def has_limit() -> str:
    """The rows whose open clocks can be late; due dates are shown of the whole authority for each of them."""
    return f"caseclock_due_clocks{braces(COUNCIL, WHOLE_AUTHORITY)}"


def limited(figure: str) -> str:
    return f"{figure} and on (indicator) {has_limit()}"


def in_drag() -> str:
    return limited(of_team("drag_clocks"))


def due_soon() -> str:
    return limited(of_team("due_soon_clocks"))


def open_clocks() -> str:
    return limited(of_team("open_clocks"))


def due_on_day(*matchers: str) -> str:
    """By day and indicator. A team has no series on days without a due clock: those of the authority give it a 0."""
    every_day = of_council("due_clocks", "indicator, day", WHOLE_AUTHORITY, *matchers)
    return f"{of_team('due_clocks', *matchers, by='indicator, day')} or 0 * {every_day}"


def due_within(days: str) -> str:
    return f"sum by (indicator) ({days})"


def drag_of_age(age: str) -> str:
    """By team, of the chosen indicator; 0 of teams that have open clocks but none of this age."""
    every_team = by_team("open_clocks", CHOSEN, by="team")
    return f"""{by_team("drag_age_clocks", CHOSEN, f'age="{age}"', by="team")} or 0 * {every_team}"""


def drag_of_teams() -> str:
    return limited(by_team("drag_clocks"))


def oldest_open_of_teams() -> str:
    return limited(by_team("oldest_open_start_timestamp_seconds"))


# ---- months and weeks, as they stand now ----


def month(what: str) -> str:
    return of_council(f"month_{what}", "period", CHOSEN)


# A share of fewer is not drawn, as it is not judged.
SMALLEST_DRAWN = 10


def month_share(of: str = CHOSEN, by: str = "period") -> str:
    reached, counted = (of_council(f"month_{part}", by, of) for part in ("numerator", "denominator"))
    return f"{reached} / ({counted} >= {SMALLEST_DRAWN})"


def month_target() -> str:
    """Of the whole authority, as the months are."""
    return line_over(month("denominator"), of_council("indicator_target", "", CHOSEN, WHOLE_AUTHORITY))


def month_comparator(kind: str) -> str:
    return line_over(
        month("denominator"), of_council("indicator_comparator", "", CHOSEN, f'comparator="{kind}"')
    )


def week(what: str) -> str:
    return of_council(f"week_{what}", "week", CHOSEN)


def flow_by_week(indicator: str) -> str:
    return of_council("week_flow", "week", indicator)


def control_line(line: str, indicator: str) -> str:
    level = of_council("control_chart", "", indicator, 'step="week"', f'line="{line}"')
    return line_over(flow_by_week(indicator), level)


def outside_limits(indicator: str) -> str:
    """The weeks that lie outside the limits of the chart as it is drawn now."""
    weeks = flow_by_week(indicator)
    lower, upper = (
        of_council("control_chart", "", indicator, 'step="week"', f'line="{line}"') for line in ("lower", "upper")
    )
    return f"({weeks} > on () group_left () {upper}) or ({weeks} < on () group_left () {lower})"


def signals() -> str:
    return of_council("signals", "indicator, step, rule")


def bands(*matchers: str) -> str:
    return of_team("open_band_records", *matchers, by="indicator, band")


# Bands from the shortest to the longest, whatever their names: no figure of Prometheus has an order.
BANDS_IN_ORDER = ('band=~"under .*"', 'band!~"under .*|.*over.*"', 'band=~".*over.*"')


def failed_checks(by: str) -> str:
    """Checks are shown of teams alone, one team a record: the whole authority is their sum."""
    of_chosen, of_every = (
        f"sum by ({by}) (max by (team, rule) (caseclock_quality_failed_records{braces(COUNCIL, team)}))"
        for team in (TEAM, TEAMS)
    )
    whole_is_chosen = f"caseclock_open_clocks{braces(COUNCIL, TEAM, WHOLE_AUTHORITY)}"
    return f"{of_chosen} or ({of_every} and on () {whole_is_chosen})"


# ---- alerts, and who is dealing with them: numbers and times; what was said stands on the page ----


def of_chosen_teams(metric: str, by: str = "indicator", fold: str = "max") -> str:
    """Of the chosen team; of the whole authority with all its teams, as the page has it."""
    of_every, of_chosen = (f"{fold} by ({by}) (caseclock_{metric}{braces(COUNCIL, of)})" for of in ("", TEAM))
    whole_is_chosen = f"caseclock_open_clocks{braces(COUNCIL, TEAM, WHOLE_AUTHORITY)}"
    return f"({of_every} and on () {whole_is_chosen}) or {of_chosen}"


def dealt_with_until(by: str = "indicator") -> str:
    """The last day on which somebody is dealing with every alert that was acknowledged: the day before the midnight."""
    until = of_chosen_teams("indicator_acknowledged_until_timestamp_seconds", by, "min")
    return in_milliseconds(f"({until}) - 1")


def alerts_firing(by: str) -> str:
    return of_chosen_teams("indicator_alerts_firing", by)


def alerts_unanswered(by: str) -> str:
    acknowledged = of_chosen_teams("indicator_alerts_acknowledged", by)
    return f"({alerts_firing(by)}) - ({acknowledged})"


def dealt_with_since(by: str) -> str:
    return in_milliseconds(of_chosen_teams("indicator_acknowledged_timestamp_seconds", by))


# ---- freshness ----


def stale(authority: str = COUNCIL) -> str:
    """0 current, 1 stale, 2 when nobody answers."""
    return f"max(caseclock_stale{braces(authority)}) or vector(2)"


def last_current(authority: str = COUNCIL) -> str:
    """Now, or the last moment at which the figures were current as Prometheus remembers it, or that of the data."""
    current = f"timestamp(caseclock_stale{braces(authority)} == 0)"
    moments = f"max({current}) or max(max_over_time({current}[7d:1m]))"
    return in_milliseconds(f"{moments} or {last_known('data_as_of_timestamp_seconds', '', authority)}")


def data_as_of(authority: str = COUNCIL) -> str:
    return in_milliseconds(last_known("data_as_of_timestamp_seconds", "", authority))


def counted_for(authority: str = COUNCIL) -> str:
    return in_milliseconds(last_known("as_of_timestamp_seconds", "", authority))
