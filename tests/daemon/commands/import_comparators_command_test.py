"""Open data becomes a file of comparators that the configuration takes. The readers' own tests are in
tests/daemon/adapters."""
import os

import program
from import_comparators_test_data import EXTRACT, NEIGHBOURS, POPULATIONS
from program import CONFIGURATION, DONE, FAILED, UNREADABLE, USAGE, call


class ImportComparatorsTest(program.FileCase):
    def run_import(self, *arguments, extract=EXTRACT, neighbours=NEIGHBOURS, populations=POPULATIONS):
        return call("import", "comparators", "--extract", self.file("extract.csv", extract),
                    "--neighbours", self.file("neighbours.csv", neighbours),
                    "--populations", self.file("populations.csv", populations), *arguments)

    def test_the_configuration_takes_what_is_made(self):
        done = self.run_import("--authority", "E06000901")
        self.assertEqual(done.code, DONE, done.err)
        self.file("comparators.csv", done.raw)
        config = self.file("c.yaml", "judgement: {comparators_file: comparators.csv}")
        self.assertEqual(call("working-days", "--config", config, "add", "2024-03-01", "1").code, DONE)
        self.file("comparators.csv", done.raw.replace(b"85.7", b"c"))
        spoiled = call("working-days", "--config", config, "add", "2024-03-01", "1")
        self.assertEqual(spoiled.code, CONFIGURATION)
        self.assertIn("comparators.csv:6:59: could not read \"value\"", spoiled.err)

    def test_the_rows(self):
        done = self.run_import("--authority", "E06000901", "--published-on", "2025-10-23")
        rows = [line for line in done.out.splitlines() if not line.startswith("#")]
        year = "2024-04-01,2025-03-31,2025-10-23"
        self.assertEqual(rows[1], f"national,,assessment_45,,{year},85.7,percent,true,,England,,LAIT Continue_Assess_Comp")
        self.assertEqual([row.split(",")[0] for row in rows[1:]],
                         ["national", "best_quartile", "statistical_neighbours", "statistical_neighbours", "region", "rank",
                          "own_published"])
        self.assertIn(f"statistical_neighbours,E06000901,assessment_45,mean,{year},86.2,percent,true,10,", done.out)

    def test_the_page_for_newcomers_shows_what_is_printed(self):
        with open(os.path.join(program.ROOT, "ops", "docs", "import-comparators.md"), encoding="utf-8") as page:
            text = page.read()
        names = {"extract.csv": "lait_extract.csv", "neighbours.csv": "statistical_neighbours_2025.csv",
                 "populations.csv": "child_population_2012_2024.csv"}
        printed = self.run_import("--authority", "E06000901").out
        for name, published in names.items():
            printed = printed.replace(name, published)
        self.assertIn("```\n" + printed + "```\n", text)

    def test_each_source_is_named_with_its_licence(self):
        done = self.run_import("--authority", "E06000901")
        self.assertEqual(done.out.splitlines()[0], "# extract.csv: 14 rows read; Open Government Licence v3.0")
        self.assertIn("# neighbours.csv: 1 rows read", done.out)
        self.assertIn("# populations.csv: 1 rows read", done.out)

    def test_all_that_cannot_be_read_is_told_and_the_rest_taken(self):
        done = self.run_import("--authority", "E06000901", "--authority", "E06000902",
                               extract=EXTRACT + "ReReferral,,2025,Council 901,many,901,South\r\n")
        self.assertEqual(done.code, DONE)
        self.assertIn("extract.csv, row 16, value: \"many\" is no number", done.err)
        self.assertIn("populations.csv, new_la_code: there is no council E06000902", done.err)
        self.assertIn("Continue_Assess_Comp is assessment_45; 1 values", done.err)
        self.assertIn("own_published,E06000901", done.out)

    def test_a_year_may_be_chosen(self):
        done = self.run_import("--authority", "E06000901", "--source-year", "2024")
        self.assertEqual(done.code, FAILED, "there is no value for that year")
        self.assertIn("0 comparators", done.err)

    def test_populations_are_lines_of_the_configuration(self):
        done = call("import", "comparators", "--populations", self.file("p.csv", POPULATIONS), "--all", "--print",
                    "populations")
        self.assertEqual((done.code, done.out),
                         (DONE, "- {code: E06000901, population: 64512}  # mid-2024, Exampleshire\n"))

    def test_files_that_cannot_be_read_are_told_together(self):
        done = self.run_import("--all", extract="a,b\n", neighbours="c,d\n")
        self.assertEqual((done.code, done.out), (UNREADABLE, ""))
        self.assertIn("extract.csv has no column \"short_desc\"", done.err)
        self.assertIn("neighbours.csv has no column \"old_la_code\"", done.err)
        missing = call("import", "comparators", "--populations", self.path("none.csv"), "--all", "--print", "populations")
        self.assertEqual((missing.code, missing.out), (UNREADABLE, ""))

    def test_wrong_usage(self):
        path = self.file("p.csv", POPULATIONS)
        for arguments in (["--populations", path], ["--populations", path, "--all"], ["--all"],
                          ["--populations", path, "--all", "--print", "nonsense"]):
            with self.subTest(arguments):
                done = call("import", "comparators", *arguments)
                self.assertEqual((done.code, done.out), (USAGE, ""))
                self.assertNotEqual(done.err, "")


if __name__ == "__main__":
    program.main()
