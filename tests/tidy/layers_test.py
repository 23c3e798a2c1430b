"""Who may include whom: ARCHITECTURE.md's map, held by the include lines."""
import re

import tidy

# What the core may use of the standard library: values and containers. No I/O, clock, randomness or thread.
PURE_STANDARD = set("""algorithm array bit charconv cmath compare concepts cstddef cstdint cstring deque functional
    initializer_list iterator limits map memory numeric optional ranges set span string string_view tuple
    type_traits unordered_map unordered_set utility variant vector""".split())
PURE_ABSEIL = ("absl/container/", "absl/hash/", "absl/time/")
# check.h ends the program with a sentence; dates are made with the civil calendar of <chrono>, whose clocks the
# purity test forbids.
ALSO_ALLOWED = {"processors/check.h": {"cstdio", "cstdlib"}, "processors/calendar/date.cc": {"chrono"}}

# Other people's libraries, and the rooms that see them. A library that is not here is a finding.
LIBRARIES = {
    "librdkafka/": {"intake", "broker"},
    "caseclock/v1/": {"codec", "checkpoint"},  # generated from proto/
    "google/protobuf/": {"codec", "checkpoint"},
    "prometheus/": {"exposition"},
    "microhttpd.h": {"http"},
    "gnutls/": {"http"},
    "crypt.h": {"http"},
    "yaml-cpp/": {"config"},
    "CLI/": {"commands"},
    "curl/": {"notify"},
    "openssl/": {"notify"},
    "zip.h": {"adapters"},
    "pugixml.hpp": {"adapters"},
    "expat.h": {"adapters"},
    "glib.h": {"text"},
    "zlib.h": {"exposition"},
    "nlohmann/": {"codec", "commands", "config", "http", "notify", "records", "rehearsal", "report"},
    "gmime/": {"mail"},
    "ctemplate/": {"mail"},
    "fmt/": {"alerts", "commands", "exposition", "http", "intake", "mail", "notify", "page", "rehearsal", "report",
             "serve"},
    "absl/container/": {"codec", "intake"},
    "absl/time/": {"codec", "page", "report"},
}
# These rooms make values of values: the same input, the same output.
NO_CLOCK_IN = ("adapters", "checkpoint", "codec", "config", "mail", "rehearsal", "report", "simulation", "standards", "text")
CLOCK = re.compile(r"\b(chrono|random_device|gettimeofday|clock_gettime|time\s*\(|localtime|this_thread)\b")

# Values that every room of the core may use; they include none of them but the calendar.
LEAVES = {"processors/check.h", "processors/view.h"}

STANDARD = re.compile(r"^[a-z_]+(\.h)?$|^(sys|arpa|netinet)/")


def room_of(path):
    """"daemon/codec", "processors/record"; files at the top are the room "processors", but for the LEAVES."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 or path in LEAVES else parts[0]


def is_ours(include):
    return include.startswith(("processors/", "daemon/", "tests/", "proto/"))


def cycle_in(graph):
    """A list of rooms that closes on itself, or []."""
    done, path = set(), []

    def visit(room):
        if room in path:
            return path[path.index(room):] + [room]
        if room in done:
            return []
        path.append(room)
        for other in sorted(graph.get(room, ())):
            found = visit(other)
            if found:
                return found
        done.add(path.pop())
        return []

    for room in sorted(graph):
        found = visit(room)
        if found:
            return found
    return []


def room_graph():
    graph = {}
    for path in tidy.files("processors", "daemon"):
        here = graph.setdefault(room_of(path), set())
        here |= {room_of(i) for i in tidy.includes(path) if is_ours(i)} - {room_of(path)}
    return graph


def impure_includes(path, found):
    """Those of `found` that a file of the core may not have."""
    allowed = ALSO_ALLOWED.get(path, set())
    return [i for i in found
            if not (i in PURE_STANDARD or i in allowed or i.startswith(PURE_ABSEIL) or i.startswith("processors/"))]


def libraries_out_of_place(path, found):
    room = path.split("/")[1]
    wrong = []
    for include in found:
        if is_ours(include):
            continue
        for prefix, rooms in LIBRARIES.items():
            if include.startswith(prefix):
                if room not in rooms:
                    wrong.append(include)
                break
        else:
            if not STANDARD.match(include):
                wrong.append(include + " (a library this test does not know)")
    return wrong


class LayersTest(tidy.Case):
    def test_the_core_includes_only_values_and_containers(self):
        self.nothing((f"{path}: {bad}" for path in tidy.files("processors")
                      for bad in impure_includes(path, tidy.includes(path))),
                     "processors is pure: no I/O, clock, randomness, thread, protobuf, Kafka")

    def test_each_library_is_seen_by_its_rooms_only(self):
        self.nothing((f"{path}: {bad}" for path in tidy.files("daemon")
                      for bad in libraries_out_of_place(path, tidy.includes(path))),
                     "a library seen outside its room; change the room, or the table here and ARCHITECTURE.md")

    def test_the_program_never_includes_tests(self):
        self.nothing((f"{path}: {i}" for path in tidy.files("processors", "daemon")
                      for i in tidy.includes(path) if i.startswith("tests/")),
                     "dependencies run tests -> daemon -> processors")

    def test_rooms_form_no_cycle(self):
        self.assertEqual(cycle_in(room_graph()), [])

    def test_only_commands_knows_every_room(self):
        graph = room_graph()
        self.nothing((room for room in graph if "daemon/commands" in graph[room] and room != "daemon"),
                     "rooms that depend on the command line")

    def test_rooms_are_told_the_time(self):
        self.nothing((f"{path}: {found}" for room in NO_CLOCK_IN for path in tidy.files(f"daemon/{room}")
                      for found in CLOCK.findall(tidy.code_only(tidy.read(path)))),
                     "these rooms are told the time and draw no lots that a seed does not give")

    def test_a_room_shows_only_the_headers_its_build_file_lists(self):
        shown = {header for cmake in tidy.files("daemon", "processors", ends=("CMakeLists.txt",))
                 for header in tidy.named_in_build(cmake, ".h")}
        self.nothing((f"{path} includes {i}" for path in tidy.files("processors", "daemon")
                      for i in tidy.includes(path)
                      if is_ours(i) and i not in shown and room_of(i) != room_of(path)),
                     "headers that their room keeps to itself, included from outside")

    def test_every_source_is_built(self):
        listed = {source for cmake in tidy.files("daemon", "processors", "tests", ends=("CMakeLists.txt",))
                  for source in tidy.named_in_build(cmake, ".cc")}
        self.nothing((path for path in tidy.files("daemon", "processors", "tests", ends=(".cc",))
                      if path not in listed),
                     "sources that no CMakeLists.txt names")


class CheckersTest(tidy.Case):
    """The checks above find what they look for."""

    def test_a_clock_in_the_core_is_found(self):
        self.assertEqual(impure_includes("processors/view.h", ["string", "chrono", "fstream", "daemon/x.h"]),
                         ["chrono", "fstream", "daemon/x.h"])

    def test_kafka_outside_its_rooms_is_found(self):
        self.assertEqual(libraries_out_of_place("daemon/serve/a.cc", ["librdkafka/rdkafka.h", "vector", "gd/gd.h"]),
                         ["librdkafka/rdkafka.h", "gd/gd.h (a library this test does not know)"])

    def test_a_cycle_is_found(self):
        self.assertEqual(cycle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}), ["b", "c", "b"])
        self.assertEqual(cycle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}), [])

    def test_a_clock_is_found_in_code_and_not_in_a_comment(self):
        self.assertEqual(CLOCK.findall(tidy.code_only("auto t = std::chrono::x(); // chrono")), ["chrono"])


if __name__ == "__main__":
    tidy.main()
