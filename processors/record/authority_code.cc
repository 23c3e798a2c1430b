#include "processors/record/authority_code.h"

#include <algorithm>

#include "processors/record/authority_name.h"

namespace caseclock {
namespace {

constexpr std::size_t kCodeCharacters = 9;

}  // namespace

bool IsAuthorityCode(std::string_view code) {
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  return code.size() == kCodeCharacters && 'A' <= code[0] && code[0] <= 'Z' &&
         std::all_of(code.begin() + 1, code.end(), is_digit);
}

bool IsEnglishChildrensServices(std::string_view code) {
  return !EnglishAuthorityName(code).empty();
}

std::vector<std::string> EnglishChildrensServices() {
  std::vector<std::string> codes;
  for (const EnglishAuthority& one : EnglishAuthorities()) codes.emplace_back(one.code);
  return codes;
}

}  // namespace caseclock
