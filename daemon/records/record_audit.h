/// @file
/// Who has looked at records: a line of JSON for each question, in a file a month, on the disk before the answer
/// leaves.
///
/// Example, a line of records-2024-03.jsonl:
///   {"time":"2024-03-31T12:00:05Z","user":"anna","client":"10.1.2.3","authority":"E08000018","team":"",
///    "indicator":"assessment_45","window":"year","part":"drag","as_of":"2024-03-31","found":24,"shown":24,
///    "outcome":"shown"}
///
/// No line names a child, a record or a worker: the question is kept, not its answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

namespace caseclock {

/// One question and what became of it. Texts are data.
struct AuditedQuestion {
  std::int64_t time_us = 0;  ///< Units: microseconds since 1970-01-01 UTC.
  std::string user;          ///< "": nobody has said who asks
  std::string client;
  std::string authority;
  std::string team;
  std::string indicator;
  std::string window;
  std::string part;
  std::string as_of;  ///< "": there was no answer
  std::size_t found = 0;
  std::size_t shown = 0;
  std::string outcome;  ///< "shown" or why not: "not_allowed"
};

/// Thread safety: Safe from any thread.
class RecordAudit {
 public:
  /// The directory is made, for its owner only, with the first line.
  explicit RecordAudit(std::string directory);

  /// When it returns true, the line survives a power cut. Errors: false, and nothing of the line is left.
  bool Write(const AuditedQuestion& question);

 private:
  const std::string directory_;
  std::mutex mutex_;
};

}  // namespace caseclock
