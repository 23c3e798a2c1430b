"""A board: its variables, its rows of panels, and the head that every board has."""
from dataclasses import dataclass, field

import figures
import looks
from looks import Json
from panels import DATASOURCE, Panel, Query, stat

WIDTH = 24  # columns of Grafana's grid
TAG = "caseclock"
SCHEMA_VERSION = 39  # of Grafana 10.4; later ones read it

EVERY_AUTHORITY = ""
NO_ANSWER = "no figures: Caseclock does not answer"


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
            "hide": 2 if self.every else 0,
            "multi": self.every,
            "includeAll": self.every,
        }
        if self.every:
            shown["current"] = {"text": ["All"], "value": ["$__all"], "selected": True}
        elif self.first_value:
            shown["current"] = {"text": self.first_text, "value": self.first_value, "selected": True}
        return shown


@dataclass(frozen=True)
class Board:
    """`rows` are filled from left to right; each is as tall as its tallest panel."""

    uid: str
    title: str
    description: str
    variables: tuple[Variable, ...]
    rows: tuple[tuple[Panel, ...], ...]
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
            "graphTooltip": 0,
            "weekStart": "monday",
            "fiscalYearStartMonth": 3,  # April: it counts from 0
            "timezone": "Europe/London",
            "refresh": "30s",
            "time": {"from": self.over, "to": "now"},
            "timepicker": {"refresh_intervals": ["30s", "1m", "5m", "15m"]},
            "annotations": {"list": []},
            "links": [links()],
            "templating": {"list": [datasource(), *(one.to_json() for one in self.variables)]},
            "panels": self.laid_out(),
        }

    def laid_out(self) -> list[Json]:
        placed: list[Json] = []
        y = 0
        for row in (head(self.authority), *self.rows):
            x = 0
            for panel in row:
                placed.append(panel.to_json(len(placed) + 1, x, y))
                x += panel.width
            if x > WIDTH:
                raise ValueError(f"{self.uid}: {x} columns from {row[0].title!r} on")
            y += max(panel.height for panel in row)
        return placed


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


AUTHORITY = Variable("authority", "Council", "label_values(caseclock_records, authority)", sort=1)

# Two labels, text and value, that the regular expression takes from the line of each series.
_TEAMS = (
    'label_replace(label_replace(group by (team) (caseclock_open_clocks{authority="$authority", team!=""}), '
    '"text", "$1", "team", "(.+)"), "value", "$1", "team", "(.+)")'
)
_WHOLE = (
    'label_replace(label_replace(group(caseclock_records{authority="$authority"}), '
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

ID_AND_TITLE = '/indicator="(?<value>[^"]+)".*[{,]title="(?<text>[^"]+)"/'


def indicator(matchers: str, of_council: str, name: str = "indicator", every: bool = False) -> Variable:
    """The rows with these properties of which the council has figures, by their titles."""
    rows = f"caseclock_indicator_info{{{matchers}}} and on (indicator) {of_council}"
    chosen = (
        {}
        if every
        else {
            "first_text": "Child and family assessments authorised within 45 working days",
            "first_value": "assessment_45",
        }
    )
    return Variable(name, "Indicator", f"query_result({rows})", regex=ID_AND_TITLE, every=every, **chosen)


def head(authority: str) -> tuple[Panel, ...]:
    """Is the data fresh? The first thing on every board, to be read from across the room."""
    whose = "Figures of $authority, ${team:text}" if authority else "Figures of every council"
    state = stat(
        whose,
        "When it says STALE, do not act on this board: tell the operators, who look at the board "
        "Caseclock itself, and use the last printed report until it says CURRENT.",
        [Query(figures.stale(authority))],
        unit=looks.COUNT,
        no_value="✖ STALE: Prometheus does not answer",
        mappings=looks.STALE_WORDS,
        thresholds=looks.steps((None, looks.GREEN), (1, looks.ALARM)),
    )
    since = stat(
        "Last current at",
        "While STALE, the figures stand as they were at this time: ask the operators what stopped then.",
        [Query(figures.last_current(authority))],
        unit=looks.MOMENT,
        no_value=NO_ANSWER,
        filled=False,
    )
    recorded = stat(
        "Newest record",
        "When this is older than a working day, ask why nothing has been entered or why "
        "the feed does not bring it.",
        [Query(figures.data_as_of(authority))],
        unit=looks.MOMENT,
        no_value=NO_ANSWER,
        filled=False,
    )
    day = stat(
        "Counted for",
        "Must be today; when it is not, somebody has fixed the date in the configuration (as_of).",
        [Query(figures.counted_for(authority))],
        unit=looks.DATE,
        no_value=NO_ANSWER,
        filled=False,
    )
    return state.sized(9, 4), since.sized(5, 4), recorded.sized(5, 4), day.sized(5, 4)
