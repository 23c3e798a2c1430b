"""The invented councils: their history into the topic at once, what comes later in its time."""
import collections
import datetime
import re
import subprocess

import configurations

DAYS_AHEAD = 60
RENEW_BELOW_DAYS = 30
RECORDED = re.compile(rb'"recordedAt":"([^"]+)"')
AUTHORITY = re.compile(rb'"authority":"([^"]+)"')
STANDARD_REFERRALS, STANDARD_CHILDREN = 5520, 100_000  # a year, of the invented council that others are measured by


def utc_now():
    return datetime.datetime.now(datetime.timezone.utc)


def stamp(moment):
    """As events have it; texts compare like times."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def first_of_april_before(day, years):
    """The reporting year that began before `day`, and so many whole ones before it."""
    year = day.year - (0 if (day.month, day.day) >= (4, 1) else 1)
    return datetime.date(year - years, 4, 1)


class Feed:
    """One stack's events. What was sent is remembered, and not sent again."""

    def __init__(self, state, program):
        self.state, self.program = state, program
        self.later = state.path("feed", "later.jsonl")
        self.config = state.path("feed", "feed.yaml")

    def make_topics(self):
        self.config.write_text(configurations.feed(self.state), encoding="utf-8")
        self._produce(["--create-topic"], [])

    def load(self, until):
        """Everything up to that moment goes into the topic, the rest into a file; gives how many went."""
        values = self.state.values
        last = (utc_now() + datetime.timedelta(DAYS_AHEAD)).date()
        command = [self.program, "simulate", "--authorities", str(values["councils"]), "--seed", str(values["seed"]),
                   "--from", values["history_from"], "--to", str(last)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as simulation:
            sent = self._produce([], self._split(simulation.stdout, until))
        if simulation.returncode != 0:
            raise RuntimeError(f"could not simulate: exit code {simulation.returncode}")
        values["fed_until"] = stamp(until)
        self.state.save()
        return sent

    def _split(self, lines, until):
        """What is new and not after `until`; later ones into the file, referrals counted on the way."""
        begin = self.state.values.get("fed_until", "").encode()
        end, year_ago = stamp(until).encode(), stamp(until - datetime.timedelta(365)).encode()
        referrals = collections.Counter()
        with open(self.later, "wb") as later:
            for line in lines:
                recorded = RECORDED.search(line).group(1)
                if recorded > end:
                    later.write(line)
                    continue
                if recorded > year_ago and b'"referralOpened"' in line:
                    referrals[AUTHORITY.search(line).group(1).decode()] += 1
                if recorded > begin:
                    yield line
        if "populations" not in self.state.values:
            self.state.values["populations"] = {
                code: max(1000, count * STANDARD_CHILDREN // STANDARD_REFERRALS // 1000 * 1000)
                for code, count in referrals.items()}

    def _produce(self, options, lines):
        """`caseclock produce` to its end; gives how many lines it got. Errors: what it said."""
        log = self.state.log("feed")
        log.parent.mkdir(parents=True, exist_ok=True)
        sent = 0
        with open(log, "ab") as out, subprocess.Popen(
                [self.program, "produce", "--config", self.config, *options], stdin=subprocess.PIPE, stdout=out,
                stderr=out) as produce:
            try:
                for sent, line in enumerate(lines, 1):
                    produce.stdin.write(line)
                produce.stdin.close()
            except BrokenPipeError:
                pass  # its exit code says more
        if produce.returncode != 0:
            raise RuntimeError(f"could not send events: exit code {produce.returncode}")
        return sent

    def times(self):
        """When events will come: every recorded time of the file, in order."""
        try:
            with open(self.later, "rb") as lines:
                return [RECORDED.search(line).group(1).decode() for line in lines]
        except OSError:
            return []

    def runs_out(self):
        """True when `up` should invent more."""
        times = self.times()
        return not times or times[-1] < stamp(utc_now() + datetime.timedelta(RENEW_BELOW_DAYS))

    def words(self):
        """What it will do next."""
        now, times = stamp(utc_now()), self.times()
        coming = [time for time in times if time > now]
        if not coming:
            return "has sent everything it had: ops/stack up goes on"
        return f"next event {local(coming[0], '%a %d %b %H:%M')}, last {local(times[-1], '%d %b %Y')}"


def local(text, form):
    moment = datetime.datetime.strptime(text[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=datetime.timezone.utc)
    return moment.astimezone().strftime(form)
