"""A board drawn as a page of HTML from what Grafana's own code made of it: places, sizes, texts and colours are Grafana's;
the drawing is ours, so that a wall can be looked at where there is no Grafana.

Example: pathlib.Path("wall.html").write_text(drawn.page("Performance", board)) with a `board` of shown.Grafana.
"""

import html
import math

COLUMN, LINE, GAP, MARGIN = 79, 30, 8, 16  # pixels of Grafana's grid on 1920
TITLE = 32

STYLE = """
body { margin: 0; width: 1920px; height: %(height)dpx; position: relative; overflow: hidden;
       font: 14px Inter, "Liberation Sans", sans-serif; background: %(canvas)s; color: %(text)s; }
.panel { position: absolute; box-sizing: border-box; background: %(ground)s; border: 1px solid %(border)s; overflow: hidden; }
.panel h2 { font-size: 14px; font-weight: 500; margin: 0; padding: 6px 8px; height: 20px; white-space: nowrap; }
.row { position: absolute; font-size: 15px; padding-top: 5px; }
.tiles { display: flex; gap: 4px; height: calc(100%% - 32px); }
.tile { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; text-align: center;
        line-height: 1.2; overflow: hidden; }
table { border-collapse: collapse; width: 100%%; table-layout: fixed; }
th, td { height: 36px; padding: 0 8px; box-sizing: border-box; overflow: hidden; white-space: nowrap; text-overflow: ellipsis;
         border-bottom: 1px solid %(border)s; font-weight: normal; }
th { font-weight: 500; }
.none { display: flex; align-items: center; justify-content: center; height: calc(100%% - 40px); font-size: 17px; color: %(secondary)s; }
.lane { display: flex; align-items: center; gap: 8px; padding: 0 8px; }
.lane b { width: 120px; font-weight: normal; font-size: 12px; text-align: right; flex: none; }
.lane div { flex: 1; display: flex; height: 100%%; }
.lane span { font-size: 12px; overflow: hidden; white-space: nowrap; padding-left: 4px; box-sizing: border-box; }
.key { font-size: 12px; padding: 0 8px; } .key i { display: inline-block; width: 14px; height: 4px; margin: 0 5px 3px 12px; }
"""


def height(panels):
    """Of a board with these panels and closed rows, in pixels."""
    return max(at["y"] + at["h"] for at in (one["gridPos"] for one in panels)) * (LINE + GAP) - GAP + 2 * MARGIN


def page(board, rows, high):
    """The wall; `rows` are the closed rows below it."""
    theme = board.theme
    panels = "".join(panel(one, theme) for one in board.panels)
    closed = "".join(
        f'<div class="row" style="{place(row)}">&#9654;&nbsp; {html.escape(row["title"])}</div>' for row in rows
    )
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{STYLE % {**theme, "height": high}}</style>'
        f"<body>{panels}{closed}</body>"
    )


def place(panel_or_row):
    at = panel_or_row["gridPos"]
    return (
        f"left:{MARGIN + at['x'] * COLUMN}px;top:{MARGIN + at['y'] * (LINE + GAP)}px;"
        f"width:{at['w'] * COLUMN - GAP}px;height:{at['h'] * (LINE + GAP) - GAP}px"
    )


def size(one):
    at = one.panel["gridPos"]
    return at["w"] * COLUMN - GAP, at["h"] * (LINE + GAP) - GAP - TITLE


def panel(one, theme):
    kinds = {"stat": tiles, "bargauge": bars, "table": table, "state-timeline": lanes, "timeseries": chart, "barchart": columns}
    empty = not one.shown and not one.fields
    if one.kind != "stat" and (one.problem or one.error or empty):
        inside = f'<div class="none">{html.escape(one.problem or one.noValue)}</div>'
    else:
        inside = kinds[one.kind](one, theme)
    return f'<div class="panel" style="{place(one.panel)}"><h2>{html.escape(one.title)}</h2>{inside}</div>'


def tiles(one, theme):
    options = one.panel["options"]
    sizes = options.get("text", {})
    room, high = size(one)
    room /= len(one.shown)
    found = []
    for figure in one.shown:
        fits = min(high * 0.62, room / max(1, len(figure["text"])) * 1.75)
        named = options["textMode"] == "value_and_name" and figure["text"] != one.noValue
        name = figure["name"] if named else ""
        value = sizes.get("valueSize", fits if not name else fits * 0.8)
        title = sizes.get("titleSize", min(24, room / max(1, len(name)) * 1.7))
        found.append(
            f'<div class="tile" style="{ground(figure, options)};color:{figure["ink"]}">'
            f'<div style="font-size:{title:.0f}px">{html.escape(name)}</div>'
            f'<div style="font-size:{value:.0f}px;font-weight:500">{html.escape(figure["text"])}</div></div>'
        )
    return f'<div class="tiles">{"".join(found)}</div>'


def ground(figure, options):
    if options["colorMode"] != "background":
        return f'background:{figure["ground"] or "none"}'
    brighter = f'color-mix(in srgb, {figure["ground"]}, white 25%)'  # about what Grafana's gradient does
    return f'background:linear-gradient(120deg, {brighter}, {figure["ground"]})'


def bars(one, theme):
    longest = max((figure["value"] or 0 for figure in one.shown), default=1) or 1
    lines = "".join(
        f'<tr><td style="font-size:18px">{html.escape(figure["name"])}</td><td style="width:45%">'
        f'<div style="height:28px;width:{100 * (figure["value"] or 0) / longest:.0f}%;background:{figure["colour"]}"></div></td>'
        f'<td style="width:90px;font-size:28px;text-align:right">{html.escape(figure["text"])}</td></tr>'
        for figure in one.shown
    )
    return f"<table>{lines}</table>"


def table(one, theme):
    visible = [field for field in one.fields if not field["hidden"]]
    lines = list(zip(*(field["cells"] for field in visible)))
    by = (one.panel["options"].get("sortBy") or [{}])[0]
    names = [field["name"] for field in visible]
    if by.get("displayName") in names:
        at = names.index(by["displayName"])
        lines.sort(key=lambda line: sort_key(line[at]["value"]), reverse=by["desc"])
    head = "".join(
        f'<th style="{cell_width(field)}text-align:{alignment(field)}">{html.escape(field["name"])}</th>' for field in visible
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{alignment(field)};background:{cell["ground"] or "none"};color:{cell["ink"] or theme["text"]}">'
            f'{html.escape(cell["text"])}</td>'
            for field, cell in zip(visible, line)
        )
        + "</tr>"
        for line in lines
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def sort_key(value):
    return (value is not None, value if isinstance(value, (int, float)) else 0, str(value))


def cell_width(field):
    return f'width:{field["custom"]["width"]}px;' if field["custom"].get("width") else ""


def alignment(field):
    align = field["custom"].get("align", "auto")
    return align if align != "auto" else "right" if field["type"] == "number" else "left"


def lanes(one, theme):
    wide, high = size(one)
    shown = [(frame["fields"][0]["cells"], frame["fields"][1]) for frame in one.frames]
    found = []
    for times, states in shown:
        parts, begin = [], 0
        for i in range(1, len(times) + 1):
            if i == len(times) or states["cells"][i]["text"] != states["cells"][begin]["text"]:
                cell = states["cells"][begin]
                parts.append(
                    f'<span style="flex:{i - begin};background:{cell["ground"]};color:{cell["ink"]}">{html.escape(cell["text"])}</span>'
                )
                begin = i
        found.append(
            f'<div class="lane" style="height:{(high - 12) / len(shown) - 3:.0f}px;margin-bottom:3px">'
            f'<b>{html.escape(states["name"])}</b><div>{"".join(parts)}</div></div>'
        )
    return "".join(found)


def chart(one, theme):
    """Lines, bars and points over time, with a scale of five numbers."""
    series = [
        (frame["fields"][0]["cells"], field)
        for frame in one.frames
        for field in frame["fields"]
        if field["type"] == "number"
    ]
    values = [cell["value"] for _, field in series for cell in field["cells"] if cell["value"] is not None]
    times = [cell["value"] for moments, _ in series for cell in moments]
    low, high = scale(values, one.panel["fieldConfig"]["defaults"].get("min"))
    wide, tall = size(one)
    tall -= 50
    first, last = min(times), max(times)

    def x(moment):
        return 60 + (wide - 80) * (moment - first) / ((last - first) or 1)

    def y(value):
        return 8 + (tall - 16) * (1 - (value - low) / ((high - low) or 1))

    drawn = [curve(moments, field, x, y, low) for moments, field in series]
    marks = "".join(
        f'<text x="52" y="{y(low + part * (high - low) / 4) + 4:.0f}" text-anchor="end">{number(low + part * (high - low) / 4, one)}'
        f'</text><line x1="60" x2="{wide - 20}" y1="{y(low + part * (high - low) / 4):.0f}" y2="{y(low + part * (high - low) / 4):.0f}" '
        f'stroke="{theme["border"]}"/>'
        for part in range(5)
    )
    moments = series[0][0]
    every = max(1, len(moments) // 8)
    marks += "".join(
        f'<text x="{x(cell["value"]):.0f}" y="{tall + 14}" text-anchor="middle">{html.escape(short(cell["text"]))}</text>'
        for cell in moments[::every]
    )
    picture = f'<svg width="{wide}" height="{tall + 20}" font-size="12" fill="{theme["text"]}">{marks}{"".join(drawn)}</svg>'
    return picture + key(field for _, field in series)


def curve(moments, field, x, y, low):
    at = [(x(when["value"]), y(cell["value"])) for when, cell in zip(moments, field["cells"]) if cell["value"] is not None]
    look, colour = field["custom"], field["colour"]
    if look.get("drawStyle") == "bars":
        return "".join(
            f'<rect x="{left - 5:.1f}" y="{top:.1f}" width="10" height="{max(0, y(low) - top):.1f}" fill="{colour}" fill-opacity=".6"/>'
            for left, top in at
        )
    if look.get("drawStyle") == "points":
        return "".join(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="7" fill="{colour}"/>' for left, top in at)
    dash = 'stroke-dasharray="8 8"' if look.get("lineStyle", {}).get("fill") == "dash" else ""
    points = " ".join(f"{left:.1f},{top:.1f}" for left, top in at)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" {dash}/>'


def columns(one, theme):
    """Upright bars, side by side or on top of each other."""
    names = next(field for field in one.fields if field["type"] in ("string", "time"))
    parts = [field for field in one.fields if field["type"] == "number"]
    sums = [sum(field["cells"][i]["value"] or 0 for field in parts) for i in range(len(names["cells"]))]
    wide, tall = size(one)
    tall -= 50
    step, highest = (wide - 40) / max(1, len(sums)), max(sums, default=1) or 1
    found = []
    for i, cell in enumerate(names["cells"]):
        base = tall
        for field in parts:
            high = (tall - 20) * (field["cells"][i]["value"] or 0) / highest
            base -= high
            found.append(
                f'<rect x="{20 + i * step + step * .15:.1f}" y="{base:.1f}" width="{step * .7:.1f}" height="{high:.1f}" fill="{field["colour"]}"/>'
            )
        found.append(f'<text x="{20 + (i + .5) * step:.0f}" y="{tall + 15}" text-anchor="middle">{html.escape(cell["text"])}</text>')
    return f'<svg width="{wide}" height="{tall + 20}" font-size="12" fill="{theme["text"]}">{"".join(found)}</svg>' + key(parts)


def scale(values, least):
    low, high = min(values), max(values)
    if least is not None:
        low = least
    spread = (high - low) or 1
    unit = 10 ** math.floor(math.log10(spread / 4))
    step = next(unit * one for one in (1, 2, 2.5, 5, 10) if unit * one * 4 >= spread)
    low = math.floor(low / step) * step
    return low, low + 4 * step if low + 4 * step >= high else low + 5 * step


def number(value, one):
    unit = one.panel["fieldConfig"]["defaults"].get("unit")
    if unit == "percentunit":
        return f"{100 * value:.1f}%"
    if unit == "bytes":
        return f"{value / 2**20:.0f} MiB"
    if unit == "s":
        return f"{value * 1000:.0f} ms"
    return f"{value:,.0f}" if value == round(value) else f"{value:.2g}"


def short(text):
    return text[11:16] if len(text) == 19 else text


def key(fields):
    return '<div class="key">' + "".join(
        f'<i style="background:{field["colour"]}"></i>{html.escape(field["name"])}' for field in fields) + "</div>"
