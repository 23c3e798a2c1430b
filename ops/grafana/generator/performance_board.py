"""Are we in time? Every row of the catalogue with target, comparators, colour, direction and where it will stand."""
import clock_stats
import figures
import looks
from board import AUTHORITY, TEAM, Board, indicator
from figures import COUNTS, SHARES, Rows, named
from looks import AMBER, BLUE, GREEN, GREY, PURPLE, RED, SKY
from panels import Panel, Query, drawn, stat, timeline
from tables import Column, by_month, table

UID = "caseclock-performance"
NO_ROWS = "no figures of this council or team yet"
TOO_FEW = "no month of this row has ten or more to count yet"
NO_MONTH = "no month of this row has anything to count yet"


def colour_count(word: str, number: int, colour: str, what_to_do: str) -> Panel:
    found = stat(
        word,
        what_to_do,
        [Query(figures.rows_coloured(number))],
        unit=looks.COUNT,
        no_value="0",
        thresholds=looks.steps((None, colour)),
    )
    return found.sized(8, 4)


def headline() -> tuple[Panel, ...]:
    return (
        colour_count(
            "✖ RED rows", 1, RED, "Open the row's sentence in the report and agree an action with its owner."
        ),
        colour_count(
            "▲ AMBER rows", 2, AMBER, "Check whether direction and projection lead back over the target."
        ),
        colour_count("✔ GREEN rows", 3, GREEN, "Nothing; look at the reds first."),
    )


def clocks() -> tuple[Panel, ...]:
    return clock_stats.in_drag().sized(12, 5), clock_stats.due_soon().sized(12, 5)


def shares() -> Panel:
    rows = Rows(SHARES)
    percent = {"unit": looks.SHARE, "decimals": 1}

    def of(figure: str) -> str:
        return named(figure, rows, "title")

    columns = [
        Column("RAG", of(figures.rag()), mappings=tuple(looks.RAG_WORDS), width=130),
        Column("Value", of(figures.share()), **percent, width=90),
        Column("n", of(figures.numerator()), width=80),
        Column("of", of(figures.denominator()), width=80),
        Column("Target", of(figures.target("ratio")), **percent, width=90),
        Column("Neighbours", of(figures.comparator("statistical_neighbours", "ratio")), **percent, width=110),
        Column("National", of(figures.comparator("national", "ratio")), **percent, width=100),
        Column("Than a year ago", of(figures.direction()), mappings=tuple(looks.DIRECTION_WORDS), width=150),
        Column("31 March if no more comes", of(figures.committed()), **percent, width=130),
        Column("In drag", of(figures.in_drag()), thresholds=looks.HEAT, width=90),
        Column("Due soon", of(figures.due_soon()), width=90),
    ]
    return table(
        "Indicators: this reporting year to date",
        "Start with RED rows that are worsening; the owner of each "
        "says what is done and by when. A small denominator is not judged.",
        {"title": "Indicator"},
        columns,
        hidden=("indicator",),
        no_value=NO_ROWS,
        sort="In drag",
        descending=True,
    ).sized(24, 12)


def counts() -> Panel:
    rows = Rows(COUNTS)

    def of(figure: str) -> str:
        return named(figure, rows, "title")

    columns = [
        Column("RAG", of(figures.rag()), mappings=tuple(looks.RAG_WORDS), width=130),
        Column("Count", of(figures.numerator()), width=90),
        Column("Per 10,000", of(figures.per_10000()), decimals=1, width=110),
        Column("Per 10,000 a year", of(figures.annualised()), decimals=1, width=150),
        Column("Target", of(figures.target()), decimals=1, width=90),
        Column("Neighbours", of(figures.comparator("statistical_neighbours")), decimals=1, width=110),
        Column("National", of(figures.comparator("national")), decimals=1, width=100),
    ]
    return table(
        "Numbers: stocks now, flows this reporting year",
        "Compare the rate with the neighbours'; a number far "
        "from them is a question to ask, not yet a fault. Targets are in the unit they were set in.",
        {"title": "Indicator"},
        columns,
        hidden=("indicator",),
        no_value=NO_ROWS,
        sort="Indicator",
    ).sized(24, 6)


def trends() -> tuple[Panel, ...]:
    share = by_month(
        "By month, whole authority: ${indicator:text}",
        "A month that has changed since last time was restated by late or corrected records: read the report"
        " with --restated-since before quoting it. Months of fewer than ten are left out.",
        [
            Column("Share", figures.month_share()),
            Column("Target", figures.month_target()),
            Column("Neighbours", figures.month_comparator("statistical_neighbours")),
            Column("National", figures.month_comparator("national")),
        ],
        unit=looks.SHARE,
        decimals=1,
        no_value=TOO_FEW,
        overrides=(
            drawn("Share", BLUE),
            drawn("Target", GREEN, dashes=True),
            drawn("Neighbours", PURPLE, dashes=True),
            drawn("National", GREY, dashes=True),
        ),
    )
    volume = by_month(
        "Counted by month, whole authority: ${indicator:text}",
        "When fewer are finished while more lie open, the share looks better "
        "than the work is: look at drag before praising it.",
        [
            Column("Counted", figures.month("denominator")),
            Column("Reached", figures.month("numerator")),
            Column("Open at the end", figures.month("open_clocks")),
            Column("In drag at the end", figures.month("drag_clocks")),
        ],
        unit=looks.COUNT,
        decimals=0,
        no_value=NO_MONTH,
        overrides=(
            drawn("Counted", SKY, bars=True),
            drawn("Reached", BLUE),
            drawn("Open at the end", GREY, dashes=True),
            drawn("In drag at the end", RED),
        ),
    )
    return share.sized(12, 10), volume.sized(12, 10)


def history() -> Panel:
    found = timeline(
        "Colours as they were shown",
        "A row that has been RED for weeks needs another action than the one agreed; ask the owner which.",
        [Query(named(figures.rag()), "{{short_title}}", instant=False)],
        no_value=NO_ROWS,
        mappings=looks.RAG_WORDS,
    )
    return found.sized(24, 10)


def board() -> Board:
    chosen = indicator(SHARES, 'caseclock_indicator_rag{authority="$authority", team=""}')
    return Board(
        UID,
        "Performance",
        "Are we in time: every indicator against target and comparators.",
        (AUTHORITY, TEAM, chosen),
        (headline(), clocks(), (shares(),), (counts(),), trends(), (history(),)),
        over="now-90d",
    )
