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


def panels(board):
    """Every panel that shows something, those of the collapsed rows too."""
    return [one for each in board["panels"] for one in (each["panels"] if each["type"] == "row" else [each])]


def rows(board):
    """The collapsed rows below the wall."""
    return [one for one in board["panels"] if one["type"] == "row"]


def wall(board):
    """The panels that stand on the wall, before any row is opened."""
    return [one for one in board["panels"] if one["type"] != "row"]


def targets(board):
    """(panel, target) of every query."""
    return [(panel, target) for panel in panels(board) for target in panel.get("targets", [])]


def properties(panel, name):
    """Every value of a property of the panel's fields, that of the defaults first."""
    found = [panel["fieldConfig"]["defaults"][name]] if name in panel["fieldConfig"]["defaults"] else []
    return found + [
        one["value"]
        for override in panel["fieldConfig"]["overrides"]
        for one in override["properties"]
        if one["id"] == name
    ]
