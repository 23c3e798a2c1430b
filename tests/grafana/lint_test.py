"""The boards keep the rules of Grafana's dashboard-linter; where one does not fit, .lint says which and why."""
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import Case, main  # noqa: E402
import lint_rules  # noqa: E402
from dashboards import FOLDER, ROOT, a_copy_of, boards, variables  # noqa: E402


def exclusions():
    """{rule: (reason, titles of panels or none for every one)} as .lint has them."""
    found, rule = {}, ""
    for line in (FOLDER / ".lint").read_text(encoding="utf-8").splitlines():
        if name := re.fullmatch(r"  ([\w-]+):", line):
            rule = name[1]
            found[rule] = ["", set()]
        elif reason := re.fullmatch(r"    reason: (.+)", line):
            found[rule][0] = reason[1]
        elif panel := re.fullmatch(r"      - panel: (.+)", line):
            found[rule][1].add(panel[1])
    return found


def is_excluded(finding, excluded):
    reason, panels = excluded.get(finding.rule, ("", set()))
    return bool(reason) and (not panels or finding.panel in panels)


class LintTest(Case):

    def test_every_rule_is_kept(self):
        excluded = exclusions()
        self.nothing(
            (
                one
                for board in boards().values()
                for one in lint_rules.findings(board)
                if not is_excluded(one, excluded)
            ),
            "rules that a board breaks",
        )

    def test_every_exclusion_is_needed_and_has_its_reason(self):
        found = [one for board in boards().values() for one in lint_rules.findings(board)]
        for rule, (reason, panels) in exclusions().items():
            with self.subTest(rule):
                self.assertIn(rule, lint_rules.LINTERS)
                self.assertTrue(reason.endswith("."))
                where = {one.panel for one in found if one.rule == rule}
                self.assertTrue(where)
                self.assertLessEqual(panels, where)

    def test_uids_are_the_names_of_the_files(self):
        every = boards()
        self.assertEqual([board["uid"] for board in every.values()], list(every))
        self.assertEqual(len({board["title"] for board in every.values()}), len(every))

    def test_the_files_are_what_the_generator_writes(self):
        if os.environ.get("UPDATE_GOLDEN") == "1":
            subprocess.run([sys.executable, ROOT / "ops/grafana/build"], check=True)
        done = subprocess.run(
            [sys.executable, ROOT / "ops/grafana/build", "--check"], capture_output=True, text=True
        )
        self.assertEqual((done.returncode, done.stdout), (0, ""), "UPDATE_GOLDEN=1 writes them anew")

    def test_the_provisioning_names_the_data_source_of_the_boards(self):
        source = (ROOT / "ops/grafana/provisioning/datasources/caseclock.yaml").read_text(encoding="utf-8")
        for board in boards().values():
            self.assertIn(f"uid: {variables(board)[0]['current']['value']}\n", source)
        provider = (ROOT / "ops/grafana/provisioning/dashboards/caseclock.yaml").read_text(encoding="utf-8")
        self.assertIn("folder: Caseclock\n", provider)


def spoil(board, rule):
    """The board with one fault that the rule is there to find."""
    panel, target = board["panels"][1], board["panels"][1]["targets"][0]
    variable = next((one for one in variables(board) if one["type"] == "query"), None)
    faults = {
        "template-datasource-rule": lambda: variables(board)[0].update(name="source"),
        "template-label-promql-rule": lambda: variable.update(query="values(caseclock_records, authority)"),
        "template-on-time-change-reload-rule": lambda: variable.update(refresh=1),
        "panel-datasource-rule": lambda: panel.update(datasource={"type": "prometheus", "uid": "prod"}),
        "panel-title-description-rule": lambda: panel.update(description=""),
        "panel-units-rule": lambda: panel["fieldConfig"]["defaults"].update(unit="drags"),
        "panel-no-targets-rule": lambda: panel.update(targets=[]),
        "target-logql-rule": lambda: target.update(datasource={"type": "loki", "uid": "${datasource}"}),
        "target-logql-auto-rule": lambda: target.update(expr="rate(caseclock_live[$__auto])"),
        "target-promql-rule": lambda: target.update(expr="max(caseclock_live"),
        "target-rate-interval-rule": lambda: target.update(expr="rate(caseclock_live[5m])"),
        "target-counter-agg-rule": lambda: target.update(expr="max(caseclock_events_accepted_total)"),
        "uneditable-dashboard": lambda: board.update(editable=True),
        "what-to-do-rule": lambda: panel.update(description="Drag"),
        "words-for-nothing-rule": lambda: panel["fieldConfig"]["defaults"].update(noValue=""),
        "colour-with-words-rule": (
            lambda: panel["fieldConfig"]["defaults"].update(
                mappings=[{"type": "value", "options": {"1": {"color": "red"}}}]
            )
        ),
        "stale-first-rule": lambda: board["panels"][0]["targets"][0].update(expr="max(caseclock_ready)"),
        "grid-rule": lambda: panel["gridPos"].update(x=0),
        "wall-rule": lambda: board.update(refresh=""),
        "one-screen-rule": lambda: board["panels"][-1]["gridPos"].update(y=26),
        "red-leads-on-rule": lambda: board["panels"][4]["fieldConfig"]["defaults"].pop("links"),
        "links-arrive-rule": (
            lambda: panel["fieldConfig"]["defaults"].update(links=[{"url": "/d/caseclock-drag?viewPanel=999"}])
        ),
        "silence-is-grey-rule": (
            lambda: board["panels"][4]["fieldConfig"]["defaults"]["thresholds"]["steps"][0].update(color="#00785A")
        ),
        "whole-numbers-rule": lambda: board["panels"][7]["fieldConfig"]["defaults"].update(decimals=1),
    }
    faults[rule]()
    return board


class CheckersTest(Case):
    """Each rule finds what it looks for."""

    def test_a_fault_is_found_by_its_rule(self):
        sound = boards()["caseclock-drag"]
        excluded = exclusions()
        broken_anyway = {
            "template-job-rule",
            "template-instance-rule",
            "target-job-rule",
            "target-instance-rule",
        }
        for rule in lint_rules.EVERY_RULE:
            with self.subTest(rule):
                board = a_copy_of(sound) if rule in broken_anyway else spoil(a_copy_of(sound), rule)
                if rule == "panel-units-rule":
                    board["panels"][1]["title"] = "another"
                found = [
                    one
                    for one in lint_rules.findings(board)
                    if one.rule == rule and (rule in broken_anyway or not is_excluded(one, excluded))
                ]
                self.assertTrue(found)


if __name__ == "__main__":
    main()
