#include "daemon/alerts/topic_acknowledgements.h"

#include <algorithm>
#include <utility>

namespace caseclock {

TopicAcknowledgements::TopicAcknowledgements(std::unique_ptr<AcknowledgementTopic> topic,
                                             const AcknowledgementInbox& inbox,
                                             LinkDesk::CalendarOfAuthority calendar_of)
    : topic_(std::move(topic)), inbox_(inbox), calendar_of_(std::move(calendar_of)) {}

void TopicAcknowledgements::Serve(const Ledger& ledger, const std::vector<Person>& people,
                                  std::int64_t now_us, RateLimitedLog& log) {
  if (unkept_.empty()) unkept_ = topic_->Poll();
  for (auto one = unkept_.begin(); one != unkept_.end(); one = unkept_.erase(one)) {
    const std::string problem = Keep(*one, ledger, people, now_us, log);
    if (!problem.empty()) return log(problem, now_us);  // again at the next step
  }
  topic_->Commit();
}

/// "" or why it has to be tried again. What comes twice has the same time, and changes nothing.
std::string TopicAcknowledgements::Keep(const TakenAcknowledgement& taken, const Ledger& ledger,
                                        const std::vector<Person>& people, std::int64_t now_us,
                                        RateLimitedLog& log) {
  const auto& [ref, by, comment, working_days] = taken.message;
  if (FindPerson(people, by) == nullptr) {
    ++refused_;
    log("an acknowledgement of the topic names nobody of the configuration", now_us);
    return "";
  }
  const AlertState* state = ledger.FindRef(ref);
  // Another instance's, or over.
  if (state == nullptr || state->phase != Phase::kFiring) return "";
  const std::int64_t at_us = taken.at_us == 0 ? now_us : std::min(taken.at_us, now_us);
  if (state->acknowledged && state->acknowledged->at_us >= at_us) return "";
  const std::int64_t until_us =
      AcknowledgedUntil(*calendar_of_(state->key.authority), at_us, working_days);
  return inbox_.Put({ref, {by, comment, at_us, until_us}, "topic"});
}

}  // namespace caseclock
