#include "daemon/intake/topic_judgement.h"

#include <string>

namespace caseclock {
namespace {

std::string Lost(const std::string& topic, const std::string& primary, const std::string& detail,
                 const std::string& hint) {
  return "topic \"" + topic + "\" " + primary + "\nDetail: " + detail + "\nHint: " + hint;
}

std::string Another(const std::string& topic, const std::string& detail) {
  return Lost(topic, "is no longer the topic that the figures were made from", detail,
              "the topic was deleted and made again, or restored from an older copy. Point the "
              "configuration at the right topic; or remove the checkpoints to start again from "
              "this topic's beginning.");
}

std::string Unread(const std::string& topic, const AssignedPartition& now, std::int64_t next) {
  return Lost(topic, "has lost events that were not read yet",
              "partition " + std::to_string(now.partition) + " begins at offset " +
                  std::to_string(now.first_offset) + " now; events from offset " +
                  std::to_string(next) + " on are lost.",
              "restore the topic, or rebuild it from the case systems' exports and remove the "
              "checkpoints; then set retention.ms = -1.");
}

std::string TooShort(const std::string& topic, const AssignedPartition& now, std::int64_t next) {
  return Another(topic, "partition " + std::to_string(now.partition) + " ends at offset " +
                            std::to_string(now.end_offset) + " now; events up to offset " +
                            std::to_string(next - 1) + " have been read from it.");
}

std::string Different(const std::string& topic, std::int32_t partition, std::int64_t offset) {
  return Another(topic, "partition " + std::to_string(partition) + " has another event at offset " +
                            std::to_string(offset) + " than the one that was read there.");
}

/// Why a partition is not the one that was read, or "".
std::string LossOf(const std::string& topic, const RememberedPartition& was, const TopicNow& now,
                   const AssignedPartition& is) {
  if (is.end_offset < was.next_offset) return TooShort(topic, is, was.next_offset);
  if (is.first_offset > was.next_offset) return Unread(topic, is, was.next_offset);
  for (const auto& event : {was.anchor, was.last}) {
    if (!event || event->offset < is.first_offset) continue;
    const auto found = now.found.find({is.partition, event->offset});
    if (found == now.found.end() || found->second != event->fingerprint) {
      return Different(topic, is.partition, event->offset);
    }
  }
  return "";
}

std::string Shortened(const std::string& topic, const RememberedPartition& was,
                      const AssignedPartition& is) {
  return "topic \"" + topic + "\", partition " + std::to_string(is.partition) +
         " begins at offset " + std::to_string(is.first_offset) + " where it began at " +
         std::to_string(was.first_offset) +
         ": events are being removed, and no figure can be rebuilt from the topic";
}

std::string Gone(const std::string& topic, const RememberedTopic& remembered) {
  return "there is no topic \"" + topic + "\"" +
         (remembered.read.empty() ? "" : " any more: it has been deleted");
}

}  // namespace

std::string RepartitionedText(const std::string& topic, int were, int are) {
  return "topic \"" + topic + "\" has " + std::to_string(are) + " partitions where it had " +
         std::to_string(were) +
         ": events of one council may lie in two partitions. No more events are read; make a new "
         "topic and send every event again";
}

/// What is wrong with what there is, whatever was read of it.
std::vector<std::string> BreachesNow(const RememberedTopic& remembered, const TopicNow& now,
                                     int configured_partitions) {
  if (now.events.partitions == 0) return {Gone(now.events.name, remembered)};
  if (now.settings_known) {
    return ContractBreaches(now.events, now.dead_letters, configured_partitions);
  }
  const bool letters_are_gone = !now.dead_letters.name.empty() && now.dead_letters.partitions == 0;
  if (letters_are_gone) return {MissingDeadLetters(now.dead_letters.name)};
  return {};
}

EventPlaces PlacesToCompare(const RememberedTopic& remembered,
                            const std::map<std::int32_t, AssignedPartition>& ends) {
  EventPlaces places;
  for (const auto& [partition, was] : remembered.read) {
    const auto is = ends.find(partition);
    if (is == ends.end()) continue;
    for (const auto& event : {was.anchor, was.last}) {
      if (!event) continue;
      if (event->offset < is->second.first_offset || event->offset >= is->second.end_offset)
        continue;
      const std::pair place{partition, event->offset};
      if (places.empty() || places.back() != place) places.push_back(place);
    }
  }
  return places;
}

TopicLook JudgeTopic(const RememberedTopic& remembered, const TopicNow& now,
                     int configured_partitions) {
  TopicLook look;
  look.answered = true;
  const std::string& topic = now.events.name;
  look.breaches = BreachesNow(remembered, now, configured_partitions);
  const bool is_gone = now.events.partitions == 0;
  const int expected = configured_partitions > 0 ? configured_partitions : remembered.partitions;
  const bool repartitioned = !is_gone && expected > 0 && now.events.partitions != expected;
  if (repartitioned && (configured_partitions == 0 || !now.settings_known)) {
    look.breaches.push_back(RepartitionedText(topic, expected, now.events.partitions));
  }
  look.may_read = !is_gone && !repartitioned;
  if (is_gone) return look;
  for (const auto& [partition, was] : remembered.read) {
    const auto is = now.ends.find(partition);
    if (is == now.ends.end()) continue;
    if (look.lost.empty()) look.lost = LossOf(topic, was, now, is->second);
    if (is->second.first_offset > was.first_offset && is->second.first_offset <= was.next_offset) {
      look.breaches.push_back(Shortened(topic, was, is->second));
    }
  }
  return look;
}

}  // namespace caseclock
