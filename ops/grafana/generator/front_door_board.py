"""The front door: how many referrals come, whether that has changed, how many are re-referred, how fast decided."""
import figures
import links
import looks
from board import AUTHORITY, TEAM, Board, Detail, indicator
from figures import Rows, named
from looks import AMBER, BLUE_LINE, GREEN, GREY, GREY_LINE, PURPLE_LINE, RED_LINE
from panels import Panel, Query, drawn, stat
from share_table import share_table
from tables import Column, by_week, table

UID = "caseclock-front-door"
RULES = 100  # the number of the table of rules
FLOWS = Rows('about="referral", kind="flow"')
REPEATS = Rows('about="referral", kind="repeat_share"')
DECISIONS = Rows('about="referral", kind="timeliness"')
NO_FLOW = "no figures"
NO_RATE = "no rate"
NO_DECISIONS = (
    "No figures: no indicator counts decisions on referrals yet, or Caseclock does not answer. They will appear here by themselves."
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
        "Per 10,000 children, as a year's rate",
        "Far from the neighbours': compare thresholds with them. It needs authorities[].population in the "
        "configuration; teams have none.",
        [Query(named(figures.annualised(), FLOWS), "{{short_title}}")],
        unit=looks.COUNT,
        decimals=0,
        no_value=NO_RATE,
    )
    again = stat(
        "Re-referred within 12 months",
        "When this rises, read ten of them: was the first answer enough?",
        [Query(named(figures.share(), REPEATS), "{{short_title}}")],
        unit=looks.SHARE,
        decimals=1,
        no_value=NO_FLOW,
    )
    changed = stat(
        "Signals that something has changed",
        "Anything but 0: find out what has changed before the next week's figures.",
        [Query(f"sum({named(figures.signals(), FLOWS)})")],
        unit=looks.COUNT,
        no_value="no figures",
        mappings=looks.words({0: ("✔ none", GREEN)}),
        thresholds=looks.steps((None, GREY), (0, GREEN), (1, AMBER)),
    ).leading_to("Show which", links.panel(UID, RULES))
    return tuple(one.sized(6, 4) for one in (year, rate, again, changed))


def weeks() -> Panel:
    flow = 'indicator=~"$flow"'
    columns = [Column("Referrals", figures.flow_by_week(flow))]
    columns += [
        Column(name, figures.control_line(line, flow))
        for name, line in (("Mean", "mean"), ("Lower limit", "lower"), ("Upper limit", "upper"))
    ]
    columns += [Column("Outside the limits", figures.outside_limits(flow))]
    found = by_week(
        "By week, whole authority, with what is usual: ${flow:text}",
        "Act on a signal, not on one high week: what lies between the limits is chance.",
        columns,
        over="53w",
        unit=looks.COUNT,
        decimals=0,
        from_zero=False,
        no_value="No figures, or no complete week yet; limits need twelve.",
        overrides=(
            drawn("Referrals", BLUE_LINE),
            drawn("Mean", GREY_LINE, dashes=True),
            drawn("Lower limit", PURPLE_LINE, dashes=True),
            drawn("Upper limit", PURPLE_LINE, dashes=True),
            drawn("Outside the limits", RED_LINE, points=True),
        ),
    )
    return found.repeated("flow").sized(16, 13)


def signals() -> Panel:
    return table(
        "Has something changed? The four rules",
        "YES means that chance hardly explains it: name the cause and write it into the commentary.",
        {"rule": "Rule", "step": "Counted by", "short_title": "What"},
        [Column("Signal", named(figures.signals(), FLOWS), mappings=tuple(looks.SIGNAL_WORDS), width=90)],
        hidden=("indicator",),
        no_value="No figures, or fewer than twelve points.",
        sort="Signal",
        descending=True,
        label_words={"Rule": looks.RULE_WORDS},
        widths={"Counted by": 110, "What": 110},
    ).sized(8, 13).numbered(RULES)


def board() -> Board:
    flow = indicator(FLOWS.matchers, 'caseclock_week_flow{authority="$authority"}', name="flow", every=True)
    again = share_table(
        "Re-referrals against target and others",
        "Compare with the neighbours before changing thresholds.",
        REPEATS,
    ).sized(24, 4)
    decided = share_table(
        "Decided within the limit",
        "Every referral waits for its decision: add a decision-maker for the day when it falls below target.",
        DECISIONS,
        no_value=NO_DECISIONS,
    ).sized(24, 4)
    return Board(
        UID,
        "Front door",
        "How many referrals come and what becomes of them.",
        (AUTHORITY, TEAM, flow),
        (headline(), (weeks(), signals()), (again,)),
        details=(Detail("How fast referrals are decided", ((decided,),)),),
    )
