#include "daemon/standards/comparators_file.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "daemon/standards/value_text.h"

namespace caseclock {
namespace {

constexpr std::int64_t kWholeShare = 100'000;  // 100 % in thousandths
constexpr std::int64_t kMaxAreas = 1000;

enum Column : std::size_t {
  kKind,
  kAuthority,
  kIndicator,
  kStatistic,
  kPeriodFirst,
  kPeriodLast,
  kPublishedOn,
  kValue,
  kUnit,
  kComparable,
  kAreas,
  kName,
  kNote,
  kSource,
  kColumns,
};

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string_view StatisticName(NeighbourStatistic statistic) {
  switch (statistic) {
    case NeighbourStatistic::kNone: break;
    case NeighbourStatistic::kMean: return "mean";
    case NeighbourStatistic::kMedian: return "median";
  }
  return "";
}

bool IsFromTheEngine(ComparatorKind kind) {
  return kind == ComparatorKind::kLastYear || kind == ComparatorKind::kLastYearToDate;
}

/// One row, field by field. Every mistake of the row is told.
class Row {
 public:
  Row(const CsvRow& row, const Catalogue& catalogue, std::vector<FileProblem>& problems)
      : row_(row), catalogue_(catalogue), problems_(problems) {}

  std::optional<Comparator> Read() {
    const std::size_t before = problems_.size();
    one_.authority = Text(kAuthority);
    one_.indicator = Text(kIndicator);
    one_.name = Text(kName);
    one_.note = Text(kNote);
    one_.source = Text(kSource);
    ReadKind();
    ReadIndicator();
    ReadStatistic();
    ReadPeriod();
    ReadComparable();
    ReadAreas();
    ReadValue();
    if (problems_.size() > before) return std::nullopt;
    return one_;
  }

 private:
  const std::string& Text(Column column) const { return row_.fields[column].text; }

  void Refuse(Column column, std::string sentence, std::string detail = "", std::string hint = "") {
    const CsvField& field = row_.fields[column];
    problems_.push_back(
        {field.line, field.column, std::move(sentence), std::move(detail), std::move(hint)});
  }
  void Unreadable(Column column, const std::string& name, const std::string& expected) {
    Refuse(column, "could not read " + Quoted(name),
           "expected " + expected + ", found " + Quoted(Text(column)) + ".");
  }

  void ReadKind() {
    kind_ = ParseComparatorKind(Text(kKind));
    if (kind_ && IsFromTheEngine(*kind_)) kind_.reset();
    if (kind_) {
      one_.kind = *kind_;
    } else {
      Unreadable(kKind, "kind",
                 "statistical_neighbours, national, region, best_quartile, rank, own_published or "
                 "baseline");
    }
  }

  void ReadIndicator() {
    indicator_ = catalogue_.Find(one_.indicator);
    if (indicator_ != nullptr) return;
    Refuse(kIndicator, "there is no indicator " + Quoted(one_.indicator), "",
           "remove the row or add the indicator");
  }

  void ReadStatistic() {
    const std::string& text = Text(kStatistic);
    for (const auto statistic :
         {NeighbourStatistic::kNone, NeighbourStatistic::kMean, NeighbourStatistic::kMedian}) {
      if (text != StatisticName(statistic)) continue;
      one_.statistic = statistic;
      if (!kind_) return;
      const bool of_neighbours = *kind_ == ComparatorKind::kStatisticalNeighbours;
      if (of_neighbours == (statistic != NeighbourStatistic::kNone)) return;
      Refuse(kStatistic, "could not read \"statistic\"",
             of_neighbours ? "that of statistical neighbours is mean or median."
                           : "only statistical neighbours have one.");
      return;
    }
    Unreadable(kStatistic, "statistic", "mean, median or nothing");
  }

  std::optional<Date> Day(Column column, const std::string& name) {
    const auto date = ParseDate(Text(column));
    if (!date) Unreadable(column, name, "a date such as 2025-03-31");
    return date;
  }

  void ReadPeriod() {
    const auto first = Day(kPeriodFirst, "period_first");
    const auto last = Day(kPeriodLast, "period_last");
    const auto published = Day(kPublishedOn, "published_on");
    if (first && last && *first > *last) {
      Refuse(kPeriodLast, "the period ends before it begins");
    }
    if (last && published && *published < *last) {
      Refuse(kPublishedOn, "the figure was published before its period ended");
    }
    if (first) one_.period.first = *first;
    if (last) one_.period.last = *last;
    if (published) one_.published_on = *published;
  }

  void ReadComparable() {
    const std::string& text = Text(kComparable);
    one_.comparable = text == "true";
    if (text != "true" && text != "false") Unreadable(kComparable, "comparable", "true or false");
  }

  void ReadAreas() {
    if (Text(kAreas).empty()) return;
    const auto areas = ParseLevel(Text(kAreas));
    if (areas && areas->thousandths % 1000 == 0 && 0 <= areas->thousandths &&
        areas->thousandths <= kMaxAreas * 1000) {
      one_.areas = static_cast<int>(areas->thousandths / 1000);
    } else {
      Unreadable(kAreas, "areas", "a whole number from 0 to " + std::to_string(kMaxAreas));
    }
  }

  void ReadValue() {
    const auto value = ParseLevel(Text(kValue));
    if (!value) {
      Unreadable(kValue, "value", "a number with up to three decimals");
    } else {
      one_.value = *value;
    }
    if (!kind_ || indicator_ == nullptr) return;
    const ValueUnit unit = UnitOf(*indicator_, *kind_);
    if (Text(kUnit) != UnitName(unit)) Unreadable(kUnit, "unit", std::string(UnitName(unit)));
    if (value) CheckSpan(unit);
  }

  void CheckSpan(ValueUnit unit) {
    const std::int64_t value = one_.value.thousandths;
    if (one_.kind == ComparatorKind::kRank) {
      const bool is_place = value % 1000 == 0 && value >= 1000;
      if (!is_place) Unreadable(kValue, "value", "a place, from 1");
      if (is_place && one_.areas > 0 && value > one_.areas * std::int64_t{1000}) {
        Refuse(kValue, "could not read \"value\"", "a place beyond the number of areas.");
      }
    } else if (unit == ValueUnit::kPercent && (value < 0 || value > kWholeShare)) {
      Unreadable(kValue, "value", "a share from 0 to 100");
    } else if (unit == ValueUnit::kPer10000 && value <= 0) {
      Unreadable(kValue, "value", "a rate over 0");
    } else if (value < 0) {
      Unreadable(kValue, "value", "a number from 0");
    }
  }

  const CsvRow& row_;
  const Catalogue& catalogue_;
  std::vector<FileProblem>& problems_;
  Comparator one_;
  std::optional<ComparatorKind> kind_;
  const Indicator* indicator_ = nullptr;
};

std::string JoinedFields(const CsvRow& row) {
  std::string text;
  for (const CsvField& field : row.fields) text += (text.empty() ? "" : ",") + field.text;
  return text;
}

auto SubjectOf(const Comparator& one) {
  return std::tuple(one.indicator, one.authority, one.kind, one.statistic, one.period.first,
                    one.period.last);
}

class Reader {
 public:
  Reader(std::string_view text, const Catalogue& catalogue)
      : table_(ReadCsv(text, CsvComments::kHash)), catalogue_(catalogue) {
    read_.problems = std::move(table_.problems);
  }

  ComparatorsRead Read() {
    if (HeaderIsRight()) {
      for (std::size_t i = 1; i < table_.rows.size() && i <= kMaxComparators; ++i) {
        ReadRow(table_.rows[i]);
      }
      if (table_.rows.size() > kMaxComparators + 1) {
        Tell(table_.rows[kMaxComparators + 1].fields[0],
             "the file has more than " + std::to_string(kMaxComparators) + " rows");
      }
    }
    SortProblems();
    return std::move(read_);
  }

 private:
  void Tell(const CsvField& field, std::string sentence, std::string detail = "",
            std::string hint = "") {
    read_.problems.push_back(
        {field.line, field.column, std::move(sentence), std::move(detail), std::move(hint)});
  }

  bool HeaderIsRight() {
    if (!table_.rows.empty() && JoinedFields(table_.rows[0]) == kComparatorColumns) return true;
    Tell(table_.rows.empty() ? CsvField{"", 1, 1} : table_.rows[0].fields[0],
         "the line with the names of the columns is missing", "",
         "begin with " + std::string(kComparatorColumns));
    return false;
  }

  void ReadRow(const CsvRow& row) {
    if (row.fields.size() != kColumns) {
      return Tell(row.fields[0], "a row has " + std::to_string(row.fields.size()) + " fields",
                  "expected " + std::to_string(kColumns) + ".");
    }
    auto one = Row(row, catalogue_, read_.problems).Read();
    if (!one) return;
    const auto [known, is_new] = lines_.emplace(SubjectOf(*one), row.fields[0].line);
    if (!is_new) {
      return Tell(row.fields[0], "a comparator is listed twice",
                  "line " + std::to_string(known->second) +
                      " has the same authority, indicator, kind, statistic and period.",
                  "keep one of them");
    }
    read_.comparators.push_back(std::move(*one));
  }

  void SortProblems() {
    auto& problems = read_.problems;
    std::stable_sort(problems.begin(), problems.end(),
                     [](const FileProblem& a, const FileProblem& b) {
                       return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    if (problems.size() <= kMaxFileProblems) return;
    const std::size_t more = problems.size() - kMaxFileProblems;
    problems.resize(kMaxFileProblems);
    problems.push_back({0, 0, "there are " + std::to_string(more) + " more problems", "", ""});
  }

  CsvTable table_;
  const Catalogue& catalogue_;
  std::map<decltype(SubjectOf(Comparator())), int> lines_;
  ComparatorsRead read_;
};

std::string RowText(const Comparator& one, const Catalogue& catalogue) {
  const Indicator& indicator = *catalogue.Find(one.indicator);
  std::string text;
  const auto add = [&text](std::string_view field) { text += CsvQuoted(field) + ","; };
  add(ComparatorKindName(one.kind));
  add(one.authority);
  add(one.indicator);
  add(StatisticName(one.statistic));
  add(FormatDate(one.period.first));
  add(FormatDate(one.period.last));
  add(FormatDate(one.published_on));
  add(FormatLevel(one.value));
  add(UnitName(UnitOf(indicator, one.kind)));
  add(one.comparable ? "true" : "false");
  add(one.areas > 0 ? std::to_string(one.areas) : "");
  add(one.name);
  add(one.note);
  return text + CsvQuoted(one.source) + "\n";
}

}  // namespace

ComparatorsRead ReadComparators(std::string_view text, const Catalogue& catalogue) {
  return Reader(text, catalogue).Read();
}

ValueUnit UnitOf(const Indicator& indicator, ComparatorKind kind) {
  return kind == ComparatorKind::kRank ? ValueUnit::kCount : UnitOf(indicator);
}

std::string WriteComparators(std::vector<Comparator> comparators, const Catalogue& catalogue) {
  const auto place = [&catalogue](const Comparator& one) {
    return catalogue.Find(one.indicator) - catalogue.indicators.data();
  };
  std::sort(comparators.begin(), comparators.end(), [&](const Comparator& a, const Comparator& b) {
    return std::pair(place(a), SubjectOf(a)) < std::pair(place(b), SubjectOf(b));
  });
  std::string text = std::string(kComparatorColumns) + "\n";
  for (const Comparator& one : comparators) text += RowText(one, catalogue);
  return text;
}

}  // namespace caseclock
