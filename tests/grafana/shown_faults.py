"""What must not be seen on a board, as sentences: charts that cannot be drawn, columns out of order, figures without words,
green where nothing is known, text that cannot be read."""

import json
import re

import looks_of_grafana

BIG = ("stat", "bargauge")
CONTRAST, CONTRAST_OF_LINES = 4.5, 3.0


def faults(panels):
    """Of panels that have figures."""
    return [f"{one.title}: {said}" for one in panels for said in faults_of(one)]


def faults_of(one):
    if one.error:
        yield f"refused: {one.error}"
    if one.problem:
        yield one.problem
    if one.kind in BIG:
        yield from without_words(one)
    if one.kind == "table" and one.fields:
        yield from out_of_order(one)
        yield from strange_grounds(one)
    if one.kind == "state-timeline":
        yield from other_words(one)
    yield from foreign_dates(one)
    yield from links_to_nothing(one)


def without_words(one):
    """Every big figure has a number, or the words of the panel for none."""
    if not one.shown:
        yield "shows nothing"
    for figure in one.shown:
        if not figure["text"].strip() or (figure["value"] is None and figure["text"] != one.noValue):
            yield f"{figure['text']!r} is neither a figure nor the words for none"
    if not one.noValue.strip():
        yield "has no words for no figure"


def strange_grounds(one):
    """The colours behind a table's figures are those that the board's file names."""
    named = json.dumps(one.panel).lower()
    for field in one.fields:
        for ground in {cell["ground"] for cell in field["cells"] if looks_of_grafana.parts(cell["ground"])[3] > 0}:
            if ground.lower() not in named:
                yield f"{field['name']} is on {ground}"


def out_of_order(one):
    """A table has the columns of its definition in their order; a matrix those of its data, the days or by name."""
    steps = {step["id"]: step["options"] for step in one.panel["transformations"]}
    arranged = steps["organize"]
    if "groupingToMatrix" not in steps:
        hidden = {field["name"] for field in one.fields if field["hidden"]}
        order = sorted(arranged["indexByName"], key=arranged["indexByName"].get)
        wanted = [arranged["renameByName"].get(name, name) for name in order]
        wanted = [name for name in wanted if name not in hidden]
        if one.columns != wanted:
            yield f"columns {one.columns}, wanted {wanted}"
        return
    names = one.columns[1:]
    if "formatTime" not in steps and names != sorted(names, key=str.casefold):
        yield f"columns are not in the order of their names: {names}"
    first = [line[0] for line in one.lines]
    if "mappings" not in str(one.panel["fieldConfig"]["overrides"]) and first != sorted(first, key=str.casefold):
        yield f"lines are not in the order of their names: {first}"


def links_to_nothing(one):
    """A link asks for labels that its figures have, or for columns of its table, hidden ones too."""
    file = json.dumps(one.panel["fieldConfig"])
    columns = {field["name"] for field in one.fields}
    for name in sorted(set(re.findall(r"\$\{__data\.fields\.(\w+)\}", file))):
        if one.fields and name not in columns:
            yield f"a link asks for the column {name}"
    for name in sorted(set(re.findall(r"\$\{__field\.labels\.(\w+)\}", file))):
        if any(name not in labels for labels in one.labels):
            yield f"a link asks for the label {name}"


def foreign_dates(one):
    """Dates are written as 1 Dec: neither 12/01 nor 2025-12-01. Of charts over the board's time Grafana's own settings say how."""
    written = [figure["text"] for figure in one.shown]
    if one.panel.get("transformations"):
        written += [text for field in one.fields for text in (field["name"], *(cell["text"] for cell in field["cells"]))]
    for text in written:
        if re.search(r"\b\d{1,2}/\d{1,2}\b|\d{4}-\d\d", text) and "24/7" not in text:
            yield f"writes a date as {text!r}"
            return


def other_words(one):
    """Every state is one of the words of the panel."""
    words = {shown["text"] for mapping in one.panel["fieldConfig"]["defaults"]["mappings"] for shown in mapping["options"].values()}
    said = {cell["text"] for field in one.fields if field["type"] != "time" for cell in field["cells"]}
    if said - words - {one.noValue}:
        yield f"says {sorted(said - words)}, not its own words"


def green(panels, to_ms, step_ms):
    """Panels on which something is green now."""
    return [one.title for one in panels if any(map(is_green, colours_now(one, to_ms, step_ms)))]


def colours_now(one, to_ms, step_ms):
    for figure in one.shown:
        yield figure["ground"] or figure["ink"]
    for frame in one.frames:
        times = [field for field in frame["fields"] if field["type"] == "time"]
        for field in frame["fields"]:
            if one.kind == "table":
                yield from (cell["ground"] for cell in field["cells"])
            elif one.kind == "state-timeline" and field["type"] != "time":
                if times[0]["cells"][-1]["value"] > to_ms - 2 * step_ms:
                    yield field["cells"][-1]["ground"]


def is_green(colour):
    red, green, blue, alpha = looks_of_grafana.parts(colour)
    return alpha > 0.2 and green > 1.25 * red and green > 1.05 * blue


def hard_to_read(board):
    """Texts with too little contrast, and lines that do not stand out, as sentences."""
    theme, ground = board.theme, board.theme["ground"]
    for one in board.panels:
        for text, ink, behind in texts(one, theme):
            if text and looks_of_grafana.contrast(ink, behind or ground, ground) < CONTRAST:
                yield f"{one.title}: {text!r} is {ink} on {behind or ground}"
        if one.kind in ("timeseries", "barchart"):
            for field in one.fields:
                if field["type"] == "number" and looks_of_grafana.contrast(field["colour"], ground, ground) < CONTRAST_OF_LINES:
                    yield f"{one.title}: {field['name']} is drawn {field['colour']} on {ground}"
        if one.panel["type"] == "stat" and one.panel["options"]["colorMode"] == "background":
            yield f"{one.title}: white on a gradient"


def texts(one, theme):
    """(text, colour, ground or nothing) of everything that is written in the panel."""
    yield one.title, theme["text"], ""
    for figure in one.shown:
        ink = theme["text"] if one.kind == "bargauge" else figure["ink"]
        yield figure["text"], ink, figure["ground"]
    for field in one.fields:
        yield field["name"], theme["text"], ""
        for cell in field["cells"] if one.kind in ("table", "state-timeline") else ():
            yield cell["text"], cell["ink"] or theme["text"], cell["ground"]


# ---- what fits on a wall of 1920 pixels ----

COLUMN, LINE, GAP = 79, 30, 8  # pixels of the grid: (1920 - 2 * 16 + 8) / 24, and Grafana's own
TITLE, TABLE_LINE = 40, 36  # a panel's title with its margin; a line of a table with cellHeight "sm"
LETTER = 7.3  # pixels, at 14 pixels


def width(panel):
    return panel["gridPos"]["w"] * COLUMN - GAP


def height(panel):
    return panel["gridPos"]["h"] * (LINE + GAP) - GAP


def cut(panels):
    """Titles, lines and headings that have no room."""
    for one in panels:
        if len(one.title) * LETTER + 50 > width(one.panel):
            yield f"{one.title}: the title is cut"
        if one.kind == "table" and one.fields:
            if TITLE + TABLE_LINE * (1 + len(one.lines)) > height(one.panel):
                yield f"{one.title}: {len(one.lines)} lines in {height(one.panel)} pixels"
            yield from cut_headings(one)
        if one.kind == "stat":
            yield from cut_figures(one)


def cut_headings(one):
    visible = [field for field in one.fields if not field["hidden"]]
    fixed = sum(field["custom"].get("width") or 0 for field in visible)
    free = [field for field in visible if not field["custom"].get("width")]
    for field in visible:
        room = field["custom"].get("width") or (width(one.panel) - 16 - fixed) / len(free)
        longest = max([field["name"], *(cell["text"] for cell in field["cells"])], key=len)
        if len(longest) * LETTER + 16 > room:
            yield f"{one.title}: {longest!r} in {room:.0f} pixels"


def cut_figures(one):
    named = one.panel["options"]["textMode"] == "value_and_name"
    columns = 1
    if named and width(one.panel) > height(one.panel):
        columns = len(one.shown)
    room = width(one.panel) / columns - 24
    for figure in one.shown:
        if named and max(len(figure["name"]) * 18 * 0.56, len(re.sub(r"\s", "", figure["text"])) * 44 * 0.56) > room:
            yield f"{one.title}: {figure['name']!r} or {figure['text']!r} in {room:.0f} pixels"
