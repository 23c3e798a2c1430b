"""What is secret leaves by no way: ten thousand events with a canary in every text, and everything the daemon says.

Canaries stand in every text of every kind of event, in keys, headers and payloads, also of what is rejected. None may
come out, but for the opaque references of the oldest records, in mails to those who may see them, and for the records
behind a figure, in the API's answer to a reader of records. Names of teams are
not secret: by one that is a canary the test shows that it would find the others.
"""
import base64
import datetime
import http.server
import pathlib
import random
import tempfile
import threading
import unittest

import acceptance
import alerting
import harness
import kafka_server
import web
from alerting import COUNCIL, LEVEL, NORTH, SOUTH, AlertingDaemon
from mail_server import MailServer

EVENTS = 10_000
LATE = 700  # assessments; three events each
BROKEN = 2_000
SECRET, RECORD, COMMENT, LEAK = "cnry7f3a", "rcrd91c4", "cmnt5e21", "leak2b8d"
HTTP = ", web_config_file: web.yml, record_readers: [{user: anna}]"
EXPLAIN = f"/api/v1/explain?authority={COUNCIL}&indicator=assessment_45&part=drag&limit=5"
DATES = {"occurred_on", "target_date", "first_day", "first", "last"}
KINDS_OF = {("minutes_issued", "kind"): ("CONFERENCE", "REVIEW"), ("review_scheduled", "of_kind"): ("PLAN", "CARE"),
            ("visit_made", "of_kind"): ("PLAN", "CARE")}


class Alertmanager:
    """Takes everything and keeps it."""

    def __enter__(self):
        bodies = self.bodies = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Canaries:
    """Messages for Kafka, (key, value, headers), each text of which can be told from every other."""

    def __init__(self, protocol, dice):
        self.protocol, self.dice, self.count = protocol, dice, 0
        self.names = [field.name for field in protocol.CaseEvent.DESCRIPTOR.oneofs_by_name["event"].fields]
        self.day = alerting.today() - datetime.timedelta(120)

    def text(self, kind=SECRET):
        self.count += 1
        return f"{kind}{self.count:07}z"

    def value(self, event, field):
        if field in DATES:
            return str(self.day + datetime.timedelta(self.dice.randrange(100)))
        known = {"birth_month": "2015-03", "team": self.dice.choice((NORTH, SOUTH)), "parent": "",
                 "indicator": "assessment_45", "text": self.text(COMMENT), "author_role": self.text(COMMENT)}
        return known[field] if field in known else self.text()

    def fill(self, name, message):
        for field in message.DESCRIPTOR.fields:
            if field.type == field.TYPE_STRING:
                setattr(message, field.name, self.value(name, field.name))
            elif field.type == field.TYPE_ENUM:
                allowed = [value.number for value in field.enum_type.values if value.number != 0 and any(
                    value.name.endswith(end) for end in KINDS_OF.get((name, field.name), ("",)))]
                setattr(message, field.name, self.dice.choice(allowed))
            elif field.type in (field.TYPE_UINT32, field.TYPE_UINT64, field.TYPE_INT64):
                setattr(message, field.name, self.dice.randrange(50))

    def envelope(self, **texts):
        event = self.protocol.CaseEvent(event_id=self.text(), authority=COUNCIL, source=self.text(),
                                        child=self.text(), record=self.text(RECORD), occurred_on=str(self.day))
        for name, text in texts.items():
            setattr(event, name, text)
        event.recorded_at.GetCurrentTime()
        return event

    def message(self, event):
        return COUNCIL.encode(), event.SerializeToString(), [(self.text(), self.text().encode())]

    def any_event(self, name):
        event = self.envelope()
        payload = getattr(event, name)
        payload.SetInParent()
        self.fill(name, payload)
        return self.message(event)

    def late_work(self, team, records=RECORD, **allocation):
        """An assessment that should have been finished long ago."""
        child, referral, record = self.text(), self.text(), self.text(records)
        events = [self.envelope(child=child, record=referral), self.envelope(child=child, record=record),
                  self.envelope(child=child, record=record)]
        events[0].referral_opened.referral_source = self.text()
        events[1].assessment_started.type = self.protocol.ASSESSMENT_TYPE_CHILD_AND_FAMILY
        events[1].assessment_started.referral = referral
        events[2].record_allocated.kind = self.protocol.RECORD_KIND_ASSESSMENT
        events[2].record_allocated.team = team
        events[2].record_allocated.worker = self.text()
        return [self.message(event) for event in events]

    def broken(self):
        """What is none of our events, in each way in which a person or a program can go wrong."""
        key, value, headers = self.any_event(self.dice.choice(self.names))
        canary = self.text().encode()
        ways = [(canary, value, headers), (None, value, headers), (key, canary, headers),
                (key, value + canary, headers), (key, value[:-3], headers),
                (key, b"{" + canary, headers + [("content-type", b"application/json")]),
                (key, f'{{"{self.text()}": 1}}'.encode(), [("content-type", b"application/json")]),
                (key, value, [("content-type", canary)]), (key, canary * 5000, headers)]
        for field in ("occurred_on", "authority", "event_id", "record"):
            event = self.envelope(**{field: self.text() + ("\n" if field != "occurred_on" else "")})
            event.referral_opened.referral_source = self.text()
            ways.append((key, event.SerializeToString(), headers))
        return self.dice.choice(ways)


class CanariesTest(unittest.TestCase):

    def test_no_canary_comes_out_and_a_leak_would_be_found(self):
        dice = harness.seeded_random()
        broker = self.enterContext(kafka_server.Broker())
        server, alertmanager = self.enterContext(MailServer()), self.enterContext(Alertmanager())
        directory = self.enterContext(tempfile.TemporaryDirectory())
        more = ("  kafka_topic: canaries.alerts\n  acknowledgement_topic: canaries.acknowledgements\n"
                f"  alertmanager: {{url: \"{alertmanager.url}\", interval_seconds: 5, managers: true}}")
        daemon = self.enterContext(AlertingDaemon(broker, server, "canaries", more=more, http=HTTP))
        daemon.web = web.Web(daemon.directory, {"prom": "scrape", "anna": "reads-records"}, tls=False)
        daemon.user = "prom"
        for topic in ("canaries.alerts", "canaries.acknowledgements"):
            broker.create_topic(topic, 1)
        canaries = Canaries(acceptance.load_protocol(pathlib.Path(directory)), dice)
        self.send_all(broker, canaries, dice)
        daemon.start()
        daemon.wait_until_ready()
        for person in ("north", "south"):
            server.wait_for(1, person)
        said = self.everything(broker, daemon, server, alertmanager)
        self.check_enough_was_said(daemon, said)
        self.check_no_canary(said)
        self.check_references(server)
        self.check_a_leak_is_found(broker, daemon, server, alertmanager, canaries)

    def send_all(self, broker, canaries, dice):
        messages = [one for number in range(LATE) for one in canaries.late_work((NORTH, SOUTH)[number % 2])]
        messages += [canaries.broken() for _ in range(BROKEN)]
        for number in range(EVENTS - len(messages)):
            messages.append(canaries.any_event(canaries.names[number % len(canaries.names)]))
        dice.shuffle(messages)
        self.send(broker, messages)
        producer = broker.producer()
        producer.produce("canaries.acknowledgements", canaries.text().encode(), canaries.text())
        assert producer.flush(30) == 0

    @staticmethod
    def send(broker, messages):
        producer = broker.producer()
        partition = kafka_server.murmur2_partition(COUNCIL.encode(), 2)
        for key, value, headers in messages:
            producer.produce("canaries", value, key, partition, headers=headers)
        assert producer.flush(60) == 0

    def everything(self, broker, daemon, server, alertmanager):
        """Whatever the daemon says, by way."""
        bodies = len(alertmanager.bodies)
        harness.wait_until(lambda: len(alertmanager.bodies) > bodies, "the Alertmanager is told", 30)
        harness.wait_until(lambda: daemon.alerts()["mails"]["waiting"] == 0, "no mail waits", 45)
        token = server.mails("north")[0].token
        pages = ("/", f"/?authority={COUNCIL}", f"/?authority={COUNCIL}&team=Invented+North",
                 f"/?authority={COUNCIL}&indicator=assessment_45", "/api/v1/indicators", "/-/ready", "/-/healthy",
                 "/metrics", f"/alerts/acknowledge?t={token}", "/nothing", "/api/v1/drag", "/api/v1/openapi.json", EXPLAIN,
                 *(f"/api/v1/report?format={form}" for form in ("json", "csv", "html", "text")))
        said = {page: daemon.get(page)[1].encode() for page in pages}
        said["explain, to nobody"] = daemon.web.ask(daemon.port(), EXPLAIN)[2]
        said["explain, to a reader"] = daemon.web.ask(daemon.port(), EXPLAIN, "anna")[2]
        # Somebody asks for a child where a team should stand.
        said["explain, of a wrong team"] = daemon.web.ask(daemon.port(), f"{EXPLAIN}&team={SECRET}", "anna")[2]
        said["audit"] = b"".join(path.read_bytes() for path in daemon.directory.glob("checkpoints/audit/*"))
        said["log"] = daemon.log_text().encode()
        said["alerts list"] = daemon.alerts_text().encode() + str(daemon.alerts("--all")).encode()
        said["Alertmanager"] = b"\n".join(alertmanager.bodies)
        said["alerts topic"] = b"\n".join(map(self.whole, broker.read_all("canaries.alerts")))
        said["dead letters' headers"] = b"\n".join(
            f"{name}: ".encode() + (value or b"") for letter in broker.read_all("canaries.dead-letters")
            for name, value in letter.headers() or () if name.startswith("caseclock-"))
        for mail in server.all_mails():
            said[f"mail {mail}"] = mail.everything()
        return said

    @staticmethod
    def whole(message):
        headers = b"".join(name.encode() + b": " + (value or b"") for name, value in message.headers() or ())
        return (message.key() or b"") + headers + (message.value() or b"")

    @staticmethod
    def where(said, canary):
        """The ways by which it came out, in plain or as base64."""
        text = canary.encode()
        forms = {text.lower()} | {base64.b64encode(b"x" * shift + text)[4 if shift else 0:-4].lower()
                                  for shift in range(3)}
        return sorted(way for way, data in said.items() if any(form in data.lower() for form in forms))

    def check_enough_was_said(self, daemon, said):
        """Else nothing could have come out."""
        metrics = said["/metrics"].decode()
        late = daemon.metric("caseclock_drag_clocks", authority=COUNCIL, team=NORTH, indicator="assessment_45")
        rejected = said["dead letters' headers"].count(b"caseclock-reason")
        print(f"{EVENTS} events, {rejected} of them dead letters; {late:.0f} late clocks of {NORTH}; "
              f"{sum(map(len, said.values()))} bytes by {len(said)} ways")
        self.assertGreater(late, LATE // 3)
        self.assertGreater(rejected, BROKEN // 2)
        self.assertLess(rejected, EVENTS // 2)
        self.assertIn("caseclock_alerts_firing", metrics)
        for way, data in said.items():
            self.assertGreater(len(data), 1, way)
        self.assertIn(b"assessment_45", said["alerts topic"])
        self.assertIn(NORTH.encode(), said["Alertmanager"])

    def check_no_canary(self, said):
        reader = ["explain, to a reader"]
        self.assertEqual(self.where(said, SECRET), reader)
        # An owner's sentence on a figure is for the board alone.
        board = ("/?", "/api")
        self.assertEqual([way for way in self.where(said, COMMENT) if way != "/" and not way.startswith(board)], [])
        self.assertEqual([way for way in self.where(said, RECORD) if not way.startswith("mail north@")], reader)

    def check_references(self, server):
        mails = server.mails()
        self.assertTrue(any(RECORD in mail.text for mail in mails if mail.to == "north@council.example"))
        self.assertTrue(any("Oldest items" in mail.text for mail in mails if mail.to == "south@council.example"))

    def check_a_leak_is_found(self, broker, daemon, server, alertmanager, canaries):
        team = canaries.text(LEAK)
        self.send(broker, [one for _ in range(LEVEL + 1) for one in canaries.late_work(team)])
        daemon.wait_for_drag(team, LEVEL + 1)
        server.wait_for(1, "head")
        found = self.where(self.everything(broker, daemon, server, alertmanager), LEAK)
        for way in (f"/?authority={COUNCIL}", "/api/v1/indicators", "/api/v1/drag", "/api/v1/report?format=text", "/metrics", "alerts list", "Alertmanager",
                    "alerts topic"):
            self.assertIn(way, found)
        self.assertTrue(any(way.startswith("mail head@") for way in found), found)


if __name__ == "__main__":
    harness.main()
