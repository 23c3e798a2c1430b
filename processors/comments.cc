#include "processors/comments.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace caseclock {
namespace {

/// Cuts the first part off a text whose parts are joined by kWorkerSeparator.
std::string TakePart(std::string_view& text) {
  const std::size_t end = text.find(kWorkerSeparator);
  const std::string part(text.substr(0, end));
  text = end == std::string_view::npos ? "" : text.substr(end + 1);
  return part;
}

Comment ReadComment(const Register& reg) {
  std::string_view text = reg.value.text;
  Comment comment;
  comment.indicator = TakePart(text);
  comment.team = TakePart(text);
  comment.text = TakePart(text);
  comment.author = TakePart(text);
  comment.written_on = reg.value.date;
  return comment;
}

}  // namespace

std::vector<Comment> ReadComments(const RecordStore& store,
                                  const std::vector<RecordNumber>& records, Date as_of) {
  struct Known {
    Comment comment;
    std::int64_t recorded_at_us;
    std::string event_id;
  };
  const auto age = [](const Known& known) {
    return std::tie(known.comment.written_on, known.recorded_at_us, known.event_id);
  };
  std::map<std::pair<std::string, std::string>, Known> newest;
  History history;
  for (const RecordNumber number : records) {
    store.ReadAlone(number, as_of, history);
    for (const Register& reg : history.records.front().registers) {
      if (reg.fact != Fact::kCommentary) continue;
      Known known{ReadComment(reg), reg.stamp.recorded_at_us, std::string(reg.stamp.event_id)};
      std::pair key(known.comment.indicator, known.comment.team);
      const auto [at, is_new] = newest.try_emplace(std::move(key), known);
      if (!is_new && age(at->second) < age(known)) at->second = std::move(known);
    }
  }
  std::vector<Comment> comments;
  for (auto& [key, known] : newest) comments.push_back(std::move(known.comment));
  return comments;
}

}  // namespace caseclock
