/// @file
/// Alerts played through on events of the past: which mails would have gone to whom, and when. The same desk as the
/// daemon's decides, over a ledger in memory, with the time as events were recorded.
///
/// Example:
///   Rehearsal rehearsal(config, std::move(events));
///   const RehearsalOutcome outcome = rehearsal.Play({.period = {first, last}});
///   outcome.mails[0].subject == "12 assessments overdue, Assessment North"
///
/// Deliberately absent: acknowledgements. Nobody has acknowledged in a rehearsal, so that it shows the most mails that
/// there could be.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/config/config.h"
#include "daemon/notify/alert_desk.h"
#include "processors/alert/mail_plan.h"
#include "processors/record/case_event.h"

namespace caseclock {

/// For so many days alerts settle before the first mail is told of: what fires already on the first day is no news.
inline constexpr int kWarmUpDays = 14;

/// What is played.
struct RehearsalPlan {
  Period period;
  int warm_up_days = kWarmUpDays;
  bool feed_is_alive = false;  ///< as if something were recorded every day
  bool keep_messages = false;  ///< the bytes of each mail too
};

/// A mail that would have been sent.
struct RehearsedMail {
  Moment moment;
  PlannedMail plan;  ///< to whom, of which kind, with which items
  std::string subject;
  std::string text;
  std::string message;  ///< headers and body; only when asked for
};

/// Whose figure.
struct FigureKey {
  std::string authority;
  std::string indicator;
  std::string team;
  friend auto operator<=>(const FigureKey&, const FigureKey&) = default;
};

/// The first days of the period on whose evening a figure showed what an alert is to say earlier.
struct FigureDays {
  std::optional<Date> month_missed;  ///< the share of the month to date missed the target in force
  std::optional<Date> year_red;      ///< the year to date was judged red
  friend bool operator==(const FigureDays&, const FigureDays&) = default;
};

/// One episode of an alert, and when its owners were told.
struct RehearsedAlert {
  AlertKey key;
  Onset onset;
  Moment fired;                    ///< it had held for its rule's waiting time
  std::optional<Moment> resolved;  ///< it ended within the period
  std::optional<Moment> told;      ///< the first email that told of it
};

/// A month of a row with clocks that ended worse than its target.
struct RedMonth {
  FigureKey figure;
  Date last;  ///< of the month
  friend auto operator<=>(const RedMonth&, const RedMonth&) = default;
};

/// What came of it.
struct RehearsalOutcome {
  std::vector<RehearsedMail> mails;         ///< of the period, in order of time
  std::map<FigureKey, FigureDays> figures;  ///< of those that missed or were red
  std::vector<RehearsedAlert> alerts;       ///< that fired, warming up included, in order of time
  std::vector<RedMonth> red_months;         ///< in order of time
  std::int64_t events = 0;                  ///< recorded by the end
  std::string problem;                      ///< "" or why it ended early
};

/// Used by one thread.
class Rehearsal {
 public:
  /// Borrows `config`. `events`: in any order.
  Rehearsal(const Config& config, std::vector<CaseEvent> events)
      : config_(config), events_(std::move(events)) {}

  /// Plays once. Requires: the period and the days of warming up lie within every council's calendar.
  /// Cost: about ten seconds a year of a council of eight teams.
  RehearsalOutcome Play(const RehearsalPlan& plan);

 private:
  const Config& config_;
  std::vector<CaseEvent> events_;
};

}  // namespace caseclock
