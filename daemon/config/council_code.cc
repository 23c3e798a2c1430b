#include "daemon/config/council_code.h"

#include <cctype>

#include "processors/record/authority_code.h"

namespace caseclock {

std::string CouncilCodeMeant(const std::string& text) {
  std::string code;
  for (const char c : text) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0) code.push_back(static_cast<char>(std::toupper(letter)));
  }
  return IsAuthorityCode(code) ? code : "E08000018";
}

bool CheckCouncilCode(YamlMap& row, const std::string& key, const std::string& code) {
  if (IsAuthorityCode(code)) return true;
  row.Refuse(
      key,
      "expected the code of a council, a capital letter and eight digits, found \"" + code + "\".",
      "write " + key + ": " + CouncilCodeMeant(code));
  return false;
}

}  // namespace caseclock
