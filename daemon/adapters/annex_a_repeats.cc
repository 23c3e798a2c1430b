#include "daemon/adapters/annex_a_repeats.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace caseclock {
namespace {

/// What identifies a row.
std::tuple<std::string_view, Date, std::string_view> IdentityOf(const Entry& entry) {
  const Field also = entry.list->also_identity;
  const std::string_view more = also == Field::kChild ? std::string_view() : entry[also].text;
  return {entry.child, entry.Day(), more};
}

/// How much a row says: columns that feed clocks, then all.
std::pair<int, int> FullnessOf(const Entry& entry) {
  std::pair<int, int> full;
  for (std::size_t i = 0; i < entry.values.size(); ++i) {
    if (entry.values[i].reading != Reading::kValue) continue;
    if (entry.list->columns[i].clock != ClockRole::kNone) ++full.first;
    ++full.second;
  }
  return full;
}

/// The fuller row first; then by content, so that the order of rows does not matter; then by row.
bool ComesFirst(const Entry& a, const Entry& b) {
  const auto full_a = FullnessOf(a);
  const auto full_b = FullnessOf(b);
  if (full_a != full_b) return full_a > full_b;
  const auto key = [](const CellValue& value) {
    return std::tuple(value.date, value.number, std::string_view(value.text), value.reading);
  };
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    if (key(a.values[i]) != key(b.values[i])) return key(a.values[i]) > key(b.values[i]);
  }
  return a.row < b.row;
}

/// True when both rows say the same in all columns that are used.
bool SaySame(const Entry& a, const Entry& b) {
  return std::equal(a.values.begin(), a.values.end(), b.values.begin(),
                    [](const CellValue& x, const CellValue& y) {
                      return x == y ||
                             (x.reading != Reading::kValue && y.reading != Reading::kValue);
                    });
}

void Tell(const ListTable& table, int row, ImportSeverity severity, std::string sentence,
          ProblemLog& problems) {
  problems.Add({.sheet = table.sheet->name,
                .row = row,
                .severity = severity,
                .sentence = std::move(sentence)});
}

void TellSetAside(const ListTable& table, const Entry& entry, const Entry& kept,
                  ProblemLog& problems) {
  const bool fuller = FullnessOf(kept) > FullnessOf(entry);
  Tell(table, entry.row, ImportSeverity::kRowSetAside,
       "row " + std::to_string(kept.row) + " is about the same record and says something else; " +
           (fuller ? "it is the fuller one and is imported"
                   : "neither is fuller, and the one with the later dates is imported"),
       problems);
}

}  // namespace

void MergeRepeats(ListEntries& list, ProblemLog& problems) {
  std::vector<Entry> sorted = std::move(list.entries);
  std::sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) {
    const auto id_a = IdentityOf(a);
    const auto id_b = IdentityOf(b);
    return id_a != id_b ? id_a < id_b : ComesFirst(a, b);
  });
  std::vector<Entry> kept;
  for (Entry& entry : sorted) {
    if (kept.empty() || IdentityOf(kept.back()) != IdentityOf(entry)) {
      const bool same_day =
          !kept.empty() && kept.back().child == entry.child && kept.back().Day() == entry.Day();
      entry.ordinal = same_day ? kept.back().ordinal + 1 : 0;
      kept.push_back(std::move(entry));
      continue;
    }
    ++list.count.repeated;
    if (SaySame(kept.back(), entry)) {
      Tell(*list.table, entry.row, ImportSeverity::kNote,
           "the row repeats another one and is taken once", problems);
    } else {
      TellSetAside(*list.table, entry, kept.back(), problems);
    }
  }
  std::sort(kept.begin(), kept.end(), [](const Entry& a, const Entry& b) { return a.row < b.row; });
  list.entries = std::move(kept);
}

}  // namespace caseclock
