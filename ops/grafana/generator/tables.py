"""Panels made of tables: one query a column, joined by the labels they share.

Grafana calls the values of several queries "Value #A", "Value #B", ...; of one query alone "Value".
"""

from dataclasses import dataclass
from typing import Any

import looks
from looks import Json
from panels import LEGEND, LINE, PALETTE, Panel, Query, TOOLTIP, defaults, override, ref


@dataclass(frozen=True)
class Column:
    """A column: its name, its figures and how they look."""

    name: str
    expr: str
    unit: str = looks.COUNT
    decimals: int | None = None
    mappings: tuple[Json, ...] = ()
    thresholds: Json | None = None  # colours the cells
    width: int = 0

    def override(self) -> Json:
        properties: Json = {"unit": self.unit, "noValue": "–", "custom__align": "right"}
        if self.decimals is not None:
            properties["decimals"] = self.decimals
        if self.mappings:
            properties["mappings"] = list(self.mappings)
        if self.thresholds:
            properties["thresholds"] = self.thresholds
        if self.mappings or self.thresholds:
            properties["custom__cellOptions"] = {"type": "color-background", "mode": "basic"}
        if self.width:
            properties["custom__width"] = self.width
        return override(self.name, **properties)


CELLS = {"align": "auto", "cellOptions": {"type": "auto"}, "inspect": False, "filterable": False}
SHARE_LOOKS = {"unit": looks.SHARE, "decimals": 1}


def value_names(count: int) -> list[str]:
    return ["Value"] if count == 1 else [f"Value #{ref(i)}" for i in range(count)]


def joined(columns: list[Column], labels: dict[str, str], hidden: tuple[str, ...]) -> list[Json]:
    """The transformations from the columns' queries to one table; labels in their order, then the columns."""
    values = value_names(len(columns))
    names = {**labels, **dict(zip(values, (column.name for column in columns)))}
    arranged: Json = {
        "excludeByName": {name: True for name in ("Time", *hidden)},
        "renameByName": names,
        "indexByName": {name: i for i, name in enumerate(names)},
    }
    merge: list[Json] = [{"id": "merge", "options": {}}] if len(columns) > 1 else []
    return [*merge, {"id": "organize", "options": arranged}]


def table(
    title: str,
    description: str,
    labels: dict[str, str],
    columns: list[Column],
    *,
    no_value: str,
    hidden: tuple[str, ...] = (),
    sort: str = "",
    descending: bool = False,
    label_words: dict[str, list[Json]] | None = None,
) -> Panel:
    """`labels` maps labels to headings; those in `hidden` only tell lines apart."""
    options: Json = {
        "showHeader": True,
        "cellHeight": "md",
        "frameIndex": 0,
        "sortBy": [{"displayName": sort, "desc": descending}] if sort else [],
    }
    overrides = [column.override() for column in columns]
    overrides += [override(heading, mappings=mapped) for heading, mapped in (label_words or {}).items()]
    return Panel(
        "table",
        title,
        description,
        tuple(Query(c.expr, table=True) for c in columns),
        options,
        custom=CELLS,
        defaults=defaults(looks.COUNT, no_value),
        overrides=tuple(overrides),
        transformations=tuple(joined(columns, labels, hidden)),
        width=24,
    )


def matrix(
    title: str, description: str, expr: str, *, row: str, column: str, heading: str, no_value: str
) -> Panel:
    """A table of one figure by two labels, coloured by size."""
    corner = f"{row}\\{column}"  # as Grafana calls the field of the rows
    turned = {
        "id": "groupingToMatrix",
        "options": {"rowField": row, "columnField": column, "valueField": "Value", "emptyValue": "null"},
    }
    renamed = {
        "id": "organize",
        "options": {"excludeByName": {}, "indexByName": {}, "renameByName": {corner: heading}},
    }
    by_row = {"id": "sortBy", "options": {"sort": [{"field": row, "desc": False}]}}
    coloured = {**CELLS, "align": "center", "cellOptions": {"type": "color-background", "mode": "basic"}}
    return Panel(
        "table",
        title,
        description,
        (Query(expr, table=True),),
        {"showHeader": True, "cellHeight": "md", "frameIndex": 0, "sortBy": []},
        custom=coloured,
        defaults=defaults(looks.COUNT, no_value, thresholds=looks.HEAT),
        overrides=(override(heading, custom__align="left", custom__cellOptions={"type": "auto"}),),
        transformations=(by_row, turned, renamed),
        width=24,
        height=9,
    )


def calendar(
    title: str,
    description: str,
    label: str,
    shape: str,
    columns: list[Column],
    *,
    unit: str,
    no_value: str,
    over: str,
    overrides: tuple[Json, ...] = (),
    **looks_of: Any,
) -> Panel:
    """Figures whose dates are a label, such as period="2024-03": past ones read as they stand today."""
    values = value_names(len(columns))
    merge: list[Json] = [{"id": "merge", "options": {}}] if len(columns) > 1 else []
    dated = {
        "id": "convertFieldType",
        "options": {"conversions": [{"targetField": label, "destinationType": "time", "dateFormat": shape}]},
    }
    in_order = {"id": "sortBy", "options": {"sort": [{"field": label, "desc": False}]}}
    arranged = {
        "id": "organize",
        "options": {
            "excludeByName": {"Time": True},
            "indexByName": {},
            "renameByName": dict(zip(values, (column.name for column in columns))),
        },
    }
    found = defaults(unit, no_value, colour=PALETTE, **looks_of)
    return Panel(
        "timeseries",
        title,
        description,
        tuple(Query(c.expr, table=True) for c in columns),
        {"legend": LEGEND, "tooltip": TOOLTIP},
        custom=LINE,
        defaults=found | {"min": 0},
        overrides=overrides,
        transformations=(*merge, dated, in_order, arranged),
        over=over,
    )


def by_month(title: str, description: str, columns: list[Column], **rest: Any) -> Panel:
    return calendar(title, description, "period", "YYYY-MM", columns, over="3y", **rest)


def by_week(title: str, description: str, columns: list[Column], *, over: str = "27w", **rest: Any) -> Panel:
    return calendar(title, description, "week", "YYYY-MM-DD", columns, over=over, **rest)


def columns_of(
    title: str,
    description: str,
    label: str,
    columns: list[Column],
    colours: list[str],
    *,
    no_value: str,
    stacked: bool,
) -> Panel:
    """Upright bars, one place for each value of a label."""
    options = {
        "orientation": "auto",
        "xField": label,
        "barWidth": 0.9,
        "groupWidth": 0.7,
        "stacking": "normal" if stacked else "none",
        "showValue": "always",
        "fullHighlight": False,
        "xTickLabelRotation": 0,
        "xTickLabelMaxLength": 24,
        "legend": LEGEND,
        "tooltip": TOOLTIP,
    }
    values = value_names(len(columns))
    merge: list[Json] = [{"id": "merge", "options": {}}] if len(columns) > 1 else []
    in_order = {"id": "sortBy", "options": {"sort": [{"field": label, "desc": False}]}}
    arranged = {
        "id": "organize",
        "options": {
            "excludeByName": {"Time": True},
            "indexByName": {label: 0, **{value: i + 1 for i, value in enumerate(values)}},
            "renameByName": dict(zip(values, (column.name for column in columns))),
        },
    }
    overrides = [
        override(column.name, color={"mode": "fixed", "fixedColor": colour})
        for column, colour in zip(columns, colours)
    ]
    return Panel(
        "barchart",
        title,
        description,
        tuple(Query(c.expr, table=True) for c in columns),
        options,
        custom={"fillOpacity": 80, "lineWidth": 1, "axisPlacement": "auto"},
        defaults=defaults(looks.COUNT, no_value) | {"min": 0, "decimals": 0},
        overrides=tuple(overrides),
        transformations=(*merge, in_order, arranged),
    )
