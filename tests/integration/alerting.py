"""A daemon that tells people, and an invented council whose teams' late work a test makes and ends."""
import base64
import datetime
import hashlib
import hmac
import json
import struct
import time
import urllib.error
import urllib.parse
import urllib.request

import caseclock_program as caseclock
import harness
import series

COUNCIL = "X99000001"
NORTH, SOUTH = "Invented North", "Invented South"
LEVEL = 3  # more late assessments than these fire

BUDGET = 50  # mails at once a day, the most that can be configured; what has no room waits for tomorrow's digest
NEVER_QUIET = f'quiet: {{from: "00:00", to: "00:00", non_working_days: false}}, budget: {BUDGET}'
PEOPLE = f"""\
    - {{id: head, title: Head of service, address: head@council.example, authority: {COUNCIL}, {NEVER_QUIET}}}
    - {{id: north, title: Manager North, address: north@council.example, authority: {COUNCIL}, teams: [{NORTH}],
       references: true, {NEVER_QUIET}}}
    - {{id: south, title: Manager South, address: south@council.example, authority: {COUNCIL}, teams: [{SOUTH}],
       {NEVER_QUIET}}}
    - {{id: oncall, title: On call, address: oncall@council.example, operator: true}}
"""
RULE = """\
    - {{id: assessment_45.drag, off: true}}
    - {{id: late_work, indicator: assessment_45, condition: drag, scope: teams, severity: urgent, level: {level},
       for: 0 minutes, keep_firing: {keep}}}
"""
ALERTS = """
alerts:
  mail: {{server: "127.0.0.1:{port}", security: none, from: caseclock@council.example}}
  link: http://caseclock.council.example
  group_wait: 0 minutes
  people:
{people}  rules:
{rules}{more}
"""


def alerts_text(server, people=PEOPLE, level=LEVEL, keep="0 minutes", more=""):
    return ALERTS.format(port=server.port, people=people, rules=RULE.format(level=level, keep=keep), more=more)


def manager(number, team):
    """A line of people, whose address is manager-NUMBER@council.example."""
    return (f"    - {{id: manager-{number}, title: Manager {number}, address: manager-{number}@council.example,\n"
            f"       authority: {COUNCIL}, teams: [{team}], {NEVER_QUIET}}}\n")


def today():
    return datetime.datetime.now(datetime.timezone.utc).date()


class Council:
    """Its events, into the topic and into a file for the report."""

    def __init__(self, broker, topic, path, code=COUNCIL):
        self.producer, self.topic, self.path, self.code = broker.producer(), topic, path, code
        self.count = 0
        self.work = {}  # team -> [assessment]

    def event(self, name, payload, record="", child="", day=None, batch=None):
        self.count += 1
        now = datetime.datetime.now(datetime.timezone.utc)
        event = {"eventId": f"e-{self.count}", "authority": self.code, "source": "hand-made",
                 "sourceSequence": str(self.count), name: payload}
        event |= {"record": record} if record else {}
        event |= {"child": child} if child else {}
        event |= {"occurredOn": str(day)} if day else {}
        if batch is None:
            event["recordedAt"] = now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        else:
            event["batch"] = batch
        return event

    def send(self, events):
        """Returns once they are in the topic."""
        with open(self.path, "a", encoding="utf-8") as file:
            for event in events:
                line = json.dumps(event)
                file.write(line + "\n")
                self.producer.produce(self.topic, line.encode(), event["authority"],
                                      headers={"content-type": "application/json"})
        assert self.producer.flush(30) == 0

    def late_work(self, team, count, days=120, batch=None):
        """Assessments of the team that should have been finished long ago."""
        events = []
        start = today() - datetime.timedelta(days)
        for _ in range(count):
            number = sum(map(len, self.work.values())) + 1
            child, referral, record = f"C-{number:06}", f"R-{number:06}", f"opaque-{number:06}"
            self.work.setdefault(team, []).append(record)
            events += [
                self.event("referralOpened", {}, referral, child, start, batch),
                self.event("assessmentStarted", {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY", "referral": referral},
                           record, child, start, batch),
                self.event("recordAllocated", {"kind": "RECORD_KIND_ASSESSMENT", "team": team}, record, child, start,
                           batch)]
        return events

    def finished(self, team, number):
        """The team's assessment of that number has been authorised today."""
        record = self.work[team][number]
        return self.event("assessmentAuthorised", {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"}, record,
                          "C-" + record[-6:], today())

    def not_finished(self, team, number):
        """That was a mistake."""
        record = self.work[team][number]
        return self.event("factCleared", {"kind": "RECORD_KIND_ASSESSMENT", "fact": "FACT_ASSESSMENT_AUTHORISED"},
                          record, "C-" + record[-6:])


class AlertingDaemon(caseclock.Daemon):
    """With a mail server and the council's topic."""

    def __init__(self, broker, server, topic, http="", **alerts):
        super().__init__(broker, today(), topic, topic, assignment="all", http=http)
        broker.create_topics(topic, 2)
        self.server = server
        self.council = Council(broker, topic, self.directory / "events.jsonl")
        self.configure(alerts_text(server, **alerts))

    def alerts(self, *options):
        """`caseclock alerts list` as JSON."""
        done = caseclock.run("alerts", "list", "--config", self.config, "--format", "json", *options,
                             stdout=caseclock.subprocess.PIPE)
        return json.loads(done.stdout)

    def alert(self, team, rule="late_work"):
        found = [one for one in self.alerts("--all")["alerts"] if (one["team"], one["rule"]) == (team, rule)]
        return found[0] if found else None

    def alerts_text(self):
        return caseclock.run("alerts", "list", "--config", self.config, "--all",
                             stdout=caseclock.subprocess.PIPE).stdout.decode()

    def metric(self, family, **labels):
        return series.value_of(self.get("/metrics")[1], family, **labels)

    def wait_for_metric(self, family, value, timeout_s=20, **labels):
        harness.wait_until(lambda: self.metric(family, **labels) == value, f"{family} is {value}", timeout_s)

    def wait_for_drag(self, team, value, timeout_s=20):
        self.wait_for_metric("caseclock_drag_clocks", value, timeout_s, team=team, indicator="assessment_45")

    def post(self, path, **fields):
        """(status, text)."""
        url = f"http://127.0.0.1:{self.port()}{path}"
        try:
            with urllib.request.urlopen(url, urllib.parse.urlencode(fields).encode(), timeout=harness.patient(10)) as got:
                return got.status, got.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def token(self, ref, person, expires_s, key=None):
        """A ticket made as daemon/notify/acknowledge_link.h says, by other code."""
        if key is None:
            key = (self.directory / "checkpoints/alerts/link.key").read_text().strip().encode()
        payload = b"\x01" + struct.pack(">q", int(expires_s * 1_000_000))
        for text in (ref, person):
            payload += bytes([len(text)]) + text.encode()
        signature = hmac.new(key, b"caseclock acknowledge\n" + payload, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(payload + signature).decode().rstrip("=")


def scrape_times(daemon, seconds):
    """How long /metrics takes, again and again for so long. Units: seconds."""
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        status, _ = daemon.get("/metrics")
        assert status == 200
        times.append(time.monotonic() - began)
        time.sleep(0.02)
    return sorted(times)
