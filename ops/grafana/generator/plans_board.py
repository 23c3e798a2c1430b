"""Plans and care: how many children, for how long, whose plan nears two years, whether reviews are in time."""
import figures
import links
import looks
from board import AUTHORITY, TEAM, Board
from figures import Rows, by_team, named
from panels import Panel, Query, bars_of, stat
from share_table import share_table
from tables import matrix

UID = "caseclock-plans"
LATE_BY_TEAM = 100  # the number of that table
ABOUT = 'about=~"plan|care|review|visit"'
STOCKS = Rows(f'{ABOUT}, kind="stock"')
LATE = Rows(f'{ABOUT}, kind="late_review"')
LONG = Rows(f'{ABOUT}, kind="over_limit"')
REVIEWS = Rows(f'{ABOUT}, kind="timeliness"')
NO_STOCK = "no figures"
NO_TEAM = "No figures for the teams of this council."
NO_RATE = "no rate"
NO_REVIEWS = (
    "No figures: no indicator counts reviews or visits yet, or Caseclock does not answer. They will appear here by themselves."
)


def headline() -> tuple[Panel, ...]:
    def big(title: str, what_to_do: str, figure: str, rows: Rows, no_value: str, **looks_of: object) -> Panel:
        return stat(
            title,
            what_to_do,
            [Query(named(figure, rows), "{{short_title}}")],
            no_value=no_value,
            named=True,
            **{"unit": looks.COUNT, **looks_of},
        )

    now = big(
        "Children now",
        "A jump in a week is a question to the front door.",
        figures.numerator(),
        STOCKS,
        NO_STOCK,
    )
    rate = big(
        "Per 10,000 children",
        "Far from the neighbours': compare thresholds with them. It needs authorities[].population in the "
        "configuration; teams have none.",
        figures.per_10000(),
        STOCKS,
        NO_RATE,
        decimals=1,
    )
    late = big(
        "▲ Will pass 24 months before their next conference",
        "Bring the conference forward: held before the line it can still end the plan in time.",
        figures.numerator(),
        LATE,
        NO_STOCK,
        thresholds=looks.NONE_OR_SOME,
    ).leading_to("Show where", links.panel(UID, LATE_BY_TEAM))
    long = big(
        "Plans ended after two years or more",
        "Read these plans together: what would have ended them a year earlier?",
        figures.share(),
        LONG,
        NO_STOCK,
        unit=looks.SHARE,
        decimals=1,
    )
    return tuple(one.sized(6, 4) for one in (now, rate, late, long))


def lengths() -> Panel:
    return bars_of(
        "How long they have been open",
        "Every plan in the longest band will count against the council when it "
        "ends: review each one now.",
        [
            Query(named(figures.bands(band), Rows(ABOUT)), "{{short_title}}: {{band}}")
            for band in figures.BANDS_IN_ORDER
        ],
        unit=looks.COUNT,
        decimals=0,
        no_value=NO_STOCK,
    ).sized(12, 9)


def by_teams() -> Panel:
    stocks = by_team("indicator_numerator", figures.YEAR)
    return matrix(
        "Children by team",
        "Compare with the teams' posts before moving cases.",
        named(stocks, STOCKS),
        row="team",
        column="short_title",
        heading="Team",
        no_value=NO_TEAM,
    ).plain_cells().sized(6, 9)


def late_by_teams() -> Panel:
    late = by_team("indicator_numerator", figures.YEAR)
    return matrix(
        "Will pass 24 months, by team",
        "Give the team the list from caseclock explain and ask for new dates.",
        named(late, LATE),
        row="team",
        column="short_title",
        heading="Team",
        no_value=NO_TEAM,
    ).sized(6, 9).numbered(LATE_BY_TEAM)


def board() -> Board:
    reviews = share_table(
        "Reviews and visits in time",
        "Book what is overdue this week; tell the reviewing officers which teams miss theirs.",
        REVIEWS,
        no_value=NO_REVIEWS,
    ).sized(24, 5)
    long = share_table(
        "Plans that ended: against target and others",
        "Compare with the neighbours; a high share is often one group of siblings.",
        LONG,
    ).sized(24, 4)
    return Board(
        UID,
        "Plans and care",
        "Children on plans and in care, and their reviews.",
        (AUTHORITY, TEAM),
        (headline(), (lengths(), by_teams(), late_by_teams()), (long,), (reviews,)),
    )
