"""Prometheus' rules: each alert has its section in the runbook and its test, each metric is in the catalogue."""
import re

import tidy

RULES = tidy.files("ops/prometheus/rules", ends=(".yml",))
TESTS = tidy.files("ops/prometheus/tests", ends=(".yml",))
RUNBOOK = "ops/docs/runbook.md"
# What Prometheus and Alertmanager show of themselves.
FOREIGN = re.compile(r"up|ALERTS|scrape_\w+|(prometheus|alertmanager)_\w+")
SECTION_PARTS = ("Means.", "The figures.", "Look first.", "Fix.", "Wake.")


def entries(path, key):
    """The rules of a file: {name: text} of everything that begins with "- alert:" or "- record:"."""
    pieces = re.split(r"^ *- (?=alert:|record:)", tidy.read(path), flags=re.M)[1:]
    return {piece.split("\n", 1)[0].split(": ", 1)[1]: piece for piece in pieces if piece.startswith(key)}


def alerts():
    return {name: text for path in RULES for name, text in entries(path, "alert").items()}


def records():
    return {name: text for path in RULES for name, text in entries(path, "record").items()}


def metrics_in(text):
    """Names of metrics that an expression asks for."""
    expression = re.search(r"expr: (?:\|\n)?(.*?)(?=\n +(?:for|labels):|\n *\n|\Z)", text, re.S).group(1)
    bare = re.sub(r"#.*|\"[^\"]*\"|\{[^}]*\}|\[[^\]]*\]", "", expression)
    bare = re.sub(r"\b(?:by|on|group_left|group_right|ignoring) *\([^)]*\)", "", bare)
    return set(re.findall(r"(?<![\w:])([a-z]\w*(?::\w+)*_\w+(?::\w+)*|up)(?![\w:]| *\()", bare))


def sections():
    """{"CaseclockDown": its text} of the runbook."""
    return {piece.split("\n", 1)[0]: piece for piece in re.split(r"^### ", tidy.read(RUNBOOK), flags=re.M)[1:]}


class RulesTest(tidy.Case):
    def test_every_alert_has_its_section_and_every_section_an_alert(self):
        self.assertEqual(sorted(sections()), sorted(alerts()))

    def test_every_section_says_what_is_needed_at_night(self):
        self.nothing((f"{name}: **{part}**" for name, text in sections().items() for part in SECTION_PARTS
                      if f"**{part}**" not in text), f"missing in {RUNBOOK}")

    def test_every_alert_says_who_hears_of_it_and_where_to_read_on(self):
        for name, text in alerts().items():
            with self.subTest(name):
                self.assertRegex(text, r"severity: (critical|warning), audience: operators")
                self.assertRegex(text, r"summary: '.+'\n +description: '.+\.'\n")
                self.assertIn(f"runbook: {RUNBOOK}#{name.lower()}\n", text + "\n")

    def test_every_metric_is_in_the_catalogue(self):
        known = set(re.findall(r"^\| `(caseclock_\w+)` \|", tidy.read("ops/docs/metrics.md"), re.M)) | set(records())
        self.nothing((f"{name}: {metric}" for name, text in {**alerts(), **records()}.items()
                      for metric in sorted(metrics_in(text)) if metric not in known and not FOREIGN.fullmatch(metric)),
                     "metrics that nobody shows")

    def test_every_rule_asks_for_something(self):
        self.nothing((name for name, text in {**alerts(), **records()}.items() if not metrics_in(text)),
                     "rules in which this test finds no metric")

    def test_every_alert_is_seen_firing_and_silent(self):
        tests = "".join(tidy.read(path) for path in TESTS)
        silent = set(re.findall(r"alertname: (\w+), exp_alerts: \[\]", tests))
        firing = set(re.findall(r"alertname: (\w+)\n +exp_alerts:\n +- exp_labels", tests))
        self.assertEqual(sorted(firing), sorted(alerts()))
        self.assertEqual(sorted(silent), sorted(alerts()))

    def test_every_recorded_figure_is_checked(self):
        tests = "".join(tidy.read(path) for path in TESTS)
        checked = set(re.findall(r"- expr: ([\w:]+)", tests))
        self.assertEqual(sorted(checked), sorted(records()))

    def test_names(self):
        self.nothing((n for n in records() if not re.fullmatch(r"[a-z_]+:[a-z_0-9]+:[a-z_0-9]+", n)),
                     "recorded figures are named level:metric:operation")
        self.nothing((n for n in alerts() if not re.fullmatch(r"([A-Z][a-z]+)+", n)), "alerts are named InWords")


class CheckersTest(tidy.Case):
    def test_metrics_are_found(self):
        text = ('alert: X\n        expr: |\n          # caseclock_no\n'
                '          sum by (job_x) (rate(caseclock_a_total{b_c="d"}[5m]))'
                "\n          - on (job_y) caseclock_e > 2 and instance:caseclock_f:sum > 0\n        for: 1m\n")
        self.assertEqual(metrics_in(text), {"caseclock_a_total", "caseclock_e", "instance:caseclock_f:sum"})


if __name__ == "__main__":
    tidy.main()
