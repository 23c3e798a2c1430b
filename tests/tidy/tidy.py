"""What the tidy tests share: the tree as lists of files, and C++ without its comments."""
import os
import re
import sys

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cases import Case, main  # noqa: E402,F401  the tidy tests say tidy.Case and tidy.main

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("CASECLOCK_BUILD_DIR", os.path.join(ROOT, "build", "release"))
LEFT_OUT = {"build", "__pycache__", "Testing", "node_modules", "target"}


def files(*folders, ends=(".cc", ".h")):
    """Paths from the root, sorted; hidden and built folders are left out. files("daemon", ends=(".h",))"""
    found = []
    for folder in folders or (".",):
        for where, names, here in os.walk(os.path.join(ROOT, folder)):
            names[:] = [n for n in names if n not in LEFT_OUT and not n.startswith(".")]
            found += [os.path.relpath(os.path.join(where, n), ROOT) for n in here if n.endswith(ends)]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


_TOKENS = re.compile(
    r'R"(?P<mark>[^()\\ ]{0,16})\((?:.|\n)*?\)(?P=mark)"'  # raw strings
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"  # characters, not the marks of 1'000
    r"|//[^\n]*"
    r"|/\*(?:.|\n)*?\*/"
)


def code_only(text):
    """C++ with comments and the content of literals blanked; every line stays where it was."""
    def blank(match):
        token = match.group(0)
        lines = "\n" * token.count("\n")
        return lines if token.startswith("/") else '""' + lines
    return _TOKENS.sub(blank, text)


def includes(path):
    """What a C++ file includes, without brackets: ["processors/view.h", "string"]."""
    return re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', read(path), re.M)


def named_in_build(cmake, ending):
    """Paths of the files with the ending (".h") that a CMakeLists.txt names outside its comments."""
    folder = os.path.dirname(cmake)
    text = re.sub(r"#.*", "", read(cmake)).replace("${PROJECT_SOURCE_DIR}/", os.path.relpath(".", folder) + "/")
    return [os.path.normpath(os.path.join(folder, name)) for name in re.findall(rf"[\w./]+\{ending}\b", text)]
