"""Colours and words of the boards. A colour never stands alone: every mapping has a word and a sign with it.

The palette is that of Okabe and Ito, which people with any of the usual kinds of colour blindness can tell
apart.
"""

from typing import Any

Json = dict[str, Any]

RED = "#D55E00"  # vermillion
AMBER = "#E69F00"
GREEN = "#009E73"  # bluish green
BLUE = "#0072B2"
SKY = "#56B4E9"
PURPLE = "#CC79A7"
GREY = "#7F7F7F"
ALARM = "#C4162A"  # of STALE alone, on a whole panel

COUNT = "none"
SHARE = "percentunit"
DATE = "time:ddd D MMM YYYY"
MOMENT = "time:ddd D MMM YYYY HH:mm"


def words(of: dict[float | str, tuple[str, str]]) -> list[Json]:
    """Values as words with a colour: words({1: ("RED", RED)})."""
    options = {
        str(value): {"text": text, "color": colour, "index": index}
        for index, (value, (text, colour)) in enumerate(of.items())
    }
    return [{"type": "value", "options": options}]


RAG_WORDS = words(
    {
        1: ("✖ RED", RED),
        2: ("▲ AMBER", AMBER),
        3: ("✔ GREEN", GREEN),
        0: ("○ not judged", GREY),
        -1: ("no figure yet", GREY),
    }
)
DIRECTION_WORDS = words({1: ("▲ improving", GREEN), 0: ("■ steady", GREY), -1: ("▼ worsening", RED)})
NO_FIGURE_WORDS = words({-1: ("no figure yet", GREY)})
STALE_WORDS = words(
    {
        0: ("✔ CURRENT", GREEN),
        1: ("✖ STALE: do not act on these figures", ALARM),
        2: ("✖ STALE: Caseclock does not answer", ALARM),
    }
)
SIGNAL_WORDS = words({0: ("no", GREY), 1: ("▲ YES: something has changed", AMBER)})
RULE_WORDS = words(
    {
        "outside_limits": ("one point outside the limits", GREY),
        "seven_one_side": ("seven in a row on one side of the mean", GREY),
        "seven_trending": ("seven in a row rising, or falling", GREY),
        "two_of_three_far": ("two of three far from the mean", GREY),
    }
)
YES_NO_WORDS = words({1: ("✔ yes", GREEN), 0: ("✖ NO", ALARM)})
NONE_IS_GOOD_WORDS = words({0: ("✔ 0", GREEN)})


def steps(*pairs: tuple[float | None, str]) -> Json:
    """Thresholds: steps((None, GREEN), (1, RED)) is green below 1 and red from 1 on."""
    return {"mode": "absolute", "steps": [{"color": colour, "value": value} for value, colour in pairs]}


PLAIN = steps((None, BLUE))
NONE_OR_SOME = steps((None, GREEN), (1, RED))
# Of counts in a table: the number is there, the colour only leads the eye.
HEAT = steps((None, "transparent"), (1, "#F6D9C6"), (5, "#EBA47C"), (10, RED))
