"""Mails in a real browser: on telephones and at a desk, light and dark, and where the mail program drops their style.

The mails are the golden ones of tests/daemon/mail, one of each sort. The rules are those of axe-core, contrast included.
CASECLOCK_PICTURES=directory keeps what the browser saw.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import accessibility_test as browser

MAILS = sorted((browser.ROOT / "tests/daemon/mail").glob("*.golden.html"))
SMALLEST_BUTTON = 44  # pixels


def look(*mails):
    """What look_at_mail.js found: one entry for each mail and reading."""
    pictures = os.environ.get("CASECLOCK_PICTURES", "")
    done = subprocess.run(["node", browser.HERE / "look_at_mail.js", browser.CHROMIUM, pictures, *mails],
                          capture_output=True, text=True, timeout=browser.TIMEOUT_S,
                          env=dict(os.environ, NODE_PATH=str(browser.BUILD / "node_modules")))
    if done.returncode != 0:
        raise RuntimeError(f"the browser did not open the mails: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout)


class MailsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = look(*MAILS)

    def test_every_mail_is_looked_at_in_every_way(self):
        self.assertGreaterEqual(len(MAILS), 7)
        self.assertEqual(len(self.found), len(MAILS) * 6)

    def test_no_rule_is_broken(self):
        for found in self.found:
            self.assertTrue(found["contrast"], f"axe-core measured no contrast in {found['name']}")
            self.assertEqual(found["violations"], [], found["name"])

    def test_no_mail_scrolls_sideways(self):
        for found in self.found:
            self.assertLessEqual(found["too_wide"], 0, found["name"])

    def test_nothing_but_the_mail_is_asked_for(self):
        for found in self.found:
            self.assertEqual(len(found["asked"]), 1, found["name"])

    def test_a_thumb_hits_the_button(self):
        self.assertTrue([f for f in self.found if f["button"]])
        for found in self.found:
            if found["button"] is not None:
                self.assertGreaterEqual(found["button"], SMALLEST_BUTTON, found["name"])

    def test_the_dark_scheme_is_dark_where_the_style_is_kept(self):
        for found in self.found:
            dark = found["scheme"] == "dark" and found["styled"]
            self.assertEqual(found["ink"], "rgb(236, 239, 241)" if dark else "rgb(20, 24, 28)", found["name"])


class RulesTest(unittest.TestCase):
    """The browser does find what is wrong."""

    def test_a_bad_mail_is_found_out(self):
        with tempfile.TemporaryDirectory() as directory:
            mail = pathlib.Path(directory) / "bad.html"
            mail.write_text('<!DOCTYPE html><html><body><p style="color:#ccc;background:#fff;width:2000px">pale</p>'
                            '<a class="button" href="#">a</a><img src="missing.png"></body></html>')
            found = look(mail)[0]
        broken = " ".join(found["violations"])
        for rule in ("html-has-lang", "document-title", "color-contrast", "image-alt"):
            self.assertIn(rule, broken)
        self.assertGreater(found["too_wide"], 0)
        self.assertLess(found["button"], SMALLEST_BUTTON)
        self.assertEqual(len(found["asked"]), 2)


if __name__ == "__main__":
    browser.install()
    program = unittest.main(verbosity=2, exit=False)
    failed = len(program.result.failures) + len(program.result.errors)
    print(f"cases: {program.result.testsRun - failed} passed, {failed} failed, 0 skipped")
    sys.exit(0 if program.result.wasSuccessful() else 1)
