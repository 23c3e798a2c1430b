"""What figures must be, counted from the accepted events alone: written from ops/docs/counting.md and from nothing else.

Of two rows: assessment_45 of child and family assessments (open, in drag, stopped and in time this week), and who holds them.
An assessment starts 30 or 130 days before today: well within, or well beyond, 45 working days, whatever holidays there are.
"""
import collections
import datetime

IN_TIME_DAYS, LATE_DAYS = 30, 130
SCOPE = {"kind": "RECORD_KIND_ASSESSMENT", "open": True}


class CountedEvents:
    """The merge of one council's accepted events. Events are those of the JSON form."""

    def __init__(self, today):
        self.today = today
        self.facts = {}  # (record, fact) -> (stamp, source, value)
        self.accepted = collections.defaultdict(set)  # (source, batch, extracted) -> event ids
        self.declared = {}  # the same -> how many the completion says
        self.scoped = set()  # those whose completion lists something

    def accept(self, event):
        if "batchCompleted" in event:
            self._complete(event)
            return
        at = self._recorded(event)
        if "batch" in event:
            self.accepted[self._batch(event)].add(event["eventId"])
        stamp = (at, event["source"], int(event.get("sourceSequence", 0)), event["eventId"])
        record = event["record"]
        if "assessmentStarted" in event:
            self._assert(record, "started", stamp, event["occurredOn"])
        if "assessmentAuthorised" in event:
            self._assert(record, "authorised", stamp, event["occurredOn"])
        if "recordAllocated" in event:
            self._assert(record, "team", stamp, event["recordAllocated"]["team"])

    def figures(self):
        """{(family, team): count} without zeros; team "" is the whole council."""
        counts = collections.Counter()
        last_late_day = str(self.today - datetime.timedelta(LATE_DAYS))
        for record in {record for record, _ in self.facts}:
            started = self._alive(record, "started")
            if started is None:
                continue
            stopped = self._alive(record, "authorised") is not None
            late = started <= last_late_day
            team = self._alive(record, "team") or "(none)"
            for name in ("", team):
                counts["stopped", name] += stopped
                counts["in_time", name] += stopped and not late
                counts["open", name] += not stopped
                counts["drag", name] += not stopped and late
        return {key: count for key, count in counts.items() if count}

    @staticmethod
    def _recorded(event):
        return event["batch"]["extractedAt"] if "batch" in event else event["recordedAt"]

    @staticmethod
    def _batch(event):
        return event["source"], event["batch"]["id"], event["batch"]["extractedAt"]

    def _complete(self, event):
        self.declared[self._batch(event)] = int(event["batchCompleted"].get("events", 0))
        if event["batch"].get("scopes"):
            self.scoped.add(self._batch(event))

    def _assert(self, record, fact, stamp, value):
        old = self.facts.get((record, fact))
        if old is None or stamp > old[0]:
            self.facts[record, fact] = (stamp, stamp[1], value)

    def _floor(self, source):
        """The newest export of the source that took effect: as many accepted events as it declares."""
        times = [batch[2] for batch in self.scoped if batch[0] == source and self.declared[batch] > 0 and
                 len(self.accepted[batch]) >= self.declared[batch]]
        return max(times, default="")

    def _alive(self, record, fact):
        found = self.facts.get((record, fact))
        if found is None:
            return None
        stamp, source, value = found
        has_ended = (record, "authorised") in self.facts
        return None if not has_ended and stamp[0] < self._floor(source) else value
