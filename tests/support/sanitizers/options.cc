/// @file
/// How the sanitizers behave in every program of the presets `asan` and `tsan`: the one place for their options.
///
/// The sanitizer's runtime asks these functions, so the options hold for our own programs alone, and not for the java,
/// chromium and prometheus that tests start. ASAN_OPTIONS, UBSAN_OPTIONS and TSAN_OPTIONS of the environment are still
/// obeyed and win; ops/run_tests.py says there only where findings are written.
///
/// A finding ends the program at once with exit code 86, which is none of Caseclock's: no test takes it for an expected
/// failure.
///
/// A suppression stands below with the reason why the finding is not ours and cannot be mended here.
///
/// The functions are called before the sanitizer is ready, when nothing else may be called; so they return literals
/// only, and this file is compiled without sanitizers (CMakeLists.txt).
extern "C" {

#ifdef CASECLOCK_ASAN
const char* __asan_default_options() {
  return "exitcode=86:detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:"
         "check_initialization_order=1";
}
const char* __ubsan_default_options() { return "exitcode=86:halt_on_error=1:print_stacktrace=1"; }
const char* __lsan_default_suppressions() { return ""; }
#endif

#ifdef CASECLOCK_TSAN
const char* __tsan_default_options() {
  // A longer history than usual: otherwise the other side of a race is often forgotten.
  return "exitcode=86:halt_on_error=1:second_deadlock_stack=1:history_size=4";
}
const char* __tsan_default_suppressions() {
  return
      // Debian's librdkafka is built without the sanitizer: what its own atomic counters order is not seen, so that the
      // last user of an object seems to free it under the others. Only its own calls of free(), memcpy() and the like
      // are left out; its locks are still seen, and every access of our code, its callbacks included.
      "called_from_lib:librdkafka.so\n"
      // A client that does not end within its patience is left to itself when the program ends: no leak.
      "thread:caseclock::ConnectClient\n";
}
#endif

}  // extern "C"
