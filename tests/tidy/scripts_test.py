"""A fresh Debian 12 machine can build and test: whatever is used comes from a package that ops/prepare installs."""
import ast
import os
import re
import subprocess
import sys

import tidy

# What each package of ops/prepare is there for: commands, CMake packages, pkg-config modules, Python modules.
PACKAGES = {
    "g++": {"g++", "gcc", "nm"},
    "cmake": {"cmake", "ctest"},
    "ninja-build": {"ninja"},
    "ccache": {"ccache"},
    "mold": {"mold"},
    "pkg-config": {"pkg-config", "PkgConfig"},
    "tzdata": {"/usr/share/zoneinfo"},
    "librdkafka-dev": {"rdkafka"},
    "libprotobuf-dev": {"Protobuf"},
    "protobuf-compiler": {"protoc", "Protobuf"},
    "prometheus-cpp-dev": {"prometheus-cpp"},
    "libmicrohttpd-dev": {"libmicrohttpd"},
    "libgnutls28-dev": {"gnutls"},
    "libcrypt-dev": {"libcrypt"},
    "libabsl-dev": {"absl"},
    "libfmt-dev": {"fmt"},
    "nlohmann-json3-dev": {"nlohmann_json"},
    "libyaml-cpp-dev": {"yaml-cpp"},
    "libcli11-dev": {"CLI11"},
    "libzip-dev": {"libzip"},
    "libpugixml-dev": {"pugixml"},
    "zlib1g-dev": {"ZLIB"},  # asked for by prometheus-cpp's package file
    "libcurl4-openssl-dev": {"CURL"},  # SMTP; and asked for by prometheus-cpp's package file
    "libssl-dev": {"OpenSSL"},
    "libjemalloc-dev": {"jemalloc"},
    "libgmime-3.0-dev": {"gmime-3.0"},
    "libctemplate-dev": {"libctemplate"},
    "libexpat1-dev": {"expat"},
    "libglib2.0-dev": {"glib-2.0"},
    "libjs-chart.js": {"/usr/share/javascript/chart.js"},  # built into the program, daemon/page
    "libgtest-dev": {"GTest"},
    "libgmock-dev": {"GTest"},
    "libbenchmark-dev": {"benchmark"},
    "python3": {"python3"},
    "python3-confluent-kafka": {"confluent_kafka"},
    "python3-protobuf": {"google"},
    "python3-jsonschema": {"jsonschema"},
    "python3-aiosmtpd": {"aiosmtpd"},
    "openssl": {"openssl"},
    "prometheus": {"prometheus", "promtool"},
    "prometheus-alertmanager": {"prometheus-alertmanager", "amtool"},
    "openjdk-17-jre-headless": {"java"},
    "maven": {"mvn"},
    "procps": {"pgrep", "pkill", "ps", "free", "uptime"},
    "git": {"git"},
    "curl": {"curl"},  # of documents, whose commands a test runs
    "ca-certificates": {"/etc/ssl/certs"},
    "chromium": {"chromium"}, "poppler-utils": {"pdftoppm"},
    "nodejs": {"node"},
    "npm": {"npm"},
}
# On every Debian machine: packages of priority "required", apt, and what bash itself knows.
ESSENTIAL = set("""apt-get bash cat chmod cp cut date dpkg dpkg-query env false find grep head id ls mkdir mktemp mv printf
    rm sed sh sleep sort tail tee test touch tr true uname uniq wc xargs diff basename dirname install mkfifo readlink
    stat timeout sudo mount umount""".split())
SHELL = set("""cd echo exec exit export if then else elif fi for do done while until case esac set shift local return
    source trap wait [ [[ ]] : eval unset read declare command function break continue in ! { } ulimit kill jobs printf""".split())
# Started where it is there, and said plainly where it is not: Debian has no Grafana.
OPTIONAL = {"grafana-server"}
# CMake packages that come with CMake or with another package above.
CMAKE_OWN = {"Threads"}


def bash_scripts():
    everything = tidy.files("ops", ends=("",)) + [".ci/run"]
    return [p for p in everything if os.path.exists(os.path.join(tidy.ROOT, p)) and
            first_line(p).startswith("#!") and "bash" in first_line(p)]


def first_line(path):
    with open(os.path.join(tidy.ROOT, path), "rb") as file:
        return file.readline().decode("utf-8", "replace")


def commands_of(script):
    """The first words of the simple commands of a bash script; variables and paths into the tree are left out."""
    text = re.sub(r"\\\n", " ", script)
    text = re.sub(r"<<-?'?(\w+)'?\n(?:.|\n)*?\n\1\n", "\n", text)  # here-documents
    text = re.sub(r"^\s*#.*$|\s#.*$", "", text, flags=re.M)
    text = re.sub(r"^\s*[-\w*| ]+\)(?=\s)", "", text, flags=re.M)  # the patterns of a case
    functions = set(re.findall(r"^\s*(?:function )?(\w+)\s*\(\)", text, re.M))
    text = re.sub(r"'[^']*'", "Q", text)
    text = re.sub(r"\$\(\((.*?)\)\)", "N", text)
    text = re.sub(r'"(?:[^"$]|\$(?!\())*"', "Q", text)
    text = re.sub(r"=\(([^()]|\$\([^()]*\))*\)", "=Q", text)  # arrays
    text = text.replace("$(", "\n").replace('"', "")
    found = set()
    for piece in re.split(r"\|\||&&|[;|&\n()]", text):
        words = piece.split()
        while words and (words[0] in SHELL - {"cd", "echo"} or re.match(r"^\w+\+?=|^-|^[<>\d]", words[0])):
            if words[0] in ("for", "case", "local", "export", "read", "declare", "source", "trap", "set", "shift", "kill"):
                words = []
                break
            words.pop(0)
        if words and re.fullmatch(r"[a-z][\w.+-]*", words[0]) and words[0] not in functions | SHELL:
            found.add(words[0])
    return found


def installed_packages():
    lists = re.findall(r"\w+_packages=\(([^)]*)\)", tidy.read("ops/prepare"))
    return [name for names in lists for name in names.split()]


def packages_asked_of_cmake():
    asked = set()
    for path in tidy.files("", ends=("CMakeLists.txt",)):
        text = re.sub(r"#.*", "", tidy.read(path))
        asked |= set(re.findall(r"find_package\(\s*([\w-]+)", text))
        for modules in re.findall(r"pkg_check_modules\(\s*\w+\s+([^)]*)\)", text):
            asked |= {m for m in modules.split() if m not in ("REQUIRED", "IMPORTED_TARGET", "GLOBAL", "QUIET")}
    return asked - CMAKE_OWN


def python_modules():
    """Modules imported by the tree's Python that are neither Python's own nor the tree's."""
    paths = tidy.files("tests", "ops", ends=(".py",)) + \
        [p for p in tidy.files("ops", ends=("",)) if "python" in first_line(p) and not p.endswith(".py")]
    ours = {os.path.basename(p)[:-3] for p in paths}
    found = {}
    for path in paths:
        for node in ast.walk(ast.parse(tidy.read(path))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else \
                [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top not in ours and not top.endswith("_pb2"):
                    found.setdefault(top, path)
    return found


def programs_of_python():
    """Programs started by the tree's Python: the first words of lists given to subprocess, and shutil.which."""
    found = {}
    for path in tidy.files("tests", "ops", ends=(".py", "broker")):
        text = tidy.read(path)
        for name in re.findall(r"which\(\s*\"([\w.+-]+)\"", text) + \
                re.findall(r"(?:run|Popen|check_output|check_call|command =|return)\W*\[\s*\"([a-z][\w.+-]*)\"", text):
            found.setdefault(name, path)
    return found


class ScriptsTest(tidy.Case):
    provided = set().union(*(uses for package, uses in PACKAGES.items() if package in installed_packages())) | ESSENTIAL

    def test_every_command_of_a_script_is_installed(self):
        self.nothing((f"{p}: {c}" for p in bash_scripts()
                      for c in sorted(commands_of(tidy.read(p)) - self.provided)),
                     "commands that no package of ops/prepare brings (or that this test's table does not know)")

    def test_every_library_the_build_asks_for_is_installed(self):
        self.nothing(sorted(packages_asked_of_cmake() - self.provided), "libraries that ops/prepare does not install")

    def test_every_python_module_is_installed(self):
        self.nothing((f"{path}: {m}" for m, path in python_modules().items() if m not in self.provided),
                     "Python modules that ops/prepare does not install")

    def test_every_program_a_test_starts_is_installed(self):
        self.nothing((f"{path}: {c}" for c, path in programs_of_python().items()
                      if c not in self.provided | OPTIONAL),
                     "programs that ops/prepare does not install")

    def test_the_table_says_what_each_package_is_for(self):
        self.nothing(sorted(set(installed_packages()) - set(PACKAGES)), "packages without a use in this test's table")

    def test_scripts_are_bash_and_stop_at_the_first_error(self):
        for path in bash_scripts():
            with self.subTest(path):
                subprocess.run(["bash", "-n", os.path.join(tidy.ROOT, path)], check=True)
                self.assertRegex(tidy.read(path), r"(?m)^set -e?uo pipefail$")
                self.assertTrue(os.access(os.path.join(tidy.ROOT, path), os.X_OK), f"{path} is not executable")

    def test_there_are_scripts(self):
        self.assertTrue({"ops/demo", "ops/test", "ops/prepare"} <= set(bash_scripts()))


class CheckersTest(tidy.Case):
    def test_commands_are_found(self):
        script = ('set -e\nx=$(mktemp)\nif ! jq . "$x" >log 2>&1; then tail -3 log; fi\n'
                  "for a in 1 2; do curl -s x | xmllint - && rm -f x; done\nexec build/release/caseclock demo\n"
                  'case "$1" in\n  -h | help) stat x ;;\n  *)\n    wc y\n    ;;\nesac\n'
                  'echo "not; a command"; y="$(dirname "$0")/x"; z=$((1 + 2))\n')
        self.assertEqual(commands_of(script), {"mktemp", "jq", "tail", "curl", "xmllint", "rm", "stat", "wc", "dirname"})


if __name__ == "__main__":
    tidy.main()
