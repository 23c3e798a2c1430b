"""The help of every command, word for word. UPDATE_GOLDEN=1 writes it anew."""
import os
import re

import program
from program import USAGE, call

GOLDEN = os.path.join(program.HERE, "help.golden.txt")


def every_help():
    """All helps, each under its command line."""
    def help_of(*path):
        done = call(*path, "--help")
        return f"$ caseclock {' '.join(path + ('--help',))}\n{done.out}{'' if done.code == 0 else done.err}\n"

    def commands_in(text):
        return re.findall(r"^  ([a-z][\w-]+) {2,}", text.split("Subcommands:")[1].split("Example")[0], re.M)

    text = help_of()
    for command in commands_in(text):
        one = help_of(command)
        text += one
        if "Subcommands:" in one:
            text += "".join(help_of(command, inner) for inner in commands_in(one))
    return text


class HelpTest(program.Case):
    def test_every_help_is_as_stored(self):
        text = every_help()
        if os.environ.get("UPDATE_GOLDEN") == "1":
            with open(GOLDEN, "w", encoding="utf-8") as out:
                out.write(text)
        with open(GOLDEN, encoding="utf-8") as stored:
            self.assertEqual(text, stored.read(), "UPDATE_GOLDEN=1 writes it anew")

    def test_every_command_gives_an_example(self):
        for part in every_help().split("$ ")[2:]:
            if part.startswith(("caseclock working-days add", "caseclock working-days between", "caseclock import annex-a")):
                continue  # the example stands above them
            with self.subTest(part.split("\n")[0]):
                self.assertIn("Example:\n  caseclock ", part)

    def test_the_version(self):
        done = call("--version")
        self.assertEqual((done.code, done.err), (0, ""))
        with open(os.path.join(program.ROOT, "CMakeLists.txt"), encoding="utf-8") as file:
            written_once = re.search(r"project\(caseclock VERSION (\d+\.\d+\.\d+)", file.read())[1]
        self.assertEqual(done.out, f"caseclock {written_once}\n")

    def test_the_version_is_written_once(self):
        version = call("--version").out.split()[1]
        for folder, _, names in os.walk(os.path.join(program.ROOT, "daemon")):
            for name in filter(lambda one: one.endswith(".cc"), names):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    self.assertNotIn(f'"{version}"', file.read(), name)

    def test_wrong_usage_is_2_and_said_on_standard_error(self):
        for arguments in ([], ["nonsense"], ["report"], ["report", "--nonsense"], ["explain", "--events", "x"], ["serve"],
                          ["working-days"], ["working-days", "add", "2024-03-01"], ["import"], ["check-config"]):
            with self.subTest(arguments):
                done = call(*arguments)
                self.assertEqual((done.code, done.out), (USAGE, ""))
                self.assertRegex(done.err, r"^could not read the command line\n  Detail: .+\.\n"
                                 r"  Hint: caseclock[a-z -]* --help lists its options\n$")


if __name__ == "__main__":
    program.main()
