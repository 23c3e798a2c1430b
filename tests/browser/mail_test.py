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
PHONE = (390, 844)  # pixels; a reader has 20 seconds
HIGHEST = {"urgent": 2 * PHONE[1], "weekly": 5 * PHONE[1]}
PARAGRAPHS_IN_DIGEST = 5


def kind_of(mail):
    """What sort of email the golden one of this name is, as its heading says."""
    heading = (browser.ROOT / f"tests/daemon/mail/{mail}.golden.txt").read_text(encoding="utf-8")
    return {"Weekly": "weekly", "Digest,": "digest"}.get(heading.split(" ")[0], "urgent")


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

    def test_an_urgent_mail_fits_two_screens_of_a_telephone_and_a_weekly_summary_five(self):
        heights = {found["name"].removesuffix("_390_light"): found["height"] for found in self.found
                   if found["name"].endswith("_390_light")}
        self.assertEqual(len(heights), len(MAILS))
        for mail, height in sorted(heights.items(), key=lambda one: -one[1]):
            print(f"{height:5} px  {kind_of(mail):7} {mail}")
            self.assertLessEqual(height, HIGHEST.get(kind_of(mail), HIGHEST["weekly"]), mail)

    def test_a_digest_shows_five_alerts_and_counts_the_rest(self):
        text = (browser.ROOT / "tests/daemon/mail/bad_week_digest.golden.txt").read_text(encoding="utf-8")
        self.assertEqual(text.count("\n* "), PARAGRAPHS_IN_DIGEST)
        self.assertRegex(text, r"\d+ more new alerts: ")

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
