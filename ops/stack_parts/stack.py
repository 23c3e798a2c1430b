"""The commands of ops/stack."""
import argparse
import datetime
import os
import pathlib
import sys
import time

import feed as feeding
import mails
import parts
import processes
from state import State

DONE, FAILED, USAGE = 0, 1, 2
LOG_LINES, ALL_LOGS_LINES = 40, 5
SETTLE_S = 30
PORTS = ("kafka", "mail", "alertmanager", "caseclock", "prometheus", "grafana")


def say(text=""):
    print(text, flush=True)


def short(path):
    """Relative to here where that is shorter."""
    here = pathlib.Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


class PartFailed(Exception):
    """A part did not come up."""

    def __init__(self, part, why):
        super().__init__(why)
        self.part = part


class Stack:
    def __init__(self, state):
        self.state = state
        self.parts = {part.name: part for part in parts.all_parts(state)}

    def up(self, options):
        if not self.state.exists():
            self.begin(options)
        elif options.councils and options.councils != self.state.values["councils"]:
            say(f"this stack has {parts.count(self.state.values['councils'], 'council')}. To have another number: "
                "ops/stack down --wipe, then ops/stack up")
            return FAILED
        elif options.replay_days and "fed_until" in self.state.values:
            say("this stack has its events already: a replay would show nothing. "
                "To begin anew: ops/stack down --wipe, then ops/stack up --replay-days N")
            return FAILED
        if self.state.choose_ports(PORTS) and self.running():
            say("a port was taken by another program meanwhile: everything is started again")
            self.stop_all()
        runs = self.running()
        self.state.save()
        try:
            for name in ("kafka", "mail", "alertmanager"):
                self.ensure(name)
            self.ensure_events(options)
            for name in ("caseclock", "prometheus", "feed", "grafana"):
                self.ensure(name)
        except PartFailed as failed:
            return self.tell_failure(failed)
        ran_already = set(runs) >= {p.name for p in self.installed()}
        if not ran_already:
            self.settle()
        say("everything ran already" if ran_already else "")
        return self.status()

    def settle(self):
        """Parts that ran before notice within seconds that what they need is back; then the status says so."""
        deadline = time.monotonic() + SETTLE_S
        running = [part for part in self.parts.values() if part.process()]
        while time.monotonic() < deadline and not all(part.process() and part.health()[0] for part in running):
            time.sleep(0.2)

    def begin(self, options):
        """A new stack is of the reporting year so far, and of whole ones before it."""
        first = feeding.first_of_april_before(datetime.date.today(), options.years)
        self.state.values = {"councils": options.councils or 3, "seed": options.seed, "history_from": str(first)}

    def installed(self):
        return [part for part in self.parts.values() if part.is_installed()]

    def running(self):
        return [name for name, part in self.parts.items() if part.process()]

    def stop_all(self):
        """In the order opposite to that of starting; gives the names."""
        stopped = self.running()[::-1]
        for name in stopped:
            self.parts[name].stop()
        return stopped

    def ensure(self, name):
        """Starts the part where it does not run, and waits until it is well. Errors: PartFailed."""
        part = self.parts[name]
        if part.process() or not part.is_installed():
            return
        began = time.monotonic()
        try:
            part.start()
        except (OSError, RuntimeError, ValueError) as problem:
            raise PartFailed(part, str(problem)) from None
        self.wait_until_well(part)
        say(f"started {', '.join(filter(None, (name, part.address())))}, {time.monotonic() - began:.1f} s")

    def wait_until_well(self, part):
        deadline = time.monotonic() + part.patience_s
        while True:
            processes.reap()
            if not part.process():
                raise PartFailed(part, "it ended by itself")
            well, words = part.health()
            if well:
                return
            if time.monotonic() > deadline:
                raise PartFailed(part, f"after {part.patience_s} s: {words}")
            time.sleep(0.2)

    def ensure_events(self, options):
        """The past is in the topic before the daemon looks, so that nobody is told of half a history."""
        feed = self.parts["feed"]
        if feed.process() and not feed.events.runs_out():
            return
        feed.stop()
        began = time.monotonic()
        until = feeding.utc_now()
        self.state.values.pop("replay", None)
        if options.replay_days:
            self.state.values["replay"] = {"days": options.replay_days, "speed": options.speed}
            until -= datetime.timedelta(options.replay_days)
        values = self.state.values
        say(f"sending what {parts.count(values['councils'], 'invented council')} recorded "
            f"since {values.get('fed_until', values['history_from'])[:10]} ...")
        try:
            feed.events.make_topics()
            sent = feed.events.load(until)
        except (OSError, RuntimeError) as problem:
            raise PartFailed(feed, str(problem)) from None
        say(f"sent    {sent:,} events, up to {until.astimezone():%d %b %Y %H:%M}, {time.monotonic() - began:.1f} s")

    def tell_failure(self, failed):
        log = self.state.log(failed.part.name)
        say(f"\n{failed.part.name} did not come up: {failed}")
        for line in processes.last_lines(log, 15):
            say(f"  | {line}")
        say(f"  Its log: {short(log)}\n  What was started still runs: ops/stack status. "
            "ops/stack up tries again, ops/stack down ends all.")
        return FAILED

    def status(self):
        if not self.state.exists():
            say(f"there is no stack in {short(self.state.directory)}; ops/stack up makes one")
            return FAILED
        rows = [self.row(part) for part in self.parts.values()]
        unwell = [row[0] for row in rows if not row[-1]]
        running = [row for row in rows if row[2]]
        if not running:
            say(f"nothing runs. What was stored is in {short(self.state.directory)}; ops/stack up goes on with it")
            return FAILED
        say("all is well" if not unwell else f"NOT well: {', '.join(unwell)}")
        for name, words, pid, address, since, well in rows:
            pid, since = f"pid {pid}" if pid else "", f"since {since}" if since else ""
            say(f"  {name:<13}{pid:<12}{address:<17}{since:<13}{words}")
        self.say_addresses()
        return DONE if not unwell else FAILED

    def row(self, part):
        """(name, words, pid, address, since, is it as it should be?)"""
        process = part.process()
        if process:
            well, words = part.health()
            began = datetime.datetime.fromtimestamp(process["since"])
            since = f"{began:%H:%M}" if began.date() == datetime.date.today() else f"{began:%d %b %H:%M}"
            return part.name, words, process["pid"], part.address(), since, well
        if not part.is_installed():
            return part.name, "not installed; see ops/grafana/README.md", None, "", "", True
        log = short(self.state.log(part.name))
        return part.name, f"does not run; its last words: {log}", None, "", "", False

    def say_addresses(self):
        """Only links that lead to a page: Debian's Prometheus has its pages under /classic."""
        rows = [("figures", "caseclock", ("/",)), ("metrics", "prometheus", ("/classic/graph", "/graph")),
                ("rules", "prometheus", ("/classic/alerts", "/alerts")), ("boards", "grafana", ("/login",))]
        say()
        for what, name, paths in rows:
            port = self.state.port(name) if self.parts[name].process() else None
            page = port and next((path for path in paths if parts.get(port, path)[0] == 200), None)
            if page:
                say(f"  {what:<13}http://{self.parts[name].address()}{page}")
        if self.parts["alertmanager"].process():  # Debian's has no page of its own
            say(f"  alerts       amtool alert query --alertmanager.url=http://{self.parts['alertmanager'].address()}")
        say("  emails       ops/stack mails")

    def down(self, wipe):
        stopped = self.stop_all()
        say("stopped " + ", ".join(stopped) if stopped else "nothing ran")
        where = short(self.state.directory)
        if wipe:
            self.state.wipe()
            say(f"removed {where}")
        elif self.state.exists():
            say(f"what was stored stays in {where}; ops/stack up goes on with it")
        return DONE

    def logs(self, name):
        if name and name not in self.parts:
            say(f"there is no part {name!r}; there are {', '.join(self.parts)}")
            return USAGE
        for one in [name] if name else self.parts:
            log = self.state.log(one)
            lines = processes.last_lines(log, LOG_LINES if name else ALL_LOGS_LINES)
            if lines or name:
                say(f"{one}: {short(log)}")
            for line in lines:
                say(f"  {line}")
        return DONE

    def mails(self, number):
        found = mails.all_mails(self.parts["mail"].folder()) if self.state.exists() else []
        if number is None:
            for one, mail in found[-50:]:
                say(mails.line_of(one, mail))
            say("no emails yet" if not found else "ops/stack mails N shows one")
            return DONE
        for one, mail in found:
            if one == number:
                say(mails.text_of(mail))
                return DONE
        say(f"there is no email {number}")
        return FAILED


def read_options(arguments):
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument("--state", metavar="DIR", help="where everything is kept; build/stack if not given")
    parser = argparse.ArgumentParser(prog="ops/stack", description="The whole of Caseclock on this machine.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    up = commands.add_parser("up", parents=[everywhere], help="start what does not run")
    up.add_argument("--councils", type=int, choices=range(1, 51), metavar="N", help="invented councils; 3 if not given")
    up.add_argument("--years", type=int, default=2, choices=range(0, 11), metavar="N",
                    help="whole reporting years before this one; 2 if not given")
    up.add_argument("--seed", type=int, default=1, metavar="N", help="another number, other councils")
    up.add_argument("--replay-days", type=float, default=0, metavar="N",
                    help="let the last N days come in again, then go on with the present")
    up.add_argument("--speed", type=float, default=1, metavar="N", help="of the replay: days a minute; 1 if not given")
    commands.add_parser("status", parents=[everywhere], help="what runs where, and whether it is well")
    down = commands.add_parser("down", parents=[everywhere], help="stop everything; what was stored stays")
    down.add_argument("--wipe", action="store_true", help="remove what was stored, too")
    logs = commands.add_parser("logs", parents=[everywhere], help="the last lines of a log, or of all")
    logs.add_argument("name", nargs="?", metavar="NAME")
    letters = commands.add_parser("mails", parents=[everywhere], help="emails that were sent, or the text of one")
    letters.add_argument("number", nargs="?", type=int, metavar="N")
    return parser.parse_args(arguments)


def main(arguments):
    options = read_options(arguments)
    state = State(options.state or processes.ROOT / "build/stack")
    stack = Stack(state)
    if options.command == "status":
        return stack.status()
    if options.command == "logs":
        return stack.logs(options.name)
    if options.command == "mails":
        return stack.mails(options.number)
    if options.command == "down" and not state.exists():
        say(f"there is no stack in {short(state.directory)}")
        return DONE
    try:
        with state.lock():
            return stack.up(options) if options.command == "up" else stack.down(options.wipe)
    except BlockingIOError:
        say("another ops/stack is at work on this stack; try again when it is done")
    except KeyboardInterrupt:
        say("\ninterrupted. ops/stack up goes on from here, ops/stack down ends all.")
    return FAILED


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # "| head" has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
