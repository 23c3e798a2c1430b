"""Mails filled with hostile texts, read by Python's strict mail reader and HTML reader: nothing but ours is in them.

mail_reading_test.py program: what hostile_mails writes is read.
"""
import email
import email.policy
import html.parser
import pathlib
import subprocess
import sys
import tempfile
import unicodedata
import unittest

PROGRAM = sys.argv.pop()
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
           "X-Auto-Response-Suppress", "List-Id", "MIME-Version", "Content-Type"]
STRICT = email.policy.default.clone(raise_on_defect=True)
TURNS_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Skeleton(html.parser.HTMLParser):
    """Tags with all their attributes but what data stands in; the data apart."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.links += [values["href"]] if "href" in values else []
        fixed = {name: "" if name in ("href", "aria-label") else value for name, value in attributes}
        self.tags.append((tag, tuple(fixed.items()), len(attributes)))

    def handle_endtag(self, tag):
        self.tags.append(("/" + tag,))

    def handle_comment(self, data):
        self.tags.append(("comment", data))

    def handle_decl(self, decl):
        self.tags.append(("declaration", decl))

    def handle_pi(self, data):
        self.tags.append(("instruction", data))

    def handle_data(self, data):
        self.texts.append(data)


class Mail:
    def __init__(self, path):
        self.name = path.name
        self.bytes = path.read_bytes()
        message = email.message_from_bytes(self.bytes, policy=STRICT)
        self.headers = [(name, str(value)) for name, value in message.items()]
        self.parts = list(message.iter_parts())
        self.text, self.html = (part.get_content().replace("\r\n", "\n") for part in self.parts)
        self.skeleton = Skeleton(self.html)


class MailReadingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([PROGRAM, folder], check=True, timeout=60)
            mails = [Mail(path) for path in sorted(pathlib.Path(folder).glob("*.eml"))]
        cls.harmless = [mail for mail in mails if mail.name.startswith("harmless")]
        cls.hostile = [mail for mail in mails if mail.name.startswith("hostile")]

    def test_there_are_a_hundred_and_more(self):
        self.assertGreaterEqual(len(self.hostile), 200)
        self.assertEqual(len({str(mail.skeleton.tags) for mail in self.harmless}), 4)

    def test_headers_are_ours(self):
        for mail in self.hostile:
            self.assertEqual([name for name, _ in mail.headers], HEADERS, mail.name)
            self.assertFalse([value for _, value in mail.headers if "\n" in value or "\r" in value], mail.name)

    def test_parts_are_text_and_html(self):
        for mail in self.hostile:
            self.assertEqual([(part.get_content_type(), part.keys()) for part in mail.parts],
                             [(kind, ["Content-Type", "Content-Transfer-Encoding"])
                              for kind in ("text/plain", "text/html")], mail.name)

    def test_lines_are_short_ascii_and_end_in_cr_lf(self):
        for mail in self.hostile:
            lines = mail.bytes.split(b"\r\n")
            self.assertFalse([line for line in lines if b"\r" in line or b"\n" in line or not line.isascii()], mail.name)
            self.assertLessEqual(max(map(len, lines)), 998, mail.name)

    def test_html_has_the_tags_of_a_harmless_mail(self):
        known = [mail.skeleton.tags for mail in self.harmless]
        for mail in self.hostile:
            self.assertTrue(mail.skeleton.tags in known, f"{mail.name}: {mail.skeleton.tags}")

    def test_links_lead_into_the_web(self):
        for mail in self.hostile:
            for link in mail.skeleton.links:
                self.assertRegex(link, r"^https?://[!-~]+$", mail.name)

    def test_texts_hold_no_control_but_the_line_end(self):
        for mail in self.hostile:
            for text in (mail.text, mail.html):
                wrong = {c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
                self.assertFalse(wrong | TURNS_DIRECTION & set(text), mail.name)

    def test_lines_of_the_text_are_narrow(self):
        for mail in self.hostile:
            wide = [line for line in mail.text.split("\n") if len(line) > 78 and "://" not in line]
            self.assertFalse(wide, mail.name)

    def test_markup_is_shown_as_it_was_written(self):
        for shown in ("<script>alert(1)</script>", "{{SUBJECT}}", "&lt;b&gt;", "=?us-ascii?Q?x?="):
            with self.subTest(shown):
                mails = [mail for mail in self.hostile if dict(mail.headers)["Subject"] == f"a{shown}z"]
                self.assertEqual(len(mails), 1)
                self.assertIn(f"a{shown}z", mails[0].text)
                self.assertIn(f"a{shown}z", "".join(mails[0].skeleton.texts))


if __name__ == "__main__":
    program = unittest.main(verbosity=2, exit=False)
    failed = len(program.result.failures) + len(program.result.errors)
    print(f"cases: {program.result.testsRun - failed} passed, {failed} failed, 0 skipped")
    sys.exit(0 if program.result.wasSuccessful() else 1)
