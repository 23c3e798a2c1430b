"""The front door: how many referrals come, whether that has changed, how many come again, how fast decided."""
import figures
import looks
from board import AUTHORITY, TEAM, Board, indicator
from figures import Rows, named, or_words
from looks import AMBER, BLUE, GREEN, GREY, RED
from panels import Panel, Query, drawn, stat
from share_table import share_table
from tables import Column, by_week, table

UID = "caseclock-front-door"
FLOWS = Rows('about="referral", kind="flow"')
REPEATS = Rows('about="referral", kind="repeat_share"')
DECISIONS = Rows('about="referral", kind="timeliness"')
NO_FLOW = "no referrals of this council or team"
NO_POPULATION = "no rate: set authorities[].population in the configuration; teams have none"
NO_DECISIONS = (
    "Decisions on referrals are not counted yet: no row of the catalogue.",
    "Take them from the case system until there is one.",
    "It will then appear here by itself.",
)


def headline() -> tuple[Panel, ...]:
    year = stat(
        "Referrals this reporting year",
        "Compare it with the same day last year on the board Performance.",
        [Query(named(figures.numerator(), FLOWS), "{{short_title}}")],
        unit=looks.COUNT,
        no_value=NO_FLOW,
    )
    rate = stat(
        "Per 10,000 children, at a year's rate",
        "Far from the neighbours': compare thresholds with them.",
        [Query(named(figures.annualised(), FLOWS), "{{short_title}}")],
        unit=looks.COUNT,
        decimals=0,
        no_value=NO_POPULATION,
    )
    again = stat(
        "Come again within 12 months",
        "When this rises, read ten of them: was the first answer enough?",
        [Query(named(figures.share(), REPEATS), "{{short_title}}")],
        unit=looks.SHARE,
        decimals=1,
        no_value="no referrals of this council or team",
    )
    changed = stat(
        "Signals now",
        "Anything but 0: something has changed; find out what before the next week's figures.",
        [Query(figures.or_zero(f"sum({named(figures.signals(), FLOWS)})"))],
        unit=looks.COUNT,
        no_value="0",
        mappings=looks.words({0: ("✔ no signal", GREEN)}),
        thresholds=looks.steps((None, GREEN), (1, AMBER)),
    )
    return tuple(one.sized(6, 5) for one in (year, rate, again, changed))


def weeks() -> Panel:
    flow = 'indicator=~"$flow"'
    limits = ("mean", "lower", "upper")
    columns = [Column("Referrals", figures.flow_by_week(flow))]
    columns += [Column(line.capitalize(), figures.control_line(line, flow)) for line in limits]
    found = by_week(
        "By week, whole authority, with what is usual: ${flow:text}",
        "Act on a signal, not on one high week: what lies between the limits is chance.",
        columns,
        over="53w",
        unit=looks.COUNT,
        decimals=0,
        no_value="no complete week yet; limits need twelve",
        overrides=(
            drawn("Referrals", BLUE),
            drawn("Mean", GREY, dashes=True),
            drawn("Lower", RED, dashes=True),
            drawn("Upper", RED, dashes=True),
        ),
    )
    return found.repeated("flow").sized(24, 10)


def signals() -> Panel:
    return table(
        "Has something changed? The four rules",
        "YES means that chance hardly explains it: name the cause and write it into the commentary.",
        {"short_title": "What", "step": "Counted by", "rule": "Rule"},
        [Column("Signal", named(figures.signals(), FLOWS), mappings=tuple(looks.SIGNAL_WORDS), width=280)],
        hidden=("indicator",),
        no_value="too short a history: limits need twelve points",
        sort="Counted by",
        label_words={"Rule": looks.RULE_WORDS},
    ).sized(12, 10)


def decisions() -> Panel:
    share = named(figures.share(), DECISIONS, "title")
    found = table(
        "Decided within the limit",
        "Every referral waits for this one: add a decision-maker for the day when it falls below target.",
        {"title": "Indicator"},
        [
            Column(
                "Value",
                or_words(share, NO_DECISIONS, DECISIONS),
                unit=looks.SHARE,
                decimals=1,
                mappings=tuple(looks.NO_FIGURE_WORDS),
                width=140,
            )
        ],
        hidden=("indicator",),
        no_value="no decisions of this council or team",
    )
    return found.sized(12, 10)


def board() -> Board:
    flow = indicator(FLOWS.matchers, 'caseclock_week_flow{authority="$authority"}', name="flow", every=True)
    again = share_table(
        "Come again: against target and others",
        "Compare with the neighbours before changing thresholds.",
        REPEATS,
    ).sized(12, 5)
    return Board(
        UID,
        "Front door",
        "How many referrals come and what becomes of them.",
        (AUTHORITY, TEAM, flow),
        (headline(), (weeks(),), (signals(), decisions()), (again,)),
    )
