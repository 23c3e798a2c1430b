"""Files, lines, functions and folders stay small enough to read."""
import ast
import os
import re

import tidy

MAX_SOURCE_LINES = 500
MAX_HEADER_LINES = 300
MAX_FUNCTION_LINES = 70
MAX_CODE_COLUMNS = 100
MAX_COMMENT_COLUMNS = 120  # sentences and worked examples of headers; formatting leaves comments alone
MAX_SOURCES_IN_FOLDER = 25
MAX_CMAKE_LINES = 60

SCOPES = re.compile(r"\b(namespace|class|struct|enum|union)\b[^()]*$|^\s*extern\b|=\s*$|\breturn\s*$")


def functions(text):
    """(first line, lines) of each function body in C++: a bracketed block after a parameter list at the level of
    namespaces and classes. A heuristic: what it takes for one is long when it is long."""
    found, level, begun, header = [], [], None, ""
    for number, line in enumerate(tidy.code_only(text).split("\n"), 1):
        if line.lstrip().startswith("#"):
            continue
        for c in line:
            if c == "{":
                is_scope = begun is None and (SCOPES.search(header) or ")" not in header)
                if begun is None and not is_scope:
                    begun = (number, len(level))
                level.append(is_scope)
                header = ""
            elif c == "}":
                if level:
                    level.pop()
                if begun is not None and len(level) == begun[1]:
                    found.append((begun[0], number - begun[0] + 1))
                    begun = None
                header = ""
            elif c == ";":
                header = ""
            else:
                header += c
        header += " "
    return found


def too_long_lines(text):
    """(line, columns) of code over 100 columns and of comments over 120. The inside of raw literals passes: it is
    another language, with lines of its own."""
    wrong = []
    code = tidy.code_only(text).split("\n")
    for number, (line, bare) in enumerate(zip(text.split("\n"), code), 1):
        if bare.strip() == "" and not line.lstrip().startswith("//"):
            continue
        limit = MAX_COMMENT_COLUMNS if bare.strip() == "" or len(bare.rstrip()) <= MAX_CODE_COLUMNS else MAX_CODE_COLUMNS
        if len(line) > limit:
            wrong.append((number, len(line)))
    return wrong


class SizesTest(tidy.Case):
    def test_files(self):
        too_long = []
        for path in tidy.files("processors", "daemon", "tests", "ops", ends=(".cc", ".h", ".py")):
            lines = tidy.read(path).count("\n")
            limit = MAX_HEADER_LINES if path.endswith(".h") else MAX_SOURCE_LINES
            if lines > limit:
                too_long.append(f"{path}: {lines} lines, at most {limit}")
        self.nothing(too_long, "files too long to read at one sitting")

    def test_lines(self):
        self.nothing((f"{path}:{number}: {columns} columns"
                      for path in tidy.files("processors", "daemon", "tests")
                      for number, columns in too_long_lines(tidy.read(path))),
                     "lines: code 100 columns, comments 120")

    def test_functions(self):
        self.nothing((f"{path}:{first}: a function of {lines} lines"
                      for path in tidy.files("processors", "daemon", "tests")
                      for first, lines in functions(tidy.read(path)) if lines > MAX_FUNCTION_LINES),
                     f"functions over {MAX_FUNCTION_LINES} lines")

    def test_python_functions(self):
        wrong = []
        for path in tidy.files("tests", "ops", ends=(".py",)):
            for node in ast.walk(ast.parse(tidy.read(path))):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    lines = node.end_lineno - node.lineno + 1
                    if lines > MAX_FUNCTION_LINES:
                        wrong.append(f"{path}:{node.lineno}: {node.name} has {lines} lines")
        self.nothing(wrong, f"functions over {MAX_FUNCTION_LINES} lines")

    def test_folders(self):
        counts = {}
        for path in tidy.files("processors", "daemon", "tests", ends=(".cc",)):
            counts[os.path.dirname(path)] = counts.get(os.path.dirname(path), 0) + 1
        self.nothing((f"{folder}: {n} source files" for folder, n in counts.items() if n > MAX_SOURCES_IN_FOLDER),
                     f"folders with more than {MAX_SOURCES_IN_FOLDER} source files")

    def test_build_files_fit_on_a_screen(self):
        self.nothing((f"{path}: {tidy.read(path).count(chr(10))} lines"
                      for path in tidy.files("", ends=("CMakeLists.txt",))
                      if tidy.read(path).count("\n") > MAX_CMAKE_LINES), "build files")

    def test_architecture_and_readme_are_short(self):
        self.assertLessEqual(tidy.read("ARCHITECTURE.md").count("\n"), 200)
        self.assertLessEqual(tidy.read("README.md").count("\n"), 70)


class CheckersTest(tidy.Case):
    def test_functions_are_measured(self):
        text = "namespace a {\nclass B {\n  int f() const { return 1; }\n  void g(int x)\n  {\n    if (x) {\n    }\n  }\n};\n}\n"
        self.assertEqual(functions(text), [(3, 1), (5, 4)])

    def test_a_table_is_no_function(self):
        self.assertEqual(functions("constexpr int kTable[] = {\n" + "1,\n" * 100 + "};\n"), [])

    def test_long_code_is_found(self):
        self.assertEqual(too_long_lines("int a;\n" + "x" * 101 + "\n// " + "y" * 110 + "\n// " + "y" * 120 + "\n"),
                         [(2, 101), (4, 123)])


if __name__ == "__main__":
    tidy.main()
