"""The big numbers of open clocks, one for each row with a limit: on Performance and on Drag and due."""
import figures
import looks
from figures import named
from panels import Panel, Query, stat

NO_CLOCK = "no clock of this council or team is known"


def _big(title: str, what_to_do: str, figure: str, thresholds: looks.Json) -> Panel:
    return stat(
        title,
        what_to_do,
        [Query(named(figure), "{{short_title}}")],
        unit=looks.COUNT,
        named=True,
        no_value=NO_CLOCK,
        thresholds=thresholds,
    )


def in_drag() -> Panel:
    return _big(
        "✖ In drag now: open and already late",
        "Ring the team with the most and clear the oldest first: each is certain to count as late when it stops.",
        figures.in_drag(),
        looks.NONE_OR_SOME,
    )


def due_soon() -> Panel:
    return _big(
        "▲ Due in the next working days",
        "Ask each team today who finishes these; every one left becomes drag.",
        figures.due_soon(),
        looks.steps((None, looks.BLUE)),
    )


def open_now() -> Panel:
    return _big(
        "○ Open now",
        "When this grows while finished work does not, ask for people before it turns into drag.",
        figures.open_clocks(),
        looks.steps((None, looks.GREY)),
    )
