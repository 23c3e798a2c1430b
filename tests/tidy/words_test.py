"""What must not be written: promises without an issue, tests switched off, secrets, waiting in unit tests."""
import re

import tidy

SOURCES = (".cc", ".h", ".py", ".proto", ".txt", ".sh", ".yaml", ".yml", ".md")
THIS = "tests/tidy/words_test.py"  # it names what it looks for

SWITCHED_OFF = re.compile(
    r"\bDISABLED_\w+|^\s*#\s*if\s+0\b|^\s*//\s*(TEST|TEST_F|TEST_P|EXPECT_\w+|ASSERT_\w+)\(|EXPECT_TRUE\(true\)"
    r"|EXPECT_FALSE\(false\)|@unittest\.skip\b|@unittest\.expectedFailure|\bxfail\b", re.M)
PROMISE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|SleepFor|sleep)\s*\(")
REAL_WAITING = ("tests/integration/", "tests/bench/", "tests/tidy/", "tests/daemon/intake/", "tests/daemon/broker/",
                "tests/daemon/http/", "tests/daemon/commands/serve_command_test.py")  # edges: local sockets


def findings(pattern, text):
    return [f"{number}: {line.strip()[:80]}" for number, line in enumerate(text.split("\n"), 1) if pattern.search(line)]


def sources(*folders, ends=SOURCES):
    return [p for p in tidy.files(*folders, ends=ends) if p != THIS]


class WordsTest(tidy.Case):
    def test_every_promise_names_its_issue(self):
        self.nothing((f"{p}:{f}" for p in sources("processors", "daemon", "proto", "tests", "ops")
                      for f in findings(PROMISE, tidy.read(p))), "TODO(#issue) or nothing")

    def test_no_test_is_switched_off(self):
        self.nothing((f"{p}:{f}" for p in sources("tests", ends=(".cc", ".h", ".py"))
                      for f in findings(SWITCHED_OFF, tidy.read(p))), "tests switched off, or that cannot fail")

    def test_no_test_is_empty(self):
        empty = re.compile(r"TEST(?:_F|_P)?\((\w+),\s*(\w+)\)\s*\{\s*\}")
        self.nothing((f"{p}: {m.group(1)}.{m.group(2)}" for p in sources("tests", ends=(".cc",))
                      for m in empty.finditer(tidy.code_only(tidy.read(p)))), "tests without a body")

    def test_every_skip_says_why(self):
        silent = re.compile(r"GTEST_SKIP\(\)\s*;")
        self.nothing((f"{p}:{f}" for p in sources("tests", ends=(".cc", ".h"))
                      for f in findings(silent, tidy.read(p))), "GTEST_SKIP() without a sentence")

    def test_quick_tests_do_not_sleep(self):
        self.nothing((f"{p}:{f}" for p in sources("tests", ends=(".cc", ".h", ".py"))
                      if not p.startswith(REAL_WAITING)
                      for f in findings(SLEEP, tidy.code_only(tidy.read(p)))), "unit tests move the clock themselves")

    def test_no_names_that_say_nothing(self):
        vague = re.compile(r"\b(?:class|struct)\s+(\w*(?:Manager|Helper|Util|Utils|Data|Info))\b")
        self.nothing((f"{p}: {name}" for p in sources("processors", "daemon", ends=(".h", ".cc"))
                      for name in vague.findall(tidy.code_only(tidy.read(p)))), "names that say nothing")

    def test_file_names_are_snake_case(self):
        self.nothing((p for p in tidy.files("processors", "daemon", "tests")
                      if not re.fullmatch(r"[a-z0-9_/]+\.(cc|h)", p)), "file names")


class CheckersTest(tidy.Case):
    def test_promises(self):
        self.assertEqual(findings(PROMISE, "// TODO: later\n// TODO(#12): later"), ["1: // TODO: later"])

    def test_switched_off(self):
        for line in ("TEST(A, DISABLED_B) {", "#if 0", "  // EXPECT_EQ(1, 2);", "EXPECT_TRUE(true);"):
            with self.subTest(line):
                self.assertEqual(len(findings(SWITCHED_OFF, line)), 1)
        self.assertEqual(findings(SWITCHED_OFF, "EXPECT_TRUE(truth);\n#if 01"), [])


if __name__ == "__main__":
    tidy.main()
