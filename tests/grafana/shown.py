"""Boards as Grafana shows them: their queries asked of a Prometheus, the answers shown by Grafana's own @grafana/data.

Example: [board] = Grafana(folder).show([("dark", Asked(prometheus).questions(file, values))]); board.panels[0].shown
"""

import json
import os
import pathlib
import subprocess
import sys
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent / "integration"), str(HERE.parent / "support")]
import grafana_queries  # noqa: E402
import npm_packages  # noqa: E402
from harness import ROOT, patient  # noqa: E402

BUILD = pathlib.Path(os.environ.get("CASECLOCK_SHOWN_DIR", ROOT / "build/release/tests/grafana/shown"))
VERSIONS = OLDEST, MIDDLE, NEWEST = ("data_10", "data_11", "data_newest")

STEPS = {"6h": 60, "7d": 3600, "14d": 3600}  # seconds between the points of a range, by the time that a board shows
BUILT_IN = {"__interval": "1m", "__rate_interval": "4m"}
DEAD = "Post \"http://127.0.0.1:9090/api/v1/query\": dial tcp 127.0.0.1:9090: connect: connection refused"


def installed(version, did_not_run):
    """The folder of a version of @grafana/data. Calls did_not_run with a sentence where it cannot be had."""
    npm_packages.install(BUILD / version, HERE / version / "package.json", did_not_run)
    return BUILD / version


@dataclass
class Shown:
    """One panel: its definition, the frames of a chart or table, the figures of a stat or bars, what is wrong."""

    panel: dict
    found: dict

    def __getattr__(self, name):
        return self.found[name]

    @property
    def fields(self):
        return [field for frame in self.found["frames"] for field in frame["fields"]]

    @property
    def columns(self):
        """Names of a table's columns, as they stand from left to right."""
        return [field["name"] for field in self.fields if not field["hidden"]]

    @property
    def lines(self):
        """A table's lines of text."""
        visible = [field for field in self.fields if not field["hidden"]]
        return [[cell["text"] for cell in line] for line in zip(*(field["cells"] for field in visible))]


@dataclass
class Board:
    """What stands on a board at one moment, and the colours of its theme."""

    panels: list
    theme: dict


class Grafana:
    """One version of @grafana/data, installed in the folder."""

    def __init__(self, folder):
        self.folder = folder

    def show(self, questions):
        """A Board for each (theme, [question]): one start of Node for all of them."""
        asked = [{"theme": theme, "panels": panels} for theme, panels in questions]
        done = subprocess.run(["node", HERE / "as_grafana.js", self.folder], timeout=patient(100), capture_output=True,
                              text=True, input=json.dumps(asked))
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-2000:])
        return [
            Board([Shown(one["panel"], found) for one, found in zip(asked_of["panels"], answer["panels"])], answer["theme"])
            for asked_of, answer in zip(asked, json.loads(done.stdout))
        ]


class Asked:
    """Questions of boards to one Prometheus; None is one that does not answer. What was asked is remembered."""

    def __init__(self, prometheus):
        self.prometheus, self.known = prometheus, {}

    def questions(self, board, values):
        """One for each panel: its definition, and what Prometheus answers."""
        return [self.question(board, panel, values) for panel in grafana_queries.panels(board)]

    def question(self, board, panel, values):
        span = panel.get("timeFrom") or grafana_queries.board_range(board)
        fixed = {**BUILT_IN, "__range": span, **values}
        texts = {name.removesuffix(":text"): text for name, text in values.items() if name.endswith(":text")}
        return {
            "panel": panel,
            "stepMs": STEPS.get(span, 3600) * 1000,
            "values": {**values, **texts},
            "answers": {target["refId"]: self.answer(target, fixed, span) for target in panel.get("targets", [])},
        }

    def answer(self, target, values, span):
        if self.prometheus is None:
            return {"error": DEAD}
        expr, at = grafana_queries.substituted(target["expr"], values), self.prometheus.at.timestamp()
        key = (expr, at, target["instant"] or span)
        if key not in self.known:
            self.known[key] = self.asked(expr, at, target["instant"], span)
        return self.known[key]

    def asked(self, expr, at, instant, span):
        over = {"start": at - seconds(span), "end": at, "step": STEPS.get(span, 3600)}
        try:
            return {"data": self.prometheus.answer("query" if instant else "query_range", {"query": expr, **({} if instant else over)})}
        except ValueError as refused:
            return {"error": str(refused)}


def seconds(span):
    return int(span[:-1]) * {"m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "y": 365 * 86400}[span[-1]]
