"""A workbook becomes events, and its mistakes are told. The importer's own tests are in tests/daemon/adapters."""
import io
import json
import zipfile
from xml.sax.saxutils import escape

import program
from program import FAILED, UNREADABLE, USAGE, call

HEADINGS = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of referral",
            "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", "Allocated Team",
            "Allocated Worker"]


def workbook(rows, sheet="List_3"):
    """An .xlsx with one sheet of text cells."""
    def cells(row):
        return "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in row)
    sheet_xml = "".join(f'<row r="{n}">{cells(row)}</row>' for n, row in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{sheet}" sheetId="1" '
                           'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
                                      f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet_xml}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


def referral_row(child, date, team="Assessment North"):
    return [child, "", "", "", "", date, "1A", "No", "", team, "Worker 7"]


def run(path, *arguments):
    return call("import", "annex-a", path, "--authority", "X99000001", "--extracted", "2024-06-30", *arguments)


class ImportTest(program.FileCase):
    def test_rows_become_events_that_are_reported(self):
        path = self.file("a.xlsx", workbook([HEADINGS, referral_row("C1", "01/03/2024"), referral_row("C1", "03/06/2024")]))
        done = run(path)
        self.assertEqual(done.code, 0)
        events = [json.loads(line) for line in done.out.splitlines()]
        self.assertEqual(len(events), 5, "two referrals, two allocations, the completion")
        self.assertIn("batchCompleted", events[-1])
        report = call("report", "--events", "-", "--as-of", "2024-06-30", "--format", "json", "--strict", stdin=done.raw)
        rows = json.loads(report.out)["rows"]
        year = [r for r in rows if (r["indicator"], r["window"], r["team"]) == ("rereferral", "rolling_12m", "")][0]
        self.assertEqual((year["numerator"], year["denominator"]), (1, 2))

    def test_the_same_file_gives_the_same_bytes(self):
        path = self.file("a.xlsx", workbook([HEADINGS, referral_row("C1", "01/03/2024")]))
        self.assertEqual(run(path).raw, run(path).raw)

    def test_mistakes_are_told_with_their_place_and_good_rows_taken(self):
        path = self.file("a.xlsx", workbook([HEADINGS, referral_row("C1", "31/02/2024"), referral_row("C2", "04/03/2024")]))
        done = run(path)
        self.assertEqual(done.code, FAILED, "half of a list is lost")
        self.assertIn("List_3, row 2, column F (Date of referral): row dropped", done.err)
        self.assertIn("referralOpened", done.out)
        self.assertNotIn("C1", done.err)

    def test_errors_head_the_report_and_scripts_choose_what_fails(self):
        good = [referral_row(f"C{n}", "04/03/2024") for n in range(20)]
        one_lost = self.file("one.xlsx", workbook([HEADINGS, referral_row("C99", "31/02/2024"), *good]))
        half_lost = self.file("half.xlsx", workbook([HEADINGS, referral_row("C99", "31/02/2024"), *good[:1]]))
        for path, option, code in ((one_lost, None, 0), (one_lost, "--strict", FAILED), (one_lost, "--lenient", 0),
                                   (half_lost, None, FAILED), (half_lost, "--strict", FAILED),
                                   (half_lost, "--lenient", 0)):
            with self.subTest(path=path, option=option):
                done = run(path, *([option] if option else []))
                self.assertEqual(done.code, code)
                self.assertIn("batchCompleted", done.out, "good rows are taken in any case")
        lines = run(half_lost).err.splitlines()
        self.assertIn("1 error, 1 other problem", lines[0])
        self.assertIn("Errors: ", lines[2])
        self.assertIn("more than a tenth of the list", lines[3])
        done = run(half_lost, "--strict", "--lenient")
        self.assertEqual((done.code, done.out), (USAGE, ""))

    def test_what_is_no_workbook_is_refused(self):
        for content in (b"", b"not a zip", workbook([["nothing", "known"]], sheet="Other")):
            done = run(self.file("a.xlsx", content))
            self.assertEqual((done.code, done.out), (UNREADABLE, ""))
            self.assertIn("could not", done.err)

    def test_one_bad_file_does_not_hide_a_good_one(self):
        good = self.file("good.xlsx", workbook([HEADINGS, referral_row("C1", "01/03/2024")]))
        done = call("import", "annex-a", self.path("none.xlsx"), good, "--authority", "X99000001", "--extracted",
                    "2024-06-30")
        self.assertEqual(done.code, UNREADABLE)
        self.assertIn("referralOpened", done.out)

    def test_to_kafka_needs_a_configuration(self):
        path = self.file("a.xlsx", workbook([HEADINGS, referral_row("C1", "01/03/2024")]))
        done = run(path, "--to-kafka")
        self.assertEqual((done.code, done.out), (USAGE, ""))
        self.assertIn("--config", done.err)

    def test_a_code_that_is_no_council_is_usage(self):
        path = self.file("a.xlsx", workbook([HEADINGS, referral_row("C1", "01/03/2024")]))
        for code, meant in (("", "E08000018"), ("Leeds", "E08000018"), ("e08000035", "E08000035")):
            done = call("import", "annex-a", path, "--authority", code, "--extracted", "2024-06-30")
            self.assertEqual((done.code, done.out), (USAGE, ""))
            self.assertIn(f'expected the code of a council such as {meant}, found "{code}"', done.err)
            self.assertNotIn("--help for more information", done.err)


if __name__ == "__main__":
    program.main()
