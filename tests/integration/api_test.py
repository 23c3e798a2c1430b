"""The API as a program sees it: TLS, passwords, each path against its description, the audit of records.

The description is the one that the daemon serves. Every answer is held against the schema of its path and status, and
every path, parameter, status and field of the description has to be seen in an answer: neither says more than the other.
"""
import json
import pathlib
import re
import ssl
import stat
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import warnings

import caseclock_program as caseclock
import harness
import web
from kafka_server import Broker

try:
    import jsonschema
except ImportError:
    harness.did_not_run("no JSON schemas for Python (package python3-jsonschema)")

AS_OF = "2024-03-31"
FIRST, SECOND = "X99000001", "X99000002"  # that `simulate` invents
# What an answer of an invented council has not: comparators of a file, ranges, a share still needed at the year's end.
NOT_SEEN = {"Projection.needed", "Comparator.previous_gap", "Target.from", "Target.to", "Comparator.areas", "Comparator.note", "Record.fact", "Record.cancelled"}
STANDARDS = """
authorities:
  - {code: X99000001, population: 60000}
judgement:
  targets:
    - {indicator: assessment_45, value: 85 %}
    - {indicator: icpc_15, by: 2024-06-30, value: 80 %}
"""
HTTP = (', web_config_file: web.yml, record_readers: [{user: anna}, {user: ben, authorities: [X99000002]}]')


class Description:
    """openapi.json, and what of it has been seen."""

    def __init__(self, text):
        self.whole = json.loads(text)
        self.seen_fields, self.seen_statuses, self.seen_parameters = set(), set(), set()

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            node = self.at(node["$ref"])
        return node

    def at(self, reference):
        node = self.whole
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        return node

    def parameters(self, path):
        return {self.resolve(one)["name"] for one in self.whole["paths"][path]["get"].get("parameters", ())}

    def check(self, path, query, status, media_type, body):
        """One answer against its schema."""
        responses = self.whole["paths"][path]["get"]["responses"]
        assert str(status) in responses, f"{path}: status {status} is not described"
        self.seen_statuses.add((path, str(status)))
        self.seen_parameters |= {(path, name) for name in query}
        content = self.resolve(responses[str(status)]).get("content", {})
        if not content:
            assert body == b"", f"{path}: {status} has no body"
            return
        assert media_type in content, f"{path}: {media_type} is not described"
        if media_type != "application/json":
            return
        value = json.loads(body)
        schema = {**content[media_type]["schema"], "components": self.whole["components"]}
        jsonschema.Draft202012Validator(schema).validate(value)
        self.note(content[media_type]["schema"], value)

    def note(self, schema, value):
        """Which described fields have been seen, with a value that is not null."""
        reference = schema.get("$ref", "")
        if "oneOf" in schema and value is not None:
            return self.note(schema["oneOf"][-1], value)
        schema = self.resolve(schema)
        if isinstance(value, dict):
            for name, one in value.items():
                if one is not None:
                    self.seen_fields.add(f"{reference.rsplit('/', 1)[-1]}.{name}")
                if name in schema.get("properties", {}):
                    self.note(schema["properties"][name], one)
        elif isinstance(value, list) and "items" in schema:
            for one in value:
                self.note(schema["items"], one)

    def fields(self):
        """Those that some answer must have; of some it is known that they are always null."""
        return {f"{name}.{field}" for name, schema in self.whole["components"]["schemas"].items()
                for field, of in schema.get("properties", {}).items() if self.resolve(of).get("type") != "null"}

    def statuses(self):
        return {(path, status) for path, item in self.whole["paths"].items()
                for status in item["get"]["responses"]}


class ApiTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.events = cls.directory / "events.jsonl"
        caseclock.simulate(cls.events, 2, "2022-04-01", AS_OF, seed=3)
        cls.add_comment()
        broker = cls.enterClassContext(Broker())
        cls.daemon = cls.enterClassContext(caseclock.Daemon(broker, AS_OF, http=HTTP))
        cls.daemon.configure(STANDARDS)
        cls.web = web.Web(cls.daemon.directory, {"anna": "a-long-word", "ben": "b:with:colons", "prom": "scrape"})
        cls.daemon.web, cls.daemon.user = cls.web, "prom"
        cls.daemon.produce(cls.events, "--create-topic")
        cls.daemon.start()
        cls.description = Description((pathlib.Path(harness.ROOT) / "ops/api/openapi.json").read_text())
        cls.ask_before_the_first_view()
        cls.daemon.wait_until_ready()

    @classmethod
    def add_comment(cls):
        """An owner's sentence, which `simulate` does not invent."""
        event = {"eventId": "comment-1", "authority": FIRST, "source": "hand-made", "record": "comment-1",
                 "occurredOn": AS_OF, "recordedAt": "2024-03-31T10:00:00Z",
                 "commentaryWritten": {"indicator": "assessment_45", "text": "Two vacancies.", "authorRole": "Head of duty"}}
        with open(cls.events, "a", encoding="utf-8") as file:
            file.write(json.dumps(event) + "\n")

    @classmethod
    def ask_before_the_first_view(cls):
        """503 of each path; a fast daemon may have its figures already."""
        for path in ("indicators", "drag", "report"):
            cls.ask(f"/api/v1/{path}", {}, (200, 400, 503))

    @classmethod
    def ask(cls, path, query, status, user="anna", password=None):
        """The body; the answer is as described."""
        target = path + ("?" + urllib.parse.urlencode(query) if query else "")
        expected = status if isinstance(status, tuple) else (status,)
        got, headers, body = cls.web.ask(cls.daemon.port(), target, user, password)
        waits_until = time.monotonic() + 60
        while got == 429 and got not in expected and time.monotonic() < waits_until:
            time.sleep(0.5)  # as somebody does who is told to wait
            got, headers, body = cls.web.ask(cls.daemon.port(), target, user, password)
        assert got in expected, f"{target}: {got} {body[:300]}"
        cls.description.check(path, query, got, headers["Content-Type"].split(";")[0], body)
        return body

    def test_every_path_answers_as_described_and_nothing_else_is_described(self):
        self.figures()
        self.records()
        self.reports()
        self.mistakes()
        self.ask("/api/v1/openapi.json", {}, 200)
        path = "/api/v1/openapi.json"
        etag = self.web.ask(self.daemon.port(), path, "anna")[1]["ETag"]
        status, _, body = self.web.ask(self.daemon.port(), path, "anna", **{"If-None-Match": etag})
        self.description.check(path, {}, status, "", body)
        description = self.description
        self.assertEqual(description.fields() - description.seen_fields - NOT_SEEN, set())
        # 503 is asked for before the first view, when it is there; the audit that cannot be written has a test below.
        self.assertEqual({one for one in description.statuses() - description.seen_statuses if one[1] != "503"}, set())
        for path in description.whole["paths"]:
            self.assertEqual({name for at, name in description.seen_parameters if at == path} - {"nonsense"},
                             description.parameters(path), path)

    def figures(self):
        everything = json.loads(self.ask("/api/v1/indicators", {}, 200))
        chosen = {"authority": FIRST, "team": "", "indicator": "assessment_45", "window": "year"}
        one = json.loads(self.ask("/api/v1/indicators", chosen, 200))["rows"]
        self.assertEqual(one, [row for row in everything["rows"] if chosen.items() <= row.items()])
        self.assertEqual(len(one), 1)
        past = json.loads(self.ask("/api/v1/indicators", {"authority": FIRST, "as_of": "2023-11-30"}, 200))
        self.assertEqual(past["as_of"], "2023-11-30")
        self.assertNotEqual(past["rows"], [row for row in everything["rows"] if row["authority"] == FIRST])
        for path in ("indicators", "drag"):
            first = json.loads(self.ask(f"/api/v1/{path}", {"limit": "1"}, 200))
            self.assertIn(f"after={FIRST}", first["next"])
            rest = json.loads(self.ask(f"/api/v1/{path}", {"limit": "1", "after": FIRST, "view": first["view"]}, 200))
            self.assertEqual((rest["next"], rest["view_changed"]), (None, False))
            whole = json.loads(self.ask(f"/api/v1/{path}", {}, 200))["rows"]
            self.assertEqual(first["rows"] + rest["rows"], whole)
        drag = json.loads(self.ask("/api/v1/drag", {}, 200))["rows"]
        for row in drag:
            same = [r for r in everything["rows"] if r["window"] == "year" and
                    all(r[key] == row[key] for key in ("authority", "team", "indicator"))]
            self.assertEqual([row[key] for key in ("open", "drag", "due_soon", "oldest_open_start")],
                             [same[0][key] for key in ("open", "drag", "due_soon", "oldest_open_start")])
        of_team = {"authority": FIRST, "team": drag[-1]["team"], "indicator": drag[-1]["indicator"]}
        self.assertLessEqual(len(json.loads(self.ask("/api/v1/drag", of_team, (200, 404))).get("rows", [])), 1)

    def records(self):
        question = {"authority": FIRST, "indicator": "assessment_45", "team": "", "window": "year"}
        for part, of_figure in (("numerator", "numerator"), ("denominator", "denominator"), ("open", "open"),
                                ("drag", "drag"), ("due_soon", "due_soon")):
            answer = json.loads(self.ask("/api/v1/explain", {**question, "part": part, "limit": 500}, 200))
            self.assertEqual(answer["found"], answer["figure"][of_figure], part)
            self.assertEqual(len(answer["records"]), min(500, answer["found"]))
            self.assertTrue(all(part in record["counted_in"] for record in answer["records"]))
        said = caseclock.run("explain", "--events", self.events, "--as-of", AS_OF, "--indicator", "assessment_45",
                             "--authority", FIRST, "--config", self.daemon.config, "--limit", "3",
                             stdout=subprocess.PIPE).stdout.decode()
        shown = json.loads(self.ask("/api/v1/explain", {**question, "limit": 3}, 200))
        for record in shown["records"]:
            for text in (record["record"], record["child"], record["why"], *(f["event"] for f in record["facts"])):
                self.assertIn(text, said)
        for indicator in ("entry_delay", "icpc_15"):
            self.ask("/api/v1/explain", {**question, "indicator": indicator}, 200)

    def reports(self):
        for form in ("json", "csv", "html", "text"):
            printed = caseclock.run("report", "--events", self.events, "--as-of", AS_OF, "--authority", FIRST,
                                    "--config", self.daemon.config, "--format", form, stdout=subprocess.PIPE).stdout
            served = self.ask("/api/v1/report", {"authority": FIRST, "format": form}, 200)
            self.assertTrue(served == printed, f"{form}: {len(served)} and {len(printed)} bytes")
        past = self.ask("/api/v1/report", {"authority": FIRST, "format": "json", "as_of": "2023-11-30"}, 200)
        self.assertEqual(json.loads(past)["as_of"], "2023-11-30")

    def mistakes(self):
        good = {"authority": FIRST, "indicator": "assessment_45"}
        for path in ("indicators", "drag", "report", "explain", "openapi.json"):
            self.ask(f"/api/v1/{path}", {"nonsense": "1"}, 400)
            self.ask(f"/api/v1/{path}", {}, 401, user=None)
            self.ask(f"/api/v1/{path}", {}, 401, password="wrong")
        for path, wrong in (("indicators", {"window": "decade"}), ("report", {"format": "pdf", "authority": FIRST}),
                            ("report", {}), ("explain", {**good, "part": "half"}), ("explain", {**good, "limit": "501"}),
                            ("explain", {**good, "limit": "-1"}), ("explain", {"authority": FIRST})):
            self.ask(f"/api/v1/{path}", wrong, 400)
        for path, unknown in (("indicators", {"authority": "X98"}), ("indicators", {"team": "No Such Team"}),
                              ("drag", {"indicator": "ni99"}), ("report", {"authority": "X98"}),
                              ("explain", {**good, "team": "No Such Team"}), ("explain", {**good, "indicator": "ni99"}),
                              ("explain", {**good, "authority": "X98"})):
            self.ask(f"/api/v1/{path}", unknown, 404)
        self.ask("/api/v1/explain", good, 403, user="ben")
        self.ask("/api/v1/explain", {**good, "authority": SECOND}, 200, user="ben")
        self.ask("/api/v1/explain", {**good, "authority": SECOND, "limit": "2", "offset": "2"}, 200, user="ben")
        for _ in range(300):  # more than a user may ask at once, however slowly they are answered
            self.ask("/api/v1/explain", {**good, "authority": SECOND}, (200, 429), user="ben")
            if ("/api/v1/explain", "429") in self.description.seen_statuses:
                break
        self.ask("/api/v1/explain", good, 403, user="prom")
        status, _, body = self.web.ask(self.daemon.port(), "/api/v1/nothing", "anna")
        self.assertEqual((status, json.loads(body)), (404, {"error": "not found", "detail": None}))

    def test_all_paths_need_a_password_but_that_of_signed_links(self):
        for path in ("/", "/metrics", "/-/healthy", "/-/ready", "/api/v1/drag", "/nothing"):
            status, headers, _ = self.web.ask(self.daemon.port(), path)
            self.assertEqual((path, status), (path, 401))
            self.assertTrue(headers["WWW-Authenticate"].startswith("Basic "))
        self.assertEqual(self.web.ask(self.daemon.port(), "/alerts/acknowledge?t=x")[0], 404, "no alerts here")
        for user, password in (("anna", ""), ("anna", "scrape"), ("nobody", "scrape"), ("", "")):
            self.assertEqual(self.web.ask(self.daemon.port(), "/metrics", user, password)[0], 401)
        self.assertEqual(self.web.ask(self.daemon.port(), "/metrics", "ben")[0], 200, "with colons in the password")

    def audit(self):
        return [json.loads(line) for path in sorted(self.daemon.directory.glob("checkpoints/audit/*.jsonl"))
                for line in path.read_text().splitlines()]

    def test_every_question_for_records_is_written_down_before_its_answer(self):
        question = {"authority": FIRST, "indicator": "assessment_45", "part": "drag", "limit": 2}
        before = len(self.audit())
        answer = json.loads(self.ask("/api/v1/explain", question, 200))
        self.ask("/api/v1/explain", question, 403, user="ben")
        self.ask("/api/v1/explain", {**question, "team": answer["records"][0]["child"]}, 404)
        shown, refused, unknown = self.audit()[before:]
        self.assertRegex(shown.pop("time"), r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(shown, {
            "user": "anna", "client": "127.0.0.1", "authority": FIRST, "team": "", "indicator": "assessment_45",
            "window": "year", "part": "drag", "as_of": AS_OF, "found": answer["found"], "shown": 2, "outcome": "shown"})
        self.assertEqual((refused["user"], refused["outcome"], refused["shown"]), ("ben", "not_allowed", 0))
        self.assertEqual((unknown["team"], unknown["outcome"]), ("(unknown)", "unknown"))
        for path in self.daemon.directory.glob("checkpoints/audit/*"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
            self.assertTrue(re.fullmatch(r"records-\d{4}-\d\d\.jsonl", path.name))
        text = "".join(path.read_text() for path in self.daemon.directory.glob("checkpoints/audit/*"))
        for record in answer["records"]:
            for secret in (record["child"], record["record"]):
                self.assertNotIn(secret, text + self.daemon.log_text())

    def test_without_an_audit_nothing_is_shown(self):
        audit = self.daemon.directory / "checkpoints/audit"
        audit.mkdir(exist_ok=True)
        audit.rename(audit.with_name("away"))
        audit.write_text("in the way")
        try:
            self.ask("/api/v1/explain", {"authority": FIRST, "indicator": "assessment_45"}, 503)
        finally:
            audit.unlink()
            audit.with_name("away").rename(audit)

    def test_passwords_and_certificate_are_renewed_while_it_runs(self):
        before = (self.daemon.directory / "server.crt").read_text()
        web.make_certificate(self.daemon.directory)
        self.web.users["carla"] = "new-here"
        self.web.write()
        self.daemon.reload()
        harness.wait_until(lambda: self.asks("carla"), "the new user may come in, by the new certificate", 20)
        self.assertNotEqual((self.daemon.directory / "server.crt").read_text(), before)
        del self.web.users["carla"]
        self.web.write()
        # Without a signal: the files are looked at now and then.
        harness.wait_until(lambda: self.web.ask(self.daemon.port(), "/metrics", "carla", "new-here")[0] == 401,
                           "a user taken off the list stays out", 30)

    def test_clients_may_be_asked_for_certificates(self):
        try:
            self.web.asks_clients = True
            self.web.write()
            self.daemon.reload()
            harness.wait_until(lambda: not self.asks("prom"), "nobody comes in without a certificate", 20)
            self.web.shows_certificate = True
            self.assertTrue(self.asks("prom"))
        finally:
            self.web.asks_clients = self.web.shows_certificate = False
            self.web.write()
            self.daemon.reload()
            harness.wait_until(lambda: self.asks("prom"), "everybody comes in again", 20)

    def asks(self, user):
        try:
            return self.web.ask(self.daemon.port(), "/metrics", user)[0] == 200
        except OSError:
            return False

    def test_only_ciphers_whose_past_stays_secret_are_agreed_on(self):
        """Forward secrecy and authenticated encryption, in TLS 1.2 and 1.3; older versions not at all."""
        def agrees(version, ciphers):
            return self.web.agrees(self.daemon.port(), version, ciphers)
        new, old = ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_2
        self.assertRegex(agrees(new, "ALL"), "^TLS_")
        for cipher in ("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"):
            self.assertEqual(agrees(old, cipher), cipher)
        for weak in ("ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-CCM8", "aRSA+AES", "AES128-SHA"):
            self.assertIsNone(agrees(old, weak), weak)
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                self.assertIsNone(agrees(version, "ALL"), version)

    def test_handshakes_of_the_same_instant_are_all_answered(self):
        for count in (100, 127, 128, 200, 256):
            begun = time.monotonic()
            self.assertEqual(set(self.web.burst(self.daemon.port(), count)), {401}, count)  # without a password
            print(f"{count} handshakes at once: {time.monotonic() - begun:.2f} s")
            self.assertEqual(self.daemon.get("/-/healthy")[0], 200)

    def test_guessing_takes_no_more_than_its_share(self):
        self.assertEqual(self.web.ask(self.daemon.port(), "/metrics", "prom")[0], 200)
        begun, guesses = time.monotonic(), 0
        while time.monotonic() - begun < 2:
            guesses += 1
            self.assertIn(self.web.ask(self.daemon.port(), "/metrics", "anna", f"guess{guesses}")[0], (401, 503))
        asked = time.monotonic()
        self.assertEqual(self.web.ask(self.daemon.port(), "/-/healthy", "prom")[0], 200)
        self.assertLess(time.monotonic() - asked, 1)


if __name__ == "__main__":
    harness.main()
