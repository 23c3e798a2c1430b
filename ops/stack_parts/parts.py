"""The parts of a stack, in the order in which they are started: how each is started, and whether it is well."""
import datetime
import json
import os
import pathlib
import shutil
import socket
import time
import urllib.error
import urllib.request

import configurations
import feed as feeding
import processes

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # aiosmtpd is Debian's


def get(port, path, timeout_s=5):
    """(status, text); (0, "") when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=timeout_s) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()
    except OSError:
        return 0, ""


def count(number, word):
    return f"{number} {word}{'' if number == 1 else 's'}"


class Part:
    """One program. `health` gives (is it well?, in words); it is only asked while the program runs."""

    name, has_port, patience_s = "", True, 30

    def __init__(self, state):
        self.state = state

    def address(self):
        return f"127.0.0.1:{self.state.port(self.name)}" if self.has_port else ""

    def is_installed(self):
        return True

    def process(self):
        return self.state.process(self.name)

    def start(self):
        """Errors: RuntimeError, OSError with what went wrong."""
        self.state.remember(self.name, self.launch())

    def stop(self):
        processes.stop(self.process())
        self.state.forget(self.name)

    def run(self, command, **options):
        return processes.start(command, self.state.log(self.name), **options)


class Kafka(Part):
    name, patience_s = "kafka", 60

    def __init__(self, state):
        super().__init__(state)
        self.tool, self.directory = processes.broker_tool(), state.directory / "kafka"

    def launch(self):
        """The tool waits until it answers, and takes the port of `bootstrap` where it is free."""
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / "bootstrap").write_text(f"127.0.0.1:{self.state.port('kafka')}\n")
        try:
            self.tool.start(self.directory)
        except self.tool.NotAvailable as problem:
            raise RuntimeError(f"no Kafka to be had: {problem}") from None
        self.state.values["ports"]["kafka"] = int((self.directory / "bootstrap").read_text().rpartition(":")[2])
        log = self.state.log("kafka")
        log.parent.mkdir(parents=True, exist_ok=True)
        log.unlink(missing_ok=True)
        log.symlink_to(self.directory / "broker.log")
        pid = self.tool.running_pid(self.directory)
        return {"pid": pid, "ticks": processes.start_time(pid), "since": (self.directory / "pid").stat().st_mtime}

    def health(self):
        well = self.tool.answers(self.state.port("kafka"))
        return well, "answers" if well else "does not answer"


class Mail(Part):
    name = "mail"

    def folder(self):
        return self.state.folder("mails")

    def launch(self):
        return self.run([PYTHON, "-B", HERE / "mail_catcher.py", self.folder(), self.state.port("mail")])

    def health(self):
        try:
            with socket.create_connection(("127.0.0.1", self.state.port("mail")), timeout=3) as one:
                well = one.recv(3) == b"220"
        except OSError:
            well = False
        return well, f"has {count(len(list(self.folder().glob('*.eml'))), 'email')}" if well else "does not answer"


class Alertmanager(Part):
    name = "alertmanager"

    def launch(self):
        config = self.state.path("alertmanager", "alertmanager.yml")
        config.write_text(configurations.alertmanager(self.state), encoding="utf-8")
        return self.run(["prometheus-alertmanager", f"--config.file={config}",
                         f"--storage.path={self.state.folder('alertmanager', 'data')}",
                         f"--web.listen-address={self.address()}", "--cluster.listen-address=",
                         "--data.retention=240h"])

    def health(self):
        if get(self.state.port("alertmanager"), "/-/ready")[0] != 200:
            return False, "not ready"
        alerts = json.loads(get(self.state.port("alertmanager"), "/api/v2/alerts")[1] or "[]")
        return True, f"has {count(len(alerts), 'alert')}"


class Caseclock(Part):
    name, patience_s = "caseclock", 120

    def __init__(self, state, program):
        super().__init__(state)
        self.program = program

    def launch(self):
        config = self.state.path("caseclock", "caseclock.yaml")
        config.write_text(configurations.caseclock(self.state), encoding="utf-8")
        return self.run([self.program, "serve", "--config", config])

    def health(self):
        status, said = get(self.state.port("caseclock"), "/-/ready")
        if status == 200:
            return True, f"ready, with {count(len(self.state.values['populations']), 'council')}"
        return False, "not ready: " + "; ".join(said.split("\n")).strip("; ") if status else "does not answer"


class Prometheus(Part):
    name = "prometheus"

    def launch(self):
        config = self.state.path("prometheus", "prometheus.yml")
        config.write_text(configurations.prometheus(self.state), encoding="utf-8")
        return self.run(["prometheus", f"--config.file={config}",
                         f"--storage.tsdb.path={self.state.folder('prometheus', 'data')}",
                         "--storage.tsdb.retention.time=90d", f"--web.listen-address={self.address()}"])

    def health(self):
        port = self.state.port("prometheus")
        if get(port, "/-/ready")[0] != 200:
            return False, "not ready"
        targets = json.loads(get(port, "/api/v1/targets?state=active")[1])["data"]["activeTargets"]
        up = {target["labels"]["job"] for target in targets if target["health"] == "up"}
        down = sorted({"alertmanager", "caseclock", "prometheus"} - up)
        groups = json.loads(get(port, "/api/v1/rules")[1])["data"]["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        wrong = [rule["name"] for rule in rules if rule["health"] == "err"]
        if down or wrong:
            return False, "; ".join(["not scraped yet: " + ", ".join(down)] * bool(down) +
                                    ["rules with errors: " + ", ".join(wrong)] * bool(wrong))
        return True, f"scrapes {count(len(targets), 'target')}, has {count(len(rules), 'rule')}"


class Feed(Part):
    name, has_port = "feed", False

    def __init__(self, state, program):
        super().__init__(state)
        self.program, self.events = program, feeding.Feed(state, program)

    def launch(self):
        command = [self.program, "produce", "--config", self.events.config, "--live"]
        replay = self.state.values.get("replay")
        if replay:
            command += ["--replay-days", replay["days"], "--speed", replay["speed"]]
        with open(self.events.later, "rb") as events:
            return self.run(command, stdin=events)

    def stop(self):
        """What has been sent so far is not sent again; a minute of it twice changes no figure."""
        process = self.process()
        super().stop()
        if process:
            self.state.values["fed_until"] = max(self.state.values["fed_until"],
                                                 feeding.stamp(self.sent_until(process)))
            self.state.save()

    def sent_until(self, process):
        return feeding.utc_now() - max(datetime.timedelta(minutes=1), self.behind(process))

    def behind(self, process):
        """How far a replay is behind the present; 0 once it has come there, and without one."""
        replay = self.state.values.get("replay")
        if not replay:
            return datetime.timedelta(0)
        minutes = (time.time() - process["since"]) / 60
        days = replay["days"] + minutes / 1440 - minutes * replay["speed"]
        return max(datetime.timedelta(0), datetime.timedelta(days))

    def health(self):
        behind = self.behind(self.process())
        if behind:
            return True, f"replays {(feeding.utc_now() - behind).astimezone():%a %d %b %H:%M} now"
        return True, self.events.words()


class Grafana(Part):
    name, patience_s = "grafana", 60

    def is_installed(self):
        return shutil.which("grafana-server") is not None

    def launch(self):
        """Everything by the environment, so that no file of Grafana's own is changed."""
        own = self.state.folder("grafana")
        configurations.write_grafana_provisioning(self.state)
        home = pathlib.Path("/usr/share/grafana")
        environment = {
            "GF_PATHS_PROVISIONING": own / "provisioning", "GF_PATHS_DATA": own / "data",
            "GF_PATHS_LOGS": own / "log", "GF_PATHS_PLUGINS": own / "plugins",
            "GF_SERVER_HTTP_ADDR": "127.0.0.1", "GF_SERVER_HTTP_PORT": self.state.port("grafana"),
            "GF_AUTH_ANONYMOUS_ENABLED": "true", "GF_AUTH_ANONYMOUS_ORG_ROLE": "Viewer",
            "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION": "true", "GF_ANALYTICS_REPORTING_ENABLED": "false",
            "GF_ANALYTICS_CHECK_FOR_UPDATES": "false", **configurations.dates_of_grafana()}
        command = ["grafana-server"] + (["--homepath", home] if home.is_dir() else [])
        return self.run(command, environment={name: str(value) for name, value in environment.items()})

    def health(self):
        well = get(self.state.port("grafana"), "/api/health")[0] == 200
        return well, "ready" if well else "not ready"


def program():
    return pathlib.Path(os.environ.get("CASECLOCK_BINARY") or processes.ROOT / "build/release/caseclock")


def all_parts(state):
    """In the order in which they start; they stop in the other."""
    return [Kafka(state), Mail(state), Alertmanager(state), Caseclock(state, program()), Prometheus(state),
            Feed(state, program()), Grafana(state)]
