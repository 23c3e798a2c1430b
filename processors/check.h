/// @file
/// CASECLOCK_CHECK: a broken invariant ends the program, in release too. Bad input is never an invariant.
///
/// Example: CASECLOCK_CHECK(first <= last, "periods run forward");
#pragma once

#include <cstdio>
#include <cstdlib>

/// Aborts with file, line and the sentence when `condition` is false.
#define CASECLOCK_CHECK(condition, sentence)                                               \
  do {                                                                                     \
    if (!(condition)) [[unlikely]] {                                                       \
      std::fprintf(stderr, "%s:%d: broken invariant: %s\n", __FILE__, __LINE__, sentence); \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)
