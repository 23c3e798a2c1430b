"""A topic of invented councils that is made anew again and again, and what its figures must be at each moment.

Everything in one making of the topic carries its number: teams "Team I0007 North", records "i0007-...". So whoever shows
two numbers together has mixed two topics.
"""
import datetime
import json
import typing
import re

import alerting
from counted_events import IN_TIME_DAYS, LATE_DAYS, SCOPE, CountedEvents
from kafka_server import murmur2_partition

TOPIC = "case-events"
COUNCILS = ("X99000001", "X99000002")
LATE = 24  # of each council, in its first events
# More late work of a whole council than one topic ever has, and less than two have together.
MOST_LATE = 40
ALERT_LEVEL = 3
NUMBER = re.compile(r"\b[iI](\d{4})\b")


class Export(typing.NamedTuple):
    """How many events of it were declared (0: not at all), came in order, were refused."""
    declared: int
    accepted: int
    refused: int


def tag(number):
    return f"i{number:04}"


class Making(alerting.Council):
    """The events of one council in one making of the topic: in the topic, and counted."""

    def __init__(self, world, number, code):
        super().__init__(world.broker, TOPIC, world.directory / "events.jsonl", code)
        self.number, self.tag, self.today = number, tag(number), world.today
        self.counted = CountedEvents(self.today)
        self.sent = []  # (partition, offset, event), as the broker confirmed them
        self.open_ones, self.made, self.exports = [], 0, 0
        self.listed = {}  # records that the nightly export lists: record -> (start, authorised)

    def send(self, events, refused=()):
        """Returns once all are in the topic; `refused` are sent too, and must never count."""
        self.unsent = []
        for event in [*events, *refused]:
            self.producer.produce(TOPIC, json.dumps(event).encode(), self.code,
                                  headers={"content-type": "application/json"},
                                  on_delivery=lambda error, message, event=event, good=event not in refused:
                                  self._delivered(error, message, event, good))
        left = self.producer.flush(60)
        if left or self.unsent:
            raise RuntimeError(f"{left} events were not sent: {self.unsent[:1]}")

    def _delivered(self, error, message, event, good):
        if error is not None:
            self.unsent.append(error.str())
            return
        self.sent.append((message.partition(), message.offset(), event if good else None))
        if good:
            self.counted.accept(event)

    def stamped(self, event):
        event["eventId"] = f"{self.tag}-{event['eventId']}"
        return event

    def assessment(self, team, days):
        """Its two events: started so many days ago, held by the team."""
        self.made += 1
        record, child = f"{self.tag}-a{self.made:05}", f"{self.tag}-c{self.made:05}"
        start = self.today - datetime.timedelta(days)
        if days == IN_TIME_DAYS:
            self.open_ones.append(record)
        return [self.stamped(event) for event in (
            self.event("assessmentStarted", {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"}, record, child, start),
            self.event("recordAllocated", {"kind": "RECORD_KIND_ASSESSMENT", "team": self.team(team)}, record, child,
                       start))]

    def team(self, name):
        return f"Team {self.tag.upper()} {name}"

    def begin(self, events=0):
        """The first events; at least so many, by repeating some."""
        first = [event for number in range(LATE) for event in
                 self.assessment("South" if number % 3 else "North", LATE_DAYS)]
        first += [event for _ in range(10) for event in self.assessment("North", IN_TIME_DAYS)]
        first += [first[number % len(first)] for number in range(max(0, events - len(first)))]
        self.send(first)

    def live_work(self, dice):
        """A little new work, some of it finished, one event twice."""
        events = self.assessment(dice.choice(["North", "South"]), IN_TIME_DAYS)
        if self.open_ones and dice.random() < 0.7:
            record = self.open_ones.pop(dice.randrange(len(self.open_ones)))
            events.append(self.stamped(self.event("assessmentAuthorised", {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"},
                                                  record, record.replace("-a", "-c"), self.today)))
        events.append(dice.choice(events))
        self.send(events)

    def export(self, dice, whole=True, refused=0, claims=0, complete=True):
        """A nightly export of all that it lists; `whole`: else it breaks off in the middle; `refused`: so many of its events
        cannot be read; `claims`: so many more than were sent are declared."""
        self.exports += 1
        now = datetime.datetime.now(datetime.timezone.utc)
        batch = {"id": f"{self.tag}-night-{self.exports}", "extractedAt": now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        self.change_list(dice)
        events = [event for record in sorted(self.listed) for event in self.listed_events(record, batch)]
        bad = dice.sample(events, refused)
        good = [event for event in events if event not in bad]
        bad = [dict(event, occurredOn="02/11/2026") for event in bad]
        if not whole:
            good = good[:len(good) // 2]
        self.send(good, bad)
        declared = len(events) + claims if complete and whole else 0
        if declared:
            done = self.stamped(self.event("batchCompleted", {"events": str(declared)},
                                           batch=dict(batch, scopes=[SCOPE])))
            self.send([dict(done, source="nightly")])
        return Export(declared, len(good), len(bad))

    def change_list(self, dice):
        """Since the last export some were made, some finished, some vanished."""
        for record in sorted(self.listed):
            if dice.random() < 0.2:
                del self.listed[record]
        while len(self.listed) < 8:
            number = self.exports * 100 + len(self.listed)
            self.listed[f"{self.tag}-x{number:05}"] = dice.choice([IN_TIME_DAYS, LATE_DAYS])

    def listed_events(self, record, batch):
        start, child = self.today - datetime.timedelta(self.listed[record]), record.replace("-x", "-d")
        return [dict(self.stamped(event), source="nightly") for event in (
            self.event("assessmentStarted", {"type": "ASSESSMENT_TYPE_CHILD_AND_FAMILY"}, record, child, start, batch),
            self.event("recordAllocated", {"kind": "RECORD_KIND_ASSESSMENT", "team": self.team("West")}, record, child,
                       start, batch))]

    def expected(self):
        """{(family, team): count} without zeros."""
        return self.counted.figures()

    def partition(self, partitions):
        return murmur2_partition(self.code.encode(), partitions)
