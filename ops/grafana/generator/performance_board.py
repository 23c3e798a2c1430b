"""Are we in time? Every row of the catalogue with target, comparators, rating, direction and where it will stand."""
import clock_stats
import figures
import links
import looks
from board import AUTHORITY, PAGE, TEAM, Board, Detail, indicator
from figures import COUNTS, SHARES, Rows, named
from looks import AMBER, BLUE_LINE, GREEN, GREEN_LINE, GREY, GREY_LINE, PURPLE_LINE, RED, RED_LINE
from panels import Panel, Query, drawn, stat, timeline
from tables import Column, by_month, table

UID = "caseclock-performance"
NO_ROWS = "No figures for this council or team."
TOO_FEW = "No figures, or no month with ten or more to count."
NO_MONTH = "No figures, or nothing to count in any month."
TABLE = 100  # the number of the table of every indicator


def rated(word: str, number: int, colour: str, what_to_do: str) -> Panel:
    found = stat(
        word,
        what_to_do,
        [Query(figures.rows_coloured(number))],
        unit=looks.COUNT,
        no_value="no figures",
        thresholds=looks.steps((None, GREY), (1, colour)),
    )
    return found.leading_to("Show which", links.panel(UID, TABLE)).sized(3, 4)


def headline() -> tuple[Panel, ...]:
    return (
        rated(
            "✖ Indicators rated RED",
            1,
            RED,
            "Open the indicator's sentence in the report and agree an action with its owner.",
        ),
        rated(
            "▲ Rated AMBER",
            2,
            AMBER,
            "Check whether direction and forecast lead back above the target.",
        ),
        rated("✔ Rated GREEN", 3, GREEN, "Nothing to do; look at the reds first."),
        clock_stats.in_drag().sized(15, 4),
    )


def shares() -> Panel:
    rows = Rows(SHARES)
    percent = {"unit": looks.SHARE, "decimals": 1}

    def of(figure: str) -> str:
        return named(figure, rows, "title")

    where = links.board(clock_stats.BOARD, indicator=links.OF_LINE)
    columns = [
        Column("Rating", of(figures.rag()), mappings=tuple(looks.RATING_WORDS), width=110),
        Column("Value", of(figures.share()), **percent, width=62),
        Column("Met", of(figures.numerator()), width=66),
        Column("Of", of(figures.denominator()), width=66),
        Column("Target", of(figures.target("ratio")), **percent, width=66),
        Column("Neighbours", of(figures.comparator("statistical_neighbours", "ratio")), **percent, width=103),
        Column("National", of(figures.comparator("national", "ratio")), **percent, width=77),
        Column(
            "Compared with last year",
            of(figures.direction()),
            mappings=tuple(looks.DIRECTION_WORDS),
            width=190,
        ),
        Column("Forecast for 31 March", of(figures.committed()), **percent, width=170),
        Column("Overdue", of(figures.in_drag()), thresholds=looks.HEAT, width=85, leads_to=where),
        Column("Due soon", of(figures.due_soon()), width=93, leads_to=where),
        Column(
            "Dealt with until",
            of(figures.dealt_with_until()),
            unit=looks.DAY,
            width=133,
            leads_to=links.page(links.OF_LINE),
            link_title="Read what was said of it",
        ),
    ]
    return table(
        "Every indicator, this reporting year to date, most overdue first",
        "Start with indicators that are RED and worsening; the owner of each "
        "says what is being done and by when. Fewer than ten are not rated. \"Dealt with until\": somebody has acknowledged an "
        "alert; click on the date to read on the live page who it is and what they said.",
        {"title": "Indicator"},
        columns,
        hidden=("indicator",),
        no_value=NO_ROWS,
        sort="Overdue",
        descending=True,
    ).sized(24, 11).numbered(TABLE)


def counts() -> Panel:
    rows = Rows(COUNTS)

    def of(figure: str) -> str:
        return named(figure, rows, "title")

    columns = [
        Column("Rating", of(figures.rag()), mappings=tuple(looks.RATING_WORDS), width=120),
        Column("Count", of(figures.numerator()), width=90),
        Column("Per 10,000", of(figures.per_10000()), decimals=1, width=110),
        Column("Per 10,000 a year", of(figures.annualised()), decimals=1, width=150),
        Column("Target", of(figures.target()), decimals=1, width=90),
        Column("Neighbours", of(figures.comparator("statistical_neighbours")), decimals=1, width=110),
        Column("National", of(figures.comparator("national")), decimals=1, width=100),
    ]
    return table(
        "Numbers: how many now, and how many this reporting year",
        "Compare the rate with the neighbours'; a number far "
        "from them is a question to ask, not yet a fault. Targets are in the unit they were set in.",
        {"title": "Indicator"},
        columns,
        hidden=("indicator",),
        no_value=NO_ROWS,
        sort="Indicator",
    ).sized(24, 8)


def share_by_month() -> Panel:
    return by_month(
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
            drawn("Share", BLUE_LINE),
            drawn("Target", GREEN_LINE, dashes=True),
            drawn("Neighbours", PURPLE_LINE, dashes=True),
            drawn("National", GREY_LINE, dashes=True),
        ),
    ).sized(12, 7)


def volume_by_month() -> Panel:
    return by_month(
        "How many by month, whole authority: ${indicator:text}",
        "When fewer are completed while more stay open, the share looks better "
        "than the work is: look at overdue before praising it.",
        [
            Column("Completed", figures.month("denominator")),
            Column("In time", figures.month("numerator")),
            Column("Open at the end", figures.month("open_clocks")),
            Column("Overdue at the end", figures.month("drag_clocks")),
        ],
        unit=looks.COUNT,
        decimals=0,
        no_value=NO_MONTH,
        overrides=(
            drawn("Completed", BLUE_LINE, bars=True),
            drawn("In time", GREEN_LINE),
            drawn("Open at the end", GREY_LINE, dashes=True),
            drawn("Overdue at the end", RED_LINE),
        ),
    ).sized(12, 10)


def history() -> Panel:
    found = timeline(
        "Ratings as they were shown, last 14 days",
        "An indicator that has been RED for weeks needs another action than the one agreed; ask the owner which.",
        [Query(named(figures.rag()), "{{short_title}}", instant=False)],
        no_value=NO_ROWS,
        mappings=looks.RATING_WORDS,
    )
    return found.sized(12, 7)


def board() -> Board:
    chosen = indicator(SHARES, 'caseclock_indicator_rag{authority="$authority", team=""}')
    return Board(
        UID,
        "Performance",
        "Are we in time: every indicator against target and comparators.",
        (AUTHORITY, TEAM, chosen, PAGE),
        (headline(), (shares(),), (share_by_month(), history())),
        details=(
            Detail(
                "Numbers, what is due soon, and how many by month",
                ((counts(),), (clock_stats.due_soon().sized(12, 10), volume_by_month())),
            ),
        ),
        over="now-14d",
    )
