#include "processors/indicator/shape/share.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/shape/clocks_of.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

/// By property, in the order of the variant.
constexpr std::array kTraits = {
    Traits{.is_share = true, .limit_unit = LimitUnit::kMonths},
    Traits{.is_share = true},
    Traits{.is_share = true},
};
constexpr std::array kWords = {
    RowWords{.kind = "repeat_share",
             .formula = "share: repeats / all",
             .counted = "share that follow another of the same child",
             .unit = "repeats, of all",
             .before_start = "previous referral of the child -> ",
             .in_numerator = "counted as a repeat",
             .in_denominator = "counted, no repeat"},
    RowWords{.kind = "share",
             .formula = "share: with the property / all",
             .counted = "share of those of the period that have the property",
             .unit = "with the property, of all",
             .in_numerator = "counted as having the property",
             .in_denominator = "counted as not having it"},
    RowWords{.kind = "led_share",
             .formula = "share: that led to something / all",
             .counted = "share of those of the period that led to it",
             .unit = "that led to it, of all",
             .in_numerator = "counted as having led to it",
             .in_denominator = "counted as not having led to it"},
};
static_assert(kTraits.size() == std::variant_size_v<Property>);
static_assert(kWords.size() == std::variant_size_v<Property>);

/// Repeats: those that start on or after the same date, the limit before, as the one before.
void MarkRepeats(const Indicator& row, std::ptrdiff_t first, Items& out) {
  const auto key = [](const RowItem& item) {
    return std::tuple(item.reason.has_value(), item.start, item.record->id);
  };
  std::sort(out.begin() + first, out.end(),
            [&](const RowItem& a, const RowItem& b) { return key(a) < key(b); });
  for (std::size_t i = static_cast<std::size_t>(first) + 1; i < out.size(); ++i) {
    if (out[i].reason) break;
    out[i].previous = out[i - 1].start;
    const int months = LimitOn(row, out[i].start).length;
    out[i].in_numerator = out[i].previous >= AddMonths(out[i].start, -months);
  }
}

/// Whether the record has it. Of repeats that takes a look at the others.
class HasProperty {
 public:
  HasProperty(const Record& record, const History& history) : record_(record), history_(history) {}

  bool operator()(const Repeats&) const { return false; }
  bool operator()(const Says& says) const { return SaysAll(record_, says.where); }
  bool operator()(const LedTo& led) const { return DateAt(led.at, record_, history_) != kNoDate; }

 private:
  const Record& record_;
  const History& history_;
};

/// Example: "The child's previous referral was on 2024-02-29, within 12 months: a re-referral."
std::string RepeatText(const Indicator& row, const RowItem& item) {
  const std::string kind(RowOf(item.record->kind).noun.one);
  if (item.previous == kNoDate) return "The child's first " + kind + " here: no repeat.";
  const std::string previous =
      "The child's previous " + kind + " was on " + FormatDate(item.previous);
  const std::string limit = LimitText(LimitOn(row, item.start));
  const bool is_referral = item.record->kind == RecordKind::kReferral;
  const std::string repeats = is_referral ? "a re-referral" : "a repeat";
  return item.in_numerator ? previous + ", within " + limit + ": " + repeats + "."
                           : previous + ", more than " + limit + " before: no repeat.";
}

/// The record that it led to, on whose day; nullptr: none, or the property is none of that kind.
const Record* EvidenceOf(const ShareShape& shape, const Record& record, const History& history) {
  const auto* led = std::get_if<LedTo>(&shape.property);
  if (led == nullptr || !IsFollowedBack(led->at, record.kind)) return nullptr;
  const Date day = DateAt(led->at, record, history);
  const Record* evidence = nullptr;
  ForEachThatNames(led->at, record, history, [&](const Record& other) {
    if (day != kNoDate && DateOf(other, led->at.fact) == day) evidence = &other;
  });
  return evidence;
}

std::string PropertyText(const ShareShape& shape, const RowQuestion& question,
                         const RowItem& item) {
  if (std::holds_alternative<Repeats>(shape.property)) return RepeatText(question.row, item);
  const std::string date = "Dated " + FormatDate(item.start) + ": ";
  if (const auto* led = std::get_if<LedTo>(&shape.property)) {
    const Date day = DateAt(led->at, *item.record, question.subject.history);
    const std::string what = FactDateText(led->at, item.record->kind);
    return day == kNoDate ? date + "no " + what + " has come of it."
                          : date + "it led to " + what + " on " + FormatDate(day) + ".";
  }
  return date + (item.in_numerator ? "it has the property." : "it does not have the property.");
}

}  // namespace

const Traits& TraitsOf(const ShareShape& shape) { return kTraits[shape.property.index()]; }
const RowWords& WordsOf(const ShareShape& shape) { return kWords[shape.property.index()]; }

void ReadItems(const ShareShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  const Course course{shape.on, {}, {}};
  ForEachClock(course, row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = AddItem(out, record);
    item.start = item.counted_on = clock.start;
    item.in_numerator = std::visit(HasProperty(record, subject.history), shape.property);
  });
  if (std::holds_alternative<Repeats>(shape.property)) MarkRepeats(row, first, out);
}

void TellWhy(const ShareShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line) {
  line.in_denominator = HasDay(question, item.start);
  line.in_numerator = line.in_denominator && item.in_numerator;
  line.why = PropertyText(shape, question, item);
  line.evidence = EvidenceOf(shape, *item.record, question.subject.history);
  if (!line.in_denominator) line.why += " Not counted here: " + OutsideText(question) + ".";
}

}  // namespace caseclock
