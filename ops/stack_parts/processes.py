"""Processes that outlive the command that started them, known again by id and start time."""
import importlib.machinery
import importlib.util
import os
import pathlib
import signal
import subprocess
import time

OPS = pathlib.Path(__file__).resolve().parents[1]
ROOT = OPS.parent
STOP_TIMEOUT_S = 20


def broker_tool():
    """ops/kafka/broker as a module: how a broker is started, stopped and asked."""
    loader = importlib.machinery.SourceFileLoader("broker", str(OPS / "kafka/broker"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("broker", loader))
    loader.exec_module(module)
    return module


def start_time(pid):
    """When the process was started, in the kernel's ticks; None when there is none, or only its remains."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def runs(process):
    """Is it still the process we started? Its id alone may belong to another by now."""
    # What had ended before it could be looked at has no time of its start, and does not run.
    return process is not None and process["ticks"] is not None and start_time(process["pid"]) == process["ticks"]


def start(command, log, environment=None, stdin=subprocess.DEVNULL, directory=None):
    """Starts a program in a session of its own, its words into the log; gives what `runs` and `stop` want."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab") as out:
        started = subprocess.Popen([str(word) for word in command], stdin=stdin, stdout=out, stderr=out,
                                   cwd=directory, env=dict(os.environ, **(environment or {})), start_new_session=True)
    return {"pid": started.pid, "ticks": start_time(started.pid) or 0, "since": time.time()}


def reap():
    """Children that have ended are gone for good, and not mistaken for running ones."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def stop(process):
    """SIGTERM, and after a while SIGKILL. Returns once it is gone."""
    for one, patience_s in ((signal.SIGTERM, STOP_TIMEOUT_S), (signal.SIGKILL, 5)):
        deadline = time.monotonic() + patience_s
        if runs(process):
            os.kill(process["pid"], one)
        while runs(process) and time.monotonic() < deadline:
            reap()
            time.sleep(0.05)
    reap()


def last_lines(path, count):
    try:
        return path.read_text(errors="replace").splitlines()[-count:]
    except OSError:
        return []
