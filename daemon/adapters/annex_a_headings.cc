// Headings of the lists: which column each names.
#include <algorithm>
#include <set>
#include <vector>

#include "daemon/adapters/annex_a_columns.h"
#include "daemon/adapters/heading_words.h"

namespace caseclock {
namespace {

constexpr std::string_view kPersonal[] = {
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Age of Child",
    "Age",
    "Does the Child have a Disability",
    "Has Disability",
    "Disability",
    "Family identifier",
    "Family ID",
};

void DropSuffix(std::string& text, std::string_view suffix) {
  if (text.size() > suffix.size() && text.ends_with(suffix))
    text.resize(text.size() - suffix.size());
}

bool IsAmong(std::span<const std::string_view> headings, std::string_view folded) {
  return std::any_of(headings.begin(), headings.end(),
                     [folded](std::string_view heading) { return FoldHeading(heading) == folded; });
}

/// The patterns of a list's columns, made ready.
struct ListPatterns {
  std::vector<std::vector<HeadingPattern>> columns;
  std::set<std::string> vocabulary;
};

ListPatterns MakePatterns(const ListSpec& list) {
  ListPatterns made;
  for (const ColumnSpec& column : list.columns) {
    auto& patterns = made.columns.emplace_back();
    for (const std::string_view pattern : column.patterns) {
      if (!pattern.empty()) patterns.emplace_back(pattern).AddVocabulary(made.vocabulary);
    }
  }
  return made;
}

const ListPatterns& PatternsOf(const ListSpec& list) {
  static const std::vector<ListPatterns> kAll = [] {
    std::vector<ListPatterns> all;
    for (const ListSpec& one : AnnexALists()) all.push_back(MakePatterns(one));
    return all;
  }();
  return kAll[static_cast<std::size_t>(list.number - 1)];
}

}  // namespace

std::string FoldHeading(std::string_view heading) {
  std::string folded;
  for (const char c : heading) {
    if (('a' <= c && c <= 'z') || ('0' <= c && c <= '9')) folded += c;
    if ('A' <= c && c <= 'Z') folded += static_cast<char>(c - 'A' + 'a');
  }
  DropSuffix(folded, "ddmmyyyy");
  return folded;
}

HeadingMatch MatchHeading(const ListSpec& list, std::string_view heading) {
  const std::string folded = FoldHeading(heading);
  if (folded.empty()) return {};
  for (const ColumnSpec& column : list.columns) {
    if (FoldHeading(column.heading) == folded) return {&column, true, false, 0};
  }
  if (IsAmong(kPersonal, folded)) return {nullptr, true, true, 0};
  if (IsAmong(list.unused, folded)) return {nullptr, true, false, 0};
  const ListPatterns& patterns = PatternsOf(list);
  const auto words = SplitJoinedWords(HeadingWords(heading), patterns.vocabulary);
  HeadingMatch best;
  for (std::size_t i = 0; i < list.columns.size(); ++i) {
    for (std::size_t rank = 0; rank < patterns.columns[i].size(); ++rank) {
      if (!patterns.columns[i][rank].Matches(words)) continue;
      // Two columns for one heading: neither is believed.
      if (best.column != nullptr && best.column != &list.columns[i]) return {};
      if (best.column == nullptr)
        best = {&list.columns[i], true, false, static_cast<int>(rank) + 1};
    }
  }
  return best;
}

}  // namespace caseclock
