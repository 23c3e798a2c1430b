#include "daemon/commands/published_command.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <span>

#include "daemon/checkpoint/file.h"
#include "daemon/codec/codec.h"

namespace caseclock {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
/// A report of a hundred councils of twenty teams stays far below.
constexpr std::uint64_t kMaxPublishedBytes = 1'000'000'000;
/// Published figures are for everybody whom the directory is for.
constexpr unsigned kAsMasked = 0666;

std::string PublishedPath(const ReportOptions& options) {
  const auto name = *options.publish + ".published.json";
  return (std::filesystem::path(options.published_in) / name).string();
}

ExitCode Refuse(const std::string& what, const std::string& hint) {
  fmt::print(stderr, "{}\n  Hint: {}\n", what, hint);
  return kUsage;
}

ExitCode CheckName(const ReportOptions& options) {
  std::error_code ignored;
  if (!IsPublicationName(*options.publish)) {
    return Refuse("could not publish: the name cannot be that of a file",
                  "letters, digits, '-', '_' and '.', at most 100, such as 2023-24-q4");
  }
  if (!std::filesystem::is_directory(options.published_in, ignored)) {
    return Refuse("could not publish: " + options.published_in + " is not a directory",
                  "--published-in names one that is there");
  }
  if (std::filesystem::exists(PublishedPath(options), ignored)) {
    return Refuse("could not publish: " + PublishedPath(options) + " is there already",
                  "what was published stays as it was; take another name");
  }
  return kDone;
}

/// Not over a file that has come in between. Where the file system cannot promise that, it was looked for before.
int RenameToNew(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  return errno == EINVAL || errno == ENOSYS ? Rename(from, to) : errno;
}

int WriteWhole(const std::string& directory, const std::string& path, std::string_view text) {
  const std::string partial = path + ".partial";
  std::remove(partial.c_str());  // of a run that was killed
  OutputFile file;
  int error = file.Create(partial, kAsMasked);
  if (error != 0) return error;
  error = file.Append(text);
  const int closing_error = file.SyncAndClose();
  if (error == 0) error = closing_error;
  if (error == 0) error = RenameToNew(partial, path);
  if (error != 0) std::remove(partial.c_str());
  return error == 0 ? SyncDirectory(directory) : error;
}

std::variant<PublishedReport, std::string> ReadPublishedFile(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return "it is a directory";
  InputFile file;
  if (const int error = file.Open(path); error != 0) return ErrorText(error);
  if (file.Size() > kMaxPublishedBytes) return "it is too large";
  std::string text;
  if (const int error = file.Read(file.Size(), text); error != 0) return ErrorText(error);
  return ReadPublished(text);
}

/// One published report beside the events of now.
class Reading {
 public:
  Reading(const ReportOptions& options, const Config& config, const PublishedReport& published,
          EventInput& input)
      : options_(options), config_(config), published_(published), input_(input) {
    for (const PublishedCouncil& council : published.councils) {
      if (!options.authority.empty() && council.authority != options.authority) continue;
      known_until_us_[council.authority] =
          council.data_as_of_us == 0 ? 0 : council.data_as_of_us + kSecond;
    }
  }

  ExitCode Check() const {
    for (const auto& [council, until_us] : known_until_us_) {
      const auto definitions = config_.DefinitionsFor(council);
      const WorkingDays& calendar = definitions->calendar;
      if (published_.as_of < calendar.first() || calendar.last() < published_.as_of) {
        return Refuse("could not compare with " + published_.name + ": no working days are known " +
                          "of " + FormatDate(published_.as_of),
                      "other years come with calendar: {bank_holidays_file: ...}");
      }
      if (options_.known_by && LondonMidnight(*options_.known_by + 1) <= until_us - kSecond) {
        return Refuse("could not compare with " + published_.name +
                          ": it knows of what was recorded after " + FormatDate(*options_.known_by),
                      "a later --known-by");
      }
    }
    return kDone;
  }

  /// Errors: an exit code after a message, when the events cannot be read once more.
  std::variant<std::vector<Restatement>, ExitCode> Restatements(EventLog& log) const {
    View view;
    view.as_of = published_.as_of;
    for (const auto& [code, until_us] : known_until_us_) {
      Authority& now = Council(code, log);
      now.Advance(published_.as_of);
      view.authorities.push_back(std::make_shared<const AuthorityView>(now.MakeView()));
    }
    std::vector<Restatement> restatements = CompareWithPublished(published_, view);
    if (restatements.empty()) return restatements;
    auto read = ReadEventLog(input_,
                             {.as_of = published_.as_of,
                              .known_by = options_.known_by,
                              .authority = options_.authority,
                              .recorded_before_us = known_until_us_,
                              .quiet = true},
                             config_);
    if (const auto* refused = std::get_if<ExitCode>(&read)) return *refused;
    EventLog& then = std::get<EventLog>(read);
    for (const auto& [code, until_us] : known_until_us_) {
      const auto is_other = [&code = code](const Restatement& one) {
        return one.authority != code;
      };
      const auto begin = std::ranges::find_if_not(restatements, is_other);
      const auto end = std::find_if(begin, restatements.end(), is_other);
      AddCorrections(Council(code, then), Council(code, log), until_us, {begin, end});
    }
    return restatements;
  }

 private:
  /// The council, without records where there are no events of it.
  Authority& Council(const std::string& code, EventLog& log) const {
    auto& council = log.authorities[code];
    if (council == nullptr) {
      council = std::make_unique<Authority>(code, config_.DefinitionsFor(code), published_.as_of);
    }
    return *council;
  }

  const ReportOptions& options_;
  const Config& config_;
  const PublishedReport& published_;
  EventInput& input_;
  std::map<std::string, std::int64_t> known_until_us_;
};

}  // namespace

ExitCode CheckPublishing(const ReportOptions& options) {
  if (options.by == "worker" && (options.publish || !options.restated_since.empty())) {
    return Refuse("could not publish: a supervision report names workers, and is for their team",
                  "without --by worker");
  }
  if (!options.restated_since.empty()) {
    std::error_code ignored;
    for (const std::string& file : options.origin.files) {
      const auto status = std::filesystem::status(file, ignored);
      if (file != "-" &&
          (!std::filesystem::exists(status) || std::filesystem::is_directory(status) ||
           std::filesystem::is_regular_file(status))) {
        continue;
      }
      return Refuse("could not compare with published reports: " + file + " can be read only once",
                    "--restated-since needs the events in files");
    }
  }
  return options.publish ? CheckName(options) : kDone;
}

ExitCode Publish(const ReportOptions& options, const std::string& report_json) {
  const std::string path = PublishedPath(options);
  const int error =
      WriteWhole(options.published_in, path, PublishedJson(*options.publish, Today(), report_json));
  if (error == EEXIST) return CheckName(options);
  if (error == 0) return kDone;
  fmt::print(stderr, "could not write {}: {}\n", path, ErrorText(error));
  return kFailed;
}

std::optional<std::vector<PublishedReport>> ReadPublishedReports(
    const std::vector<std::string>& files) {
  std::vector<PublishedReport> reports;
  for (const std::string& file : files) {
    auto read = ReadPublishedFile(file);
    if (const auto* reason = std::get_if<std::string>(&read)) {
      fmt::print(stderr, "could not read the published report {}: {}\n", file, *reason);
      return std::nullopt;
    }
    reports.push_back(std::get<PublishedReport>(std::move(read)));
  }
  return reports;
}

std::variant<std::vector<Restatement>, ExitCode> FindRestatements(
    const ReportOptions& options, const Config& config,
    const std::vector<PublishedReport>& published, EventInput& input, EventLog& log) {
  std::vector<Restatement> all;
  for (const PublishedReport& report : published) {
    const Reading reading(options, config, report, input);
    if (const ExitCode refused = reading.Check(); refused != kDone) return refused;
    auto read = reading.Restatements(log);
    if (const auto* refused = std::get_if<ExitCode>(&read)) return *refused;
    auto& restatements = std::get<std::vector<Restatement>>(read);
    std::move(restatements.begin(), restatements.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace caseclock
