"""The rules of Grafana's dashboard-linter (github.com/grafana/dashboard-linter, docs/rules), and rules of this house.

Each rule is a function of one board that yields findings; its name is the linter's own. Written from the
rules' pages: the repository does not depend on the linter.
"""

import re
from dataclasses import dataclass

from dashboards import panels, properties, rows, targets, variables

# Units of Grafana that the boards use; the linter knows them too.
UNITS = {"none", "locale", "percentunit", "bytes", "s", "ops", "cps"}
SELECTOR = re.compile(r"\b(caseclock_\w+)(?:\{((?:`[^`]*`|\"[^\"]*\"|[^}`\"])*)\})?")
# The types that the linter looks at; here every panel is, for all have queries.
QUERY_FUNCTION = re.compile(r"(label_names|label_values|metrics|query_result)\((.+)\)", re.S)


@dataclass(frozen=True)
class Finding:
    rule: str
    board: str
    panel: str
    says: str


def of_board(board, says, panel=""):
    return board["title"], panel, says


def query_variables(board):
    return [one for one in variables(board) if one["type"] == "query"]


def with_figures(board):
    """Panels that ask for something: not those of words alone."""
    return [panel for panel in panels(board) if panel["type"] != "text"]


def template_datasource_rule(board):
    found = [one for one in variables(board) if one["type"] == "datasource"]
    if [(one["name"], one["label"], one["query"]) for one in found] != [
        ("datasource", "Data source", "prometheus")
    ]:
        yield of_board(board, "one variable named datasource, labelled Data source")


def _template_rule(board, name):
    if name not in [one["name"] for one in variables(board)]:
        yield of_board(board, f"is missing the {name} template")


def template_job_rule(board):
    return _template_rule(board, "job")


def template_instance_rule(board):
    return _template_rule(board, "instance")


def template_label_promql_rule(board):
    for one in query_variables(board):
        found = QUERY_FUNCTION.fullmatch(one["query"])
        if not found or not balanced(found[2]):
            yield of_board(board, f"template {one['name']}: {one['query']}")


def template_on_time_change_reload_rule(board):
    for one in query_variables(board):
        if one["refresh"] != 2:
            yield of_board(board, f"template {one['name']} does not reload on time change")


def panel_datasource_rule(board):
    for panel in with_figures(board):
        used = [panel["datasource"], *(target["datasource"] for target in panel["targets"])]
        if any(one != {"type": "prometheus", "uid": "${datasource}"} for one in used):
            yield of_board(board, "does not use the templated data source", panel["title"])


def panel_title_description_rule(board):
    for panel in panels(board):
        if not panel["title"] or not panel["description"]:
            yield of_board(board, "no title or description", panel["title"])


def panel_units_rule(board):
    for panel in with_figures(board):
        if properties(panel, "mappings"):
            continue
        units = properties(panel, "unit")
        if not units or not set(units[-1:]) <= UNITS:
            yield of_board(board, f"no unit, or an unknown one: {units[-1:]}", panel["title"])


def panel_no_targets_rule(board):
    for panel in with_figures(board):
        if not panel["targets"]:
            yield of_board(board, "asks nothing", panel["title"])


def target_logql_rule(board):
    for panel, target in targets(board):
        if target["datasource"]["type"] == "loki":
            yield of_board(board, "these boards ask Prometheus alone", panel["title"])


def target_logql_auto_rule(board):
    for panel, target in targets(board):
        if "$__auto" in target["expr"]:
            yield of_board(board, "$__auto is Loki's", panel["title"])


def balanced(expr):
    """Brackets that close, quotes aside. A real Prometheus parses every query in boards_test."""
    bare = re.sub(r"`[^`]*`|\"(?:\\.|[^\"\\])*\"", '""', expr)
    opened = []
    for one in bare:
        if one in "([{":
            opened.append(one)
        elif one in ")]}":
            if not opened or "([{".index(opened.pop()) != ")]}".index(one):
                return False
    return not opened and bool(bare.strip())


def target_promql_rule(board):
    for panel, target in targets(board):
        if not balanced(target["expr"]):
            yield of_board(board, "brackets do not close", panel["title"])


def target_rate_interval_rule(board):
    for panel, target in targets(board):
        if re.search(r"\bi?rate\((?:[^()\[\]]|`[^`]*`)*\[(?!\$__rate_interval\])", target["expr"]):
            yield of_board(board, "rate without $__rate_interval", panel["title"])


def _matcher_rule(board, label):
    for panel, target in targets(board):
        if any(f"{label}=" not in (matchers or "") for _, matchers in SELECTOR.findall(target["expr"])):
            yield of_board(board, f"{label} selector not found", panel["title"])


def target_job_rule(board):
    return _matcher_rule(board, "job")


def target_instance_rule(board):
    return _matcher_rule(board, "instance")


def target_counter_agg_rule(board):
    for panel, target in targets(board):
        counted = re.findall(r"caseclock_\w+_total", target["expr"])
        inside = re.findall(
            r"(?:rate|irate|increase)\((caseclock_\w+_total)\b(?:\{[^}]*\})?\[", target["expr"]
        )
        if counted != inside:
            yield of_board(board, "a counter without rate, irate or increase", panel["title"])


def uneditable_dashboard(board):
    if board["editable"]:
        yield of_board(board, "is editable")


LINTERS = {
    "template-datasource-rule": template_datasource_rule,
    "template-job-rule": template_job_rule,
    "template-instance-rule": template_instance_rule,
    "template-label-promql-rule": template_label_promql_rule,
    "template-on-time-change-reload-rule": template_on_time_change_reload_rule,
    "panel-datasource-rule": panel_datasource_rule,
    "panel-title-description-rule": panel_title_description_rule,
    "panel-units-rule": panel_units_rule,
    "panel-no-targets-rule": panel_no_targets_rule,
    "target-logql-rule": target_logql_rule,
    "target-logql-auto-rule": target_logql_auto_rule,
    "target-promql-rule": target_promql_rule,
    "target-rate-interval-rule": target_rate_interval_rule,
    "target-job-rule": target_job_rule,
    "target-instance-rule": target_instance_rule,
    "target-counter-agg-rule": target_counter_agg_rule,
    "uneditable-dashboard": uneditable_dashboard,
}


def what_to_do_rule(board):
    """A description is a sentence for whoever stands before the board."""
    for panel in with_figures(board):
        said = panel["description"]
        if len(said) < 20 or said[-1] not in ".?":
            yield of_board(board, f"says not what to do: {said!r}", panel["title"])


def words_for_nothing_rule(board):
    """Where there is no figure, words say so."""
    for panel in with_figures(board):
        if not panel["fieldConfig"]["defaults"].get("noValue"):
            yield of_board(board, "no words for no figure", panel["title"])


def colour_with_words_rule(board):
    """A colour stands beside a word, never alone."""
    for panel in with_figures(board):
        for mappings in properties(panel, "mappings"):
            for one in mappings:
                if any(len(shown.get("text", "").strip()) < 1 for shown in one["options"].values()):
                    yield of_board(board, "a colour without a word", panel["title"])


def stale_first_rule(board):
    """The first panel says whether the figures may be used."""
    first = board["panels"][0]
    said = [
        shown["text"] for one in properties(first, "mappings")[:1] for shown in one[0]["options"].values()
    ]
    if "caseclock_stale" not in first["targets"][0]["expr"] or not any("STALE" in text for text in said):
        yield of_board(board, "does not begin with whether the figures are current")


def grid_rule(board):
    """Panels lie side by side, each with a number of its own."""
    for side_by_side in (board["panels"], *(row["panels"] for row in rows(board))):
        taken = set()
        for panel in side_by_side:
            at = panel["gridPos"]
            cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
            if cells & taken or at["x"] + at["w"] > 24:
                yield of_board(board, "lies over another panel or beyond the edge", panel["title"])
            taken |= cells
    numbers = [panel["id"] for panel in (*panels(board), *rows(board))]
    if len(set(numbers)) != len(numbers):
        yield of_board(board, "two panels have one number")


# A line of Grafana's grid and the gap below it, the margins of a board, and its line of choices, in pixels.
LINE, GAP, MARGINS, CHOICES = 30, 8, 32, 48
SCREEN = 1080


def one_screen_rule(board):
    """All that is not in a closed row fits on a screen of 1920 by 1080, the headings of the closed rows too."""
    lines = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in board["panels"])
    if lines * (LINE + GAP) - GAP + MARGINS + CHOICES > SCREEN:
        yield of_board(board, f"{lines} lines of the grid do not fit on {SCREEN} pixels")
    if any(not row["collapsed"] for row in rows(board)):
        yield of_board(board, "a row of details is open")


def links_arrive_rule(board):
    """A link to a panel of this board names one that it has."""
    numbers = {str(panel["id"]) for panel in panels(board)}
    for panel in with_figures(board):
        for link in (one for found in properties(panel, "links") for one in found):
            uid, _, number = link["url"].removeprefix("/d/").partition("viewPanel=")
            if uid.startswith(board["uid"]) and number and not number.startswith("$") and number not in numbers:
                yield of_board(board, f"leads to panel {number}, which is not there", panel["title"])


RED = {"#B84A00", "#C4162A"}


def red_leads_on_rule(board):
    """A tile that can turn red leads to where one sees more."""
    for panel in with_figures(board):
        steps = panel["fieldConfig"]["defaults"].get("thresholds", {"steps": []})["steps"]
        if panel["type"] == "stat" and RED & {step["color"] for step in steps[1:]} and not properties(panel, "links"):
            yield of_board(board, "turns red and leads nowhere", panel["title"])


def silence_is_grey_rule(board):
    """No figure has the colour of the lowest step: never a good one."""
    for panel in with_figures(board):
        filled = panel["options"].get("colorMode", "background") != "value" and panel["type"] == "stat"
        lowest = panel["fieldConfig"]["defaults"].get("thresholds", {"steps": [{"color": "#6B6B6B"}]})["steps"][0]
        if filled and lowest["color"] not in ("#6B6B6B", "#C4162A"):
            yield of_board(board, f"is {lowest['color']} without a figure", panel["title"])
        if panel["type"] == "stat" and panel["options"]["colorMode"] == "background":
            yield of_board(board, "is a gradient", panel["title"])


def whole_numbers_rule(board):
    """Counts have whole numbers on their axes."""
    for panel in with_figures(board):
        defaults = panel["fieldConfig"]["defaults"]
        if panel["type"] in ("timeseries", "barchart") and defaults["unit"] == "locale" and defaults.get("decimals") != 0:
            yield of_board(board, "an axis with parts of one", panel["title"])


def wall_rule(board):
    """The same clock, pace and links on every board."""
    for name, value in (
        ("timezone", "Europe/London"), ("refresh", "30s"), ("tags", ["caseclock"]), ("graphTooltip", 1),
    ):
        if board[name] != value:
            yield of_board(board, f"{name} is {board[name]}")
    if [link["tags"] for link in board["links"]] != [["caseclock"]]:
        yield of_board(board, "no links to the other boards")
    if [one["name"] for one in board["annotations"]["list"]] != ["Restarts", "Changed definitions", "Alerts to operators"]:
        yield of_board(board, "restarts, changed definitions and alerts are not marked")


OURS = {
    "what-to-do-rule": what_to_do_rule,
    "words-for-nothing-rule": words_for_nothing_rule,
    "colour-with-words-rule": colour_with_words_rule,
    "stale-first-rule": stale_first_rule,
    "grid-rule": grid_rule,
    "wall-rule": wall_rule,
    "one-screen-rule": one_screen_rule,
    "red-leads-on-rule": red_leads_on_rule,
    "links-arrive-rule": links_arrive_rule,
    "silence-is-grey-rule": silence_is_grey_rule,
    "whole-numbers-rule": whole_numbers_rule,
}
EVERY_RULE = {**LINTERS, **OURS}


def findings(board):
    return [Finding(rule, *found) for rule, check in EVERY_RULE.items() for found in check(board)]
