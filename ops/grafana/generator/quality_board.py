"""Data quality: is it entered in time, does it hold together, did all of it arrive?"""
import figures
import links
import looks
from board import AUTHORITY, TEAM, Board, Detail
from clock_stats import NO_CLOCK
from figures import COUNCIL, Rows, named, of_daemon, of_team, or_zero, while_alive
from looks import AMBER, BLUE_LINE, GREEN, GREY
from panels import Panel, Query, curves, drawn, stat
from quality_rules import rule_words
from tables import Column, by_month, matrix, table

UID = "caseclock-quality"
BY_TEAM, REASONS = 100, 101  # the numbers of panels that tiles lead to
DELAY = Rows('kind="entry_delay"')
CLOCKS = Rows('kind="timeliness"')
NO_DELAY = "no figures"
NO_FAILED = "No record fails a check, or there are no figures: the tile above says which."
MONTH = 'window="month"'
RECORDS = f"caseclock_records{figures.braces(COUNCIL)}"
REJECTED = "events_rejected_total"


def headline() -> tuple[Panel, ...]:
    def big(title: str, what_to_do: str, figure: str, **looks_of: object) -> Panel:
        return stat(
            title,
            what_to_do,
            [Query(figure, "{{short_title}}")],
            **{"unit": looks.COUNT, "no_value": NO_DELAY, **looks_of},
        ).sized(4, 4)

    rejected = or_zero(figures.increase(REJECTED), "caseclock_live")
    incomplete = f"count({of_daemon('export_events_received', by='authority, source')})"
    return (
        big(
            "Recorded in time, this month",
            "When it falls, ask the team managers for an hour of entry a "
            "day: every other figure depends on it.",
            named(figures.share(MONTH), DELAY),
            unit=looks.SHARE,
            decimals=1,
        ),
        big(
            "Half recorded within (days)",
            "Working days, of the whole authority. Nothing to do while this is 0 or 1.",
            named(of_team("indicator_median_workdays", MONTH), DELAY),
        ),
        big(
            "Nine in ten within (days)",
            "Working days, of the whole authority. Find the kind of record that takes longest: it is usually one form.",
            named(of_team("indicator_percentile_90_workdays", MONTH), DELAY),
        ),
        big(
            "Records that fail a check",
            "Send each team its list from the report; most take a minute to put right.",
            or_zero(figures.failed_checks(""), RECORDS),
            no_value="no figures",
            thresholds=looks.steps((None, GREY), (0, GREEN), (1, AMBER)),
        ).leading_to("Show which", links.panel(UID, BY_TEAM)),
        big(
            "Events rejected, last 7 days",
            "Read the dead letters: each has its reason; correct the sender and send again.",
            while_alive(rejected),
            decimals=0,
            no_value="no figures",
            thresholds=looks.NONE_OR_SOME,
        ).leading_to("Show why", links.panel(UID, REASONS)),
        big(
            "Incomplete exports",
            "Coming in, or events were refused or lost: the live page says how many. Start the export again.",
            or_zero(incomplete, "caseclock_ready"),
            no_value="no figures",
            mappings=looks.NONE_IS_GOOD_WORDS,
            thresholds=looks.steps((None, GREY), (0, GREEN), (1, AMBER)),
        ),
    )


def failed_by_check() -> Panel:
    return table(
        "Records that fail, by check",
        "Start with the check that most records fail: one habit of entry is often behind all of them.",
        {"rule": "Check"},
        [Column("Records", figures.failed_checks("rule"), thresholds=looks.HEAT, width=100)],
        no_value=NO_FAILED,
        sort="Records",
        descending=True,
        label_words={"Check": rule_words()},
    ).sized(10, 9)


def failed_by_team() -> Panel:
    return matrix(
        "Records that fail a check, by team",
        "Give the darkest cell to that team's manager.",
        figures.by_team("quality_failed_records", by="team, rule"),
        row="rule",
        column="team",
        heading="Check",
        no_value=NO_FAILED,
        row_words=rule_words(),
        row_width=490,
    ).sized(24, 10).numbered(BY_TEAM)


def delay_by_month() -> Panel:
    share = figures.month_share("", "indicator, period")
    return by_month(
        "Recorded in time by month, whole authority",
        "A sudden step down is a change of system or form: ask what changed then.",
        [Column("Recorded in time", f"max by (period) ({named(share, DELAY)})")],
        unit=looks.SHARE,
        decimals=1,
        no_value="No figures, or nothing to count in any month.",
        overrides=(drawn("Recorded in time", BLUE_LINE),),
    ).sized(10, 7)


def of_council(figure: str) -> str:
    """With the council's name."""
    return f"({figure}) * on (authority) group_left (name) max by (authority, name) (caseclock_authority_info)"


def fresh() -> Panel:
    newest = figures.in_milliseconds("max by (authority) (caseclock_data_as_of_timestamp_seconds)")
    return table(
        "How fresh is each council?",
        "Ring the council whose newest record is older than a working day.",
        {"name": "Council", "authority": "Code"},
        [
            Column("Newest record", of_council(newest), unit=looks.MOMENT, width=220),
            Column(
                "Figures",
                of_council("max by (authority) (caseclock_stale)"),
                mappings=tuple(looks.CURRENT_WORDS),
                width=140,
            ),
            Column("Records", of_council("max by (authority) (caseclock_records)"), width=120),
            Column("Series left out", of_council("max by (authority) (caseclock_series_dropped)"), width=140),
        ],
        no_value="No council is known: Caseclock does not answer.",
        sort="Newest record",
        widths={"Code": 120},
    ).sized(14, 7)


def repeated() -> Panel:
    return stat(
        "Events that changed nothing, 7 days",
        "Nothing to do; many mean that an export sends everything every time.",
        [Query(while_alive(figures.increase("events_duplicate_total")))],
        unit=looks.COUNT,
        decimals=0,
        no_value="no figures",
        filled=False,
    ).sized(4, 9)


def earlier() -> Panel:
    return stat(
        "Open from earlier years",
        "Most were never closed: send the list to the teams to check.",
        [Query(named(of_team("open_from_earlier_years_clocks"), CLOCKS), "{{short_title}}")],
        unit=looks.COUNT,
        named=True,
        no_value=NO_CLOCK,
        filled=False,
    ).sized(24, 4)


def reasons() -> Panel:
    counted = figures.increase(REJECTED, "reason")
    none = 'label_replace(0 * max(caseclock_live), "reason", "none", "", "")'
    return curves(
        "Events rejected, by reason",
        "Send the reason to whoever feeds the topic.",
        [Query(f"{counted} or on () {none}", "{{reason}}")],
        unit=looks.COUNT,
        no_value="No figures.",
    ).sized(10, 9).numbered(REASONS)


def board() -> Board:
    return Board(
        UID,
        "Data quality",
        "Whether the figures can be trusted.",
        (AUTHORITY, TEAM),
        (headline(), (failed_by_team(),), (delay_by_month(), fresh())),
        details=(
            Detail(
                "Checks of the chosen team, what came in, and what is still open from earlier years",
                ((failed_by_check(), repeated(), reasons()), (earlier(),)),
            ),
        ),
    )
