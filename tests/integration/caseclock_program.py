"""The built program: its commands, and the daemon as a process that can be killed."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import series
from harness import ROOT, did_not_run, patient, wait_until

BINARY = pathlib.Path(os.environ.get("CASECLOCK_BINARY") or ROOT / "build/release/caseclock")
if not BINARY.exists():
    did_not_run(f"{BINARY} has not been built")

CONFIG = """\
kafka:
  bootstrap: "{bootstrap}"
  topic: {topic}
  group: {group}
  group_instance_id: {group}-{number}
  assignment: {assignment}
  properties: {{session.timeout.ms: "6000", heartbeat.interval.ms: "500"}}
http: {{listen: "127.0.0.1:0", port_file: "{directory}/port"{http}}}
checkpoint: {{directory: "{directory}/checkpoints", interval_seconds: 1}}
only_known_authorities: false
"""


def run(*arguments, **options):
    """Runs a command to its end. Errors: an exception with what it said."""
    done = subprocess.run([BINARY, *arguments], stderr=subprocess.PIPE, **options)
    if done.returncode != 0:
        raise RuntimeError(f"caseclock {arguments[0]}: exit code {done.returncode}: "
                           f"{done.stderr.decode(errors='replace')[-2000:]}")
    return done


def simulate(path, authorities, first, last, seed):
    """Writes an invented history as JSON lines."""
    with open(path, "wb") as out:
        run("simulate", "--authorities", str(authorities), "--from", first, "--to", last,
            "--seed", str(seed), stdout=out)


def import_annex_a(path, workbook, authority, extracted):
    """Appends the events of a workbook."""
    with open(path, "ab") as out:
        run("import", "annex-a", workbook, "--authority", authority, "--extracted", extracted,
            stdout=out)


def report(path, as_of, config=None):
    """What the same engine says about an events file, without Kafka."""
    options = [] if config is None else ["--config", config]
    done = run("report", "--events", path, "--as-of", as_of, "--format", "json", *options,
               stdout=subprocess.PIPE)
    return json.loads(done.stdout)


class Daemon:
    """`caseclock serve` with a directory of its own. Killed, it can be started again.

    `group` names its consumer group, `number` the member of it. Each daemon has checkpoints of its
    own; one in another group starts from nothing. Without `as_of` its day is today. `http` is added to its options of
    that name.
    """

    def __init__(self, broker, as_of=None, group="caseclock", topic="case-events", number=1,
                 assignment="group", http=""):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="caseclock-serve-"))
        (self.directory / "checkpoints").mkdir()
        self.config = self.directory / "caseclock.yaml"
        self.config.write_text(CONFIG.format(bootstrap=broker.bootstrap, topic=topic,
                                             group=group, number=number, assignment=assignment,
                                             directory=self.directory, http=http) +
                               (f"as_of: {as_of}\n" if as_of else ""))
        self.log = self.directory / "log"
        self.process = None
        self.plain_config = None
        self.web, self.user = None, None  # of `get`, where there are TLS and passwords

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def start(self):
        (self.directory / "port").unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([BINARY, "serve", "--config", self.config],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def configure(self, text):
        """What the configuration says beside where things are; a running daemon reads it on reload."""
        if self.plain_config is None:
            self.plain_config = self.config.read_text()
        self.config.write_text(self.plain_config + text)

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def kill(self):
        """kill -9, if it runs."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self):
        """Asks it to end; returns the exit code."""
        self.process.terminate()
        code = self.process.wait(patient(30))
        self.process = None
        return code

    def wait_until_ended(self, timeout_s=60):
        """Until it ends by itself; returns the exit code."""
        code = self.process.wait(patient(timeout_s))
        self.process = None
        return code

    def figures(self):
        """Every figure it shows now."""
        return series.of_exposition(self.get("/metrics")[1])

    def wait_for_figures(self, expected, timeout_s=30):
        """Until it is ready and every figure is as expected. Errors: the differences."""
        self.wait_until_ready()
        began = time.monotonic()
        while differing := series.differences(expected, self.figures()):
            if time.monotonic() - began > patient(timeout_s):
                raise AssertionError("figures differ:\n" + "\n".join(differing))
            time.sleep(0.2)

    def log_text(self):
        return self.log.read_text(errors="replace")

    def producer(self):
        """`caseclock produce`, fed through its stdin."""
        return subprocess.Popen([BINARY, "produce", "--config", self.config],
                                stdin=subprocess.PIPE, stderr=subprocess.PIPE)

    def produce(self, path, *options):
        with open(path, "rb") as events:
            run("produce", "--config", self.config, *options, stdin=events)

    def port(self):
        """Where it listens, once it does."""
        return wait_until(self._port, "the daemon listens", 30)

    def _port(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"serve ended with {self.process.returncode}: "
                               f"{self.log_text()[-3000:]}")
        try:
            return int((self.directory / "port").read_text())
        except (OSError, ValueError):
            return None

    def get(self, path):
        """(status, text); status 0 when nobody answers."""
        try:
            if self.web is not None:
                status, _, body = self.web.ask(self.port(), path, self.user)
                return status, body.decode()
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port()}{path}", timeout=patient(10)) as got:
                return got.status, got.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except OSError:
            return 0, ""

    def wait_until_ready(self, timeout_s=90):
        """Ready: partitions are assigned, caught up, and the topic keeps its contract."""
        try:
            wait_until(lambda: self.get("/-/ready")[0] == 200, "the daemon is ready", timeout_s)
        except TimeoutError as waited:
            raise TimeoutError(f"{waited}: {self.get('/-/ready')[1]}\n"
                               f"{self.log_text()[-3000:]}") from None
