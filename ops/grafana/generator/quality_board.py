"""Data quality: is it entered in time, does it hold together, did all of it arrive?"""
import figures
import looks
from board import AUTHORITY, TEAM, Board
from clock_stats import NO_CLOCK
from figures import Rows, named, of_daemon, of_team
from looks import AMBER, GREEN
from panels import Panel, Query, curves, stat
from quality_rules import rule_words
from tables import Column, by_month, matrix, table

UID = "caseclock-quality"
DELAY = Rows('kind="entry_delay"')
CLOCKS = Rows('kind="timeliness"')
NO_DELAY = "nothing of this council or team was recorded with a time of its own"
WHOLE_ONLY = "known of the whole authority only"
MONTH = 'window="month"'


def headline() -> tuple[Panel, ...]:
    def big(title: str, what_to_do: str, figure: str, **looks_of: object) -> Panel:
        return stat(
            title,
            what_to_do,
            [Query(figure, "{{short_title}}")],
            **{"unit": looks.COUNT, "no_value": NO_DELAY, **looks_of},
        ).sized(6, 5)

    return (
        big(
            "Recorded within the limit, this month",
            "When it falls, ask the team managers for an hour of entry a "
            "day: every other figure hangs on it.",
            named(figures.share(MONTH), DELAY),
            unit=looks.SHARE,
            decimals=1,
        ),
        big(
            "Half are recorded within (working days)",
            "Nothing while this is 0 or 1.",
            named(of_team("indicator_median_workdays", MONTH), DELAY),
            no_value=WHOLE_ONLY,
        ),
        big(
            "Nine in ten are recorded within (working days)",
            "Find the kind of record that drags: the slowest tenth is usually one form.",
            named(of_team("indicator_percentile_90_workdays", MONTH), DELAY),
            no_value=WHOLE_ONLY,
        ),
        big(
            "Records that fail a check",
            "Send each team its list from the report; most are mended in a minute.",
            figures.or_zero(figures.failed_checks("")),
            no_value="0",
            thresholds=looks.steps((None, GREEN), (1, AMBER)),
        ),
    )


def failed() -> tuple[Panel, ...]:
    by_rule = table(
        "Failed checks by rule",
        "Mend the rule with the most first: one habit of entry is often behind all of them.",
        {"rule": "Check"},
        [Column("Records", figures.failed_checks("rule"), thresholds=looks.HEAT, width=120)],
        no_value="✔ every record passes",
        sort="Records",
        descending=True,
        label_words={"Check": rule_words()},
    )
    teams = matrix(
        "Failed checks by team and rule",
        "Give the darkest cell to that team's manager.",
        figures.by_team("quality_failed_records", by="team, rule"),
        row="rule",
        column="team",
        heading="Check",
        no_value="✔ every record passes",
    )
    return by_rule.sized(12, 10), teams.sized(12, 10)


def delay_by_month() -> Panel:
    share = figures.month_share("", "indicator, period")
    return by_month(
        "Recorded in time by month, whole authority",
        "A step down on a day is a change of system or form: ask what changed then.",
        [Column("Recorded in time", f"max by (period) ({named(share, DELAY)})")],
        unit=looks.SHARE,
        decimals=1,
        no_value=NO_DELAY,
    ).sized(12, 9)


def fresh() -> Panel:
    newest = figures.in_milliseconds("max by (authority) (caseclock_data_as_of_timestamp_seconds)")
    return table(
        "How fresh is each council?",
        "Ring the council whose newest record is older than a working day.",
        {"authority": "Council"},
        [
            Column("Newest record", newest, unit=looks.MOMENT, width=220),
            Column(
                "Stale",
                "max by (authority) (caseclock_stale)",
                mappings=tuple(looks.words({0: ("✔ current", GREEN), 1: ("✖ STALE", looks.ALARM)})),
                width=160,
            ),
            Column("Records", "max by (authority) (caseclock_records)", width=120),
            Column("Series left out", "max by (authority) (caseclock_series_dropped)", width=140),
        ],
        no_value="✖ no council: Caseclock does not answer",
        sort="Newest record",
    ).sized(12, 9)


def stream() -> tuple[Panel, ...]:
    rejected = stat(
        "Events rejected while this board looks back",
        "Read the dead letters: each has its reason; mend the sender and send again.",
        [Query(figures.or_zero(figures.increase("events_rejected_total")))],
        unit=looks.COUNT,
        decimals=0,
        no_value="0",
        thresholds=looks.NONE_OR_SOME,
    )
    repeated = stat(
        "Events that changed nothing",
        "Nothing; many mean that an export sends everything every time.",
        [Query(figures.increase("events_duplicate_total"))],
        unit=looks.COUNT,
        decimals=0,
        no_value="0",
        filled=False,
    )
    earlier = stat(
        "Open from earlier years",
        "Most were never closed: send the list to the teams to check.",
        [Query(named(of_team("open_from_earlier_years_clocks"), CLOCKS), "{{short_title}}")],
        unit=looks.COUNT,
        named=True,
        no_value=NO_CLOCK,
        filled=False,
    )
    held = stat(
        "Incomplete exports",
        "Coming in, or events were refused or lost: the live page says how many. Start the export again.",
        [Query(f"count({of_daemon('export_events_received', by='authority, source')}) or 0 * {of_daemon('ready')}")],
        unit=looks.COUNT,
        no_value="0",
        mappings=looks.NONE_IS_GOOD_WORDS,
        thresholds=looks.NONE_OR_SOME,
    )
    return rejected.sized(5, 5), repeated.sized(4, 5), earlier.sized(10, 5), held.sized(5, 5)


def reasons() -> Panel:
    counted = figures.increase("events_rejected_total", "reason")
    none = 'label_replace(vector(0), "reason", "none", "", "")'
    return curves(
        "Rejected by reason",
        "Send the reason to whoever feeds the topic.",
        [Query(f"{counted} or on () {none}", "{{reason}}")],
        unit=looks.COUNT,
        decimals=0,
        no_value="0",
    ).sized(24, 8)


def board() -> Board:
    return Board(
        UID,
        "Data quality",
        "Whether the figures can be trusted.",
        (AUTHORITY, TEAM),
        (headline(), failed(), (delay_by_month(), fresh()), stream(), (reasons(),)),
    )
