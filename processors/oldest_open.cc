#include "processors/oldest_open.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/item.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

class Search {
 public:
  Search(const Authority& authority, std::span<const OpenQuestion> questions, std::size_t limit)
      : authority_(authority),
        questions_(questions),
        limit_(std::min(limit, kMaxOldestOpen)),
        found_(questions.size()) {
    for (const OpenQuestion& question : questions) {
      const Indicator* indicator = authority.definitions().catalogue.Find(question.indicator);
      indicators_.push_back(indicator != nullptr && TraitsOf(*indicator).can_be_open ? indicator
                                                                                     : nullptr);
    }
  }

  std::vector<std::vector<OpenItem>> Run() {
    const RecordStore& store = authority_.store();
    for (ChildNumber child = 0; child < store.child_count(); ++child) {
      if (store.Representative(child) != child) continue;
      store.ForEachHistory(child, authority_.as_of(), history_, [this] { Look(); });
    }
    for (auto& items : found_) {
      for (OpenItem& item : items) AddDays(item);
    }
    return std::move(found_);
  }

 private:
  void Look() {
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      if (indicators_[i] == nullptr) continue;
      const Indicator& indicator = *indicators_[i];
      items_.resize(0);
      ReadItems(indicator, {history_, authority_.definitions(), authority_.as_of()}, items_);
      for (const RowItem& item : items_) {
        if (!item.IsOpenOn(authority_.as_of()) || !IsOf(questions_[i].team, *item.holder)) continue;
        Keep(indicator, item, found_[i]);
      }
    }
  }

  bool IsOf(std::string_view team, const Record& record) const {
    if (team == kWholeAuthority) return true;
    const std::string_view now = TeamOn(record, authority_.as_of());
    return now == team || (now.empty() && team == kNoTeam);
  }

  void Keep(const Indicator& indicator, const RowItem& open, std::vector<OpenItem>& items) const {
    OpenItem item;
    item.record = open.record->id;
    item.start = open.start;
    item.due = DueOn(indicator, open, authority_.definitions().calendar, authority_.as_of())
                   .value_or(kNoDate);
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
  Items items_;
};

}  // namespace

std::vector<std::vector<OpenItem>> OldestOpen(const Authority& authority,
                                              std::span<const OpenQuestion> questions,
                                              std::size_t limit) {
  return Search(authority, questions, limit).Run();
}

}  // namespace caseclock
