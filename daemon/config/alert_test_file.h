/// @file
/// Files of `caseclock alerts test`: which mails some events are to make, written before a rule is trusted.
/// ops/docs/alerts-rehearsal.md explains them.
///
/// Example:
///   config: caseclock.yaml
///   tests:
///     - name: a team that falls behind is told once
///       authority: E08000099
///       events: [team_north.jsonl]
///       from: 2024-03-01
///       to: 2024-03-15
///       expect:
///         - {on: 2024-03-05, to: north, kind: immediate, alert: assessment_45.drag, team: Assessment North, item: new}
///       expect_none: [{to: director}]
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/config/config.h"
#include "processors/calendar/period.h"

namespace caseclock {

/// The kinds of mail that a test may name. A digest of the first working day of a week is a weekly mail too.
inline constexpr char kKindImmediate[] = "immediate";
inline constexpr char kKindDigest[] = "digest";
inline constexpr char kKindWeekly[] = "weekly";

/// What a mail must be to be meant. What is absent may be anything.
struct MailPattern {
  int line = 0;
  std::optional<Date> on = {};
  std::string to = {};    ///< id of the reader
  std::string kind = {};  ///< kKindImmediate, kKindDigest or kKindWeekly
  // All of one item of the mail:
  std::string alert = {};                ///< id of the rule
  std::optional<std::string> team = {};  ///< "" the whole authority
  std::string item = {};                 ///< a word of ItemText
  std::optional<int> times = {};         ///< exactly so many mails; absent: one or more
};

/// One test.
struct AlertTest {
  std::string name;
  int line = 0;
  std::string authority;
  std::vector<std::string> event_files;  ///< as they can be opened
  std::vector<std::string> event_lines;  ///< JSON
  Period period;
  int warm_up_days = 14;
  bool feed_is_alive = true;
  std::vector<MailPattern> expect;
  std::vector<MailPattern> expect_none;
};

/// A whole file.
struct AlertTestFile {
  Config config;
  std::vector<AlertTest> tests;
};

/// Reads the file, and the configuration that it names. All problems at once, or the tests.
std::variant<AlertTestFile, std::vector<ConfigProblem>> ReadAlertTestFile(const std::string& path);

/// The same from a text, for tests; `name` stands in for the file, whose folder need not be there.
std::variant<AlertTestFile, std::vector<ConfigProblem>> ReadAlertTestText(const std::string& text,
                                                                          const std::string& name);

}  // namespace caseclock
