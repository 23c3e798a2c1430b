"""ops/stack: everything comes up, an event becomes a figure and an alert a mail, and nothing is left behind."""
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import urllib.request

import caseclock_program as caseclock
import harness

sys.path.insert(1, str(harness.ROOT / "ops/stack_parts"))
import feed  # noqa: E402
import processes  # noqa: E402  how a process is known again

for program in ("prometheus", "prometheus-alertmanager"):
    if shutil.which(program) is None:
        harness.did_not_run(f"no {program} (package {program})")

COUNCIL, TEAM = "X99000001", "Invented Team"
PARTS = ["kafka", "mail", "alertmanager", "caseclock", "prometheus", "feed", "grafana"]
# Debian has no Grafana: this one says "well", and how it was started.
GRAFANA = """#!/usr/bin/python3
import http.server, os
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in ("/api/health", "/login") else 404)
        self.end_headers()
address = (os.environ["GF_SERVER_HTTP_ADDR"], int(os.environ["GF_SERVER_HTTP_PORT"]))
print("\\n".join(f"{k}={v}" for k, v in sorted(os.environ.items()) if k.startswith("GF_")), flush=True)
http.server.HTTPServer(address, Well).serve_forever()
"""
RULES = harness.ROOT / "ops/prometheus/rules"


def made_event(number, name, payload, record, day):
    """Of one assessment that began long ago, typed in now."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return {"eventId": f"made-{number}", "authority": COUNCIL, "source": "hand-made", "sourceSequence": str(number),
            "occurredOn": str(day), "recordedAt": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "child": "C-made",
            "record": record, name: payload}


def late_assessment():
    day = datetime.date.today() - datetime.timedelta(120)
    assessment = {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY", "referral": "R-made"}
    return [made_event(1, "referralOpened", {}, "R-made", day),
            made_event(2, "assessmentStarted", assessment, "A-made", day),
            made_event(3, "recordAllocated", {"kind": "RECORD_KIND_ASSESSMENT", "team": TEAM}, "A-made", day)]


class StackTest(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="caseclock-stack-")) / "state"
        self.addCleanup(shutil.rmtree, self.directory.parent, True)
        self.programs = self.directory.parent / "programs"
        self.programs.mkdir()
        (self.programs / "grafana-server").write_text(GRAFANA)
        (self.programs / "grafana-server").chmod(0o755)
        self.addCleanup(self.stack, "down")

    def stack(self, *arguments, binary=caseclock.BINARY):
        """(exit code, what it printed)."""
        environment = dict(os.environ, CASECLOCK_BINARY=str(binary), PATH=f"{self.programs}:{os.environ['PATH']}")
        done = subprocess.run([harness.ROOT / "ops/stack", arguments[0], "--state", self.directory, *arguments[1:]],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        return done.returncode, done.stdout

    def state(self):
        return json.loads((self.directory / "state.json").read_text())

    def get(self, part, path):
        url = f"http://127.0.0.1:{self.state()['ports'][part]}{path}"
        with urllib.request.urlopen(url, timeout=harness.patient(10)) as answer:
            return json.load(answer)

    def values(self, expression):
        """What Prometheus answers: [value]."""
        found = self.get("prometheus", "/api/v1/query?" + urllib.parse.urlencode({"query": expression}))
        return [float(one["value"][1]) for one in found["data"]["result"]]

    def wait_for(self, expression, timeout_s=30):
        return harness.wait_until(lambda: self.values(expression), f"Prometheus has {expression}", timeout_s)

    def test_from_up_to_down(self):
        self.a_part_that_fails_is_named_with_its_last_lines()
        code, said = self.stack("up", "--replay-days", "5", "--speed", "30")
        self.assertEqual(code, 0, said)
        self.everything_runs(said)
        self.grafana_finds_the_figures()
        self.figures_are_in_prometheus_and_move()
        self.an_event_becomes_a_figure()
        self.rules_are_loaded_and_content()
        self.managers_are_told()
        self.up_again_starts_only_what_does_not_run()
        self.up_waits_for_those_that_missed_what_is_back()
        self.down_leaves_nothing_running()

    def a_part_that_fails_is_named_with_its_last_lines(self):
        code, said = self.stack("up", "--councils", "1", "--years", "1", binary="/bin/false")
        self.assertEqual(code, 1, said)
        self.assertIn("feed did not come up: could not send events: exit code 1", said)
        self.assertIn("ops/stack down ends all", said)
        self.assertEqual(sorted(self.state()["parts"]), ["alertmanager", "kafka", "mail"])

    def everything_runs(self, said):
        self.assertIn("all is well", said)
        for part in PARTS:
            self.assertRegex(said, rf"(?m)^  {part} +pid \d+ .* since ")
        self.assertRegex(said, r"caseclock .* ready, with 1 council")
        links = re.findall(r"(?m)^  (\w+) +(http://127\.0\.0\.1:\d+/\S*)$", said)
        self.assertEqual([what for what, _ in links], ["figures", "metrics", "rules", "boards"])
        for what, link in links:
            with self.subTest(what), urllib.request.urlopen(link, timeout=harness.patient(10)) as page:
                self.assertEqual(page.status, 200)
        amtool = re.search(r"(?m)^  alerts +(amtool .*)$", said)[1].split()
        self.assertEqual(subprocess.run(amtool, capture_output=True, timeout=harness.patient(30)).returncode, 0)

    def grafana_finds_the_figures(self):
        """Its data source is this stack's Prometheus, its boards are the shipped ones, and anybody here may look."""
        log = (self.directory / "logs/grafana.log").read_text()
        started = dict(re.findall(r"(?m)^(GF_\w+)=(.*)$", log))
        self.assertEqual(started["GF_SERVER_HTTP_ADDR"], "127.0.0.1")
        self.assertEqual(started["GF_AUTH_ANONYMOUS_ORG_ROLE"], "Viewer")
        provisioned = pathlib.Path(started["GF_PATHS_PROVISIONING"])
        shipped = harness.ROOT / "ops/grafana/provisioning"
        here = "".join((provisioned / path.relative_to(shipped)).read_text() for path in shipped.rglob("*.yaml"))
        for address in (f"http://127.0.0.1:{self.state()['ports']['prometheus']}\n",
                        f"path: {harness.ROOT}/ops/grafana/dashboards\n"):
            self.assertIn(address, here)

    def figures_are_in_prometheus_and_move(self):
        """The last days come in again, thirty a minute."""
        first = self.wait_for("caseclock_events_accepted_total > 10000")[0]
        self.wait_for(f"caseclock_events_accepted_total > {first}")
        self.wait_for(f'caseclock_open_clocks{{authority="{COUNCIL}", team="", indicator="assessment_45"}} > 50')
        self.wait_for(f'authority_indicator:caseclock_drag:ratio{{authority="{COUNCIL}"}} < 1')

    def an_event_becomes_a_figure(self):
        of_team = f'{{team="{TEAM}", indicator="assessment_45"}}'
        self.assertEqual(self.values("caseclock_drag_clocks" + of_team), [])
        lines = "".join(json.dumps(event) + "\n" for event in late_assessment())
        caseclock.run("produce", "--config", self.directory / "feed/feed.yaml", input=lines.encode())
        self.assertEqual(self.wait_for("caseclock_drag_clocks" + of_team), [1.0])

    def rules_are_loaded_and_content(self):
        groups = self.get("prometheus", "/api/v1/rules")["data"]["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        written = sum(len(re.findall(r"- (?:alert|record): ", path.read_text())) for path in RULES.glob("*.yml"))
        self.assertEqual(len(rules), written)
        self.assertEqual([rule["name"] for rule in rules if rule["health"] == "err"], [])
        firing = [rule["name"] for rule in rules if rule.get("state") == "firing"]
        self.assertEqual(firing, [], "a stack that is well alarms nobody")

    def managers_are_told(self):
        def mails():
            return [line for line in self.stack("mails")[1].splitlines() if " overdue, " in line]
        number = harness.wait_until(mails, "a mail has arrived", 30, pause_s=1)[0].split()[0]
        code, text = self.stack("mails", number)
        self.assertEqual(code, 0)
        self.assertRegex(text, r"Subject: Urgent: \d+ assessments? overdue, ")
        self.assertIn(f"http://127.0.0.1:{self.state()['ports']['caseclock']}/", text)

        def alerts():
            return [one["labels"] for one in self.get("alertmanager", "/api/v2/alerts")
                    if one["labels"].get("rule") == "assessment_45.drag"]
        labels = harness.wait_until(alerts, "Alertmanager has Caseclock's alerts", 30)
        self.assertEqual({one["authority"] for one in labels}, {COUNCIL})

    def up_again_starts_only_what_does_not_run(self):
        before = self.state()["parts"]
        self.assertIn("everything ran already", self.stack("up")[1])
        self.assertEqual(self.state()["parts"], before)
        os.kill(before["mail"]["pid"], signal.SIGKILL)
        harness.wait_until(lambda: not processes.runs(before["mail"]), "the mail catcher is gone")
        code, said = self.stack("status")
        self.assertEqual((code, "NOT well: mail" in said), (1, True), said)
        code, said = self.stack("up")
        self.assertEqual((code, re.findall(r"started (\w+)", said)), (0, ["mail"]), said)

    def up_waits_for_those_that_missed_what_is_back(self):
        alertmanager = self.state()["parts"]["alertmanager"]
        os.kill(alertmanager["pid"], signal.SIGKILL)
        harness.wait_until(lambda: "NOT well: alertmanager, prometheus" in self.stack("status")[1],
                           "Prometheus has missed Alertmanager", 40)
        code, said = self.stack("up")
        self.assertEqual((code, "all is well" in said), (0, True), said)

    def down_leaves_nothing_running(self):
        state = self.state()
        code, said = self.stack("down")
        self.assertEqual((code, said.splitlines()[0]), (0, "stopped " + ", ".join(reversed(PARTS))), said)
        self.assertEqual([name for name, process in state["parts"].items() if processes.runs(process)], [])
        for name, port in state["ports"].items():
            with self.subTest(name), socket.socket() as one:
                self.assertNotEqual(one.connect_ex(("127.0.0.1", port)), 0)
        self.assertRegex((self.directory / "logs/feed.log").read_text(), r"\n\d+ events are in topic case-events\n\Z")
        code, said = self.stack("status")
        self.assertEqual((code, "nothing runs" in said), (1, True), said)
        self.assertEqual(self.stack("down", "--wipe")[0], 0)
        self.assertFalse(self.directory.exists())


class PartsTest(unittest.TestCase):
    def test_a_process_id_that_belongs_to_another_by_now_is_not_ours(self):
        mine = {"pid": os.getpid(), "ticks": processes.start_time(os.getpid())}
        self.assertTrue(processes.runs(mine))
        self.assertFalse(processes.runs(mine | {"ticks": mine["ticks"] - 1}))

    def test_what_has_ended_and_waits_for_its_parent_runs_no_more(self):
        with subprocess.Popen(["true"]) as ended:
            known = {"pid": ended.pid, "ticks": processes.start_time(ended.pid)}
            harness.wait_until(lambda: not processes.runs(known), "it has ended")

    def test_what_ended_before_it_was_looked_at_does_not_run(self):
        with subprocess.Popen(["true"]) as ended:
            harness.wait_until(lambda: processes.start_time(ended.pid) is None, "it has ended")
            self.assertFalse(processes.runs({"pid": ended.pid, "ticks": processes.start_time(ended.pid)}))

    def test_history_begins_with_a_reporting_year(self):
        for day, first in (("2026-11-21", "2024-04-01"), ("2026-04-01", "2024-04-01"), ("2026-03-31", "2023-04-01")):
            self.assertEqual(str(feed.first_of_april_before(datetime.date.fromisoformat(day), 2)), first)


if __name__ == "__main__":
    harness.main()
