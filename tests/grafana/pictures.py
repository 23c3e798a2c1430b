"""The pictures of ops/docs/images/boards: each wall as Grafana makes it of an invented council's figures.

  tests/grafana/pictures.py                        drawn from what Grafana's own code makes of the answers
  tests/grafana/pictures.py --grafana URL          photographed from a real Grafana that has these boards (ops/stack up)
  tests/grafana/pictures.py --boards DIR --suffix -before     of other files

Needs Chromium, Prometheus, Node and npm. Every picture has less than 300 kB.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent / "integration")]
import dashboards  # noqa: E402
import drawn  # noqa: E402
import shown  # noqa: E402
from harness import ROOT, did_not_run, patient  # noqa: E402
from invented_history import history  # noqa: E402
from recorded_prometheus import RecordedPrometheus  # noqa: E402
from shown_test import LATER, NOW, chosen  # noqa: E402

IMAGES = ROOT / "ops/docs/images/boards"
LARGEST = 300_000  # bytes
WIDE, HIGH = 1920, 1080  # pixels of a wall
SCALE = 0.625  # of the picture


def photograph(address, path, high=HIGH):
    """What stands at the address on a screen of 1920 by 1080, or on all the screens that one must scroll through."""
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={WIDE},{high}", "--virtual-time-budget=9000",
         f"--force-device-scale-factor={SCALE * HIGH / high if high > 1.5 * HIGH else SCALE}", f"--screenshot={path}", address],
        check=True, capture_output=True, timeout=patient(90))
    print(f"{path.name}: {path.stat().st_size // 1000} kB", flush=True)
    assert path.stat().st_size < LARGEST, f"{path} is too large"


def wall_of(board):
    return {**board, "panels": dashboards.wall(board)}


def draw(every, suffix):
    """Each wall with figures, and that of Performance with Caseclock and with Prometheus stopped."""
    with RecordedPrometheus(history(NOW), NOW) as prometheus:
        asked = shown.Asked(prometheus)
        wanted = {f"{name}{suffix}": (name, "dark", asked.questions(wall_of(board), chosen())) for name, board in every.items()}
        one = "caseclock-performance"
        wanted[f"{one}-light{suffix}"] = (one, "light", asked.questions(wall_of(every[one]), chosen()))
        wanted[f"{one}-prometheus-stopped{suffix}"] = (one, "dark", shown.Asked(None).questions(wall_of(every[one]), chosen()))
        prometheus.at = LATER
        wanted[f"{one}-caseclock-stopped{suffix}"] = (one, "dark", asked.questions(wall_of(every[one]), chosen()))
    grafana = shown.Grafana(shown.installed(shown.NEWEST, did_not_run))
    seen = grafana.show([(theme, questions) for _, theme, questions in wanted.values()])
    with tempfile.TemporaryDirectory() as folder:
        for (picture, (name, *_)), board in zip(wanted.items(), seen):
            page = pathlib.Path(folder) / f"{picture}.html"
            rows = dashboards.rows(every[name])
            high = max(HIGH, drawn.height([*dashboards.wall(every[name]), *rows]))
            page.write_text(drawn.page(board, rows, high), encoding="utf-8")
            photograph(page.as_uri(), IMAGES / f"{picture.removeprefix('caseclock-')}.png", high)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--grafana", help="the address of a real one")
    options.add_argument("--boards", type=pathlib.Path, default=dashboards.FOLDER)
    options.add_argument("--suffix", default="")
    given = options.parse_args()
    IMAGES.mkdir(exist_ok=True)
    every = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(given.boards.glob("*.json"))}
    if given.grafana:
        for name in every:
            photograph(f"{given.grafana}/d/{name}?kiosk", IMAGES / f"{name.removeprefix('caseclock-')}{given.suffix}.png")
    else:
        draw(every, given.suffix)


if __name__ == "__main__":
    main()
