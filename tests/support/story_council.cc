#include "tests/support/story_council.h"

#include <cmath>
#include <cstdlib>

#include "daemon/config/config.h"

namespace caseclock {
namespace {

Limit TakeLimit(Words& words) {
  Limit limit;
  limit.length = static_cast<int>(words.Number());
  if (words.Take("working days") || words.Take("working day")) return limit;
  if (words.Take("days") || words.Take("day")) {
    limit.unit = LimitUnit::kDays;
  } else if (words.Take("months") || words.Take("month")) {
    limit.unit = LimitUnit::kMonths;
  } else {
    words.Fail("working days, days or months");
  }
  return limit;
}

/// "71.6 %" in thousandths.
Level TakePercent(Words& words) {
  const std::string number = words.Word("a percentage");
  words.Expect("%");
  return {number.empty() ? 0 : std::llround(std::strtod(number.c_str(), nullptr) * 1000)};
}

}  // namespace

bool StoryCouncil::Read(std::string_view line) {
  constexpr std::string_view kRow = "row ";
  if (line.starts_with(kRow)) {
    AddRow(std::string(line.substr(kRow.size())));
    return true;
  }
  Words words(line);
  if (!ReadWords(words)) return false;
  if (!words.at_end()) words.Fail("the end of the line");
  error_ = words.error();
  return true;
}

bool StoryCouncil::ReadWords(Words& words) {
  if (words.Take("closure")) {
    closures_.push_back(words.TakeDate());
  } else if (words.Take("children aged 0-17:")) {
    definitions_.population = words.Number();
  } else if (words.Take("limit of")) {
    ReadLimits(words, Row(words));
  } else if (words.Take("target of")) {
    ReadTargets(words);
  } else if (words.Take("neighbours of")) {
    ReadComparator(ComparatorKind::kStatisticalNeighbours, words);
  } else if (words.Take("national of")) {
    ReadComparator(ComparatorKind::kNational, words);
  } else if (words.Take("also")) {
    ReadCopy(words);
  } else {
    return false;
  }
  return true;
}

/// A row of the council's own, as it stands in a configuration.
void StoryCouncil::AddRow(const std::string& yaml) {
  auto read = ReadConfigText("indicators: [" + yaml + "]", "story", ConfigUse::kReport);
  if (const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read)) {
    error_ = ProblemText(problems->front());
    return;
  }
  definitions_.catalogue.indicators.push_back(std::get<Config>(read).catalogue.indicators.back());
}

/// The row named next, with or without a colon.
Indicator& StoryCouncil::Row(Words& words) {
  std::string id = words.Word("an indicator");
  if (!id.empty() && id.back() == ':') id.pop_back();
  for (Indicator& row : definitions_.catalogue.indicators) {
    if (row.id == id) return row;
  }
  words.Fail("an indicator of the catalogue, not " + id);
  return nothing_;
}

void StoryCouncil::ReadLimits(Words& words, Indicator& row) {
  row.limits = {{Date::Min(), TakeLimit(words)}};
  while (words.Take(", from")) {
    const Date from = words.TakeDate();
    row.limits.push_back({from, TakeLimit(words)});
  }
}

void StoryCouncil::ReadCopy(Words& words) {
  const std::string id = words.Word("a new indicator");
  words.Expect("like");
  Indicator copy = Row(words);
  copy.id = id;
  words.Expect(", limit");
  ReadLimits(words, copy);
  definitions_.catalogue.indicators.push_back(std::move(copy));
}

void StoryCouncil::ReadTargets(Words& words) {
  Target target;
  target.indicator = Row(words).id;
  do {
    target.low = target.high = TakePercent(words);
    if (words.Take("by")) target.by = words.TakeDate();
    standards_.targets.push_back(target);
  } while (words.Take(","));
}

/// Published the day after its year has ended.
void StoryCouncil::ReadComparator(ComparatorKind kind, Words& words) {
  Comparator one;
  one.kind = kind;
  one.indicator = Row(words).id;
  if (kind == ComparatorKind::kStatisticalNeighbours) one.statistic = NeighbourStatistic::kMean;
  one.value = TakePercent(words);
  words.Expect("of the year to");
  one.period.last = words.TakeDate();
  one.period.first = AddMonths(one.period.last + 1, -12);
  one.published_on = one.period.last + 1;
  standards_.comparators.push_back(one);
}

std::shared_ptr<const Definitions> StoryCouncil::MakeDefinitions() const {
  auto made = std::make_shared<Definitions>(definitions_);
  made->calendar = WorkingDays(BankHolidays(kFirstHolidayYear, kLastHolidayYear), closures_,
                               kFirstHolidayYear, kLastHolidayYear);
  return made;
}

}  // namespace caseclock
