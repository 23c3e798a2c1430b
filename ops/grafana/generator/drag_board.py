"""Where is work overdue, and what falls due? By team, age and day; the oldest; and whether it shrinks."""
import clock_stats
import figures
import links
import looks
from board import AUTHORITY, PAGE, TEAM, Board, Detail, indicator
from figures import AGES, CHOSEN, named
from looks import AMBER_LINE, BLUE_LINE, GREY_LINE, PURPLE_LINE, RED_LINE
from panels import Panel, drawn
from tables import Column, by_week, columns_of, matrix, table

UID = clock_stats.BOARD
NO_OVERDUE = "No figures for the teams of this council."
NO_DUE = "No figures for this council or team."


def teams() -> Panel:
    return matrix(
        "Overdue now, by team",
        "Start where a column has one dark cell: that team needs help. A column "
        "that is dark all over needs another process.",
        named(figures.drag_of_teams()),
        row="team",
        column="short_title",
        heading="Team",
        no_value=NO_OVERDUE,
        row_width=260,
    )


def due_days() -> Panel:
    return matrix(
        "Due on each of the next ten days",
        "Ask the teams each morning for the first column; conferences due together need a chair each.",
        named(figures.due_on_day()),
        row="short_title",
        column="day",
        heading="Indicator",
        no_value=NO_DUE,
        dates="YYYY-MM-DD",
        row_width=150,
        cell_width=80,
    )


def ages() -> Panel:
    return columns_of(
        "Overdue by team and for how long: ${indicator:text}",
        "What has been overdue for long is stuck, not slow: ask the team what each "
        "of the oldest waits for, and close what was only not recorded.",
        "team",
        [Column(age, figures.drag_of_age(age)) for age in AGES],
        [BLUE_LINE, AMBER_LINE, PURPLE_LINE, RED_LINE],
        no_value=NO_OVERDUE,
        stacked=True,
        heading="Team",
    )


def weeks() -> Panel:
    return by_week(
        "Is it falling? Whole authority: ${indicator:text}",
        "Overdue must fall while late completions rise for a while: "
        "clearing it lowers the published share, and that is right.",
        [
            Column("Overdue at the end of the week", figures.week("drag_clocks")),
            Column("Completed late in the week", figures.week("finished_late_clocks")),
        ],
        unit=looks.COUNT,
        decimals=0,
        no_value="No figures, or no complete week yet.",
        overrides=(
            drawn("Overdue at the end of the week", RED_LINE),
            drawn("Completed late in the week", BLUE_LINE, bars=True),
        ),
    )


def open_by_week() -> Panel:
    return by_week(
        "Open, whole authority: ${indicator:text}",
        "When this rises for a month, ask what stopped being completed.",
        [Column("Open at the end of the week", figures.week("open_clocks"))],
        unit=looks.COUNT,
        decimals=0,
        no_value="No figures, or no complete week yet.",
        overrides=(drawn("Open at the end of the week", GREY_LINE),),
    )


def due_chosen() -> Panel:
    return columns_of(
        "Due on each of the next ten days: ${indicator:text}",
        "Move work before the tallest day, not after it.",
        "day",
        [Column("Due", f"max by (day) ({figures.due_on_day(CHOSEN)})")],
        [BLUE_LINE],
        no_value=NO_DUE,
        stacked=False,
        heading="Due on",
        dates="YYYY-MM-DD",
    )


def oldest() -> Panel:
    def of(figure: str) -> str:
        return named(figure, name="title")

    started = figures.in_milliseconds(figures.oldest_open_of_teams())
    columns = [
        Column("Oldest start", of(started), unit=looks.DATE, width=180),
        Column("Open", of(f"{figures.limited(figures.by_team('open_clocks'))} > 0"), width=90),
        Column("Overdue", of(figures.drag_of_teams()), thresholds=looks.HEAT, width=90),
        Column(
            "From earlier years",
            of(figures.limited(figures.by_team("open_from_earlier_years_clocks"))),
            width=150,
        ),
    ]
    return table(
        "The oldest open, by team and indicator",
        "Look each up in the case system with "
        "caseclock explain: complete it, or close it if it was only left open; those from earlier years are "
        "mostly entry errors.",
        {"title": "Indicator", "team": "Team"},
        columns,
        hidden=("indicator",),
        no_value=NO_OVERDUE,
        sort="Oldest start",
    ).sized(24, 14)


def alerts() -> Panel:
    def of(figure: str) -> str:
        return named(f'label_replace({figure}, "team", "Whole authority", "team", "")', name="title")

    by = "indicator, team"
    columns = [
        Column("Alerts", of(figures.alerts_firing(by)), width=90),
        Column("Answered on", of(figures.dealt_with_since(by)), unit=looks.DAY, width=130),
        Column(
            "Dealt with until",
            of(figures.dealt_with_until(by)),
            unit=looks.DAY,
            width=140,
            leads_to=links.page(links.OF_LINE),
            link_title="Read what was said of it",
        ),
        Column("Not answered", of(figures.alerts_unanswered(by)), thresholds=looks.HEAT, width=130),
    ]
    return table(
        "Alerts, and whether somebody is dealing with them",
        "Ring the team of an alert that nobody has answered. Click on a date to read on the live page who is dealing with "
        "it and what they said; on the day after, it is open again.",
        {"title": "Indicator", "team": "Team"},
        columns,
        hidden=("indicator",),
        no_value="No alerts about this council or team, or none are configured.",
        sort="Not answered",
        descending=True,
    ).sized(24, 10)


def board() -> Board:
    chosen = indicator("", 'caseclock_due_clocks{authority="$authority", team=""}')
    return Board(
        UID,
        "Overdue and due",
        "Where work is overdue and what falls due.",
        (AUTHORITY, TEAM, chosen, PAGE),
        (
            (clock_stats.in_drag().sized(24, 4),),
            (teams().sized(24, 10),),
            (due_days().sized(15, 8), weeks().sized(9, 8)),
        ),
        details=(
            Detail(
                "Alerts and who is dealing with them, due soon, one indicator by age and day, what is open, and the oldest",
                (
                    (alerts(),),
                    (clock_stats.due_soon().sized(24, 4),),
                    (ages().sized(12, 9), due_chosen().sized(12, 9)),
                    (clock_stats.open_now().sized(12, 8), open_by_week().sized(12, 8)),
                    (oldest(),),
                ),
            ),
        ),
    )
