"""Documents say what the program does: options, exit codes, commands, paths and links."""
import os
import re
import subprocess
import tempfile

import tidy

PROGRAM = os.path.join(tidy.BUILD, "caseclock")
DOCUMENTS = tidy.files("", ends=(".md",))
# Which function of the readers reads which part, by the variable of the mapping.
READERS = ("daemon/config/config.cc", "daemon/config/http_config.cc", "daemon/config/judgement_config.cc",
           "daemon/config/alerts_config.cc", "daemon/config/alert_rules_config.cc")
ROW_READERS = ("daemon/config/indicators_config.cc", "daemon/config/limits_config.cc", "daemon/config/row_config.cc")
ROW_PARTS = {"map": "indicators[].", "map_": "indicators[].", "entry": "indicators[].limits[].", "band": "indicators[].bands[].",
             "top": ""}
PARTS = {"ReadKafka": "kafka.", **dict.fromkeys(("ReadHttp", "ReadListen", "ReadHostNames", "ReadWeb", "ReadReaders"), "http."),
         "ReadReader": "http.record_readers[].", "ReadCheckpoint": "checkpoint.", "ReadCalendar": "calendar.",
         "ReadAuthorities": "authorities[].", "ReadName": "authorities[].",
         "ReadJudgement": "judgement.", "ReadTargets": "judgement.", "ReadTarget": "judgement.targets[].",
         "Read": "alerts.", "ReadLink": "alerts.", "ReadGroupWait": "alerts.",
         "ReadMail": "alerts.mail.", "ReadSecurity": "alerts.mail.",
         "ReadAlertmanager": "alerts.alertmanager.", "ReadPeople": "alerts.",
         **dict.fromkeys(("ReadPerson", "ReadTeams", "ReadAway", "ReadCadence"), "alerts.people[]."),
         "ReadQuiet": "alerts.people[].quiet.",
         **dict.fromkeys(("ReadId", "ReadSubject", "ReadLevels", "ReadTimes", "ReadWho"), "alerts.rules[].")}
VARIABLES = {"top": "", "span": "alerts.people[].away[]."}
NAMED = {"kMaxSeconds": 24 * 3600, "kMaxLinkDays": 90, "kMaxBudget": 50, "kMaxMinimum": 1000000, "kMaxEscalationDays": 60}


def number(text):
    return NAMED.get(text) or int(text.replace("'", ""))


def options_read():
    """{"kafka.topic": None, "checkpoint.generations": (2, 100)}: what the strict reader asks for."""
    found, function = {}, ""
    for line in "".join(tidy.read(path) for path in READERS).split("\n"):
        heading = re.match(r"  (?!return)(?:static )?[\w:<>*&]+[\w:<>*& ]* (\w+)\(", line)
        function = heading.group(1) if heading else function
        asked = [(variable, key, low, high) for variable, key, low, high in re.findall(
            r"(\w+)\.(?:Text|Whole|Flag|Day|List)\(\"(\w+)\"(?:, ([\w']+), ([\w']+))?\)", line)]
        asked += re.findall(r"Read(?:Text|Int)\((\w+), \"(\w+)\"(?:, ([\w']+), ([\w']+))?", line)
        asked += [(variable, key, "", "") for variable, key in re.findall(
            r"(?:ReadPath|ReadLevel|ReadDuration|OneOf)\((\w+), \"(\w+)\"", line)]
        asked += [("", key, "", "") for key in re.findall(r"    time\(\"(\w+)\"", line)]
        for variable, key, low, high in asked:
            part = VARIABLES.get(variable, PARTS.get(function))
            if part is not None:
                found[part + key] = (number(low), number(high)) if low and high else None
    for variable, key in re.findall(r"(\w+)\.(?:Text|Whole|Flag|Day|List|Any)\(\"(\w+)\"", "".join(map(tidy.read, ROW_READERS))):
        if key != "fact":  # of a date, which has a section of its own
            found[ROW_PARTS[variable] + key] = None
    found["kafka.properties"] = None  # a free mapping
    return found


def options_documented():
    """{"kafka.topic": ("`case-events`", "")}: default and values of the table."""
    rows = re.findall(r"^\| `([\w.\[\]]+)` \| (.*?) ?\| (.*?) ?\| .*\|$", tidy.read("ops/docs/configuration.md"), re.M)
    return {name: (default, values) for name, default, values in rows}


def run(*arguments, stdin=""):
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, text=True, timeout=60)


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", tidy.read(path), re.M | re.S)


class ConfigurationTest(tidy.Case):
    def test_every_field_of_every_shape_is_documented(self):
        section = tidy.read("ops/docs/configuration.md").split("## Rows of your own")[1].split("\n## ")[0]
        for path in tidy.files("processors/indicator/shape", ends=(".h",)):
            for field in re.findall(r'visit\("(\w+)"', tidy.read(path)):
                self.assertIn(f"`{field}", section, path)

    def test_every_option_is_documented_and_no_other(self):
        self.assertEqual(sorted(options_documented()), sorted(options_read()))

    def test_ranges_are_those_of_the_reader(self):
        documented = options_documented()
        for name, limits in options_read().items():
            if limits is not None:
                with self.subTest(name):
                    self.assertEqual(documented[name][1], f"{limits[0]} to {limits[1]}")

    def test_defaults_are_those_of_the_header(self):
        header = tidy.read("daemon/config/config.h")
        for name, (default, _) in options_documented().items():
            if "[]" in name:
                continue
            member = name.split(".")[-1]
            section = name.split(".")[0]
            for field in (member, f"{section}_{member}"):
                found = re.search(rf"\b{field} = \"?([\w-]+)\"?;", header)
                if found:
                    with self.subTest(name):
                        self.assertEqual(default.strip("`"), found.group(1))

    def test_examples_are_accepted(self):
        examples = [b for path in DOCUMENTS for b in blocks(path, "yaml") if "kafka:" in b]
        self.assertTrue(examples)
        for example in examples:
            with tempfile.TemporaryDirectory() as folder:
                for name in re.findall(r"_file: ([\w.]+)", example):
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                        file.write("invented\n")
                path = os.path.join(folder, "caseclock.yaml")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(example.replace("/var/lib/caseclock", folder))
                done = run("check-config", path)
            self.assertEqual((done.returncode, done.stderr), (0, ""), example)


class CommandsTest(tidy.Case):
    def commands(self):
        return re.findall(r"^  ([a-z-]+) {2,}", run("--help").stdout.split("Subcommands:")[1].split("Examples:")[0], re.M)

    def test_documented_commands_exist_with_their_options(self):
        inner = ((), ("annex-a",), ("comparators",), ("list",), ("ack",), ("send-test",), ("backtest",))
        known = {name: "".join(run(name, *words, "--help").stdout for words in inner) for name in self.commands()}
        wrong = []
        for path in DOCUMENTS:
            for line in re.findall(r"(?:^|`|/)caseclock ([a-z-]+)((?: [^\n`>|<]*)?)", tidy.read(path), re.M):
                name, rest = line
                if name not in known:
                    wrong.append(f"{path}: caseclock {name}")
                    continue
                wrong += [f"{path}: caseclock {name} {option}" for option in re.findall(r"--[a-z-]+", rest)
                          if option not in known[name]]
        self.nothing(wrong, "commands or options in documents that the program does not have")

    def test_every_command_is_spoken_of(self):
        every = "".join(tidy.read(path) for path in DOCUMENTS)
        self.nothing((name for name in self.commands() if f"`{name}" not in every and f"caseclock {name}" not in every),
                     "commands that no document names")

    def test_exit_codes(self):
        codes = {int(code): name for name, code in
                 re.findall(r"^  k(\w+) = (\d+),", tidy.read("daemon/commands/exit_code.h"), re.M)}
        table = dict(re.findall(r"^\| (\d+) \| (.*) \|$", tidy.read("ARCHITECTURE.md"), re.M))
        self.assertEqual(sorted(map(int, table)), sorted(codes))
        footer = re.search(r"Exit codes: ([^.]*)\.", run("--help").stdout).group(1).replace("\n", " ")
        for code, meaning in (part.split(" ", 1) for part in footer.split(", ")):
            with self.subTest(code):
                self.assertTrue(table[code].startswith(meaning.strip()), f"{table[code]!r} and {meaning!r}")
        self.assertEqual(len(footer.split(", ")), len(codes))


class LinksTest(tidy.Case):
    def test_links_lead_somewhere(self):
        wrong = []
        for path in DOCUMENTS:
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", tidy.read(path)):
                there = os.path.join(tidy.ROOT, os.path.dirname(path), target)
                if "://" not in target and not os.path.exists(there):
                    wrong.append(f"{path}: {target}")
        self.nothing(wrong, "links to nothing")

    def test_named_files_exist(self):
        wrong = []
        for path in DOCUMENTS:
            for name in re.findall(r"`((?:processors|daemon|tests|ops|proto)/[\w./-]+)`", tidy.read(path)):
                if not os.path.exists(os.path.join(tidy.ROOT, name)):
                    wrong.append(f"{path}: {name}")
        self.nothing(wrong, "files that are not there")

    def test_every_page_is_reached_from_the_readme(self):
        reached, to_read = set(), ["README.md"]
        while to_read:
            page = to_read.pop()
            if page in reached:
                continue
            reached.add(page)
            for target in re.findall(r"\]\(([^)#\s]+\.md)(?:#[\w-]+)?\)", tidy.read(page)):
                there = os.path.normpath(os.path.join(os.path.dirname(page), target))
                if os.path.exists(os.path.join(tidy.ROOT, there)):
                    to_read.append(there)
        self.nothing((p for p in DOCUMENTS if p.startswith(("ops/docs/",)) and p not in reached),
                     "pages that nobody finds")


class ArchitectureTest(tidy.Case):
    def test_the_code_map_names_every_room(self):
        rooms = {os.path.dirname(p) for p in tidy.files("processors", "daemon", ends=(".h",))}
        named = set(re.findall(r"^\| `([\w/]+?)/?` \|", tidy.read("ARCHITECTURE.md"), re.M))
        self.assertEqual(sorted(rooms - named), [])
        self.nothing((n for n in named if not os.path.isdir(os.path.join(tidy.ROOT, n))), "rooms that are not there")

    def test_the_counts_in_the_change_log_hold(self):
        protocol = tidy.read("proto/caseclock/v1/case_event.proto")
        events = re.search(r"oneof event \{(.*?)\n  \}", protocol, re.S).group(1)
        kinds = re.findall(r"RECORD_KIND_\w+ = [1-9]\d*;", protocol)
        self.assertIn(f"{len(re.findall(r'= [0-9]+;', events))} kinds of event on {len(kinds)} kinds of record",
                      tidy.read("CHANGELOG.md"))


if __name__ == "__main__":
    tidy.main()
