"""Stalled clients and a hundred scrapes a second cost a good scrape little, and intake next to nothing.

A live feed at a fixed rate runs all the time. Phases without and with clients alternate; compared are what the loop's
thread computed for each event (the system's count of its time), and its busy seconds, in which it may also wait for a
core that somebody else has. The clients run on the same two cores, and what they cost is said.
"""
import os
import pathlib
import tempfile
import threading
import time
import unittest

import caseclock_program as caseclock
import harness
import web
import web_load
from kafka_server import Broker

AS_OF = "2024-03-31"
EVENTS_A_SECOND = 4_000
BACKLOG = 60_000
SCRAPES_A_SECOND = 100
PHASE_S = 2.5
# (stalled clients, loaded first): as the state grows, both kinds stand as early as late.
PAIRS = ((2, False), (7, True), (50, True), (50, False))
MOST_LATE_S = 0.250
# The figures are told. Where others use the cores too, one run and the
# next differ by more than five per cent: the test fails where clients cost the loop what no such noise explains.
MORE_WORK = 1.15


class Feed:
    """`caseclock produce`, given so many events a second until the block ends."""

    def __init__(self, daemon, lines):
        self.process, self.lines, self.stopping = daemon.producer(), lines, threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        part = EVENTS_A_SECOND // 20
        due = time.monotonic()
        for begin in range(0, len(self.lines), part):
            if self.stopping.wait(max(0, due - time.monotonic())):
                break
            self.process.stdin.writelines(self.lines[begin:begin + part])
            self.process.stdin.flush()
            due += part / EVENTS_A_SECOND

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()
        self.process.communicate(timeout=harness.patient(30))


class LoopTime:
    """What the loop has done between two looks."""

    def __init__(self, daemon):
        self.daemon, self.task = daemon, f"/proc/{daemon.process.pid}/task/{daemon.process.pid}/schedstat"
        self.before = self.look()

    def look(self):
        metrics = self.daemon.get("/metrics")[1]
        value = {line.split()[0]: float(line.split()[1]) for line in metrics.splitlines()
                 if line.startswith(("caseclock_loop_busy_seconds_total", "caseclock_events_accepted_total"))}
        on_core_s = int(pathlib.Path(self.task).read_text().split()[0]) / 1e9
        return (value["caseclock_events_accepted_total"], value["caseclock_loop_busy_seconds_total"], on_core_s)

    def since(self):
        """(events, busy microseconds an event, computed microseconds an event)"""
        events, busy, on_core = (after - before for before, after in zip(self.before, self.look()))
        return events, 1e6 * busy / events, 1e6 * on_core / events


class LoadTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        events = cls.directory / "events.jsonl"
        caseclock.simulate(events, 1, "2021-04-01", AS_OF, seed=5)
        with open(events, "rb") as file:
            cls.lines = file.readlines()
        (cls.directory / "backlog.jsonl").write_bytes(b"".join(cls.lines[:BACKLOG]))
        cls.broker = cls.enterClassContext(Broker())

    def test_without_and_with_tls_and_passwords(self):
        print(f"{os.cpu_count()} cores, load of the machine {os.getloadavg()[0]:.1f}")
        for name, users, tls in (("plain", {}, False), ("tls", {"prom": "scrape"}, True)):
            with self.subTest(name):
                self.one_daemon(name, users, tls)

    def one_daemon(self, name, users, tls):
        http = ", web_config_file: web.yml" if users else ""
        with caseclock.Daemon(self.broker, AS_OF, group=name, topic=name, http=http) as daemon:
            daemon.web, daemon.user = web.Web(daemon.directory, users, tls, cost=10), next(iter(users), None)
            daemon.produce(self.directory / "backlog.jsonl", "--create-topic")
            daemon.start()
            daemon.wait_until_ready()
            with Feed(daemon, self.lines[BACKLOG:]):
                phases = [self.phase(name, daemon, stalled, loaded) for stalled, first in PAIRS
                          for loaded in (first, not first)]
            self.compare(name, phases)
            self.end_with_open_connections(daemon)

    def phase(self, name, daemon, stalled, loaded):
        """(loaded, events, busy, computed)"""
        harness.wait_until(lambda: daemon.get("/metrics")[0] == 200, "it answers", 10)
        watch = LoopTime(daemon)
        if not loaded:
            time.sleep(PHASE_S)
            return (False, *watch.since())
        with web_load.Load(daemon.web, daemon.port(), daemon.user, stalled, SCRAPES_A_SECOND, PHASE_S) as load:
            load.finish()
            done = (True, *watch.since())
        ordered = sorted(load.latencies)
        p99 = ordered[int(0.99 * len(ordered))]
        print(f"{name}, {stalled} stalled clients: {len(ordered) / PHASE_S:.0f} scrapes of {load.size} bytes a second, median "
              f"{1000 * ordered[len(ordered) // 2]:.1f} ms, 99th percentile {1000 * p99:.1f} ms, longest "
              f"{1000 * ordered[-1]:.1f} ms; clients took {100 * load.cpu / PHASE_S:.0f} % of a core", flush=True)
        self.assertEqual(load.failures, [])
        self.assertLess(p99, MOST_LATE_S)
        self.assertGreater(len(ordered), 0.8 * SCRAPES_A_SECOND * PHASE_S)
        return done

    def compare(self, name, phases):
        """Over all phases of each kind, by their events."""
        def mean(loaded, column):
            of_kind = [phase for phase in phases if phase[0] == loaded]
            return sum(p[1] * p[column] for p in of_kind) / sum(p[1] for p in of_kind)
        busy, computed = (mean(True, column) / mean(False, column) for column in (2, 3))
        rate = [sum(p[1] for p in phases if p[0] == loaded) / PHASE_S / len(PAIRS) for loaded in (False, True)]
        print(f"{name}: {rate[0]:.0f} events a second without clients, {rate[1]:.0f} with; an event took the loop "
              f"{mean(False, 3):.1f} and {mean(True, 3):.1f} microseconds computed ({100 * (computed - 1):+.1f} %), "
              f"{mean(False, 2):.1f} and {mean(True, 2):.1f} busy ({100 * (busy - 1):+.1f} %)", flush=True)
        self.assertGreater(rate[1], 0.95 * rate[0], "the feed is kept up with")
        self.assertLess(computed, MORE_WORK)

    def end_with_open_connections(self, daemon):
        with web_load.Load(daemon.web, daemon.port(), daemon.user, 50, 0, 0.2) as load:
            load.finish()
            begun = time.monotonic()
            daemon.stop()
            took = time.monotonic() - begun
        print(f"SIGTERM with 50 open connections: ended after {took:.2f} s", flush=True)
        self.assertLess(took, 5)


if __name__ == "__main__":
    harness.main()
