"""The big numbers of open clocks, one for each row with a limit: on Performance and on Overdue and due."""
import figures
import links
import looks
from figures import named
from panels import Panel, Query, stat

NO_CLOCK = "no figures"
BOARD = "caseclock-drag"


def _big(title: str, what_to_do: str, figure: str, thresholds: looks.Json) -> Panel:
    found = stat(
        title,
        what_to_do,
        [Query(named(figure), "{{short_title}}")],
        unit=looks.COUNT,
        named=True,
        no_value=NO_CLOCK,
        thresholds=thresholds,
    )
    return found.leading_to("Show where", links.board(BOARD, indicator=links.OF_FIGURE))


def in_drag(title: str = "✖ Overdue (drag): open and past the limit") -> Panel:
    return _big(
        title,
        "Ring the team with the most and clear the oldest first: each will count as late when it is completed.",
        figures.in_drag(),
        looks.NONE_OR_SOME,
    )


def due_soon() -> Panel:
    return _big(
        "▲ Due soon, not yet overdue",
        "Ask each team today who will complete these; each one that is left becomes overdue.",
        figures.due_soon(),
        looks.PLAIN,
    )


def open_now() -> Panel:
    return _big(
        "○ Open now",
        "When this grows while completed work does not, ask for people before it becomes overdue.",
        figures.open_clocks(),
        looks.known(looks.GREY),
    )
