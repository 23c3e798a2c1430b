"""The runbook on the operators' board: one panel for each alert, and links to it."""
import pathlib
import re

import looks
from looks import Json
from panels import Panel, link, override, text

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "runbook.md"
FIRST = 1001  # the number of the first section's panel
BOARD = "/d/caseclock-itself"


def sections() -> dict[str, str]:
    """{"CaseclockDown": its text}, in the order of the page."""
    pieces = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.M)[1:]
    return {piece.split("\n", 1)[0]: re.split(r"^## ", piece.split("\n", 1)[1], flags=re.M)[0].strip() for piece in pieces}


def number(alert: str) -> int:
    return FIRST + list(sections()).index(alert)


def address(alert: str) -> str:
    """Opens the section alone."""
    return f"{BOARD}?viewPanel={number(alert)}"


def panel_numbers() -> list[Json]:
    """Names of alerts as the numbers of their panels, for links."""
    return looks.words({alert: (str(number(alert)), looks.GREY) for alert in sections()})


def link_of(column: str) -> Json:
    return override(column, links=[link("What to do", f"{BOARD}?viewPanel=${{__data.fields.section}}")])


def rows() -> tuple[tuple[Panel, ...], ...]:
    panels = [
        text(alert, "Do what stands under Look first, then under Mend.", markdown, number(alert))
        for alert, markdown in sections().items()
    ]
    return tuple(tuple(panels[i : i + 2]) for i in range(0, len(panels), 2))
