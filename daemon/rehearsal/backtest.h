/// @file
/// What a rehearsal of a past period shows: how many mails for whom, and how much earlier than the figures they came.
///
/// Example: MakeBacktest(config, period, outcome).leads[0] is {{"X99000001", "assessment_45", "Assessment North"},
///   "assessment_45.drag", "north", 2024-01-12, month missed 2024-01-31, ...}: the mail came 19 days before.
#pragma once

#include <string>
#include <vector>

#include "daemon/rehearsal/rehearsal.h"

namespace caseclock {

/// Mails by their kinds. A digest that is the weekly summary too counts as weekly.
struct MailCounts {
  int at_once = 0;
  int digests = 0;
  int weekly = 0;
  int all() const { return at_once + digests + weekly; }
  friend bool operator==(const MailCounts&, const MailCounts&) = default;
};

/// What one person would have got.
struct PersonMails {
  std::string person;
  int budget = 0;                 ///< mails at once a day
  int most_at_once = 0;           ///< on one day
  MailCounts total;               ///< of the period
  std::vector<MailCounts> weeks;  ///< by Backtest::mondays
};

/// How early people would have known of one figure.
struct Lead {
  FigureKey figure;
  std::string rule;    ///< of the first alert that was told
  std::string reader;  ///< of that mail
  std::string kind;
  Date first_mail;
  FigureDays days;
};

/// Breaches: alerts that had held for their rule's waiting time, and are not withheld because the whole authority's is
/// told instead. In time is within kToldWithin working days or, of notices, which have their place in the weekly
/// summary, within kNoticeToldWithin.
struct Promptness {
  int breaches = 0;
  int in_time = 0;               ///< told then
  int over_before = 0;           ///< resolved before that, and never told
  int late = 0;                  ///< the rest
  int longest_working_days = 0;  ///< the longest wait of those that were told
  friend bool operator==(const Promptness&, const Promptness&) = default;
};
inline constexpr int kToldWithin = 1;
inline constexpr int kNoticeToldWithin = 5;

/// How soon the breaches of one rule were told.
struct RulePromptness {
  std::string rule;
  Severity severity = Severity::kAttention;
  Promptness promptness;
};

/// Months of rows with clocks that ended worse than their target.
struct RedMonths {
  int all = 0;
  int overdue_before =
      0;  ///< an alert on overdue or due work had fired six working days before the end
  int told_before = 0;  ///< of these, told at least five working days before it
};

/// Everything. Plain values.
struct Backtest {
  Period period;
  MailCounts total;
  std::vector<Date> mondays;        ///< of the weeks that the period touches
  std::vector<PersonMails> people;  ///< all who could get mail, in their order
  std::vector<Lead> leads;          ///< by figure
  Promptness promptness;            ///< of urgent alerts and such as need attention
  Promptness notices;
  std::vector<RulePromptness> rules;  ///< those with breaches, by severity and id
  RedMonths red_months;
  std::vector<RehearsedMail> mails;
  std::int64_t events = 0;
};

/// Adds up what a rehearsal gave.
Backtest MakeBacktest(const Config& config, Period period, RehearsalOutcome outcome);

/// For a tired person: a sentence, then three tables.
std::string BacktestText(const Backtest& backtest);
/// The same as JSON, one object.
std::string BacktestJson(const Backtest& backtest);

}  // namespace caseclock
