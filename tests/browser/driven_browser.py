"""Debian's Chromium, driven page by page from a test: `with Browser() as browser: wall = browser.open(url)`."""
import json
import os
import pathlib
import subprocess
import sys

import accessibility_test as installed

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from patience import patient  # noqa: E402


class Page:
    """One page. What it asked for and what its console said is remembered by the browser."""

    def __init__(self, browser, name):
        self.browser, self.name = browser, name

    def tell(self, what, **options):
        return self.browser.tell(what, page=self.name, **options)

    def eval(self, code):
        return self.tell("eval", code=code)

    def wait(self, code, timeout_ms=10_000):
        """When the code first was true, in seconds since 1970."""
        return self.tell("wait", code=code, timeout_ms=patient(timeout_ms)) / 1000

    def text(self, selector):
        return " ".join(self.tell("text", selector=selector).split())

    def press(self, *keys):
        self.tell("press", keys=keys)

    def seen(self):
        return self.tell("seen")

    def axe(self):
        return self.tell("axe")

    def contrast(self):
        """What contrast.js found: how many texts, the lowest, and those that are too faint."""
        return self.eval((installed.HERE / "contrast.js").read_text().rstrip() + "()")

    def close(self):
        self.tell("close")


class Browser:
    def __enter__(self):
        installed.install()
        self.node = subprocess.Popen(["node", installed.HERE / "drive_browser.js", installed.CHROMIUM],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                     env=dict(os.environ, NODE_PATH=str(installed.BUILD / "node_modules")))
        self.opened = 0
        return self

    def __exit__(self, *_):
        self.node.stdin.close()
        try:
            self.node.wait(patient(10))
        except subprocess.TimeoutExpired:
            self.node.kill()
            self.node.wait()
        self.node.stdout.close()

    def tell(self, what, **options):
        self.node.stdin.write(json.dumps({"do": what, **options}) + "\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline() or '{"error": "the browser has gone"}')
        if "error" in answer:
            raise RuntimeError(f"{what}: {answer['error']}")
        return answer["ok"]

    def open(self, url, **options):
        """width, height, scheme ("light", "dark"), scripts (True), user, password."""
        self.opened += 1
        page = Page(self, f"page {self.opened}")
        page.status = page.tell("open", url=url, **options)
        return page
