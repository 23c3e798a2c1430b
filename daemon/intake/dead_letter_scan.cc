#include "daemon/intake/dead_letter_scan.h"

#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

#include "daemon/intake/dead_letters.h"
#include "daemon/intake/topic_pass.h"

namespace caseclock {
namespace {

constexpr std::chrono::milliseconds kQuestionTimeout{3000};

/// The last header of the name: an original that was itself a letter has them too.
std::optional<std::string_view> Header(const rd_kafka_message_t& message, const char* name) {
  rd_kafka_headers_t* headers = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
      rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR ||
      value == nullptr) {
    return std::nullopt;
  }
  return std::string_view(static_cast<const char*>(value), size);
}

template <class Number>
bool Read(std::optional<std::string_view> text, Number& number) {
  if (!text) return false;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, number);
  return error == std::errc() && stopped == end;
}

std::optional<LetterId> IdOf(const rd_kafka_message_t& letter, const std::string& topic) {
  LetterId id;
  if (Header(letter, kTopicHeader) != topic) return std::nullopt;
  if (!Read(Header(letter, kPartitionHeader), id.partition) ||
      !Read(Header(letter, kOffsetHeader), id.offset) ||
      !Read(Header(letter, kTimestampHeader), id.timestamp_ms)) {
    return std::nullopt;
  }
  return id;
}

/// What of the letters is kept.
class Scan {
 public:
  Scan(const KafkaOptions& options, const std::vector<PartitionOffset>& restored,
       const LogSink& log)
      : options_(options), pass_(options.DeadLetterTopic(), log) {
    for (const PartitionOffset& one : restored) from_[one.partition] = one.next_offset;
  }

  std::variant<ScannedLetters, std::string> Run() {
    if (auto problem =
            pass_.Open(options_, {options_.group + "-dead-letters", "earliest"}, kQuestionTimeout))
      return *problem;
    const auto keep = [this](const rd_kafka_message_t& message) {
      if (auto id = IdOf(message, options_.topic)) Keep(*id, Header(message, kReasonHeader));
    };
    for (const Ends& one : pass_.ends()) {
      if (auto problem = pass_.Read(one, keep, [] { return true; })) return *problem;
    }
    return std::move(found_);
  }

 private:
  void Keep(const LetterId& id, std::optional<std::string_view> reason) {
    const auto from = from_.find(id.partition);
    if (from == from_.end() || id.offset < from->second) return;
    if (found_.sent.size() >= kMaxRememberedLetters) {
      pass_.Say(LogLevel::kWarning, "remembered",
                "more dead letters than can be remembered: the oldest may be sent again");
      found_.sent.clear();
    }
    found_.sent.insert(id);
    if (reason != RejectReasonName(RejectReason::kRecordedInFuture)) return;
    if (found_.refused.size() < kMaxRememberedLetters) {
      found_.refused.insert(id);
    } else {
      pass_.Say(LogLevel::kError, "refused",
                "more refusals than can be remembered: later ones are judged by today's clock");
    }
  }

  const KafkaOptions& options_;
  TopicPass pass_;
  std::map<std::int32_t, std::int64_t> from_;
  ScannedLetters found_;
};

}  // namespace

std::variant<ScannedLetters, std::string> ScanDeadLetters(
    const KafkaOptions& options, const std::vector<PartitionOffset>& restored, const LogSink& log) {
  return Scan(options, restored, log).Run();
}

}  // namespace caseclock
