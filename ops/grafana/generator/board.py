"""A board: its variables, its wall of panels, the details below it, and the head that every board has.

The wall answers the board's question on a screen of 1920 by 1080 pixels without scrolling; details are in rows that are
closed until somebody opens them.
"""
from dataclasses import dataclass, field

import annotations
import figures
import looks
from looks import Json
from panels import DATASOURCE, Panel, Query, stat

WIDTH = 24  # columns of Grafana's grid
# Lines of the grid on a wall: 26 of 30 pixels and 8 between them are 980; with the margins they leave room for Grafana's own
# line of choices on a screen of 1080.
WALL_HEIGHT = 26
TAG = "caseclock"
SCHEMA_VERSION = 39  # of Grafana 10.4; later ones read it

EVERY_AUTHORITY = ""
NO_ANSWER = "not known"


@dataclass(frozen=True)
class Variable:
    """A choice at the top of a board."""

    name: str
    label: str
    query: str
    regex: str = ""
    sort: int = 0  # 0 as found, 1 by name
    first_text: str = ""
    first_value: str = ""
    every: bool = False  # all of them at once, for panels that repeat
    any_of: bool = False  # one, several or all, as a regular expression
    hidden: bool = False  # nothing to choose: for links

    def to_json(self) -> Json:
        shown: Json = {
            "name": self.name,
            "label": self.label,
            "type": "query",
            "datasource": DATASOURCE,
            "query": self.query,
            "regex": self.regex,
            "sort": self.sort,
            "refresh": 2,
            "hide": 2 if self.every or self.hidden else 0,
            "multi": self.every or self.any_of,
            "includeAll": self.every or self.any_of,
        }
        if self.any_of:
            shown["allValue"] = ".*"
        if self.every or self.any_of:
            shown["current"] = {"text": ["All"], "value": ["$__all"], "selected": True}
        elif self.first_value:
            shown["current"] = {"text": self.first_text, "value": self.first_value, "selected": True}
        return shown


Rows = tuple[tuple[Panel, ...], ...]  # filled from left to right; each as tall as its tallest panel


@dataclass(frozen=True)
class Detail:
    """A row below the wall that is closed until somebody opens it."""

    title: str
    rows: Rows


@dataclass(frozen=True)
class Board:
    uid: str
    title: str
    description: str
    variables: tuple[Variable, ...]
    wall: Rows
    details: tuple[Detail, ...] = ()
    over: str = "now-7d"
    authority: str = figures.COUNCIL
    tags: tuple[str, ...] = field(default=(TAG,))

    def to_json(self) -> Json:
        return {
            "uid": self.uid,
            "title": self.title,
            "description": self.description,
            "tags": list(self.tags),
            "schemaVersion": SCHEMA_VERSION,
            "editable": False,
            "graphTooltip": 1,  # one crosshair for all charts
            "weekStart": "monday",
            "fiscalYearStartMonth": 3,  # April: it counts from 0
            "timezone": "Europe/London",
            "refresh": "30s",
            "time": {"from": self.over, "to": "now"},
            "timepicker": {"refresh_intervals": ["30s", "1m", "5m", "15m"]},
            "annotations": {"list": annotations.every(self.authority)},
            "links": [links()],
            "templating": {"list": [datasource(), *(one.to_json() for one in self.variables)]},
            "panels": self.laid_out(),
        }

    def laid_out(self) -> list[Json]:
        placing = Placing(self.uid)
        placed = placing.place((head(self.authority), *self.wall))
        for detail in self.details:
            row = placing.closed_row(detail.title)
            row["panels"] = Placing(self.uid, placing.number, placing.y).place(detail.rows)
            placing.number += len(row["panels"])
            placed.append(row)
        if placing.y > WALL_HEIGHT:
            raise ValueError(f"{self.uid}: the wall has {placing.y} lines of the grid, and a screen {WALL_HEIGHT}")
        return placed


@dataclass
class Placing:
    """Where the next panel stands, and its number."""

    uid: str
    number: int = 1
    y: int = 0

    def place(self, rows: Rows) -> list[Json]:
        placed: list[Json] = []
        for row in rows:
            x = 0
            for panel in row:
                placed.append(panel.to_json(self.number, x, self.y))
                self.number += 1
                x += panel.width
            if x > WIDTH:
                raise ValueError(f"{self.uid}: {x} columns from {row[0].title!r} on")
            self.y += max(panel.height for panel in row)
        return placed

    def closed_row(self, title: str) -> Json:
        row: Json = {
            "id": self.number,
            "type": "row",
            "title": title,
            "collapsed": True,
            "gridPos": {"x": 0, "y": self.y, "w": WIDTH, "h": 1},
        }
        self.number += 1
        self.y += 1
        return row


def datasource() -> Json:
    return {
        "name": "datasource",
        "label": "Data source",
        "type": "datasource",
        "query": "prometheus",
        "hide": 2,
        "refresh": 1,
        "regex": "",
        "current": {"text": "Caseclock", "value": "caseclock-prometheus"},
    }


def links() -> Json:
    """The other boards, with the council and team that are chosen here."""
    return {
        "type": "dashboards",
        "title": "Boards",
        "tags": [TAG],
        "asDropdown": False,
        "includeVars": True,
        "keepTime": False,
        "targetBlank": False,
        "icon": "external link",
        "tooltip": "",
        "url": "",
    }


# The council's name, and its code as the value.
AUTHORITY = Variable(
    "authority",
    "Council",
    f"query_result(max by (authority, name) {figures.remembered('caseclock_authority_info')})",
    regex='/authority="(?<value>[^"]+)".*name="(?<text>[^"]+)"/',
    sort=1,
)

# Two labels, text and value, that the regular expression takes from the line of each series. Series of the whole time that
# is shown: with those of now alone Grafana would forget the chosen team when Caseclock does not answer for a minute, and the
# wall of one team would show the whole authority.
_TEAMS = (
    "label_replace(label_replace(group by (team) "
    + figures.remembered('caseclock_open_clocks{authority="$authority", team!=""}')
    + ', "text", "$1", "team", "(.+)"), "value", "$1", "team", "(.+)")'
)
_WHOLE = (
    "label_replace(label_replace(group "
    + figures.remembered('caseclock_records{authority="$authority"}')
    + ", "
    r'"text", "Whole authority", "", ""), "value", `\E\Q`, "", "")'
)
TEXT_AND_VALUE = '/text="(?<text>[^"]+)".*value="(?<value>[^"]+)"/'
TEAM = Variable(
    "team",
    "Team",
    f"query_result({_WHOLE} or {_TEAMS})",
    regex=TEXT_AND_VALUE,
    first_text="Whole authority",
    first_value=r"\E\Q",
)

# Short titles, as on the tiles: a panel's title has room for one, whichever is chosen.
ID_AND_TITLE = '/indicator="(?<value>[^"]+)".*[{,]short_title="(?<text>[^"]+)"/'


def indicator(matchers: str, of_council: str, name: str = "indicator", every: bool = False) -> Variable:
    """The rows with these properties of which the council has figures, by their short titles; `of_council` is a selector."""
    rows = (
        f"max by (indicator, short_title) {figures.remembered(f'caseclock_indicator_info{figures.braces(matchers)}')}"
        f" and on (indicator) {figures.remembered(of_council)}"
    )
    chosen = (
        {}
        if every
        else {"first_text": "Assessments", "first_value": "assessment_45"}
    )
    return Variable(name, "Indicator", f"query_result({rows})", regex=ID_AND_TITLE, every=every, **chosen)


# Where readers reach the live page, as the daemon says (alerts.link): for links to what was said of an alert.
PAGE = Variable("page", "Page", "label_values(caseclock_page_info, link)", hidden=True)

HEAD_HEIGHT = 3


def head(authority: str) -> tuple[Panel, ...]:
    """Is the data fresh? The first thing on every board, to be read from across the room."""
    whose = "${authority:text}, ${team:text}" if authority else "Every council"
    state = stat(
        f"{whose}: are the figures current?",
        "When it says STALE, do not act on this board: tell the operators, who look at the board "
        "Caseclock itself, and use the last printed report until it says CURRENT.",
        [Query(figures.stale(authority))],
        unit=looks.COUNT,
        no_value="✖ STALE: Prometheus does not answer",
        mappings=looks.STALE_WORDS,
        thresholds=looks.steps((None, looks.ALARM), (0, looks.GREEN), (1, looks.ALARM)),
    ).leading_to("Ask Caseclock itself", "/d/caseclock-itself")

    def moment(title: str, description: str, query: str, unit: str) -> Panel:
        return stat(title, description, [Query(query)], unit=unit, no_value=NO_ANSWER, filled=False)

    since = moment(
        "Last current at",
        "While STALE, the figures are from this time: ask the operators what stopped then.",
        figures.last_current(authority),
        looks.MOMENT,
    )
    recorded = moment(
        "Newest record",
        "When this is older than a working day, ask why nothing has been entered or why "
        "the feed does not bring it.",
        figures.data_as_of(authority),
        looks.MOMENT,
    )
    day = moment(
        "Figures for",
        "This must be today. If it is not, the date has been fixed in the configuration (as_of).",
        figures.counted_for(authority),
        looks.DATE,
    )
    sizes = ((state, 9), (since, 5), (recorded, 5), (day, 5))
    return tuple(panel.sized(width, HEAD_HEIGHT) for panel, width in sizes)
