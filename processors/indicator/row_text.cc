#include "processors/indicator/row_text.h"

#include "processors/indicator/row_fields.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

std::string Joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

/// What a code is called: "no further action"; a number where it has no word.
std::string CodeText(Fact fact, std::int32_t code) {
  for (const CodeRow& row : RowOf(fact).codes) {
    if (row.code != code) continue;
    std::string text(row.word);
    for (char& c : text) c = c == '_' ? ' ' : c;
    return text;
  }
  return std::to_string(code);
}

std::string WhereText(const Where& where) {
  if (where.codes.empty()) return FactText(where.fact) + " is known";
  std::vector<std::string> codes;
  for (const std::int32_t code : where.codes) codes.push_back(CodeText(where.fact, code));
  return FactText(where.fact) + " is " + Joined(codes, " or ");
}

std::string WheresText(const std::vector<Where>& wheres) {
  std::vector<std::string> texts;
  for (const Where& where : wheres) texts.push_back(WhereText(where));
  return Joined(texts, " and ");
}

/// Child protection plans; referrals whose outcome is known.
std::string SelectionText(const Selection& one) {
  if (one.where.size() == 1 && one.where.front().codes.size() == 1 &&
      RoleOf(one.where.front().fact) == FactRole::kType) {
    const Where& where = one.where.front();
    return std::string(FullNounOf(one.kind, where.fact, where.codes.front()).many);
  }
  std::string text(RowOf(one.kind).noun.many);
  if (!one.where.empty()) text += " of which " + WheresText(one.where);
  return text;
}

/// The moments of a row by the names of its fields.
class FactDateTexts {
 public:
  explicit FactDateTexts(RecordKind kind) : kind_(kind) {}

  void operator()(std::string_view name, const FactDate& at) {
    if (name != "from" && name != "on") return;
    from = FactDateText(at, kind_);
    starts = KindReadIn(at, kind_);
  }
  void operator()(std::string_view name, const FactDates& dates) {
    std::vector<std::string> texts;
    for (const FactDate& at : dates) texts.push_back(FactDateText(at, kind_));
    (name == "to" ? to : cancelled_by) = Joined(texts, " or ");
  }
  template <typename Other>
  void operator()(std::string_view, const Other&) {}

  std::string from;
  std::string to;
  std::string cancelled_by;
  RecordKind starts = RecordKind::kUnspecified;

 private:
  RecordKind kind_;
};

FactDateTexts TextsOf(const Indicator& row) {
  FactDateTexts texts(KindOf(row));
  std::visit([&](const auto& shape) { Describe(shape, texts); }, row.shape);
  return texts;
}

std::string LimitsText(const Indicator& row) {
  std::vector<std::string> limits;
  for (const LimitFrom& entry : row.limits) {
    limits.push_back(LimitText(entry.limit) +
                     (entry.from == Date::Min() ? "" : " from " + FormatDate(entry.from)));
  }
  return Joined(limits, ", ");
}

/// What else a shape has to say, a sentence for each field.
class FurtherSentences {
 public:
  explicit FurtherSentences(RecordKind kind) : kind_(kind) {}

  void operator()(std::string_view name, bool value) {
    if (!value) return;
    if (name == "counts_late") text += " Counted is what was over the limit.";
    if (name == "counts_each") {
      text +=
          " Counted is each that answers, on its day, once for the child; one that answers none "
          "is not in time.";
    }
  }
  void operator()(std::string_view name, int days) {
    text += name == "line_days"
                ? " It counts until " + std::to_string(days) + " days after its start"
                : " It counts from " + std::to_string(days) + " days after its start on";
    text += name == "line_days"
                ? ", while the next review that is booked lies on that day or after it."
                : ".";
  }
  void operator()(std::string_view, const std::vector<Holding>& without) {
    for (const Holding& one : without) {
      text +=
          " Not on days on which " + FactText(one.fact) + " is " + Joined(one.texts, " or ") + ".";
    }
  }
  void operator()(std::string_view, const Property& property) {
    if (const auto* says = std::get_if<Says>(&property)) {
      text += " In the numerator when " + WheresText(says->where) + ".";
    } else if (const auto* led = std::get_if<LedTo>(&property)) {
      text += " In the numerator when there is " + FactDateText(led->at, kind_) + ".";
    } else {
      text +=
          " In the numerator when another of the child was dated on or before its day, and no "
          "more than the limit before.";
    }
  }
  template <typename Other>
  void operator()(std::string_view, const Other&) {}

  std::string text;

 private:
  RecordKind kind_;
};

}  // namespace

std::string FromToText(const Indicator& row, std::string_view arrow) {
  std::string text(WordsOf(row).before_start);
  constexpr std::string_view kArrow = " -> ";
  if (const auto at = text.find(kArrow); at != std::string::npos) {
    text.replace(at, kArrow.size(), arrow);
  }
  const FactDateTexts dates = TextsOf(row);
  text += dates.from;
  if (!dates.to.empty()) text += std::string(arrow) + dates.to;
  return text;
}

std::string StartingNounOf(const Indicator& row) {
  return std::string(RowOf(TextsOf(row).starts).noun.one);
}

std::string AnswerNounOf(const Indicator& row) {
  const auto* clock = std::get_if<ClockShape>(&row.shape);
  if (clock == nullptr || !clock->counts_each) return "answer";
  return std::string(RowOf(HolderOf(clock->to.front().link)).noun.one);
}

std::string CancelledByText(const Indicator& row) { return TextsOf(row).cancelled_by; }

std::string RecordsText(const Indicator& row) {
  if (row.of.empty()) return "every record of a child";
  std::vector<std::string> texts;
  for (const Selection& one : row.of) texts.push_back(SelectionText(one));
  return Joined(texts, " and ");
}

std::string CountingText(const Indicator& row) {
  const FactDateTexts dates = TextsOf(row);
  std::string text = "Of " + RecordsText(row) + ".";
  if (dates.to.empty() && !dates.from.empty()) text += " Dated on " + dates.from + ".";
  if (!dates.to.empty()) text += " From " + dates.from + " to " + dates.to + ".";
  if (!dates.cancelled_by.empty()) text += " Cancelled by " + dates.cancelled_by + ".";
  if (!row.limits.empty()) text += " Limit: " + LimitsText(row) + ".";
  FurtherSentences further(KindOf(row));
  std::visit([&](const auto& shape) { Describe(shape, further); }, row.shape);
  return text + further.text;
}

}  // namespace caseclock
