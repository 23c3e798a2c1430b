"""A real Prometheus with an invented past and nothing to scrape: asked for one moment, it always answers the same."""
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
from harness import did_not_run, patient  # noqa: E402
from prometheus_server import Prometheus  # noqa: E402

if shutil.which("promtool") is None:
    did_not_run("no promtool (package prometheus)")


class RecordedPrometheus(Prometheus):
    """`with RecordedPrometheus(history(now), now) as prometheus`; `at` can be moved to ask for another moment."""

    def __init__(self, text, at):
        super().__init__(0, jobs=())
        self.at = at
        (self.directory / "prometheus.yml").write_text("global: {}\n")
        self.options = ["--storage.tsdb.retention.time=20y"]
        source = self.directory / "history.om"
        source.write_text(text, encoding="utf-8")
        subprocess.run(["promtool", "tsdb", "create-blocks-from", "--max-block-duration=500h", "openmetrics", source,
                        self.directory / "data", "--quiet"], check=True, timeout=patient(120), capture_output=True)

    def answer(self, what, parameters):
        return super().answer(what, {"time": self.at.timestamp(), **parameters} if what == "query" else parameters)
