"""The committed boards, for the tests that read them."""
import copy
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ops" / "grafana" / "dashboards"


def boards():
    """{"caseclock-drag": the file's object}, in order of name."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def a_copy_of(board):
    """To be spoilt by a test."""
    return copy.deepcopy(board)


def variables(board):
    return board["templating"]["list"]


def targets(board):
    """(panel, target) of every query."""
    return [(panel, target) for panel in board["panels"] for target in panel["targets"]]


def properties(panel, name):
    """Every value of a property of the panel's fields, that of the defaults first."""
    found = [panel["fieldConfig"]["defaults"][name]] if name in panel["fieldConfig"]["defaults"] else []
    return found + [
        one["value"]
        for override in panel["fieldConfig"]["overrides"]
        for one in override["properties"]
        if one["id"] == name
    ]
