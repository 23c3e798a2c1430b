"""A real Prometheus in a temporary directory, scraping one daemon every second."""
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request

import series
from harness import did_not_run, patient, wait_until

PROGRAM = shutil.which("prometheus")
if PROGRAM is None:
    did_not_run("no Prometheus (package prometheus)")

CONFIG = """\
global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs:
"""
JOB = """\
  - job_name: {name}
    static_configs: [{{targets: ["127.0.0.1:{port}"]}}]
"""


class Prometheus:

    def __init__(self, target_port, jobs=("caseclock",)):
        """With two jobs it knows every series twice, as of two daemons that read the same."""
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="caseclock-prometheus-"))
        (self.directory / "prometheus.yml").write_text(
            CONFIG + "".join(JOB.format(name=name, port=target_port) for name in jobs))
        self.options = []

    def __enter__(self):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        with open(self.directory / "log", "wb") as log:
            self.process = subprocess.Popen(
                [PROGRAM, f"--config.file={self.directory}/prometheus.yml",
                 f"--storage.tsdb.path={self.directory}/data",
                 f"--web.listen-address=127.0.0.1:{self.port}", *self.options], stdout=log, stderr=log)
        wait_until(self._is_ready, "Prometheus is ready", 30)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def query(self, expression):
        """The instant vector of an expression: [(labels with __name__, value)]."""
        found = self.answer("query", {"query": expression})["result"]
        return [(one["metric"], float(one["value"][1])) for one in found]

    def query_range(self, expression, start, end, step):
        """Over a span of time: [(labels with __name__, [values])]."""
        found = self.answer("query_range", {"query": expression, "start": start, "end": end, "step": step})["result"]
        return [(one["metric"], [float(value) for _, value in one["values"]]) for one in found]

    def answer(self, what, parameters):
        """{"resultType": ..., "result": ...}. Errors: ValueError with what it says of a query that it does not take."""
        url = f"http://127.0.0.1:{self.port}/api/v1/{what}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=patient(30)) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as refused:
            raise ValueError(f"{parameters['query']}: {json.load(refused).get('error')}") from None

    def wait_for_scrape_after(self, unix_seconds):
        """Until what it knows was scraped after that time."""
        wait_until(lambda: self.query(f"timestamp(caseclock_ready) > {unix_seconds}"),
                   "Prometheus has scraped", 30)

    def figures(self):
        """Every figure it knows, as series.of_report has them."""
        found = {}
        for labels, value in self.query('{__name__=~"caseclock_.*"}'):
            name = labels.pop("__name__")
            for added in ("job", "instance"):
                labels.pop(added, None)
            if not series.NOT_FIGURES.match(name):
                found[series.series(name, **labels)] = value
        return found

    def _is_ready(self):
        if self.process.poll() is not None:
            raise RuntimeError((self.directory / "log").read_text()[-2000:])
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/-/ready", timeout=2):
                return True
        except OSError:
            return False
