#include "processors/record/authority_code.h"

#include <algorithm>
#include <array>

namespace caseclock {
namespace {

constexpr std::size_t kKindCharacters = 3;
constexpr std::size_t kNumberDigits = 6;

/// Codes of one kind from `first` to `last`.
struct Span {
  std::string_view kind;
  int first;
  int last;
};
// What is left out never had children's services of its own since 2012: E06000048 and E08000020 became other codes when
// boundaries moved in 2013; the missing counties became unitary authorities before.
constexpr std::array kSpans = {
    Span{"E06", 1, 47},  Span{"E06", 49, 66}, Span{"E08", 1, 19},  Span{"E08", 21, 39},
    Span{"E09", 1, 33},  Span{"E10", 2, 3},   Span{"E10", 6, 9},   Span{"E10", 11, 21},
    Span{"E10", 23, 25}, Span{"E10", 27, 32}, Span{"E10", 34, 34},
};

int NumberOf(std::string_view code) {
  int number = 0;
  for (const char digit : code.substr(kKindCharacters)) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

bool IsAuthorityCode(std::string_view code) {
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  return code.size() == kKindCharacters + kNumberDigits && 'A' <= code[0] && code[0] <= 'Z' &&
         std::all_of(code.begin() + 1, code.end(), is_digit);
}

bool IsEnglishChildrensServices(std::string_view code) {
  if (!IsAuthorityCode(code)) return false;
  const int number = NumberOf(code);
  return std::any_of(kSpans.begin(), kSpans.end(), [&](const Span& span) {
    return code.starts_with(span.kind) && span.first <= number && number <= span.last;
  });
}

std::vector<std::string> EnglishChildrensServices() {
  std::vector<std::string> codes;
  for (const Span& span : kSpans) {
    for (int number = span.first; number <= span.last; ++number) {
      std::string digits = std::to_string(number);
      digits.insert(0, kNumberDigits - digits.size(), '0');
      codes.push_back(std::string(span.kind) + digits);
    }
  }
  return codes;
}

}  // namespace caseclock
