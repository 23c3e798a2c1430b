/// @file
/// What the links in mails lead to: the alerts as the desk last knew them, and the inbox.
///
/// Example:
///   link_desk.Show(OffersOf(ledger, rules, catalogue));      // the desk's thread, after each step
///   link_desk.Acknowledge(token, "Agency cover from Monday.", 5, now_us);
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/exposition/newest.h"
#include "daemon/notify/acknowledge_link.h"
#include "daemon/notify/acknowledgement_inbox.h"
#include "daemon/page/acknowledgement_desk.h"
#include "daemon/page/request_budget.h"
#include "processors/alert/person.h"
#include "processors/alert/rule.h"
#include "processors/calendar/working_days.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// How often one link may be used at once, and how soon again after that: each use is an entry of the ledger.
inline constexpr int kAcknowledgementsAtOnce = 5;
inline constexpr std::chrono::microseconds kOneAcknowledgementEvery{60'000'000};

/// What fires, by reference, with the council it is of; and the people who may acknowledge.
struct ShownAlerts {
  struct Shown {
    AcknowledgementOffer offer;  ///< `person` is filled in by the desk of links
    std::string authority;
    SaidOfAlert said;           ///< `sentence` "": nothing has been said
    std::int64_t until_us = 0;  ///< from then on it is as if nobody had
    /// Of the other alerts about the same work of the team: an email says them in one paragraph, with one link.
    std::vector<std::string> same_work = {};
  };
  std::map<std::string, Shown, std::less<>> alerts;
  std::vector<Person> people;
};

/// Everything that fires now.
ShownAlerts ShownAlertsOf(const Ledger& ledger, const std::vector<AlertRule>& rules,
                          const std::vector<Person>& people, const Catalogue& catalogue,
                          std::int64_t now_us);

/// The end of the `days`-th working day after today: midnight in London. Units: microseconds since 1970.
std::int64_t AcknowledgedUntil(const WorkingDays& calendar, std::int64_t now_us, int days);

/// Thread safety: Safe from any thread.
class LinkDesk final : public AcknowledgementDesk {
 public:
  using CalendarOfAuthority = std::function<std::shared_ptr<const WorkingDays>(const std::string&)>;

  /// `links` and `inbox` outlive the desk.
  LinkDesk(const AcknowledgeLinks& links, const AcknowledgementInbox& inbox,
           CalendarOfAuthority calendar_of);

  /// What links lead to from now on.
  void Show(ShownAlerts shown);

  std::variant<AcknowledgementOffer, AcknowledgementRefusal> Look(
      std::string_view token, std::int64_t now_us) const override;
  std::vector<SaidOfAlert> InForce(std::string_view authority, std::int64_t now_us) const override;
  std::variant<AcknowledgementNoted, AcknowledgementRefusal> Acknowledge(
      std::string_view token, std::string_view sentence, int working_days,
      std::int64_t now_us) override;

 private:
  const AcknowledgeLinks& links_;
  const AcknowledgementInbox& inbox_;
  const CalendarOfAuthority calendar_of_;
  RequestBudget budget_{
      {.at_once = kAcknowledgementsAtOnce, .one_every_us = kOneAcknowledgementEvery.count()}};
  Newest<ShownAlerts> shown_;  // null: the desk has not looked yet
};

}  // namespace caseclock
