"""Asks a Prometheus what a Grafana with these boards would ask, and makes tables of the answers as it would."""
import itertools
import json
import pathlib
import re
import sys
import time

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "grafana"))
from dashboards import boards, panels, targets, variables  # noqa: E402,F401  boards_test says grafana_queries.boards

# Grafana's own: the interval between points and the shortest window with two scrapes in it, at a scrape a second.
BUILT_IN = {"__interval": "1s", "__rate_interval": "4s"}
RANGE_S = 10  # enough for every kind of query, in a test that has just begun
VARIABLE = re.compile(r"\$(\w+)|\$\{(\w+)(?::(\w+))?\}")
LABEL_VALUES = re.compile(r"label_values\((\w+(?:\{.*\})?), (\w+)\)")
QUERY_RESULT = re.compile(r"query_result\((.*)\)", re.S)


def substituted(text, values):
    """With $name, ${name} and ${name:raw} replaced; what is unknown stays, as in Grafana."""

    def value(found):
        name = found[1] or found[2]
        return values.get(name, found[0])

    return VARIABLE.sub(value, text)


def board_range(board):
    return board["time"]["from"].removeprefix("now-")


class Asking:
    """One board in front of one Prometheus."""

    def __init__(self, prometheus, board):
        self.prometheus = prometheus
        self.board = board
        self.fixed = {**BUILT_IN, "__range": board_range(board)}

    def choices(self, variable, values):
        """[(text, value)] that Grafana would offer."""
        query = substituted(variable["query"], {**self.fixed, **values})
        if found := LABEL_VALUES.fullmatch(query):
            names = sorted(
                {labels[found[2]] for labels, _ in self.prometheus.query(found[1]) if found[2] in labels}
            )
            return [(name, name) for name in names]
        lines = [
            as_line(labels, value)
            for labels, value in self.prometheus.query(QUERY_RESULT.fullmatch(query)[1])
        ]
        pattern = re.compile(variable["regex"].strip("/").replace("(?<", "(?P<"))
        return list(
            dict.fromkeys(
                (found["text"], found["value"]) for line in lines if (found := pattern.search(line))
            )
        )

    def every_choice(self, names, values=None):
        """Every combination of the values of these variables, each with what hangs on it."""
        values = values or {}
        if not names:
            yield values
            return
        variable = next((one for one in variables(self.board) if one["name"] == names[0]), None)
        if variable is None:
            yield from self.every_choice(names[1:], values)
            return
        for text, value in self.choices(variable, values):
            chosen = {**values, names[0]: value, f"{names[0]}:text": text}
            yield from self.every_choice(names[1:], chosen)

    def ask(self, target, values):
        """[(labels, [values])] of one query."""
        expr = substituted(target["expr"], {**self.fixed, **values})
        if target["instant"]:
            return [(labels, [value]) for labels, value in self.prometheus.query(expr)]
        now = time.time()
        return self.prometheus.query_range(expr, now - RANGE_S, now, 1)

    def table(self, title, values):
        """A table's lines as Grafana's merge and organize leave them: [{heading: value}]."""
        panel = self.panel(title)
        arranged = next(one["options"] for one in panel["transformations"] if one["id"] == "organize")
        lines = {}
        for target in panel["targets"]:
            name = f"Value #{target['refId']}" if len(panel["targets"]) > 1 else "Value"
            for labels, (value,) in self.ask(target, values):
                labels.pop("__name__", None)
                lines.setdefault(tuple(sorted(labels.items())), dict(labels))[name] = value
        order, left_out = arranged["indexByName"], {*arranged["excludeByName"], *hidden(panel)}
        return [
            {
                arranged["renameByName"].get(name, name): line[name]
                for name in sorted(line, key=lambda name: order.get(name, len(order)))
                if name not in left_out
            }
            for line in lines.values()
        ]

    def panel(self, title):
        return next(one for one in panels(self.board) if one["title"] == title)


def hidden(panel):
    """Names of the columns that are only there for links."""
    return {
        override["matcher"]["options"]
        for override in panel["fieldConfig"]["overrides"]
        if {"id": "custom.hidden", "value": True} in override["properties"]
    }


def as_line(labels, value):
    """A series as Grafana's query_result writes it."""
    labels = dict(labels)
    name = labels.pop("__name__", "")
    inside = ",".join(f'{label}="{text}"' for label, text in labels.items())
    return f"{name}{{{inside}}} {value} 0"


def combinations(asking, teams):
    """Values of all variables: every council with the whole authority and these teams, and each choice of the rest."""
    names = [one["name"] for one in variables(asking.board) if one["type"] == "query"]
    for values in asking.every_choice([name for name in names if name in ("authority", "team")]):
        if values.get("team:text", "Whole authority") in ("Whole authority", *teams):
            yield from asking.every_choice(
                [name for name in names if name not in ("authority", "team")], values
            )


def as_text(lines, headings):
    """A table to look at."""
    cells = [headings] + [
        ["" if line.get(one) is None else shown(line[one]) for one in headings] for line in lines
    ]
    widths = [max(map(len, column)) for column in itertools.zip_longest(*cells, fillvalue="")]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in cells
    )


def shown(value):
    return value if isinstance(value, str) else json.dumps(round(value, 4))
