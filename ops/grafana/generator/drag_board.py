"""Where is the drag, and what falls due? By team, age and day; the oldest; and whether the heap shrinks."""
import clock_stats
import figures
import looks
from board import AUTHORITY, TEAM, Board, indicator
from clock_stats import NO_CLOCK
from figures import AGES, CHOSEN, named
from looks import AMBER, BLUE, GREY, PURPLE, RED, SKY
from panels import Panel, drawn
from tables import Column, by_week, columns_of, matrix, table

UID = "caseclock-drag"
NO_DRAG = "✔ nothing is in drag"


def headline() -> tuple[Panel, ...]:
    return clock_stats.due_soon().sized(12, 5), clock_stats.open_now().sized(12, 5)


def due() -> tuple[Panel, ...]:
    chosen = columns_of(
        "Due each day of the next ten: ${indicator:text}",
        "Move work before the tallest day, not after it.",
        "day",
        [Column("Due", f"max by (day) ({figures.due_on_day(CHOSEN)})")],
        [BLUE],
        no_value=NO_CLOCK,
        stacked=False,
    )
    every = matrix(
        "Due each day: every indicator",
        "Ask the teams each morning for the first line; conferences due together need a chair each.",
        named(figures.due_on_day()),
        row="day",
        column="short_title",
        heading="Due on",
        no_value=NO_CLOCK,
    )
    return chosen.sized(12, 9), every.sized(12, 9)


def where() -> tuple[Panel, ...]:
    colours = [SKY, AMBER, PURPLE, RED]
    ages = columns_of(
        "Drag by team and age: ${indicator:text}",
        "Old drag is stuck, not slow: ask the team what each "
        "of the oldest waits for, and close what was only not recorded.",
        "team",
        [Column(age, figures.drag_of_age(age)) for age in AGES],
        colours,
        no_value=NO_DRAG,
        stacked=True,
    )
    burned = by_week(
        "Does the heap shrink? Whole authority: ${indicator:text}",
        "Drag must fall while late finishes rise for a while: "
        "clearing it lowers the published share, and that is right.",
        [
            Column("In drag on Sunday", figures.week("drag_clocks")),
            Column("Finished late in the week", figures.week("finished_late_clocks")),
            Column("Open on Sunday", figures.week("open_clocks")),
        ],
        unit=looks.COUNT,
        decimals=0,
        no_value="no complete week yet",
        overrides=(
            drawn("In drag on Sunday", RED),
            drawn("Finished late in the week", SKY, bars=True),
            drawn("Open on Sunday", GREY, dashes=True),
        ),
    )
    return ages.sized(12, 10), burned.sized(12, 10)


def teams() -> Panel:
    return matrix(
        "Drag by team and indicator",
        "Start where a column has one dark cell: that team needs help. A column "
        "that is dark all over needs another process.",
        named(figures.drag_of_teams()),
        row="team",
        column="short_title",
        heading="Team",
        no_value=NO_DRAG,
    ).sized(24, 10)


def oldest() -> Panel:
    def of(figure: str) -> str:
        return named(figure, name="title")

    started = figures.in_milliseconds(figures.oldest_open_of_teams())
    columns = [
        Column("Oldest start", of(started), unit=looks.DATE, width=180),
        Column("Open", of(figures.limited(figures.by_team("open_clocks"))), width=90),
        Column("In drag", of(figures.drag_of_teams()), thresholds=looks.HEAT, width=90),
        Column(
            "From earlier years",
            of(figures.limited(figures.by_team("open_from_earlier_years_clocks"))),
            width=150,
        ),
    ]
    return table(
        "The oldest open, by team and indicator",
        "Look each up in the case system with "
        "caseclock explain: finish it, or close it if it was only left open; those from earlier years are "
        "mostly entry errors.",
        {"title": "Indicator", "team": "Team"},
        columns,
        hidden=("indicator",),
        no_value="✔ nothing is open",
        sort="Oldest start",
    ).sized(24, 10)


def board() -> Board:
    chosen = indicator("", figures.has_limit())
    return Board(
        UID,
        "Drag and due",
        "Where the drag is and what falls due.",
        (AUTHORITY, TEAM, chosen),
        ((clock_stats.in_drag().sized(24, 6),), headline(), due(), where(), (teams(),), (oldest(),)),
    )
