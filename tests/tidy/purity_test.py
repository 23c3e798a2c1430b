"""The built core asks nothing of the world: its libraries' undefined symbols are known and harmless."""
import os
import re
import subprocess

import tidy

LIBRARIES = ("calendar", "record", "indicator", "judgement", "tally", "authority", "alert")

# All that the core takes from C. fprintf, stderr and abort are CASECLOCK_CHECK's last words.
HARMLESS_C = set("""abort fprintf stderr memchr memcmp memcpy __divti3 __floattidf sqrt memmove memset strcmp strlen _GLOBAL_OFFSET_TABLE_ _Unwind_Resume
    __assert_fail __dso_handle __gxx_personality_v0 __libc_single_threaded __stack_chk_fail __tls_get_addr
    floor ceil lround""".split())
HARMLESS_PREFIXES = ("__cxa_", "__asan_", "__ubsan_", "__tsan_", "__gcov", "__sanitizer_")
# Of C++: any of these names makes a finding, whatever is around them.
FORBIDDEN = re.compile(
    r"::now\(|chrono::_V2|random_device|\bstd::(thread|jthread|mutex|condition_variable|this_thread|async|future)\b"
    r"|basic_[a-z]*stream|basic_filebuf|std::cout|std::cerr|std::locale|std::filesystem|google::protobuf|rd_kafka"
    r"|absl::(Now|Clock|SleepFor|Mutex|GetCurrentTimeNanos|TimeZone|time_internal)\b|prometheus::|fmt::")


def undefined_symbols(archive):
    listing = subprocess.run(["nm", "-C", "--undefined-only", archive], check=True, capture_output=True, text=True)
    return sorted({line.split(" U ", 1)[1].strip() for line in listing.stdout.splitlines() if " U " in line})


def impure(symbols):
    """Those that reach outside the values given. A C name has no "::", space or bracket."""
    found = []
    for symbol in symbols:
        name = symbol.split("@")[0]
        if FORBIDDEN.search(symbol):
            found.append(symbol)
        elif re.fullmatch(r"\w+", name) and name not in HARMLESS_C and not name.startswith(HARMLESS_PREFIXES):
            found.append(symbol)
    return found


class PurityTest(tidy.Case):
    def test_the_core_needs_no_outside(self):
        for name in LIBRARIES:
            archive = os.path.join(tidy.BUILD, "processors", f"libcaseclock_{name}.a")
            with self.subTest(name):
                self.assertTrue(os.path.exists(archive), f"{archive} is not built")
                self.nothing(impure(undefined_symbols(archive)), f"caseclock_{name} reaches outside")

    def test_every_library_of_the_core_is_looked_at(self):
        built = re.findall(r"caseclock_library\((\w+)", tidy.read("processors/CMakeLists.txt"))
        self.assertEqual(sorted(built), sorted(LIBRARIES))

    def test_what_is_forbidden_is_found(self):
        for symbol in ("fopen", "open64@GLIBC_2.2.5", "time", "rand", "getenv", "pthread_create", "printf", "clock_gettime",
                       "std::chrono::_V2::system_clock::now()", "std::random_device::_M_getval()",
                       "std::basic_ofstream<char, std::char_traits<char> >::basic_ofstream()", "absl::Now()"):
            with self.subTest(symbol):
                self.assertEqual(impure([symbol]), [symbol])

    def test_what_is_harmless_is_not(self):
        self.assertEqual(impure(["memcpy", "operator new(unsigned long)", "std::__throw_length_error(char const*)",
                                 "__cxa_throw", "caseclock::ParseDate(std::basic_string_view<char>)"]), [])


if __name__ == "__main__":
    tidy.main()
