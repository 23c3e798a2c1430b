"""The few kinds of panel that the boards are made of, as Grafana's dashboard files have them.

Example: stat("In drag now", "Clear the oldest first.", [Query(figures.in_drag())], unit=looks.COUNT)
"""

from dataclasses import dataclass, field, replace
from typing import Any

import looks
from looks import Json

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}


@dataclass(frozen=True)
class Query:
    """What is asked: now (`instant`), or over the time that the board shows."""

    expr: str
    legend: str = ""
    instant: bool = True
    table: bool = False

    def to_json(self, ref: str) -> Json:
        return {
            "datasource": DATASOURCE,
            "refId": ref,
            "expr": self.expr,
            "legendFormat": self.legend or "__auto",
            "instant": self.instant,
            "range": not self.instant,
            "format": "table" if self.table else "time_series",
            "editorMode": "code",
        }


@dataclass(frozen=True)
class Panel:
    """One panel; its place on the board is the board's affair."""

    kind: str
    title: str
    description: str
    queries: tuple[Query, ...]
    options: Json
    custom: Json = field(default_factory=dict)
    defaults: Json = field(default_factory=dict)
    overrides: tuple[Json, ...] = ()
    transformations: tuple[Json, ...] = ()
    width: int = 12
    height: int = 8
    over: str = ""  # a time of its own, instead of the board's: "3y"
    repeat: str = ""  # once for each value of this variable
    links: tuple[Json, ...] = ()  # where a figure leads to
    number: int = 0  # one of its own, where a link names it

    def sized(self, width: int, height: int) -> "Panel":
        return replace(self, width=width, height=height)

    def also(self, *overrides: Json) -> "Panel":
        return replace(self, overrides=(*self.overrides, *overrides))

    def numbered(self, number: int) -> "Panel":
        """With a number of its own, for links."""
        return replace(self, number=number)

    def plain_cells(self) -> "Panel":
        """Without colours by size, where more is not worse."""
        return replace(self, custom={**self.custom, "cellOptions": {"type": "auto"}})

    def repeated(self, variable: str) -> "Panel":
        return replace(self, repeat=variable)

    def leading_to(self, title: str, url: str) -> "Panel":
        """A figure that is clicked on opens the address."""
        return replace(self, links=(*self.links, link(title, url)))

    def to_json(self, number: int, x: int, y: int) -> Json:
        shown: Json = {
            "id": self.number or number,
            "type": self.kind,
            "title": self.title,
            "description": self.description,
            "gridPos": {"x": x, "y": y, "w": self.width, "h": self.height},
            "datasource": DATASOURCE,
            "targets": [query.to_json(ref(i)) for i, query in enumerate(self.queries)],
            "options": self.options,
            "fieldConfig": {
                "defaults": {
                    **self.defaults,
                    **({"links": list(self.links)} if self.links else {}),
                    "custom": self.custom,
                },
                "overrides": list(self.overrides),
            },
        }
        if self.transformations:
            shown["transformations"] = list(self.transformations)
        if self.over:
            shown |= {"timeFrom": self.over, "hideTimeOverride": True}
        if self.repeat:
            shown |= {"repeat": self.repeat, "repeatDirection": "h", "maxPerRow": 2}
        return shown


def link(title: str, url: str) -> Json:
    return {"title": title, "url": url, "targetBlank": False}


def ref(index: int) -> str:
    """A, B, C, ..."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index]


def defaults(
    unit: str,
    no_value: str,
    decimals: int | None = None,
    mappings: list[Json] | None = None,
    thresholds: Json = looks.PLAIN,
    colour: Json | None = None,
) -> Json:
    found: Json = {
        "unit": "none" if unit == looks.COUNT and decimals else unit,  # 38.0: "locale" would say 38
        "noValue": no_value,
        "thresholds": thresholds,
        "color": colour or {"mode": "thresholds"},
    }
    if decimals is not None:
        found["decimals"] = decimals
    if mappings:
        found["mappings"] = mappings
    return found


def fixed(colour: str) -> Json:
    return {"mode": "fixed", "fixedColor": colour}


def override(name: str, **properties: Any) -> Json:
    """Properties of one field by the name it is shown with; `__` stands for a dot: custom__width."""
    return {
        "matcher": {"id": "byName", "options": name},
        "properties": [{"id": key.replace("__", "."), "value": value} for key, value in properties.items()],
    }


def of_type(kind: str, **properties: Any) -> Json:
    """Properties of every field of a type: "time", "number", "string"."""
    found = override("", **properties)
    return {**found, "matcher": {"id": "byType", "options": kind}}


def numbered() -> tuple[Json, ...]:
    """Colours of lines whose names end with a number, as partitions do: Grafana's own are too pale on a light board."""
    lines = (looks.BLUE_LINE, looks.AMBER_LINE, looks.GREEN_LINE, looks.PURPLE_LINE, looks.RED_LINE)
    return tuple(
        {**override("", color=fixed(colour)), "matcher": {"id": "byRegexp", "options": f"/[{i}{i + 5}]$/"}}
        for i, colour in enumerate(lines)
    )


LAST = {"calcs": ["lastNotNull"], "fields": "", "values": False}
LEGEND = {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": True}
TOOLTIP = {"mode": "multi", "sort": "none"}


TEXT_SIZES = {"titleSize": 18, "valueSize": 44}  # pixels: read from five metres, and no name is cut


def stat(
    title: str,
    description: str,
    queries: list[Query],
    *,
    unit: str,
    no_value: str,
    filled: bool = True,
    named: bool = False,
    **looks_of: Any
) -> Panel:
    """Big figures; `named` writes each one's name over it. Grounds are solid: white on a gradient cannot be read."""
    options: Json = {
        "colorMode": "background_solid" if filled else "value",
        "graphMode": "none",
        "justifyMode": "center",
        "orientation": "auto",
        "reduceOptions": LAST,
        "textMode": "value_and_name" if named else "value",
    }
    if named:
        options |= {"text": TEXT_SIZES, "wideLayout": False}
    colour = None if filled else fixed(looks.PAPER)
    return Panel(
        "stat",
        title,
        description,
        tuple(queries),
        options,
        defaults=defaults(unit, no_value, colour=colour, **looks_of),
        width=6,
        height=4,
    )


def bars_of(
    title: str, description: str, queries: list[Query], *, unit: str, no_value: str, **looks_of: Any
) -> Panel:
    """One bar for each figure, with its name and number."""
    options = {
        "displayMode": "basic",
        "orientation": "horizontal",
        "reduceOptions": LAST,
        "showUnfilled": True,
        "valueMode": "text",
        "namePlacement": "left",
        "minVizHeight": 16,
        "minVizWidth": 8,
        "text": {"titleSize": 18, "valueSize": 28},
    }
    found = defaults(unit, no_value, **looks_of) | {"min": 0}
    return Panel("bargauge", title, description, tuple(queries), options, defaults=found)


def timeline(
    title: str, description: str, queries: list[Query], *, no_value: str, mappings: list[Json]
) -> Panel:
    """What was shown when, in words and colours.

    The colours are of the mappings: with colours by threshold Grafana shows the steps of the thresholds instead of the words
    (grafana#71804).
    """
    options = {
        "alignValue": "left",
        "mergeValues": True,
        "rowHeight": 0.9,
        "showValue": "auto",
        "legend": LEGEND,
        "tooltip": {"mode": "single", "sort": "none"},
    }
    return Panel(
        "state-timeline",
        title,
        description,
        tuple(queries),
        options,
        custom={"fillOpacity": 100, "lineWidth": 0},
        defaults=defaults("none", no_value, mappings=mappings, colour=PALETTE),
    )


LINE = {
    "drawStyle": "line",
    "lineWidth": 2,
    "fillOpacity": 0,
    "showPoints": "auto",
    "pointSize": 6,
    "spanNulls": True,
    "lineInterpolation": "linear",
    "axisPlacement": "auto",
}
PALETTE = {"mode": "palette-classic"}


def curves(
    title: str,
    description: str,
    queries: list[Query],
    *,
    unit: str,
    no_value: str,
    overrides: tuple[Json, ...] = (),
    line_at: int = 0,
    **looks_of: Any
) -> Panel:
    """What Prometheus has seen over the board's time. Counts have whole numbers on their axis."""
    if unit == looks.COUNT:
        looks_of.setdefault("decimals", 0)
    found = defaults(unit, no_value, colour=fixed(looks.BLUE_LINE), **looks_of) | {"min": 0}
    ranged = tuple(replace(query, instant=False) for query in queries)
    custom = LINE
    if line_at:
        found["thresholds"] = looks.steps((None, "transparent"), (line_at, looks.RED_LINE))
        custom = {**LINE, "thresholdsStyle": {"mode": "dashed"}}
    return Panel(
        "timeseries",
        title,
        description,
        ranged,
        {"legend": LEGEND, "tooltip": TOOLTIP},
        custom=custom,
        defaults=found,
        overrides=overrides,
    )


def text(title: str, description: str, markdown: str, number: int) -> Panel:
    """Words alone."""
    options = {"mode": "markdown", "content": markdown}
    return Panel("text", title, description, (), options, width=12, height=10, number=number)


def drawn(
    name: str, colour: str, *, dashes: bool = False, bars: bool = False, points: bool = False
) -> Json:
    """How one curve looks: the dash tells lines apart where colours do not."""
    properties: Json = {"color": fixed(colour)}
    if dashes:
        properties |= {"custom__lineStyle": {"fill": "dash", "dash": [10, 10]}, "custom__showPoints": "never"}
    if bars:
        properties |= {"custom__drawStyle": "bars", "custom__fillOpacity": 60, "custom__lineWidth": 1}
    if points:
        properties |= {"custom__drawStyle": "points", "custom__pointSize": 14}
    return override(name, **properties)
