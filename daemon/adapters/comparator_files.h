/// @file
/// The open data from which comparators are made, as published: the extract of the local authority interactive tool
/// (LAIT), the lists of statistical neighbours, and the populations that also translate the numbers of councils into
/// their codes. Text in, values out; every row that cannot be read is told, good rows are kept, nothing is guessed.
///
/// Example: a row of the extract
///   ReReferral,,2025,Exampleshire,22.600000000000001,999,South West
/// becomes the figure {measure "ReReferral", year 2025, number 999, area "Exampleshire", value {22600}}: the
/// department's spreadsheet leaves traces of floating point behind, so values are rounded to thousandths.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "processors/judgement/level.h"

namespace caseclock {

/// One thing that could not be read or mapped.
struct OpenDataProblem {
  std::string file;   ///< without its folder
  int row = 0;        ///< line of the file; 0: the file as a whole
  std::string field;  ///< the column's heading; "": the row as a whole
  std::string sentence;
  friend bool operator==(const OpenDataProblem&, const OpenDataProblem&) = default;
};

/// One line for people. Example: "lait_extract.csv, row 12, value: \"n/a\" is no number".
std::string Describe(const OpenDataProblem& problem);

/// A file's name for people, and what stands in it.
struct OpenDataFile {
  std::string name;
  std::string_view text;
};

/// Which rows of the extract are about one council.
enum class AreaKind { kCouncil, kRegion, kEngland };

/// One published figure.
struct PublishedFigure {
  int row = 0;          ///< line of the file
  std::string measure;  ///< the extract's short_desc: "Continue_Assess_Comp"
  int year = 0;         ///< 2025 is the reporting year that ends on 31 March 2025
  int number = 0;       ///< the council's or region's number: 301
  AreaKind kind = AreaKind::kCouncil;
  std::string area;    ///< "Barking and Dagenham", "Outer London", "England"
  std::string region;  ///< of a council, in the words of regions: "Outer London"
  Level value;
  friend bool operator==(const PublishedFigure&, const PublishedFigure&) = default;
};

/// The extract of the interactive tool.
struct LaitExtract {
  std::string file;
  int rows = 0;
  std::vector<PublishedFigure> figures;  ///< in order of the file
  std::map<std::string, int>
      suppressed;  ///< values withheld or not there, by measure; every measure has an entry
  std::map<int, std::string> councils;  ///< names by number, also of those without a value
};

/// Each council's statistical neighbours, by number, the closest first.
struct NeighbourLists {
  std::string file;
  int rows = 0;
  std::map<int, std::vector<int>> neighbours;
};

/// One council in one year.
struct CouncilPopulation {
  int year = 0;    ///< of the mid-year estimate
  int number = 0;  ///< 301
  std::string code;
  std::string name;
  std::optional<std::int64_t> children;  ///< aged 0 to 17; nullopt: withheld
  friend bool operator==(const CouncilPopulation&, const CouncilPopulation&) = default;
};

/// The populations of councils.
struct CouncilPopulations {
  std::string file;
  int rows = 0;
  std::vector<CouncilPopulation> councils;  ///< in order of the file

  /// The newest row of a number or code, or nullptr.
  const CouncilPopulation* OfNumber(int number) const;
  const CouncilPopulation* OfCode(std::string_view code) const;
  /// The newest year of all; 0 when there is none.
  int NewestYear() const;
};

/// Read one file each. What is wrong with single rows goes to `problems`.
/// Errors: a sentence when the file is no such file at all.
std::variant<LaitExtract, std::string> ReadLaitExtract(const OpenDataFile& file,
                                                       std::vector<OpenDataProblem>& problems);
/// Both published layouts, those of 2021 and of 2025.
std::variant<NeighbourLists, std::string> ReadNeighbourLists(
    const OpenDataFile& file, std::vector<OpenDataProblem>& problems);
std::variant<CouncilPopulations, std::string> ReadCouncilPopulations(
    const OpenDataFile& file, std::vector<OpenDataProblem>& problems);

/// "c", "x", ":", "z", "-" or nothing: the signs of a value that is withheld, not available or not applicable.
bool IsSuppressed(std::string_view text);

/// A published decimal of any length, rounded to thousandths, half up. Errors: nullopt; also when negative.
/// Example: "17.899999999999999" is {17900}.
std::optional<Level> ReadPublishedValue(std::string_view text);

}  // namespace caseclock
