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

    def sized(self, width: int, height: int) -> "Panel":
        return replace(self, width=width, height=height)

    def also(self, *overrides: Json) -> "Panel":
        return replace(self, overrides=(*self.overrides, *overrides))

    def repeated(self, variable: str) -> "Panel":
        return replace(self, repeat=variable)

    def to_json(self, number: int, x: int, y: int) -> Json:
        shown: Json = {
            "id": number,
            "type": self.kind,
            "title": self.title,
            "description": self.description,
            "gridPos": {"x": x, "y": y, "w": self.width, "h": self.height},
            "datasource": DATASOURCE,
            "targets": [query.to_json(ref(i)) for i, query in enumerate(self.queries)],
            "options": self.options,
            "fieldConfig": {
                "defaults": {**self.defaults, "custom": self.custom},
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
        "unit": unit,
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


LAST = {"calcs": ["lastNotNull"], "fields": "", "values": False}
LEGEND = {"calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": True}
TOOLTIP = {"mode": "multi", "sort": "none"}


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
    """Big figures; `named` writes each one's name over it."""
    options = {
        "colorMode": "background" if filled else "value",
        "graphMode": "none",
        "justifyMode": "center",
        "orientation": "auto",
        "reduceOptions": LAST,
        "textMode": "value_and_name" if named else "value",
    }
    return Panel(
        "stat",
        title,
        description,
        tuple(queries),
        options,
        defaults=defaults(unit, no_value, **looks_of),
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
    }
    found = defaults(unit, no_value, **looks_of) | {"min": 0}
    return Panel("bargauge", title, description, tuple(queries), options, defaults=found)


def timeline(
    title: str, description: str, queries: list[Query], *, no_value: str, mappings: list[Json]
) -> Panel:
    """What was shown when, in words and colours."""
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
        custom={"fillOpacity": 80, "lineWidth": 0},
        defaults=defaults("none", no_value, mappings=mappings),
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
    **looks_of: Any
) -> Panel:
    """What Prometheus has seen over the board's time."""
    found = defaults(unit, no_value, colour=looks_of.pop("colour", PALETTE), **looks_of) | {"min": 0}
    ranged = tuple(replace(query, instant=False) for query in queries)
    return Panel(
        "timeseries",
        title,
        description,
        ranged,
        {"legend": LEGEND, "tooltip": TOOLTIP},
        custom=LINE,
        defaults=found,
        overrides=overrides,
    )


def drawn(name: str, colour: str, *, dashes: bool = False, bars: bool = False) -> Json:
    """How one curve looks: the dash tells lines apart where colours do not."""
    properties: Json = {"color": fixed(colour)}
    if dashes:
        properties |= {"custom__lineStyle": {"fill": "dash", "dash": [10, 10]}, "custom__showPoints": "never"}
    if bars:
        properties |= {"custom__drawStyle": "bars", "custom__fillOpacity": 60, "custom__lineWidth": 1}
    return override(name, **properties)
