#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

/// The code of a type with a noun of its own, or nullptr.
const CodeRow* CodeOfType(Fact type, std::int32_t code) {
  for (const CodeRow& row : RowOf(type).codes) {
    if (row.code == code && !row.noun.one.empty()) return &row;
  }
  return nullptr;
}

}  // namespace

std::string FactText(Fact fact) {
  std::string text(FactName(fact));
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  constexpr std::string_view kSection = "section47";
  if (text.starts_with(kSection)) text.insert(kSection.size() - 2, " ");
  return text;
}

WorkNoun NounOf(RecordKind kind, Fact type, std::int32_t code) {
  const CodeRow* row = CodeOfType(type, code);
  return row == nullptr || row->is_usual ? RowOf(kind).noun : row->noun;
}

WorkNoun FullNounOf(RecordKind kind, Fact type, std::int32_t code) {
  const CodeRow* row = CodeOfType(type, code);
  return row == nullptr ? RowOf(kind).noun : row->noun;
}

}  // namespace caseclock
