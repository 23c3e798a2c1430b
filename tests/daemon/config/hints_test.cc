// Is every value that a problem offers one that would be accepted?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

/// A configuration, one option a line, in which the line marked with # is wrong.
struct Mistake {
  const char* name;
  const char* text;
};

constexpr Mistake kMistakes[] = {
    {"code", "authorities:\n  - code: Leeds #\n"},
    {"code_in_small_letters", "authorities:\n  - code: e08000018 #\n"},
    {"closure_day", "authorities:\n  - code: X99000001\n    closure_days: [Christmas] #\n"},
    {"limit", "indicators:\n  - id: assessment_45\n    limit: 45 #\n"},
    {"limit_of_months", "indicators:\n  - id: rereferral\n    limit: a year #\n"},
    {"limit_of_delay", "indicators:\n  - id: entry_delay\n    limit: two #\n"},
    {"limit_in_another_unit", "indicators:\n  - id: rereferral\n    limit: 45 working days #\n"},
    {"limit_of_a_copy",
     "indicators:\n  - id: rereferral_6\n    copy_of: rereferral\n    limit: 6 #\n"},
    {"listen", "http:\n  listen: localhost #\n"},
    {"tolerance", "judgement:\n  tolerance: wide #\n"},
    {"share", "judgement:\n  targets:\n    - indicator: ni60\n      value: 84 #\n"},
    {"share_as_a_fraction", "judgement:\n  targets:\n    - indicator: ni60\n      value: 0.85 #\n"},
    {"share_over_100",
     "judgement:\n  targets:\n    - indicator: ni60\n      value: \"603 per 10,000\" #\n"},
    {"share_below_0", "judgement:\n  targets:\n    - indicator: ni60\n      value: -3 #\n"},
    {"share_of_too_much", "judgement:\n  targets:\n    - indicator: ni60\n      value: 130 % #\n"},
    {"target_of_no_council",
     "judgement:\n  targets:\n    - indicator: ni60\n      value: 84 %\n      authority: Leeds "
     "#\n"},
    {"group_wait", "alerts:\n  group_wait: soon #\n"},
    {"link", "alerts:\n  link: caseclock.council.example #\n"},
    {"server", "alerts:\n  mail:\n    from: a@council.example\n    server: smtp #\n"},
    {"from", "alerts:\n  mail:\n    server: \"smtp.council.example:587\"\n    from: nobody #\n"},
    {"url", "alerts:\n  alertmanager:\n    url: \"127.0.0.1:9093\" #\n"},
    {"address", "alerts:\n  people:\n    - id: head\n      address: head #\n"},
    {"person_of_no_council",
     "alerts:\n  people:\n    - id: head\n      address: head@council.example\n"
     "      authority: E8000018 #\n"},
    {"quiet",
     "alerts:\n  people:\n    - id: head\n      address: head@council.example\n      quiet:\n"
     "        from: 7pm #\n"},
    {"level_of_a_share",
     "alerts:\n  rules:\n    - id: mine\n      indicator: ni60\n      condition: share\n"
     "      level: many #\n"},
    {"level_of_a_count", "alerts:\n  rules:\n    - id: assessment_45.drag\n      level: many #\n"},
    {"for", "alerts:\n  rules:\n    - id: assessment_45.drag\n      for: long #\n"},
};

class HintsTest : public testing::TestWithParam<Mistake> {};

/// The text with the marked line replaced by what the hint says to write.
std::string Mended(const std::string& text, const std::string& hint) {
  std::istringstream lines(text);
  std::string mended;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with(" #")) {
      const std::size_t begin = line.find_first_not_of(" -");
      line = line.substr(0, begin) + hint.substr(hint.find(' ') + 1);
    }
    mended += line + "\n";
  }
  return mended;
}

TEST_P(HintsTest, WhatIsOfferedWouldBeAccepted) {
  const auto [detail, hint] = DetailAndHint(GetParam().text);
  ASSERT_THAT(hint, testing::StartsWith("write ")) << detail;
  const std::string mended = Mended(GetParam().text, hint);
  EXPECT_THAT(ProblemsOf(mended), testing::IsEmpty()) << mended;
}

INSTANTIATE_TEST_SUITE_P(Mistakes, HintsTest, testing::ValuesIn(kMistakes),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace caseclock
