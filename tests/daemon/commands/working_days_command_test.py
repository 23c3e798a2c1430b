"""The worked examples of working days, and the ends of the calendar."""
import program
from program import CONFIGURATION, USAGE, call

# Start, then days and due date.
WORKED = {
    "2024-03-01": {7: "2024-03-12", 10: "2024-03-15", 15: "2024-03-22", 20: "2024-04-02", 35: "2024-04-23",
                   45: "2024-05-08"},
    "2024-03-02": {7: "2024-03-12", 10: "2024-03-15", 15: "2024-03-22", 20: "2024-04-02", 35: "2024-04-23",
                   45: "2024-05-08"},
    "2024-12-20": {1: "2024-12-23", 7: "2025-01-03", 10: "2025-01-08", 15: "2025-01-15", 45: "2025-02-26"},
    "2022-09-09": {7: "2022-09-21", 10: "2022-09-26", 15: "2022-10-03"},
    "2009-04-01": {7: "2009-04-14", 10: "2009-04-17", 35: "2009-05-26"},
}


class WorkingDaysTest(program.FileCase):
    def test_worked_examples(self):
        for start, rows in WORKED.items():
            for days, due in rows.items():
                with self.subTest(f"{start} + {days}"):
                    done = call("working-days", "add", start, days)
                    self.assertEqual((done.code, done.out), (0, due + "\n"))
                    between = call("working-days", "between", start, due)
                    self.assertEqual((between.code, between.out), (0, f"{days}\n"))

    def test_the_count_decides_on_a_weekend(self):
        for stop, count in {"2024-03-22": "15", "2024-03-24": "15", "2024-03-25": "16"}.items():
            self.assertEqual(call("working-days", "between", "2024-03-01", stop).out, count + "\n")

    def test_skipped_holidays_are_told_beside(self):
        done = call("working-days", "add", "2022-09-09", 15)
        self.assertEqual(done.err, "  skipped 2022-09-19 Bank Holiday for the State Funeral of Queen Elizabeth II\n")

    def test_no_days_is_the_start(self):
        self.assertEqual(call("working-days", "add", "2024-03-02", 0).out, "2024-03-02\n")
        self.assertEqual(call("working-days", "between", "2024-03-05", "2024-03-01").out, "0\n")

    def test_beyond_the_calendar_is_said_and_not_guessed(self):
        for arguments in (["add", "2028-12-29", 5], ["add", "2004-12-31", 1], ["between", "2028-12-29", "2029-01-02"]):
            with self.subTest(arguments):
                done = call("working-days", *arguments)
                self.assertEqual((done.code, done.out), (USAGE, ""))
                self.assertIn("working days are known from 2005-01-01 to 2028-12-31", done.err)

    def test_dates_are_dates(self):
        for date in ("2024-02-30", "01/03/2024", "today", ""):
            with self.subTest(date):
                self.assertEqual(call("working-days", "add", date, 5).code, USAGE)

    def test_a_published_list_carries_it_further(self):
        holidays = self.file("bank-holidays.json", '{"england-and-wales": {"division": "england-and-wales", "events": '
                             '[{"title": "New Year\u2019s Day", "date": "2029-01-01", "notes": "", "bunting": true}]}}')
        config = self.file("a.yaml", f"calendar: {{bank_holidays_file: {holidays}}}\n")
        done = call("working-days", "--config", config, "add", "2028-12-29", 1)
        self.assertEqual((done.code, done.out), (0, "2029-01-02\n"))

    def test_a_mistaken_configuration_is_told(self):
        config = self.file("a.yaml", "calender: {}\n")
        done = call("working-days", "--config", config, "add", "2024-03-01", 1)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        self.assertIn('a.yaml:1:1: there is no option "calender"', done.err)


if __name__ == "__main__":
    program.main()
