"""Headers teach: what is in them, an example; they stand alone."""
import os
import re

import tidy


def opening(text):
    """The comment block at the top of a header."""
    lines = []
    for line in text.split("\n"):
        if not line.startswith("///"):
            break
        lines.append(line)
    return "\n".join(lines)


def undocumented(text):
    """Names of types and free functions at the top level of a header without a /// comment before them. A group
    under one comment counts as documented: what matters is that no blank line stands alone before a name."""
    found, documented = [], False
    depth = 0
    for line in text.split("\n"):
        bare = tidy.code_only(line)
        if depth == 0 and line.startswith("///"):
            documented = True
        elif depth == 0 and not line.strip():
            documented = False
        elif depth == 0 and not documented:
            name = re.match(r"(?:template <.*> )?(?:class|struct|enum class|enum) (\w+)[^;]*$", bare)
            function = re.match(r"[A-Za-z_][\w:<>,&* ]* \*?&?(\w+)\(.*", bare)
            if name or (function and not bare.startswith(("namespace", "return", "#", "static_assert"))):
                found.append((name or function).group(1))
        if not bare.startswith("namespace"):
            depth += bare.count("{") - bare.count("}")
            if depth < 0:  # the end of a namespace
                depth = 0
    return found


def types_named(text):
    """Types of a file that other files can see, with their namespaces: not those within others or without a name outside.
    {"caseclock::Cell"} of "namespace caseclock { struct Cell { int n; }; }"."""
    found, around = set(), []
    starts = re.compile(r"namespace\s+([\w:]+)\s*\{|namespace\s*\{|\b(?:class|struct|enum class|enum|union)\s+(\w+)\b(?!::)(?=[^;{}()<>,=]*\{)|[{}]")
    for match in starts.finditer(tidy.code_only(text)):
        said, name = match.group(0), match.group(2)
        if name:
            if all(one not in ("", "{") for one in around):
                found.add("::".join(around + [name]))
        elif said == "}":
            around = around[:-1]
        else:
            around.append("{" if said == "{" else match.group(1) or "")
    return found


def own_source(header):
    source = header[:-2] + ".cc"
    return source if os.path.exists(os.path.join(tidy.ROOT, source)) else None


class HeadersTest(tidy.Case):
    every = tidy.files("processors", "daemon", "tests", ends=(".h",))
    product = [
        header for cmake in tidy.files("processors", "daemon", ends=("CMakeLists.txt",))
        for header in tidy.named_in_build(cmake, ".h")]
    public = [p for p in every if p.startswith("tests/support/")] + product

    def test_each_opens_with_what_is_in_it(self):
        self.nothing((p for p in self.public if not tidy.read(p).startswith("/// @file\n/// ")),
                     "headers that do not open with /// @file and a sentence")

    def test_each_gives_an_example(self):
        self.nothing((p for p in self.public if "Example" not in opening(tidy.read(p)) and
                      "Example" not in tidy.read(p)), "headers without a worked example")

    def test_each_is_included_once(self):
        self.nothing((p for p in self.every if tidy.read(p).count("#pragma once") != 1), "headers without #pragma once")

    def test_public_names_are_documented(self):
        self.nothing((f"{p}: {name}" for p in self.product for name in undocumented(tidy.read(p))),
                     "public types and functions without a /// comment")

    def test_no_header_opens_a_namespace_for_its_readers(self):
        self.nothing((p for p in self.every if re.search(r"^using namespace", tidy.read(p), re.M)),
                     "headers with using namespace")

    def test_each_source_includes_its_own_header_first(self):
        """So that the header compiles alone: nothing before it can help."""
        self.nothing((own_source(p) for p in self.every
                      if own_source(p) and tidy.includes(own_source(p))[:1] != [p]),
                     "sources that do not include their own header first")

    def test_one_name_is_one_type(self):
        """Two types of one name in one namespace are no error where no file sees both: the linker keeps the functions of
        either, and the other is destroyed by them."""
        places = {}
        for path in tidy.files("processors", "daemon"):
            for name in types_named(tidy.read(path)):
                places.setdefault(name, set()).add(path)
        self.nothing((f"{name}: {', '.join(sorted(where))}" for name, where in sorted(places.items()) if len(where) > 1),
                     "names of several types")

    def test_headers_without_a_source_are_built_alone(self):
        """tests/tidy/CMakeLists.txt builds a source that is nothing but the include of each."""
        folder = os.path.join(tidy.BUILD, "tests", "tidy", "alone")
        built = sorted(name for name in os.listdir(folder) if name.endswith(".cc"))
        self.nothing(sorted({p.replace("/", "_") + ".cc" for p in self.every if not own_source(p) and not p.startswith("tests/")} - set(built)),
                     "headers that are not built alone; does the build need to be configured again?")


class CheckersTest(tidy.Case):
    def test_types_that_others_can_see_are_found(self):
        text = ("namespace caseclock {\nnamespace {\nstruct Own {};\n}\nclass Later;\nclass Cell : public Base {\n  struct Part {};\n};\n"
                "class Cell::Part {\n};\nenum class Kind { kOne };\nvoid f(struct Cell* c) { struct Local {}; }\n}\n")
        self.assertEqual(types_named(text), {"caseclock::Cell", "caseclock::Kind"})

    def test_an_undocumented_name_is_found(self):
        text = "/// A day.\nstruct Day {\n  int n;\n};\n\nstruct Night {\n};\n\nint Count(int x);\n\n/// Sums.\nint Sum();\nint More();\n"
        self.assertEqual(undocumented(text), ["Night", "Count"])


if __name__ == "__main__":
    tidy.main()
