"""Colours and words of the boards. A colour never stands alone: every mapping has a word and a sign with it.

Grounds are of the palette of Okabe and Ito, which people with any of the usual kinds of colour blindness can tell
apart, darkened or lightened until what Grafana writes on them (white, or black on bright ones) has 4.5:1. Lines have 3:1
on a dark and on a light board. tests/grafana computes both.
"""

from typing import Any

Json = dict[str, Any]

RED = "#B84A00"  # vermillion
AMBER = "#F5B83D"
GREEN = "#00785A"  # bluish green
BLUE = "#0067A3"
GREY = "#6B6B6B"  # of what is not known, and of 0 where nothing is wrong
ALARM = "#C4162A"  # of STALE, and of what operators must not leave

RED_LINE = "#D55E00"
AMBER_LINE = "#B97A00"
GREEN_LINE = "#009E73"
BLUE_LINE = "#2E86C8"
PURPLE_LINE = "#B3639B"
GREY_LINE = "#7F7F7F"

PAPER = "text"  # Grafana's name for the theme's own colour of text

COUNT = "locale"  # 1,234
SHARE = "percentunit"
DATE = "time:ddd D MMM YYYY"
WEEK = "time:D MMM"
MONTH = "time:MMM YYYY"
DAY = "time:ddd D MMM"
MOMENT = "time:ddd D MMM, HH:mm"


def words(of: dict[float | str, tuple[str, str]]) -> list[Json]:
    """Values as words with a colour: words({1: ("RED", RED)})."""
    options = {
        str(value): {"text": text, "color": colour, "index": index}
        for index, (value, (text, colour)) in enumerate(of.items())
    }
    return [{"type": "value", "options": options}]


RATING_WORDS = words(
    {1: ("✖ RED", RED), 2: ("▲ AMBER", AMBER), 3: ("✔ GREEN", GREEN), 0: ("○ not rated", GREY)}
)
DIRECTION_WORDS = words({1: ("▲ improving", GREEN), 0: ("■ steady", GREY), -1: ("▼ worsening", RED)})
STALE_WORDS = words(
    {
        0: ("✔ CURRENT", GREEN),
        1: ("✖ STALE: do not act on these figures", ALARM),
        2: ("✖ STALE: Caseclock does not answer", ALARM),
    }
)
CURRENT_WORDS = words({0: ("✔ current", GREEN), 1: ("✖ STALE", ALARM)})
SIGNAL_WORDS = words({0: ("no", GREY), 1: ("▲ YES", AMBER)})
RULE_WORDS = words(
    {
        "outside_limits": ("outside the limits", GREY),
        "seven_one_side": ("7 in a row on one side", GREY),
        "seven_trending": ("7 in a row rising or falling", GREY),
        "two_of_three_far": ("2 of 3 far from the mean", GREY),
    }
)
YES_NO_WORDS = words({1: ("✔ yes", GREEN), 0: ("✖ NO", ALARM)})
NONE_IS_GOOD_WORDS = words({0: ("✔ 0", GREEN)})


def steps(*pairs: tuple[float | None, str]) -> Json:
    """Thresholds: steps((None, GREY), (0, GREEN), (1, RED)) is green at 0 and red from 1 on.

    The lowest step, None, is also the colour of no figure at all: grey, or ALARM where silence is one.
    """
    return {"mode": "absolute", "steps": [{"color": colour, "value": value} for value, colour in pairs]}


def known(colour: str) -> Json:
    """The colour for any figure, grey for none. No figure of Caseclock is below 0."""
    return steps((None, GREY), (0, colour))


PLAIN = known(BLUE)
NONE_OR_SOME = steps((None, GREY), (0, GREEN), (1, RED))
NONE_OR_ALARM = steps((None, ALARM), (0, GREEN), (1, ALARM))
# Of counts in a table: the number is there, the colour only leads the eye, up to where a team needs help.
HEAT = steps((None, "transparent"), (1, "#F6D9C6"), (5, "#F2BE9F"), (10, "#EDAA84"), (20, RED), (50, "#8F3A00"))
