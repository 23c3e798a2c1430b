#include "daemon/adapters/import.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace caseclock {

std::string_view SeverityName(ImportSeverity severity) {
  switch (severity) {
    case ImportSeverity::kSheetSkipped: return "sheet skipped";
    case ImportSeverity::kRowDropped: return "row dropped";
    case ImportSeverity::kRowSetAside: return "row set aside";
    case ImportSeverity::kFieldIgnored: return "field ignored";
    case ImportSeverity::kNote: return "note";
  }
  return "";
}

std::string Describe(const ImportProblem& problem) {
  std::string text = problem.file;
  if (!problem.sheet.empty()) text += ", " + problem.sheet;
  if (problem.row > 0) text += ", row " + std::to_string(problem.row);
  if (!problem.column.empty()) text += ", column " + problem.column;
  if (!problem.heading.empty()) text += " (" + problem.heading + ")";
  const bool note = problem.severity == ImportSeverity::kNote;
  if (problem.error) text += ": error";
  if (!note || !problem.error) text += ": " + std::string(SeverityName(problem.severity));
  text += ": " + problem.sentence;
  if (problem.count > 1) text += " (" + std::to_string(problem.count) + " rows, this is the first)";
  return text;
}

ProblemCounts CountProblems(const ImportResult& result) {
  ProblemCounts counts;
  for (const ImportProblem& problem : result.problems) {
    if (problem.error) {
      ++counts.errors;
    } else if (problem.severity == ImportSeverity::kNote) {
      ++counts.notes;
    } else {
      ++counts.problems;
    }
  }
  counts.problems += result.unlisted_problems;
  counts.notes += result.unlisted_notes;
  return counts;
}

std::string Describe(const ImportError& error) {
  std::string text = error.message + "\nDetail: " + error.detail;
  if (!error.hint.empty()) text += "\nHint: " + error.hint;
  return text;
}

void ProblemLog::Add(ImportProblem problem) {
  problem.file = file_;
  const bool joins = problem.error || problem.severity == ImportSeverity::kNote;
  if (joins && Join(problem)) return;
  if (problems_.size() >= kMaxImportProblems && !problem.error) {
    ++(problem.severity == ImportSeverity::kNote ? unlisted_notes_ : unlisted_);
    return;
  }
  if (joins) joined_.push_back(problems_.size());
  problems_.push_back(std::move(problem));
}

bool ProblemLog::Join(const ImportProblem& problem) {
  if (problem.row == 0) return false;
  for (const std::size_t at : joined_) {
    ImportProblem& before = problems_[at];
    if (before.row == 0 || before.sheet != problem.sheet || before.column != problem.column)
      continue;
    if (before.sentence != problem.sentence || before.severity != problem.severity) continue;
    if (before.error != problem.error || before.heading != problem.heading) continue;
    before.row = std::min(before.row, problem.row);
    ++before.count;
    return true;
  }
  return false;
}

void ProblemLog::MoveTo(const std::vector<std::string>& sheets, ImportResult& result) {
  std::map<std::string, std::size_t> order = {{"", 0}};
  for (const std::string& sheet : sheets) order.emplace(sheet, order.size());
  for (const ImportProblem& problem : problems_) order.emplace(problem.sheet, order.size());
  const auto key = [&order](const ImportProblem& p) {
    // "AA" comes after "Z": shorter letters first.
    return std::tuple(!p.error, order.at(p.sheet), p.row, p.column.size(), p.column, p.sentence);
  };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&key](const auto& a, const auto& b) { return key(a) < key(b); });
  result.problems = std::move(problems_);
  result.unlisted_problems = unlisted_;
  result.unlisted_notes = unlisted_notes_;
  problems_.clear();
  joined_.clear();
}

}  // namespace caseclock
