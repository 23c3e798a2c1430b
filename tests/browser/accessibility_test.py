"""The report's page in a real browser: at a desk, on a telephone and on paper everybody can read it.

The pages are the golden ones of tests/daemon/report: an invented view that has everything, and the demo's council.
Debian's Chromium opens them; the rules are those of axe-core (WCAG 2.1 A and AA, and its best practice).
CASECLOCK_PICTURES=directory keeps what the browser saw.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[1:1] = [str(HERE.parent / "integration"), str(HERE.parent / "support")]
import npm_packages  # noqa: E402
from harness import ROOT, did_not_run  # noqa: E402

REPORTS = ROOT / "tests/daemon/report"
BUILD = pathlib.Path(os.environ.get("CASECLOCK_BROWSER_DIR", ROOT / "build/release/tests/browser"))
CHROMIUM = shutil.which("chromium")
A4 = (595, 842)  # points
TIMEOUT_S = 240


def install():
    """The packages of package.json in the build directory; did_not_run where they cannot be had."""
    if CHROMIUM is None:
        did_not_run("no chromium (package chromium)")
    npm_packages.install(BUILD, HERE / "package.json", did_not_run)


def look(page):
    """What look_at_page.js found."""
    pictures = os.environ.get("CASECLOCK_PICTURES", "")
    done = subprocess.run(["node", HERE / "look_at_page.js", CHROMIUM, page, pictures], capture_output=True, text=True,
                          timeout=TIMEOUT_S, env=dict(os.environ, NODE_PATH=str(BUILD / "node_modules")))
    if done.returncode != 0:
        raise RuntimeError(f"the browser did not open the page: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout)


class ReportOfEverything(unittest.TestCase):
    PAGE = REPORTS / "report.golden.html"

    @classmethod
    def setUpClass(cls):
        cls.found = look(cls.PAGE)
        cls.readings = {name: cls.found[name] for name in ("desk", "phone", "dark", "narrow", "paper")}

    def test_no_rule_is_broken(self):
        for name, found in self.readings.items():
            with self.subTest(name):
                self.assertGreater(found["passes"], 20, "axe-core checked next to nothing")
                self.assertEqual(found["violations"], [])

    def test_every_text_stands_out_in_both_themes(self):
        for name, found in self.readings.items():
            with self.subTest(name):
                self.assertGreater(found["contrast"]["checked"], 500, "next to nothing was checked")
                self.assertEqual(found["contrast"]["faint"], [])

    def test_annexes_are_folded_on_a_screen_and_whole_on_paper(self):
        for name in ("desk", "phone"):
            self.assertEqual(self.readings[name]["annexes_seen"], 0, name)
        self.assertEqual(self.readings["paper"]["annexes_seen"], 4)

    def test_the_page_itself_never_scrolls_sideways(self):
        for name, found in self.readings.items():
            with self.subTest(name):
                self.assertLessEqual(found["too_wide"], 0)

    def test_nothing_but_the_page_is_asked_for(self):
        for name, found in self.readings.items():
            with self.subTest(name):
                self.assertEqual((found["asked"], found["errors"]), ([f"file://{self.PAGE}"], []))

    def test_the_first_key_leads_past_the_head(self):
        for name in ("desk", "phone"):
            with self.subTest(name):
                self.assertEqual(self.readings[name]["first_focus"], "#main")

    def test_it_prints_on_a4(self):
        self.assertTrue(5 <= self.found["print"]["pages"] <= 20, self.found["print"])
        for box in self.found["print"]["sizes"]:
            numbers = [float(number) for number in re.findall(r"[\d.]+", box)]
            self.assertEqual(tuple(round(number) for number in numbers[2:]), A4)


class ReportOfTheDemo(ReportOfEverything):
    PAGE = REPORTS / "demo_report.golden.html"


class RulesTest(unittest.TestCase):
    """The browser does find what is wrong."""

    def test_a_bad_page_is_found_out(self):
        with tempfile.TemporaryDirectory() as directory:
            page = pathlib.Path(directory) / "bad.html"
            page.write_text('<!DOCTYPE html><html><body><p style="color:#ccc">pale</p><h3 style="width:2000px">a</h3>'
                            '<img src="missing.png"><svg role="img"></svg></body></html>')
            found = look(page)["phone"]
        broken = " ".join(found["violations"])
        for rule in ("html-has-lang", "document-title", "color-contrast", "image-alt", "svg-img-alt"):
            self.assertIn(rule, broken)
        self.assertTrue(any("p \"pale\"" in each for each in found["contrast"]["faint"]), found["contrast"])
        self.assertGreater(found["too_wide"], 0)
        self.assertEqual(len(found["asked"]), 2)


if __name__ == "__main__":
    install()
    program = unittest.main(verbosity=2, exit=False)
    failed = len(program.result.failures) + len(program.result.errors)
    print(f"cases: {program.result.testsRun - failed} passed, {failed} failed, 0 skipped")
    sys.exit(0 if program.result.wasSuccessful() else 1)
