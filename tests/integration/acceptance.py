"""Which messages are events: written a second time, from case_event.proto and codec.h alone.

A message is an event, or it is to be in the dead letters with a reason, which is the word of the
header caseclock-reason.
"""
import contextlib
import datetime
import importlib
import os
import re
import subprocess
import sys
import warnings

import harness

MAX_BYTES = 64 * 1024
MAX_TEXT, MAX_COMMENTARY = 256, 2000
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)
FIRST_SECOND = -2208988800  # 1900-01-01T00:00:00Z
END_SECOND = 4102444800  # 2100-01-01T00:00:00Z
DAY_S = 24 * 3600


def load_protocol(directory):
    """Generates the Python classes of the protocol into the directory."""
    subprocess.run(["protoc", f"-I{harness.ROOT}/proto", f"--python_out={directory}",
                    "caseclock/v1/case_event.proto"], check=True, cwd=harness.ROOT / "proto")
    sys.path.insert(0, str(directory))
    return importlib.import_module("caseclock.v1.case_event_pb2")


@contextlib.contextmanager
def quiet_stderr():
    """The library prints a line for each text that is not UTF-8."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class Refused(Exception):
    pass


def refuse_if(condition, reason):
    if condition:
        raise Refused(reason)


# The kinds of records that belong to no child.
NO_CHILD = {"AUDIT", "ACTION", "MEASURE", "COMMENTARY", "TEAM"}
# Events whose subject is named otherwise than by the record.
NO_RECORD = {"child_described", "child_alias", "team_changed", "batch_completed"}
# Events that say nothing on a day; a child's description and alias hold whenever.
NO_DAY = {"record_withdrawn", "record_moved", "fact_cleared", "batch_completed",
          "child_described", "child_alias"}
# Events that are about a record whosever it is.
ANY_CHILD = {"record_withdrawn", "record_moved", "fact_cleared", "batch_completed"}
KIND_OF_EVENT = {"case_audited": "AUDIT", "action_updated": "ACTION", "measure_reported": "MEASURE",
                 "commentary_written": "COMMENTARY", "team_changed": "TEAM"}
REQUIRED = {"legal_status_changed": ["legal_status"], "team_changed": ["team"],
            "measure_reported": ["indicator"], "commentary_written": ["indicator", "text"],
            "child_alias": ["same_as"], "record_moved": ["to_child"],
            "adoption_status_changed": ["status"], "record_allocated": ["kind"],
            "record_withdrawn": ["kind"], "fact_cleared": ["kind", "fact"]}
REQUIRED["record_moved"].append("kind")
PLAN_OR_CARE = {"PLAN", "CARE"}
DATED = {"FACT_ALLOCATION", "FACT_LEGAL_STATUS", "FACT_TEAM_PARENT"}


class Acceptance:

    def __init__(self, protocol, partition_of):
        self.protocol = protocol
        self.partition_of = partition_of  # key -> partition

    def judge(self, key, value, partition, timestamp_ms):
        """(event, None) for an event, (None, why) for a dead letter."""
        try:
            return self.read(key, value, partition, timestamp_ms), None
        except Refused as why:
            return None, str(why)

    def read(self, key, value, partition, timestamp_ms):
        refuse_if(len(value) > MAX_BYTES, "too_large")
        event = self.parse(self.without_framing(value))
        name = event.WhichOneof("event")
        refuse_if(name is None, "unknown_event")
        self.envelope(event, name)
        self.payload(event, name)
        self.subject(event, name)
        refuse_if(key != event.authority.encode(), "wrong_key")
        refuse_if(self.partition_of(key) != partition, "wrong_partition")
        instant = event.batch.extracted_at if event.HasField("batch") else event.recorded_at
        micros = instant.seconds * 1_000_000 + instant.nanos // 1000
        refuse_if(micros > (timestamp_ms + DAY_S * 1000) * 1000, "recorded_in_future")
        return event

    @staticmethod
    def without_framing(value):
        """Schema Registry framing: byte 0, four bytes of id, message indexes, here only [0]."""
        if value[:1] != b"\0":
            return value
        refuse_if(len(value) < 6, "malformed")
        if value[5] == 0:
            return value[6:]
        refuse_if(value[5:7] != b"\x02\x00", "malformed")
        return value[7:]

    def parse(self, value):
        # Of bytes after an end that nothing began, Python only warns.
        with quiet_stderr(), warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            try:
                event = self.protocol.CaseEvent.FromString(value)
            except Exception as error:  # DecodeError and, for text that is not UTF-8, others
                raise Refused("malformed") from error
        refuse_if(warned, "malformed")
        return event

    def envelope(self, event, name):
        for field in ("event_id", "authority", "source"):
            self.text(getattr(event, field), required=True)
        self.text(event.record, required=name not in NO_RECORD)
        self.text(event.child)
        refuse_if(not re.fullmatch("[A-Z][0-9]{8}", event.authority), "unknown_authority")
        refuse_if(name == "batch_completed" and not event.HasField("batch"), "missing_field")
        if event.HasField("batch"):
            self.text(event.batch.id, required=True)
            refuse_if(not event.batch.HasField("extracted_at"), "missing_field")
            self.instant(event.batch.extracted_at)
        refuse_if(not event.HasField("batch") and not event.HasField("recorded_at"),
                  "missing_field")
        if event.HasField("recorded_at"):
            self.instant(event.recorded_at)
        if name not in NO_DAY:
            refuse_if(event.occurred_on == "", "missing_field")
            self.day(event.occurred_on)

    def payload(self, event, name):
        payload = getattr(event, name)
        for field in payload.DESCRIPTOR.fields:
            value = getattr(payload, field.name)
            if field.type == field.TYPE_ENUM:
                known = value in field.enum_type.values_by_number
                refuse_if(not known, "unknown_enum")
                refuse_if(value == 0 and field.name in REQUIRED.get(name, []), "unknown_enum")
            elif field.type == field.TYPE_STRING:
                self.payload_text(name, field.name, value)
            elif field.type == field.TYPE_UINT32:
                refuse_if(value > 2**31 - 1, "malformed")
        self.kinds(event, name, payload)
        if name == "batch_completed":
            for scope in event.batch.scopes:
                self.scope(scope)

    def payload_text(self, name, field, value):
        if field == "target_date":
            if value:
                self.day(value)
        elif field == "birth_month":
            if value:
                refuse_if(not re.fullmatch(r"\d{4}-\d{2}", value), "invalid_date")
                self.day(value + "-01")
        elif field == "first_day":
            pass  # means something on dated facts only: see kinds
        else:
            limit = MAX_COMMENTARY if (name, field) == ("commentary_written", "text") else MAX_TEXT
            self.text(value, field in REQUIRED.get(name, []), limit)

    def kind(self, number):
        return self.protocol.RecordKind.Name(number).removeprefix("RECORD_KIND_")

    def kinds(self, event, name, payload):
        """What the values of RecordKind and Fact may be in each place."""
        if name == "minutes_issued":
            refuse_if(self.kind(payload.kind) not in {"UNSPECIFIED", "CONFERENCE", "REVIEW"},
                      "unknown_enum")
        if name in ("review_scheduled", "visit_made"):
            allowed = set(PLAN_OR_CARE)
            if name == "review_scheduled" or payload.of == "":
                allowed.add("UNSPECIFIED")
            refuse_if(self.kind(payload.of_kind) not in allowed, "unknown_enum")
        if name == "fact_cleared":
            if self.protocol.Fact.Name(payload.fact) in DATED:
                refuse_if(payload.first_day == "", "missing_field")
                self.day(payload.first_day)

    def scope(self, scope):
        known = scope.kind in self.protocol.RecordKind.values()
        refuse_if(not known or scope.kind == 0, "unknown_enum")
        for bound in (scope.first, scope.last):
            if bound:
                self.day(bound)
        refuse_if(scope.first and scope.last and scope.first > scope.last, "invalid_date")

    def subject(self, event, name):
        """A child's record says whose it is."""
        if name in ANY_CHILD:
            return
        if name == "record_allocated":
            kind = self.kind(event.record_allocated.kind)
        else:
            kind = KIND_OF_EVENT.get(name, "of a child")
        refuse_if(kind not in NO_CHILD and event.child == "", "missing_field")

    @staticmethod
    def text(value, required=False, limit=MAX_TEXT):
        refuse_if(required and value == "", "missing_field")
        refuse_if(len(value.encode()) > limit, "invalid_text")
        refuse_if(any(ord(letter) < 0x20 or ord(letter) == 0x7f for letter in value),
                  "invalid_text")

    @staticmethod
    def day(text):
        refuse_if(not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text), "invalid_date")
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            raise Refused("invalid_date") from None
        refuse_if(not FIRST_DAY <= day <= LAST_DAY, "invalid_date")

    @staticmethod
    def instant(instant):
        refuse_if(not FIRST_SECOND <= instant.seconds < END_SECOND, "invalid_time")
        refuse_if(not 0 <= instant.nanos <= 999_999_999, "invalid_time")
