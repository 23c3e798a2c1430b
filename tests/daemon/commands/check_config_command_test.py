"""Every mistake of a configuration, at once."""
import program
from program import CONFIGURATION, call

GOOD = "kafka: {bootstrap: \"localhost:9092\"}\ncheckpoint: {directory: /var/lib/caseclock}\n"


class CheckConfigTest(program.FileCase):
    def test_a_good_file(self):
        path = self.file("a.yaml", GOOD + "authorities: [{code: X99000001}]\n")
        done = call("check-config", path)
        self.assertEqual((done.code, done.err), (0, ""))
        self.assertEqual(done.out, f"{path}: no problems; 11 indicators, 1 councils known, working days from 2005-01-01 "
                         "to 2028-12-31\n")

    def test_every_mistake_with_its_place(self):
        path = self.file("a.yaml", "kafka:\n  topic: a\n  topic: b\nseries_budget: 010\nwindow_days: 30d\n")
        done = call("check-config", path)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        self.assertEqual([line for line in done.err.splitlines() if not line.startswith("  ")], [
            f'{path}:3:3: option "topic" stands twice',
            f'{path}:2:3: option "kafka.bootstrap" is missing',
            f'{path}: option "checkpoint.directory" is missing',
            f'{path}:4:16: could not read option "series_budget"',
            f'{path}:5:1: there is no option "window_days"',
            "5 problems in the configuration; nothing was started"])
        self.assertIn('\n  Detail: expected a whole number from 100 to 1000000, found "010".\n', done.err)

    def test_kafka_settings_that_correctness_hangs_on(self):
        path = self.file("a.yaml", GOOD.replace("}\nc", ", properties: {enable.auto.commit: \"true\"}}\nc"))
        done = call("check-config", path)
        self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
        self.assertIn("enable.auto.commit", done.err)

    def test_a_file_that_is_not_there(self):
        done = call("check-config", self.path("none.yaml"))
        self.assertEqual(done.code, CONFIGURATION)
        self.assertIn("none.yaml: could not read the file", done.err)

    def test_a_mistake_stops_every_command_that_reads_it(self):
        path = self.file("a.yaml", "nonsense: 1\n")
        for arguments in (["serve", "--config", path], ["produce", "--config", path],
                          ["report", "--events", "-", "--config", path],
                          ["explain", "--events", "-", "--indicator", "ni60", "--config", path]):
            with self.subTest(arguments[0]):
                done = call(*arguments)
                self.assertEqual((done.code, done.out), (CONFIGURATION, ""))
                self.assertIn('there is no option "nonsense"', done.err)


if __name__ == "__main__":
    program.main()
