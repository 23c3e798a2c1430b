/// @file
/// Alerts of the demo: an invented head of service, a manager for each team and somebody on call get mails into a
/// folder; the latest are on the page.
///
/// Example:
///   DemoAlerts alerts(council, definitions, "/tmp/mails");
///   alerts.PlayDay(view, councils, day);        // the mails of one day
///   board.PublishAlerts(alerts.Health());
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "daemon/checkpoint/memory_ledger.h"
#include "daemon/exposition/health.h"
#include "daemon/notify/alert_desk.h"
#include "daemon/notify/courier.h"
#include "daemon/notify/mail_folder.h"
#include "daemon/serve/councils.h"
#include "daemon/simulation/council_profile.h"

namespace caseclock {

/// How many of the latest mails the page shows.
inline constexpr std::size_t kShownMails = 6;

/// Used by the demo's thread.
class DemoAlerts {
 public:
  /// `folder`: where mails are written; is made when the first is.
  DemoAlerts(const CouncilProfile& council, std::shared_ptr<const Definitions> definitions,
             std::string folder);

  /// Looks at the figures of `day` as the daemon would, from early to late. `councils`: for the oldest items.
  void PlayDay(const std::shared_ptr<const View>& view, const Councils& councils, Date day);

  AlertsHealth Health() const;
  const std::string& folder() const { return folder_; }

 private:
  std::shared_ptr<const DeskConfig> MakeConfig(const CouncilProfile& council,
                                               std::shared_ptr<const Definitions> definitions);
  void Keep(const PlannedMail& mail, const MailContent& content);

  std::string folder_;
  std::shared_ptr<const DeskConfig> config_;
  const Councils* councils_ = nullptr;  // while a day is played
  Moment moment_;
  MemoryLedger ledger_;
  MailFolder transport_;
  Courier courier_;
  AlertDesk desk_;
  std::deque<ShownMail> latest_;
};

}  // namespace caseclock
