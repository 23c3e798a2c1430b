#include "daemon/records/loop_record_desk.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "daemon/serve/clock.h"

namespace caseclock {
namespace {

/// What of a question names something that is shown.
struct KnownNames {
  bool authority = false;
  bool indicator = false;
  bool team = false;
  bool AreAll() const { return authority && indicator && team; }
};

KnownNames NamesOf(const View* view, const RecordQuestion& question) {
  KnownNames known;
  const AuthorityView* council = view == nullptr ? nullptr : FindCouncil(*view, question.authority);
  if (council == nullptr) return known;
  known.authority = true;
  for (const Row& row : council->rows) {
    known.indicator |= row.indicator == question.indicator;
    known.team |= row.team == question.team;
  }
  return known;
}

/// The first of the part, and how many there are; the others are let go in the loop already.
void Narrow(const RecordQuestion& question, RecordAnswer& answer) {
  auto& records = answer.records.records;
  std::erase_if(records, [&](const ExplainedRecord& one) { return !IsInPart(one, question.part); });
  answer.found = records.size();
  const std::size_t passed = std::min(question.offset, records.size());
  records.erase(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(passed));
  const std::size_t limit = std::min(question.limit, kMaxRecordsAnswered);
  if (records.size() > limit)
    records.erase(records.begin() + static_cast<std::ptrdiff_t>(limit), records.end());
}

}  // namespace

LoopRecordDesk::LoopRecordDesk(LoopRecordDeskOptions options, const ViewBoard& board,
                               LoopRequests& requests)
    : now_us_(options.now_us ? std::move(options.now_us) : [] { return SystemClock().NowUs(); }),
      log_(std::move(options.log)),
      audit_directory_(options.audit_directory),
      board_(board),
      requests_(requests),
      audit_(std::move(options.audit_directory)) {
  SetReaders(std::move(options.readers));
}

void LoopRecordDesk::SetReaders(std::vector<RecordReaderConfig> readers) {
  readers_.Put(std::make_shared<const std::vector<RecordReaderConfig>>(std::move(readers)));
}

bool LoopRecordDesk::MaySee(const RecordReader& reader, std::string_view authority) const {
  if (reader.user.empty()) return false;
  const auto readers = readers_.Get();
  return std::ranges::any_of(*readers, [&](const RecordReaderConfig& one) {
    if (one.user != reader.user) return false;
    return !one.authorities ||
           std::ranges::find(*one.authorities, authority) != one.authorities->end();
  });
}

std::variant<RecordAnswer, RecordRefusal> LoopRecordDesk::Records(const RecordQuestion& question,
                                                                  const RecordReader& reader) {
  // Of those that are turned away for that the first is written down: who floods the daemon floods no audit.
  const auto spent = budget_.Spend(reader.user, now_us_());
  if (!spent.granted && !spent.first_refusal) return RecordRefusal::kTooMany;
  Outcome outcome = spent.granted ? Answer(question, reader) : RecordRefusal::kTooMany;
  if (!WriteDown(Audited(question, reader, outcome))) return RecordRefusal::kNotAudited;
  return outcome;
}

bool LoopRecordDesk::WriteDown(const AuditedQuestion& question) {
  const bool written = audit_.Write(question);
  if (audits_.exchange(written) == written || !log_) return written;
  log_(written ? LogLevel::kInfo : LogLevel::kError,
       written ? "the audit of records is written again"
               : "the audit of records cannot be written in " + audit_directory_ +
                     ": no record is shown until it can");
  return written;
}

LoopRecordDesk::Outcome LoopRecordDesk::Answer(const RecordQuestion& question,
                                               const RecordReader& reader) {
  if (reader.user.empty()) return RecordRefusal::kNotAuthenticated;
  if (!MaySee(reader, question.authority)) return RecordRefusal::kNotAllowed;
  const auto view = board_.CurrentView();
  if (view == nullptr) return RecordRefusal::kNotCaughtUp;
  // Of half an export the records say something else than the figures that stand.
  if (std::ranges::find(view->held, question.authority) != view->held.end()) {
    return RecordRefusal::kNotCaughtUp;
  }
  if (!NamesOf(view.get(), question).AreAll()) return RecordRefusal::kUnknown;
  const std::unique_lock asking(asking_, std::try_to_lock);
  if (!asking) return RecordRefusal::kBusy;
  return AskLoop(question);
}

LoopRecordDesk::Outcome LoopRecordDesk::AskLoop(const RecordQuestion& question) {
  Outcome outcome = RecordRefusal::kNotCaughtUp;
  const auto ask = [&](const Councils& councils) {
    const Authority* council = councils.FindShown(question.authority);
    if (council == nullptr) return;
    auto explained = Explain(*council, question.indicator, question.team, question.window);
    if (!explained) {
      outcome = RecordRefusal::kUnknown;
      return;
    }
    RecordAnswer answer = {.records = *std::move(explained), .as_of = council->as_of()};
    Narrow(question, answer);
    outcome = std::move(answer);
  };
  if (!requests_.Ask(ask, kRecordPatience)) return RecordRefusal::kBusy;
  return outcome;
}

// What names nothing that is shown may be anything, also the name of a child: it is not written down.
AuditedQuestion LoopRecordDesk::Audited(const RecordQuestion& question, const RecordReader& reader,
                                        const Outcome& outcome) const {
  const KnownNames known = NamesOf(board_.CurrentView().get(), question);
  const auto told = [](bool is_known, const std::string& name) {
    return is_known ? name : std::string("(unknown)");
  };
  AuditedQuestion audited;
  audited.time_us = now_us_();
  audited.user = reader.user;
  audited.client = reader.address;
  audited.authority = told(known.authority, question.authority);
  audited.team = told(known.team, question.team);
  audited.indicator = told(known.indicator, question.indicator);
  audited.window = WindowName(question.window);
  audited.part = RecordPartName(question.part);
  if (const auto* refusal = std::get_if<RecordRefusal>(&outcome)) {
    audited.outcome = RecordRefusalName(*refusal);
    return audited;
  }
  const auto& answer = std::get<RecordAnswer>(outcome);
  audited.as_of = FormatDate(answer.as_of);
  audited.found = answer.found;
  audited.shown = answer.records.records.size();
  audited.outcome = "shown";
  return audited;
}

}  // namespace caseclock
