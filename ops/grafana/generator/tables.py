"""Panels made of tables: one query a column, joined by the labels they share.

Grafana calls the values of several queries "Value #A", "Value #B", ...; of one query alone "Value".
"""

from dataclasses import dataclass
from typing import Any

import looks
from looks import Json
from panels import LEGEND, LINE, PALETTE, Panel, Query, TOOLTIP, defaults, fixed, link, of_type, override, ref


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
    leads_to: str = ""  # an address that a click on a cell opens
    link_title: str = "Show where"

    def override(self) -> Json:
        unit = "none" if self.unit == looks.COUNT and self.decimals else self.unit  # 38.0: "locale" would say 38
        properties: Json = {"unit": unit, "noValue": "–", "custom__align": "right"}
        if self.decimals is not None:
            properties["decimals"] = self.decimals
        if self.mappings:
            properties["mappings"] = list(self.mappings)
        if self.mappings or self.thresholds:
            nothing = looks.steps((None, "transparent"))  # behind a word, and behind no figure at all
            properties |= {"thresholds": self.thresholds or nothing, "color": {"mode": "thresholds"}}
            properties["custom__cellOptions"] = {"type": "color-background", "mode": "basic"}
        if self.width:
            properties["custom__width"] = self.width
        if self.leads_to:
            properties["links"] = [link(self.link_title, self.leads_to)]
        return override(self.name, **properties)


CELLS = {"align": "auto", "cellOptions": {"type": "auto"}, "inspect": False, "filterable": False}
NOTHING = "–"  # in a cell without a figure; the sentence of the panel is for a table without lines


def value_names(count: int) -> list[str]:
    return ["Value"] if count == 1 else [f"Value #{ref(i)}" for i in range(count)]


def merged(count: int) -> list[Json]:
    return [{"id": "merge", "options": {}}] if count > 1 else []


def sorted_by(name: str) -> Json:
    return {"id": "sortBy", "options": {"sort": [{"field": name, "desc": False}]}}


def organize(names: dict[str, str], without: tuple[str, ...] = ("Time",), ordered: bool = False) -> Json:
    """Fields renamed, some left out; `ordered` in the order of their names here."""
    return {
        "id": "organize",
        "options": {
            "excludeByName": {name: True for name in without},
            "renameByName": names,
            "indexByName": {name: i for i, name in enumerate(names)} if ordered else {},
        },
    }


def as_time(name: str, shape: str) -> Json:
    """A text such as 2024-03 as a time. After every `organize` that leaves Time out: Grafana leaves all times out with it
    (grafana#73645)."""
    conversion = {"targetField": name, "destinationType": "time", "dateFormat": shape}
    return {"id": "convertFieldType", "options": {"conversions": [conversion]}}


def hidden_column(name: str) -> Json:
    """Until Grafana 11 by the one property, from Grafana 12 on by the other."""
    nowhere = {"viz": True, "legend": False, "tooltip": False}
    return override(name, custom__hidden=True, custom__hideFrom=nowhere)


def as_day(name: str, shape: str) -> list[Json]:
    """A text such as 2026-03-10 as Tue 10 Mar. By its first name: Grafana 10 does not know that of `organize` here."""
    written = {"timeField": name, "outputFormat": "ddd D MMM", "useTimezone": False}
    return [as_time(name, shape), {"id": "formatTime", "options": written}]


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
    widths: dict[str, int] | None = None,
) -> Panel:
    """`labels` maps labels to headings; those in `hidden` tell lines apart and are what links ask for."""
    options: Json = {
        "showHeader": True,
        "cellHeight": "sm",
        "frameIndex": 0,
        "sortBy": [{"displayName": sort, "desc": descending}] if sort else [],
    }
    values = value_names(len(columns))
    names = {**labels, **dict(zip(values, (column.name for column in columns))), **{name: name for name in hidden}}
    overrides = [column.override() for column in columns]
    overrides += [override(heading, mappings=mapped) for heading, mapped in (label_words or {}).items()]
    overrides += [override(heading, custom__width=width) for heading, width in (widths or {}).items()]
    overrides += [hidden_column(name) for name in hidden]
    return Panel(
        "table",
        title,
        description,
        tuple(Query(c.expr, table=True) for c in columns),
        options,
        custom=CELLS,
        defaults=defaults(looks.COUNT, no_value, colour=fixed(looks.PAPER)),
        overrides=tuple(overrides),
        transformations=(*merged(len(columns)), organize(names, ordered=True)),
        width=24,
    )


def matrix(
    title: str,
    description: str,
    expr: str,
    *,
    row: str,
    column: str,
    heading: str,
    no_value: str,
    dates: str = "",
    row_words: list[Json] | None = None,
    row_width: int = 0,
    cell_width: int = 90,
) -> Panel:
    """A table of one figure by two labels, coloured by size; lines and columns in the order of their names.

    `dates`: the columns are days of this shape, "YYYY-MM-DD".
    """
    corner = f"{row}\\{column}"  # as Grafana calls the field of the rows
    turned = {
        "id": "groupingToMatrix",
        "options": {"rowField": row, "columnField": column, "valueField": "Value", "emptyValue": "null"},
    }
    coloured = {
        **CELLS,
        "align": "center",
        "cellOptions": {"type": "color-background", "mode": "basic"},
        "minWidth": cell_width,
    }
    of_rows: Json = {"custom__align": "left", "custom__cellOptions": {"type": "auto"}}
    if row_words:
        of_rows["mappings"] = row_words
    if row_width:
        of_rows["custom__width"] = row_width
    return Panel(
        "table",
        title,
        description,
        (Query(expr, table=True),),
        {"showHeader": True, "cellHeight": "sm", "frameIndex": 0, "sortBy": []},
        custom=coloured,
        defaults=defaults(looks.COUNT, no_value, thresholds=looks.HEAT),
        overrides=(of_type("number", noValue=NOTHING), override(heading, **of_rows)),
        transformations=(
            sorted_by(column),
            *(as_day(column, dates) if dates else ()),
            turned,
            sorted_by(corner),
            organize({corner: heading}, without=()),
        ),
        width=24,
        height=9,
    )


def calendar(
    title: str,
    description: str,
    label: str,
    shape: str,
    shown_as: tuple[str, str],
    columns: list[Column],
    *,
    unit: str,
    no_value: str,
    over: str,
    from_zero: bool = True,
    overrides: tuple[Json, ...] = (),
    **looks_of: Any,
) -> Panel:
    """Figures whose dates are a label, such as period="2024-03": past ones read as they stand today.

    `shown_as` is the name of the dates and how the axis writes them. Shares do not begin at 0: the distance to the target
    is what is looked for.
    """
    name, written = shown_as
    values = value_names(len(columns))
    names = {label: name, **dict(zip(values, (column.name for column in columns)))}
    found = defaults(unit, no_value, colour=PALETTE, **looks_of)
    return Panel(
        "timeseries",
        title,
        description,
        tuple(Query(c.expr, table=True) for c in columns),
        {"legend": LEGEND, "tooltip": TOOLTIP},
        custom=LINE,
        defaults=found | ({"min": 0} if from_zero else {}),
        overrides=(*overrides, override(name, unit=written)),
        transformations=(*merged(len(columns)), organize(names), as_time(name, shape), sorted_by(name)),
        over=over,
    )


def by_month(title: str, description: str, columns: list[Column], *, unit: str, **rest: Any) -> Panel:
    shown_as = ("Month", looks.MONTH)
    return calendar(title, description, "period", "YYYY-MM", shown_as, columns, unit=unit, over="2y",
                    from_zero=unit != looks.SHARE, **rest)


def by_week(title: str, description: str, columns: list[Column], *, over: str = "27w", **rest: Any) -> Panel:
    shown_as = ("Week from", looks.WEEK)
    return calendar(title, description, "week", "YYYY-MM-DD", shown_as, columns, over=over, **rest)


def columns_of(
    title: str,
    description: str,
    label: str,
    columns: list[Column],
    colours: list[str],
    *,
    no_value: str,
    stacked: bool,
    heading: str,
    dates: str = "",
) -> Panel:
    """Upright bars, one place for each value of a label. Numbers stand on bars, but not on the parts of stacked ones: a
    number there reads as that of the whole bar."""
    options = {
        "orientation": "auto",
        "xField": heading,
        "barWidth": 0.9,
        "groupWidth": 0.7,
        "stacking": "normal" if stacked else "none",
        "showValue": "never" if stacked else "always",
        "fullHighlight": False,
        "xTickLabelRotation": 0,
        "xTickLabelMaxLength": 24,
        "legend": LEGEND,
        "tooltip": TOOLTIP,
    }
    values = value_names(len(columns))
    names = {label: heading, **dict(zip(values, (column.name for column in columns)))}
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
        transformations=(
            *merged(len(columns)),
            sorted_by(label),
            *(as_day(label, dates) if dates else ()),
            organize(names, ordered=True),
        ),
    )
