"""What a stack remembers between two commands: one directory, and one file in it."""
import contextlib
import fcntl
import json
import os
import pathlib
import shutil

import processes


class State:
    """A stack's directory.

    state.json has: councils, history_from, seed; ports by name; parts by name with pid, start and since; fed_until;
    populations.
    """

    def __init__(self, directory):
        self.directory = pathlib.Path(directory).resolve()
        self.file = self.directory / "state.json"
        self.values = {}
        if self.file.exists():
            self.values = json.loads(self.file.read_text(encoding="utf-8"))

    def exists(self):
        return bool(self.values)

    def save(self):
        """Whole or not at all."""
        partial = self.file.with_suffix(".partial")
        partial.write_text(json.dumps(self.values, indent=1) + "\n", encoding="utf-8")
        os.replace(partial, self.file)

    def path(self, *names):
        """A path within, its folder made."""
        path = self.directory.joinpath(*names)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def folder(self, *names):
        path = self.directory.joinpath(*names)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def log(self, name):
        return self.directory / "logs" / f"{name}.log"

    @contextlib.contextmanager
    def lock(self):
        """One command at a time changes the stack. Errors: BlockingIOError."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with open(self.directory / "lock", "w", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield

    def port(self, name):
        return self.values["ports"][name]

    def choose_ports(self, names):
        """The ports of the last run where they are free, so that addresses stay; new ones where they are not.

        True when a part's address is another than what the others were told.
        """
        broker = processes.broker_tool()
        ports = self.values.setdefault("ports", {})
        before = dict(ports)
        for name, fresh in zip(names, broker.free_ports(len(names))):
            if name not in ports or not (self.process(name) or broker.is_free(ports[name])):
                ports[name] = fresh
        return any(ports[name] != port for name, port in before.items())

    def process(self, name):
        """The part's process when it runs, else None."""
        known = self.values.get("parts", {}).get(name)
        return known if processes.runs(known) else None

    def remember(self, name, process):
        self.values.setdefault("parts", {})[name] = process
        self.save()

    def forget(self, name):
        self.values.get("parts", {}).pop(name, None)
        self.save()

    def wipe(self):
        """Removes the directory. Requires: it is a stack's."""
        if self.file.exists():
            shutil.rmtree(self.directory)
