/// @file
/// Acknowledgements of the topic go into the inbox, where those by link and by command wait too.
///
/// Example:
///   TopicAcknowledgements topic(std::move(consumer), inbox, calendar_of);
///   topic.Serve(ledger, people, now_us, log);      // twice a second
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/alerts/link_desk.h"
#include "daemon/alerts/rate_limited_log.h"
#include "daemon/intake/acknowledgement_topic.h"
#include "daemon/notify/acknowledgement_inbox.h"

namespace caseclock {

/// Used by one thread.
class TopicAcknowledgements {
 public:
  /// `inbox` outlives this object.
  TopicAcknowledgements(std::unique_ptr<AcknowledgementTopic> topic,
                        const AcknowledgementInbox& inbox,
                        LinkDesk::CalendarOfAuthority calendar_of);

  /// Takes what has come. Never waits; what the inbox has no room for is tried again at the next call.
  void Serve(const Ledger& ledger, const std::vector<Person>& people, std::int64_t now_us,
             RateLimitedLog& log);

  /// Messages that could not be used, since the start.
  std::int64_t refused() const { return refused_ + topic_->refused(); }

 private:
  std::string Keep(const TakenAcknowledgement& taken, const Ledger& ledger,
                   const std::vector<Person>& people, std::int64_t now_us, RateLimitedLog& log);

  std::unique_ptr<AcknowledgementTopic> topic_;
  const AcknowledgementInbox& inbox_;
  LinkDesk::CalendarOfAuthority calendar_of_;
  std::vector<TakenAcknowledgement> unkept_;
  std::int64_t refused_ = 0;  // for they name nobody
};

}  // namespace caseclock
