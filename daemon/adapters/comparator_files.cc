#include "daemon/adapters/comparator_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "daemon/standards/csv.h"

namespace caseclock {
namespace {

constexpr std::size_t kNeighbours = 10;
constexpr std::size_t kMaxWholeDigits = 9;
constexpr std::size_t kMaxDigits = 30;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2098;

std::string Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

std::optional<std::int64_t> Whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool all = error == std::errc() && end == text.data() + text.size();
  if (!all || text.empty() || text[0] == '-') return std::nullopt;
  return value;
}

/// A table with a line of headings, and a place for the problems of its rows.
class Table {
 public:
  Table(const OpenDataFile& file, std::vector<OpenDataProblem>& problems)
      : name_(file.name), csv_(ReadCsv(file.text)), problems_(problems) {
    for (const FileProblem& problem : csv_.problems) {
      problems_.push_back({name_, problem.line, "", problem.sentence});
    }
  }

  /// Position of the first heading that is there, in any case; nullopt when none is.
  std::optional<std::size_t> Column(const std::vector<std::string>& headings) const {
    if (csv_.rows.empty()) return std::nullopt;
    const auto& fields = csv_.rows[0].fields;
    for (const std::string& heading : headings) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (Lower(Trimmed(fields[i].text)) == heading) return i;
      }
    }
    return std::nullopt;
  }

  /// Positions of all headings, or a sentence that names the first that is not there.
  std::variant<std::vector<std::size_t>, std::string> Columns(
      const std::vector<std::string>& headings) const {
    std::vector<std::size_t> columns;
    for (const std::string& heading : headings) {
      const auto column = Column({heading});
      if (!column) return Missing(heading);
      columns.push_back(*column);
    }
    return columns;
  }
  std::string Missing(const std::string& heading) const {
    return name_ + " has no column " + Quoted(heading);
  }

  /// Begins at the first row below the headings; false when there is no other row. Rows of another length are told.
  bool Next() {
    for (++at_; at_ < csv_.rows.size(); ++at_) {
      ++rows_;
      const std::size_t fields = csv_.rows[at_].fields.size();
      const std::size_t wanted = csv_.rows[0].fields.size();
      if (fields == wanted) return true;
      Tell("", "it has " + std::to_string(fields) + " fields, the headings are " +
                   std::to_string(wanted));
    }
    return false;
  }

  std::string Text(std::size_t column) const { return Trimmed(csv_.rows[at_].fields[column].text); }

  void Tell(const std::string& field, std::string sentence) {
    problems_.push_back({name_, line(), field, std::move(sentence)});
  }
  /// Tells that a field is not what it should be.
  void TellUnreadable(std::size_t column, const std::string& expected) {
    Tell(Trimmed(csv_.rows[0].fields[column].text), Quoted(Text(column)) + " is no " + expected);
  }

  std::optional<int> Number(std::size_t column, int min, int max, const std::string& expected) {
    const auto value = Whole(Text(column));
    if (value && min <= *value && *value <= max) return static_cast<int>(*value);
    TellUnreadable(column, expected);
    return std::nullopt;
  }

  int line() const { return csv_.rows[at_].fields[0].line; }
  int rows() const { return rows_; }

 private:
  std::string name_;
  CsvTable csv_;
  std::vector<OpenDataProblem>& problems_;
  std::size_t at_ = 0;
  int rows_ = 0;
};

std::optional<int> YearIn(Table& table, std::size_t column) {
  return table.Number(column, kFirstYear, kLastYear, "year");
}

std::optional<int> CouncilNumberIn(Table& table, std::size_t column) {
  return table.Number(column, 1, 999, "number of a council");
}

/// The same region has two wordings: of a council "Inner London", as a row of its own "London (Inner)".
std::string RegionName(const std::string& text) {
  const std::string lower = Lower(text);
  if (lower == "london (inner)") return "Inner London";
  if (lower == "london (outer)") return "Outer London";
  if (lower == "yorkshire and the humber") return "Yorkshire and The Humber";
  return text;
}

bool IsCode(const std::string& text) {
  return text.size() == 9 && text[0] == 'E' &&
         text.find_first_not_of("0123456789", 1) == std::string::npos;
}

/// The headings of a council's number and of its ten neighbours, or what is missing.
std::variant<std::vector<std::size_t>, std::string> NeighbourColumns(const Table& table) {
  std::vector<std::size_t> columns;
  const auto number = table.Column({"old_la_code", "la number"});
  if (!number) return table.Missing("old_la_code") + ", nor \"LA number\"";
  columns.push_back(*number);
  for (std::size_t i = 1; i <= kNeighbours; ++i) {
    const std::string nth = std::to_string(i);
    const auto column = table.Column({"sn_" + nth, "sn" + nth});
    if (!column) return table.Missing("SN_" + nth) + ", nor \"SN" + nth + "\"";
    columns.push_back(*column);
  }
  return columns;
}

template <typename File>
const CouncilPopulation* Newest(const File& councils, auto&& is_wanted) {
  const CouncilPopulation* newest = nullptr;
  for (const CouncilPopulation& council : councils) {
    if (!is_wanted(council)) continue;
    if (newest == nullptr || council.year > newest->year) newest = &council;
  }
  return newest;
}

}  // namespace

std::string Describe(const OpenDataProblem& problem) {
  std::string text = problem.file;
  if (problem.row > 0) text += ", row " + std::to_string(problem.row);
  if (!problem.field.empty()) text += ", " + problem.field;
  return text + ": " + problem.sentence;
}

bool IsSuppressed(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSigns = {"", "c", "x", ":", "z", "-"};
  return std::find(kSigns.begin(), kSigns.end(), text) != kSigns.end();
}

std::optional<Level> ReadPublishedValue(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string fraction(point == std::string_view::npos ? "0" : text.substr(point + 1));
  const bool fits = !whole.empty() && whole.size() <= kMaxWholeDigits && !fraction.empty() &&
                    fraction.size() <= kMaxDigits;
  const std::string digits = std::string(whole) + fraction;
  if (!fits || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  fraction.resize(std::max<std::size_t>(fraction.size(), 4), '0');
  const bool up = fraction[3] >= '5';
  return Level{*Whole(whole) * 1000 + *Whole(fraction.substr(0, 3)) + (up ? 1 : 0)};
}

const CouncilPopulation* CouncilPopulations::OfNumber(int number) const {
  return Newest(councils, [number](const CouncilPopulation& one) { return one.number == number; });
}

const CouncilPopulation* CouncilPopulations::OfCode(std::string_view code) const {
  return Newest(councils, [code](const CouncilPopulation& one) { return one.code == code; });
}

int CouncilPopulations::NewestYear() const {
  const auto* newest = Newest(councils, [](const CouncilPopulation&) { return true; });
  return newest == nullptr ? 0 : newest->year;
}

std::variant<LaitExtract, std::string> ReadLaitExtract(const OpenDataFile& file,
                                                       std::vector<OpenDataProblem>& problems) {
  Table table(file, problems);
  auto found =
      table.Columns({"short_desc", "year", "la_or_region", "value", "la_number", "region"});
  if (auto* missing = std::get_if<std::string>(&found)) return *missing;
  const auto& column = std::get<std::vector<std::size_t>>(found);
  LaitExtract extract;
  extract.file = file.name;
  while (table.Next()) {
    PublishedFigure figure;
    figure.row = table.line();
    figure.measure = table.Text(column[0]);
    figure.area = table.Text(column[2]);
    const auto year = YearIn(table, column[1]);
    const auto number = CouncilNumberIn(table, column[4]);
    figure.region = RegionName(table.Text(column[5]));
    const bool of_council = figure.region != "NA" && !figure.region.empty();
    if (number && of_council) extract.councils.emplace(*number, figure.area);
    int& suppressed = extract.suppressed[figure.measure];
    if (IsSuppressed(table.Text(column[3]))) {
      ++suppressed;
      continue;
    }
    const auto value = ReadPublishedValue(table.Text(column[3]));
    if (!value) table.TellUnreadable(column[3], "number, nor a sign of a value that is withheld");
    if (!year || !number || !value) continue;
    figure.year = *year;
    figure.number = *number;
    figure.value = *value;
    if (!of_council) {
      figure.kind = figure.area == "England" ? AreaKind::kEngland : AreaKind::kRegion;
      figure.area = RegionName(figure.area);
      figure.region.clear();
    }
    extract.figures.push_back(std::move(figure));
  }
  extract.rows = table.rows();
  return extract;
}

std::variant<NeighbourLists, std::string> ReadNeighbourLists(
    const OpenDataFile& file, std::vector<OpenDataProblem>& problems) {
  Table table(file, problems);
  auto found = NeighbourColumns(table);
  if (auto* missing = std::get_if<std::string>(&found)) return *missing;
  const auto& column = std::get<std::vector<std::size_t>>(found);
  NeighbourLists lists;
  lists.file = file.name;
  while (table.Next()) {
    const bool is_title = std::all_of(column.begin(), column.end(),
                                      [&table](std::size_t at) { return table.Text(at).empty(); });
    if (is_title) continue;  // the file of 2021 has some between its councils of now and then
    const auto number = CouncilNumberIn(table, column[0]);
    std::vector<int> neighbours;
    for (std::size_t i = 1; i <= kNeighbours; ++i) {
      if (const auto one = CouncilNumberIn(table, column[i])) neighbours.push_back(*one);
    }
    if (!number || neighbours.size() < kNeighbours) continue;
    if (lists.neighbours.emplace(*number, std::move(neighbours)).second) continue;
    table.Tell("", "council " + std::to_string(*number) + " has stood before; left out");
  }
  lists.rows = table.rows();
  return lists;
}

std::variant<CouncilPopulations, std::string> ReadCouncilPopulations(
    const OpenDataFile& file, std::vector<OpenDataProblem>& problems) {
  Table table(file, problems);
  auto found = table.Columns({"time_period", "geographic_level", "old_la_code", "new_la_code",
                              "la_name", "population_estimate"});
  if (auto* missing = std::get_if<std::string>(&found)) return *missing;
  const auto& column = std::get<std::vector<std::size_t>>(found);
  CouncilPopulations populations;
  populations.file = file.name;
  while (table.Next()) {
    if (table.Text(column[1]) != "Local authority") continue;
    const auto year = YearIn(table, column[0]);
    const auto number = CouncilNumberIn(table, column[2]);
    const std::string code = table.Text(column[3]);
    const std::string text = table.Text(column[5]);
    const auto children = Whole(text);
    if (!IsCode(code)) table.TellUnreadable(column[3], "code of a council");
    if (!children && !IsSuppressed(text)) table.TellUnreadable(column[5], "whole number");
    if (!year || !number || !IsCode(code) || (!children && !IsSuppressed(text))) continue;
    populations.councils.push_back({*year, *number, code, table.Text(column[4]), children});
  }
  populations.rows = table.rows();
  return populations;
}

}  // namespace caseclock
