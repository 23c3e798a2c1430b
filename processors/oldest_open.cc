#include "processors/oldest_open.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/clock.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/next_review.h"

namespace caseclock {
namespace {

bool CanBeOpen(const Indicator& indicator) {
  return HasClocks(indicator) || IsStock(indicator.kind);
}

class Search {
 public:
  Search(const Authority& authority, std::span<const OpenQuestion> questions, std::size_t limit)
      : authority_(authority),
        questions_(questions),
        limit_(std::min(limit, kMaxOldestOpen)),
        found_(questions.size()) {
    for (const OpenQuestion& question : questions) {
      const Indicator* indicator = authority.definitions().catalogue.Find(question.indicator);
      indicators_.push_back(indicator != nullptr && CanBeOpen(*indicator) ? indicator : nullptr);
    }
  }

  std::vector<std::vector<OpenItem>> Run() {
    const RecordStore& store = authority_.store();
    for (ChildNumber child = 0; child < store.child_count(); ++child) {
      if (store.Representative(child) != child) continue;
      store.ForEachHistory(child, authority_.as_of(), history_, [this] {
        for (const Record& record : history_.records) Look(record);
      });
    }
    for (auto& items : found_) {
      for (OpenItem& item : items) AddDays(item);
    }
    return std::move(found_);
  }

 private:
  void Look(const Record& record) {
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      const Indicator* indicator = indicators_[i];
      if (indicator == nullptr || indicator->record != record.kind) continue;
      const ClockReading reading =
          ReadClock(*indicator, record, history_, authority_.definitions().calendar);
      const auto* clock = std::get_if<Clock>(&reading);
      if (clock == nullptr || !IsOpen(*indicator, record, *clock)) continue;
      if (IsOf(questions_[i].team, record)) Keep(*indicator, *clock, record, found_[i]);
    }
  }

  bool IsOpen(const Indicator& indicator, const Record& record, const Clock& clock) const {
    if (indicator.kind != IndicatorKind::kLateReview) return clock.OpenUntil() == Date::Max();
    const DaySpan counted = DaysWithLateReview(indicator, record, clock, history_);
    return counted.begin <= authority_.as_of() && authority_.as_of() < counted.end;
  }

  bool IsOf(std::string_view team, const Record& record) const {
    if (team == kWholeAuthority) return true;
    const std::string_view now = TeamOn(record, authority_.as_of());
    return now == team || (now.empty() && team == kNoTeam);
  }

  void Keep(const Indicator& indicator, const Clock& clock, const Record& record,
            std::vector<OpenItem>& items) const {
    OpenItem item;
    item.record = record.id;
    item.start = clock.start;
    if (!indicator.limits.empty()) {
      const Limit& limit = LimitOn(indicator, authority_.as_of());
      item.due = DueDate(authority_.definitions().calendar, limit, clock.start).value_or(kNoDate);
    } else if (indicator.kind == IndicatorKind::kLateReview) {
      item.due = LineOf(indicator, clock) - 1;
    }
    const auto before = [](const OpenItem& a, const OpenItem& b) {
      return std::tie(a.start, a.record) < std::tie(b.start, b.record);
    };
    items.insert(std::upper_bound(items.begin(), items.end(), item, before), item);
    if (items.size() > limit_) items.pop_back();
  }

  void AddDays(OpenItem& item) const {
    if (item.due == kNoDate) return;
    const Date as_of = authority_.as_of();
    item.late = item.due < as_of;
    const WorkingDays& calendar = authority_.definitions().calendar;
    item.days =
        (item.late ? calendar.Count(item.due, as_of) : calendar.Count(as_of, item.due)).value_or(0);
  }

  const Authority& authority_;
  std::span<const OpenQuestion> questions_;
  std::size_t limit_;
  std::vector<const Indicator*> indicators_;
  std::vector<std::vector<OpenItem>> found_;
  History history_;
};

}  // namespace

std::vector<std::vector<OpenItem>> OldestOpen(const Authority& authority,
                                              std::span<const OpenQuestion> questions,
                                              std::size_t limit) {
  return Search(authority, questions, limit).Run();
}

}  // namespace caseclock
