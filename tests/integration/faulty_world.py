"""Broker, mail server and daemon through rounds of faults, and what must hold after each.

Never a checkpoint nor an email from mixed figures; after settling the figures are those counted from the events; the
server answers within a second.
"""
import collections
import datetime
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import caseclock_program as caseclock
import checkpoint_reader
import harness
import series
from harness import patience
from kafka_server import Broker
from mail_server import MailServer
from watched_council import ALERT_LEVEL, COUNCILS, MOST_LATE, NUMBER, TOPIC, Making

NOTICED_S = 60  # within which a fault must be noticed
SETTLED_S = 20
ANSWERED_S = 1
BATCH_WAIT_S = 4
NEVER_QUIET = 'quiet: {from: "00:00", to: "00:00", non_working_days: false}, budget: 50'
FAMILIES = {"open": ("caseclock_open_clocks", {}), "drag": ("caseclock_drag_clocks", {}),
            "stopped": ("caseclock_indicator_denominator", {"window": "week"}),
            "in_time": ("caseclock_indicator_numerator", {"window": "week"})}
CONFIG = """
authorities:
{authorities}
batch_wait_seconds: {wait}
alerts:
  mail: {{server: "127.0.0.1:{port}", security: none, from: caseclock@council.example}}
  group_wait: 0 minutes
  people:
{people}
  rules:
    - {{id: assessment_45.drag, off: true}}
    - {{id: late_work, indicator: assessment_45, condition: drag, scope: teams, severity: urgent, level: {level},
       for: 0 minutes, keep_firing: 0 minutes}}
    - {{id: two_topics, indicator: assessment_45, condition: drag, scope: authority, severity: urgent, level: {most},
       for: 0 minutes, keep_firing: 0 minutes}}
"""


def config_text(port):
    people = "\n".join(f"    - {{id: head-{code}, title: Head of service, address: head-{code}@council.example, "
                       f"authority: {code}, {NEVER_QUIET}}}" for code in COUNCILS)
    return CONFIG.format(authorities="\n".join(f"  - {{code: {code}}}" for code in COUNCILS), wait=BATCH_WAIT_S,
                         port=port, people=people, level=ALERT_LEVEL, most=MOST_LATE)


class World:
    """Used in a with block. `partitions` of the topic, `number` of its making."""

    def __init__(self, stack, dice):
        self.dice, self.number, self.partitions = dice, 0, 2
        self.today = datetime.datetime.now(datetime.timezone.utc).date()
        self.directory = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="caseclock-faults-")))
        self.broker = stack.enter_context(Broker())
        self.server = stack.enter_context(MailServer())
        self.broker.create_topics(TOPIC, self.partitions)
        self.daemon = stack.enter_context(caseclock.Daemon(self.broker, self.today, TOPIC, TOPIC, assignment="all"))
        self.checkpoints = self.daemon.directory / "checkpoints"
        self.daemon.config.write_text(self.daemon.config.read_text().replace(
            "interval_seconds: 1}", "interval_seconds: 1, generations: 20}"))
        self.daemon.configure(config_text(self.server.port))
        self.make_small_disk(stack)
        self.reader = checkpoint_reader.Reader(checkpoint_reader.load_protocol(self.directory), self.checkpoints, TOPIC)
        self.makings, self.mails_seen, self.log_seen, self.checkpoints_read = {}, 0, 0, 0
        self.begin_making()
        self.start()

    def make_small_disk(self, stack):
        """A disk of their own for checkpoints and ledger, so that it can be filled; where that is not allowed, none."""
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "caseclock-faults", self.checkpoints],
                              capture_output=True)
        self.has_small_disk = done.returncode == 0
        if self.has_small_disk:
            stack.callback(subprocess.run, ["umount", "-l", self.checkpoints], check=True)

    # The topic.

    def begin_making(self, events=None):
        """New councils in the topic that has just been made; `events`: how many each must have at least."""
        self.number += 1
        self.councils = [Making(self, self.number, code) for code in COUNCILS]
        for council in self.councils:
            council.begin((events or {}).get(council.code, 0))
            self.makings[self.number, council.code] = council

    def make_topic_anew(self, partitions=None, events=None):
        self.partitions = partitions or self.partitions
        self.broker.delete_topic(TOPIC)
        harness.wait_until(self.try_to_create, "the topic can be made anew", 30)
        self.begin_making(events)

    def try_to_create(self):
        """A topic that is deleted is gone a moment later."""
        try:
            self.broker.create_topic(TOPIC, self.partitions)
        except Exception as problem:  # KafkaException: it still exists
            if "already exists" not in str(problem) and "TOPIC_ALREADY_EXISTS" not in str(problem):
                raise
            return False
        return True

    def live_work(self, times=3):
        for _ in range(times):
            for council in self.councils:
                council.live_work(self.dice)

    # The daemon.

    def start(self):
        """It may read the topic as it is now: nothing older is in its checkpoints."""
        self.started_in = self.number
        self.daemon.start()

    def start_from_nothing(self):
        """As an operator does after exit code 5, when the topic is known to be another: without the old checkpoints."""
        self.daemon.kill()
        self.look_for_mixtures()
        for entry in self.checkpoints.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        self.start()

    def has_checkpoints(self):
        return any(self.checkpoints.glob(f"{TOPIC}-[0-9]*/*.manifest"))

    def renew(self):
        """After a round that failed: another topic, no checkpoints."""
        self.broker.start_if_down()
        self.daemon.kill()
        self.make_topic_anew(2)
        self.mails_seen = len(self.server.all_mails())
        self.reader.new_generations()
        self.start_from_nothing()
        self.daemon.wait_until_ready(60 * patience())

    def ready(self):
        return self.daemon.get("/-/ready")

    def exit_code(self):
        return None if self.daemon.process is None else self.daemon.process.poll()

    def wait_until_noticed(self, what):
        """Not ready, or exit code 5 with its sentence, within a minute. Returns the sentences."""
        deadline = time.monotonic() + NOTICED_S * max(1, patience() / 2)
        while time.monotonic() < deadline:
            code = self.exit_code()
            if code is not None:
                said = self.new_log()
                assert code == 5 and said.strip(), f"{what}: ended with {code}: {said[-1500:]}"
                self.daemon.process = None
                return said
            status, text = self.ready()
            if status == 503:
                return text
            time.sleep(0.2)
        raise AssertionError(f"{what}: not noticed within {NOTICED_S} s, /-/ready says {self.ready()}")

    def wait_until_exit(self, what, code=5, timeout_s=NOTICED_S):
        if self.daemon.process is None:
            return
        try:
            ended = self.daemon.wait_until_ended(timeout_s * patience())
        except subprocess.TimeoutExpired:
            said = self.new_log()[-1500:]
            raise AssertionError(f"{what}: still runs after {timeout_s} s: {self.ready()} {said}") from None
        assert ended == code, f"{what}: ended with {ended}, not {code}: {self.new_log()[-1500:]}"

    def new_log(self):
        text = self.daemon.log_text()
        said, self.log_seen = text[self.log_seen:], len(text)
        return said

    # What must hold.

    def settle(self):
        """Ready, every figure as counted, answers within a second, nothing mixed. New work comes last in every council's
        partition: once it shows, all that came before has been counted."""
        self.live_work(1)
        self.daemon.wait_until_ready(SETTLED_S * patience())
        deadline = time.monotonic() + SETTLED_S * min(patience(), 4)
        while wrong := self.differences():
            assert self.exit_code() is None, f"ended with {self.exit_code()}: {self.new_log()[-1500:]}"
            if time.monotonic() > deadline:
                raise AssertionError("figures differ: " + "; ".join(wrong[:8]))
            time.sleep(0.1)
        self.answers_at_once()
        self.look_for_mixtures()

    def differences(self):
        status, text = self.daemon.get("/metrics")
        if status != 200:
            return [f"/metrics answers {status}"]
        shown = {}
        for (family, labels), value in series.of_exposition(text).items():
            labels = dict(labels)
            if labels.pop("indicator", "") == "assessment_45" and value:
                shown[family, labels.pop("authority"), labels.pop("team", ""), tuple(labels.items())] = value
        wrong = []
        for council in self.councils:
            expected = council.expected()
            teams = {team for _, team in expected} | {key[2] for key in shown if key[1] == council.code}
            for name, (family, more) in FAMILIES.items():
                for team in sorted(teams):
                    got = shown.get((family, council.code, team, tuple(more.items())), 0)
                    if got != expected.get((name, team), 0):
                        wrong.append(f"{name} of {council.code} {team!r}: {got:g}, counted {expected.get((name, team), 0)}")
        return wrong

    def metric(self, family, **labels):
        return series.value_of(self.daemon.get("/metrics")[1], family, **labels)

    def dead_letters(self):
        """How many there are of each reason."""
        reasons = [dict(letter.headers())["caseclock-reason"].decode()
                   for letter in self.broker.read_all(f"{TOPIC}.dead-letters")]
        return collections.Counter(reasons)

    def answers_at_once(self):
        begun = time.monotonic()
        status, _ = self.daemon.get("/-/healthy")
        took = time.monotonic() - begun
        assert status == 200, f"/-/healthy answers {status}"
        assert took < ANSWERED_S * patience(), f"/-/healthy took {took:.1f} s"

    def look_for_mixtures(self):
        for generation in self.reader.new_generations():
            self.checkpoints_read += 1
            self.check_generation(generation)
        mails = self.server.all_mails()
        for mail in mails[self.mails_seen:]:
            numbers = set(NUMBER.findall(f"{mail.subject}\n{mail.text}\n{mail.html}"))
            assert len(numbers) <= 1, f"an email of two topics: {mail} {sorted(numbers)}"
            assert not re.search(r"two_topics", mail.text), f"an email with the sum of two topics: {mail}"
            assert numbers <= {f"{self.started_in:04}"}, f"an email of topic {numbers} before a restart: {mail}"
        self.mails_seen = len(mails)

    def check_generation(self, generation):
        """It holds one making of the topic, all of its events before the offset, and nothing that nobody has sent."""
        numbers = {int(number) for _, record in generation.records for number in NUMBER.findall(record)}
        assert len(numbers) <= 1, f"checkpoint {generation.name} holds topics {sorted(numbers)}"
        for number in numbers:
            assert number == self.started_in, f"checkpoint {generation.name} of topic {number} before a restart"
            for code in COUNCILS:
                self.check_council(generation, self.makings[number, code])

    @staticmethod
    def check_council(generation, council):
        held = {record: facts for (code, record), facts in generation.records.items() if code == council.code}
        sent = [(offset, event) for partition, offset, event in council.sent
                if partition == generation.partition and event is not None]
        known = {event["record"] for _, event in sent if "record" in event}
        assert not held.keys() - known, f"checkpoint {generation.name} holds what nobody sent: {sorted(held.keys() - known)[:3]}"
        missing = {event["record"] for offset, event in sent if offset < generation.next_offset and "record" in event}
        missing -= held.keys()
        assert not missing, f"checkpoint {generation.name} at {generation.next_offset} lacks {sorted(missing)[:3]}"
