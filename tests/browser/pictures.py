"""The pictures of ops/docs/images, taken of the demo: tests/browser/pictures.py [build/release/caseclock]

Needs the built program, Chromium, what package.json names, and pdftoppm (package poppler-utils) for the report as it
prints. Every picture has less than 300 kB.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import accessibility_test as installed
from driven_browser import Browser

IMAGES = installed.ROOT / "ops/docs/images"
LARGEST = 300_000  # bytes
DAYS = 11  # that pass before the first picture: a week with something due on every day
READINGS = {
    "wall": {"width": 1920, "height": 1080},
    "wall-dark": {"width": 1920, "height": 1080, "scheme": "dark"},
    "demo": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}
TEAM = "Assessment South"


def take(browser, home):
    for name, reading in READINGS.items():
        picture(browser, home, name, full=False, **reading)
    picture(browser, home, "trends", at=".trends", width=1280, height=1000)
    picture(browser, f"{home}team?authority=X99000001&team={TEAM.replace(' ', '%20')}", "team", width=1280, height=1000)


def take_report():
    """The first two pages of the demo council's report on A4."""
    with tempfile.TemporaryDirectory() as folder:
        report = installed.REPORTS / "demo_report.golden.html"
        subprocess.run(["node", installed.HERE / "look_at_page.js", installed.CHROMIUM, report, folder], check=True,
                       stdout=subprocess.DEVNULL, env=dict(os.environ, NODE_PATH=str(installed.BUILD / "node_modules")))
        subprocess.run(["pdftoppm", "-r", "80", "-png", "-l", "2", f"{folder}/report.pdf", f"{folder}/page"], check=True)
        for page, name in zip(sorted(pathlib.Path(folder).glob("page-*.png")), ("report-cover", "report-summary")):
            keep(page.read_bytes(), name)


def keep(png, name):
    path = IMAGES / f"{name}.png"
    path.write_bytes(png)
    print(f"{path.name}: {len(png) // 1000} kB")
    assert len(png) < LARGEST, f"{path} is too large"


def picture(browser, url, name, full=False, at=None, **reading):
    page = browser.open(url, **reading)
    page.wait("Chart.getChart(document.querySelector('.wall .canvas canvas'))")
    if at:
        page.eval(f"document.querySelector('{at}').scrollIntoView()")
    path = IMAGES / f"{name}.png"
    page.tell("picture", path=str(path), full=full)
    page.close()
    print(f"{path.name}: {path.stat().st_size // 1000} kB")
    assert path.stat().st_size < LARGEST, f"{path} is too large"


def main(program):
    demo = subprocess.Popen([program, "demo", "--port", "0", "--speed", "0.7"], stdout=subprocess.PIPE, text=True)
    try:
        home = None
        days = 0
        for line in demo.stdout:
            address = re.search(r"live page\s+(\S+)", line)
            home = address[1] if address else home
            days += bool(re.match(r"\d{4}-\d\d-\d\d ", line))
            if days == DAYS:
                break
        with Browser() as browser:
            take(browser, home)
        take_report()
    finally:
        demo.terminate()
        demo.wait()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else installed.ROOT / "build/release/caseclock")
