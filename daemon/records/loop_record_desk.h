/// @file
/// The desk that shows records: who may see them, the question to the loop, the audit.
///
/// Example:
///   LoopRecordDesk desk({.readers = config.http.record_readers, .audit_directory = "/var/lib/caseclock/audit"},
///                       board, requests);
///   router.SetRecordDesk(&desk);
///
/// One question is asked at a time: the loop reads every record of a council for it, while events wait.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/config/http_config.h"
#include "daemon/exposition/newest.h"
#include "daemon/exposition/view_board.h"
#include "daemon/log/log_sink.h"
#include "daemon/page/record_desk.h"
#include "daemon/page/request_budget.h"
#include "daemon/records/record_audit.h"
#include "daemon/serve/loop_requests.h"

namespace caseclock {

/// How long the loop may keep a reader waiting.
inline constexpr std::chrono::milliseconds kRecordPatience{2000};

/// Questions that one user may ask at once, and how soon another one after that: the audit, whose lines stay, grows by
/// at most 43,200 lines a user and day.
inline constexpr int kRecordQuestionsAtOnce = 30;
inline constexpr std::chrono::microseconds kOneRecordQuestionEvery{2'000'000};

/// Who may see records, and where each look is written down.
struct LoopRecordDeskOptions {
  std::vector<RecordReaderConfig> readers;
  std::string audit_directory;
  /// Units: microseconds since 1970-01-01 UTC. Empty: the machine's clock.
  std::function<std::int64_t()> now_us = {};
  /// For whoever runs the daemon: that the audit cannot be written, and that it can again. Empty: nobody is told.
  LogSink log = {};
};

/// Thread safety: Safe from any thread.
class LoopRecordDesk final : public RecordDesk {
 public:
  /// `board` and `requests` outlive the desk. Borrowed, not owned.
  LoopRecordDesk(LoopRecordDeskOptions options, const ViewBoard& board, LoopRequests& requests);

  /// Other readers from the next question on.
  void SetReaders(std::vector<RecordReaderConfig> readers);

  bool MaySee(const RecordReader& reader, std::string_view authority) const override;
  std::variant<RecordAnswer, RecordRefusal> Records(const RecordQuestion& question,
                                                    const RecordReader& reader) override;

 private:
  using Outcome = std::variant<RecordAnswer, RecordRefusal>;

  Outcome Answer(const RecordQuestion& question, const RecordReader& reader);
  Outcome AskLoop(const RecordQuestion& question);
  AuditedQuestion Audited(const RecordQuestion& question, const RecordReader& reader,
                          const Outcome& outcome) const;

  /// False: the line could not be written. Tells the log when that begins and when it ends.
  bool WriteDown(const AuditedQuestion& question);

  const std::function<std::int64_t()> now_us_;
  const LogSink log_;
  const std::string audit_directory_;
  const ViewBoard& board_;
  LoopRequests& requests_;
  RecordAudit audit_;
  Newest<std::vector<RecordReaderConfig>> readers_;
  RequestBudget budget_{
      {.at_once = kRecordQuestionsAtOnce, .one_every_us = kOneRecordQuestionEvery.count()}};
  std::mutex asking_;
  std::atomic<bool> audits_ = true;  // as the log was told last
};

}  // namespace caseclock
