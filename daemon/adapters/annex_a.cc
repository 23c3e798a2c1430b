#include "daemon/adapters/annex_a.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "daemon/adapters/annex_a_records.h"
#include "daemon/adapters/annex_a_scopes.h"
#include "daemon/adapters/workbook.h"
#include "processors/check.h"

namespace caseclock {
namespace {

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::int64_t kSecondsOfDay = 86'400;
/// Dates further apart than this do not vouch for each other.
constexpr int kDaysThatVouch = 31;
/// Earlier dates are told, as in processors/indicator/quality.h.
const Date kEarliestPlausible = Date::FromYmd(1990, 1, 1);

int TwoDigits(std::string_view text, std::size_t at) {
  int value = -1;
  if (at + 2 <= text.size()) std::from_chars(text.data() + at, text.data() + at + 2, value);
  return value;
}

/// Seconds since 1970 of "2020-03-11T11:21:27Z", also with an offset such as "+01:00"; without one
/// it is UTC. Errors: nullopt for anything else, and for years before 2000, which only a program
/// without a clock writes.
std::optional<std::int64_t> ReadInstant(std::string_view text) {
  const auto date = ParseDate(text.substr(0, 10));
  if (!date || *date < Date::FromYmd(2000, 1, 1)) return std::nullopt;
  std::int64_t seconds = date->days * kSecondsOfDay;
  if (text.size() == 10) return seconds;
  const int hour = TwoDigits(text, 11);
  const int minute = TwoDigits(text, 14);
  const int second = TwoDigits(text, 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return std::nullopt;
  }
  seconds += hour * 3'600 + minute * 60 + second;
  const auto zone = text.find_first_of("+-", 19);
  if (zone == std::string_view::npos) return seconds;
  if (TwoDigits(text, zone + 1) < 0) return std::nullopt;
  const int offset =
      TwoDigits(text, zone + 1) * 3'600 + std::max(TwoDigits(text, zone + 4), 0) * 60;
  return text[zone] == '+' ? seconds - offset : seconds + offset;
}

/// The day in London of an instant, found by the beginnings of days.
Date DayOf(std::int64_t seconds, const ImportOptions& options) {
  Date day{static_cast<std::int32_t>(seconds / kSecondsOfDay)};
  while (options.midnight(day) > seconds * kMicros) day = day - 1;
  while (options.midnight(day + 1) <= seconds * kMicros) day = day + 1;
  return day;
}

/// All dates of the lists, earliest first.
std::vector<Date> AllDates(const AnnexAEntries& lists) {
  std::vector<Date> dates;
  for (const ListEntries& list : lists) {
    for (const Entry& entry : list.entries) {
      for (const CellValue& value : entry.values) {
        if (value.date != kNoDate) dates.push_back(value.date);
      }
    }
  }
  std::sort(dates.begin(), dates.end());
  return dates;
}

std::optional<Date> LatestPlausible(const std::vector<Date>& dates) {
  for (std::size_t i = dates.size(); i-- > 1;) {
    if (dates[i] - dates[i - 1] <= kDaysThatVouch) return dates[i];
  }
  if (dates.empty()) return std::nullopt;
  return dates.back();
}

/// When the export was taken.
struct Extraction {
  Date day;
  std::int64_t instant_us = 0;
  std::string from;
  bool is_guessed = false;
};

std::optional<Extraction> FindExtraction(const ImportOptions& options, const std::string& modified,
                                         const std::vector<Date>& dates) {
  const auto saved = ReadInstant(modified);
  Extraction found;
  if (options.extracted) {
    found.day = *options.extracted;
    found.from = "as stated";
  } else if (saved) {
    found.day = DayOf(*saved, options);
    found.from = "the day on which the workbook was last saved";
  } else if (const auto latest = LatestPlausible(dates)) {
    found.day = *latest;
    found.from = "the latest plausible date in the workbook, which does not say when it was saved";
    found.is_guessed = true;
  } else {
    return std::nullopt;
  }
  found.instant_us = options.midnight(found.day);
  const std::int64_t midnight = found.instant_us / kMicros;
  if (saved) found.instant_us += std::clamp<std::int64_t>(*saved - midnight, 0, 3'600 * kMicros);
  return found;
}

/// An export cannot know the future: dates behind its extraction say that the day is wrong, or the
/// dates are.
void NoteLaterDates(const std::vector<Date>& dates, const Extraction& extraction,
                    ProblemLog& problems) {
  const auto later = dates.end() - std::upper_bound(dates.begin(), dates.end(), extraction.day);
  if (later == 0) return;
  problems.Add({.severity = ImportSeverity::kNote,
                .sentence = std::to_string(later) + (later == 1 ? " date lies" : " dates lie") +
                            " after the day of extraction, " + FormatDate(extraction.day) + " (" +
                            extraction.from +
                            "); if the export is more recent, give its date with --extracted"});
}

/// A spreadsheet writes an empty date as 1 January 1900. Nothing is guessed: the date is imported, and said.
void NoteEarlyDates(const std::vector<Date>& dates, ProblemLog& problems) {
  const auto early =
      std::lower_bound(dates.begin(), dates.end(), kEarliestPlausible) - dates.begin();
  if (early == 0) return;
  problems.Add({.severity = ImportSeverity::kNote,
                .sentence = std::to_string(early) + (early == 1 ? " date is" : " dates are") +
                            " before 1990, the earliest " + FormatDate(dates.front()) +
                            "; a spreadsheet shows an empty date as 1900-01-01, so check them"});
}

/// Two exports of which nobody knows which is newer correct nothing in each other.
void NoteGuess(const Extraction& extraction, ProblemLog& problems) {
  if (!extraction.is_guessed) return;
  problems.Add({.severity = ImportSeverity::kNote,
                .sentence = "the workbook does not say when it was saved, and " +
                            FormatDate(extraction.day) +
                            " is a guess; before you import a second one, give the day of each "
                            "with --extracted: of two with one guessed day neither corrects the "
                            "other"});
}

std::string WithoutFolder(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

ImportError Unreadable(const std::string& file, std::string detail, std::string hint) {
  return {"could not read Annex A workbook \"" + file + "\"", std::move(detail), std::move(hint)};
}

AnnexAEntries ReadLists(const Workbook& book, const std::vector<ListTable>& tables,
                        ProblemLog& problems) {
  AnnexAEntries lists;
  for (const ListTable& table : tables) {
    lists[static_cast<std::size_t>(table.list->number)] =
        ReadEntries(table, book.date_1904, problems);
  }
  return lists;
}

std::vector<std::string> SheetNames(const Workbook& book) {
  std::vector<std::string> names;
  for (const Sheet& sheet : book.sheets) names.push_back(sheet.name);
  return names;
}

std::vector<ListCount> CountsOf(const AnnexAEntries& lists) {
  std::vector<ListCount> counts;
  for (const ListSpec& spec : AnnexALists()) {
    const ListEntries& list = lists[static_cast<std::size_t>(spec.number)];
    ListCount count = list.count;
    count.list = spec.number;
    count.title = spec.title;
    if (list.table == nullptr) {
      count.remark = "no sheet of the workbook was read as this list";
    } else if (spec.kind == RecordKind::kUnspecified) {
      count.remark = "recognised and counted; no events are made of this list";
    }
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace

std::variant<ImportResult, ImportError> ReadAnnexABytes(std::string_view bytes,
                                                        const std::string& file,
                                                        const ImportOptions& options) {
  CASECLOCK_CHECK(options.midnight != nullptr, "importers are told when days begin");
  auto read = ReadWorkbook(bytes);
  if (const auto* problem = std::get_if<WorkbookProblem>(&read)) {
    return Unreadable(file, problem->sentence + ".",
                      problem->too_large
                          ? "copy the rows that hold anything into a new workbook, and save that."
                          : "save the lists as an .xlsx workbook, without a password.");
  }
  const Workbook& book = std::get<Workbook>(read);
  ProblemLog problems(file);
  const std::vector<ListTable> tables = FindListTables(book, problems);
  if (tables.empty()) {
    return Unreadable(file,
                      "no sheet is one of the lists of Annex A, by its name or by its headings.",
                      "name the sheets List_1 to List_11 and keep the template's headings.");
  }
  AnnexAEntries lists = ReadLists(book, tables, problems);
  const std::vector<Date> dates = AllDates(lists);
  const auto extraction = FindExtraction(options, book.modified, dates);
  if (!extraction) {
    return Unreadable(file, "neither its properties nor its rows have a date.",
                      "state the day of extraction.");
  }
  NoteGuess(*extraction, problems);
  NoteLaterDates(dates, *extraction, problems);
  NoteEarlyDates(dates, problems);

  EventBatch batch(options.authority, kAnnexASource);
  AddAnnexARecords(options.authority, lists, batch, problems);
  batch.Complete(extraction->instant_us, AnnexAScopes(lists, extraction->day, problems));

  ImportResult result;
  result.extracted = extraction->day;
  result.extracted_from = extraction->from;
  result.batch_id = batch.batch_id();
  result.events = batch.Take();
  result.lists = CountsOf(lists);
  problems.MoveTo(SheetNames(book), result);
  return result;
}

std::variant<ImportResult, ImportError> ReadAnnexA(const std::string& path,
                                                   const ImportOptions& options) {
  const std::string file = WithoutFolder(path);
  std::ifstream in(path, std::ios::binary);
  if (!in) return Unreadable(file, std::string(std::strerror(errno)) + ".", "");
  // One byte more than allowed is enough to know that the file is too large.
  const std::size_t most = WorkbookLimits{}.file_bytes + 1;
  std::string bytes;
  std::array<char, 64 * 1024> chunk{};
  while (bytes.size() < most && (in.read(chunk.data(), chunk.size()) || in.gcount() > 0)) {
    bytes.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return Unreadable(file, "reading it failed part of the way.", "");
  return ReadAnnexABytes(bytes, file, options);
}

}  // namespace caseclock
