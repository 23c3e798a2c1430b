#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "daemon/adapters/comparator_rows.h"
#include "daemon/commands/commands.h"
#include "daemon/standards/comparators_file.h"

namespace caseclock {
namespace {

constexpr std::uintmax_t kMaxFileBytes = 256u << 20;  // the published ones have 3 MB

/// A file as text, or nullopt after saying why not.
std::optional<std::string> ReadText(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in) {
    fmt::print(stderr, "could not open {}\n", path);
    return std::nullopt;
  }
  if (size > kMaxFileBytes) {
    fmt::print(stderr, "{} is larger than {} bytes\n", path, kMaxFileBytes);
    return std::nullopt;
  }
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// What one of the readers makes of a file, or nullopt after saying why not.
template <typename Read>
auto ReadFile(const std::string& path, Read read, std::vector<OpenDataProblem>& problems)
    -> std::optional<std::variant_alternative_t<0, decltype(read(OpenDataFile{}, problems))>> {
  const auto text = ReadText(path);
  if (!text) return std::nullopt;
  auto made = read({std::filesystem::path(path).filename().string(), *text}, problems);
  if (const auto* sentence = std::get_if<std::string>(&made)) {
    fmt::print(stderr, "could not read {}: {}\n", path, *sentence);
    return std::nullopt;
  }
  return std::get<0>(std::move(made));
}

void TellAll(const std::vector<OpenDataProblem>& problems) {
  for (const OpenDataProblem& problem : problems) fmt::print(stderr, "{}\n", Describe(problem));
}

bool Print(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
         std::fflush(stdout) == 0;
}

std::string SourceLine(const std::string& file, int rows) {
  return fmt::format("# {}: {} rows read; Open Government Licence v3.0\n", file, rows);
}

std::optional<std::string> Misuse(const ImportComparatorsOptions& options) {
  if (options.authorities.empty() && !options.all) return "--authority CODE or --all is needed";
  if (options.print == "populations") return std::nullopt;
  if (options.extract.empty()) return "--extract FILE is needed";
  if (options.neighbours.empty()) return "--neighbours FILE is needed";
  return std::nullopt;
}

ExitCode PrintPopulations(const CouncilPopulations& populations, const ComparatorWishes& wishes,
                          std::vector<OpenDataProblem> problems) {
  const auto codes = WantedCodes(wishes, populations, problems);
  const std::string lines = PopulationLines(codes, populations, problems);
  TellAll(problems);
  return Print(lines) && !lines.empty() ? kDone : kFailed;
}

ExitCode PrintComparators(const ComparatorSources& sources, const ComparatorWishes& wishes,
                          std::vector<OpenDataProblem> problems) {
  const ComparatorsMade made = MakeComparators(sources, wishes);
  problems.insert(problems.end(), made.problems.begin(), made.problems.end());
  TellAll(problems);
  for (const std::string& note : made.notes) {
    fmt::print(stderr, "{}: {}\n", sources.extract->file, note);
  }
  const std::string text =
      SourceLine(sources.extract->file, sources.extract->rows) +
      SourceLine(sources.neighbours->file, sources.neighbours->rows) +
      SourceLine(sources.populations->file, sources.populations->rows) +
      (wishes.published_on ? "" : "# published_on is assumed: 30 November after the period\n") +
      WriteComparators(made.comparators, *sources.catalogue);
  fmt::print(stderr, "{} comparators, {} problems\n", made.comparators.size(), problems.size());
  return Print(text) && !made.comparators.empty() ? kDone : kFailed;
}

}  // namespace

ExitCode RunImportComparators(const ImportComparatorsOptions& options) {
  if (const auto misuse = Misuse(options)) {
    fmt::print(stderr, "{}\n", *misuse);
    return kUsage;
  }
  const ComparatorWishes wishes{.authorities = options.authorities,
                                .all = options.all,
                                .years = {options.years.begin(), options.years.end()},
                                .published_on = options.published_on};
  std::vector<OpenDataProblem> problems;
  const auto populations = ReadFile(options.populations, &ReadCouncilPopulations, problems);
  if (options.print == "populations") {
    return populations ? PrintPopulations(*populations, wishes, problems) : kUnreadableInput;
  }
  // All are tried, so that all that is wrong is told.
  const auto extract = ReadFile(options.extract, &ReadLaitExtract, problems);
  const auto neighbours = ReadFile(options.neighbours, &ReadNeighbourLists, problems);
  if (!populations || !extract || !neighbours) {
    TellAll(problems);
    return kUnreadableInput;
  }
  const Catalogue catalogue = BuiltInCatalogue();
  return PrintComparators({.extract = &*extract,
                           .neighbours = &*neighbours,
                           .populations = &*populations,
                           .catalogue = &catalogue},
                          wishes, problems);
}

}  // namespace caseclock
