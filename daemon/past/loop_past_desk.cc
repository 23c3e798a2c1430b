#include "daemon/past/loop_past_desk.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace caseclock {
namespace {

std::int64_t MachineNowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

/// What each turn of the loop adds to.
struct Copying {
  std::unique_ptr<Authority> council;
  std::size_t next = 0;  ///< the record to begin with
  std::optional<PastRefusal> refusal;
  bool done = false;
};

void Begin(const Authority& from, Date as_of, Copying& copying) {
  if (from.store().record_count() > kMostPastRecords) copying.refusal = PastRefusal::kTooLarge;
  const WorkingDays& calendar = from.definitions().calendar;
  if (as_of < calendar.first() || as_of > from.as_of()) copying.refusal = PastRefusal::kOutside;
  if (copying.refusal) return;
  copying.council = std::make_unique<Authority>(
      from.code(), std::make_shared<const Definitions>(from.definitions()), as_of);
  copying.council->BeginCatchUp();
  // Before the records: what an export asserts later than this withdraws nothing that was copied earlier.
  copying.council->RestoreBatches(from.store().batches().state());
}

void CopySome(const Authority& from, Copying& copying) {
  const RecordStore& store = from.store();
  const std::size_t end = std::min(store.record_count(), copying.next + kPastRecordsATurn);
  Record record;
  for (; copying.next < end; ++copying.next) {
    store.Read(static_cast<RecordNumber>(copying.next), record);
    copying.council->RestoreRecord(record);
  }
  copying.done = copying.next == store.record_count();
}

}  // namespace

LoopPastDesk::LoopPastDesk(const ViewBoard& board, LoopRequests& requests, StandardsNow standards,
                           Clock now_us)
    : board_(board),
      requests_(requests),
      standards_(std::move(standards)),
      now_us_(now_us ? std::move(now_us) : MachineNowUs) {}

std::variant<std::unique_ptr<Authority>, PastRefusal> LoopPastDesk::TakeCopy(
    const std::string& authority, Date as_of) {
  Copying copying;
  const auto turn = [&](const Councils& councils) {
    const Authority* from = councils.FindShown(authority);
    if (from == nullptr) copying.refusal = PastRefusal::kNotCaughtUp;
    if (from != nullptr && copying.council == nullptr) Begin(*from, as_of, copying);
    if (!copying.refusal) CopySome(*from, copying);
  };
  while (!copying.done) {
    if (!requests_.Ask(turn, kPastPatience)) return PastRefusal::kBusy;
    if (copying.refusal) return *copying.refusal;
  }
  copying.council->EndCatchUp();
  copying.council->JudgeBy(*standards_());
  return std::move(copying.council);
}

std::shared_ptr<const AuthorityView> LoopPastDesk::Count(Date as_of) {
  const auto known = copy_.days.find(as_of);
  if (known != copy_.days.end()) return known->second;
  copy_.council->Advance(as_of);
  auto view = std::make_shared<const AuthorityView>(copy_.council->MakeView());
  if (copy_.days.size() >= kMostPastDays) copy_.days.erase(copy_.days.begin());
  copy_.days.emplace(as_of, view);
  return view;
}

std::variant<PastFigures, PastRefusal> LoopPastDesk::FiguresOf(const std::string& authority,
                                                               Date as_of) {
  const auto view = board_.CurrentView();
  const AuthorityView* shown = view == nullptr ? nullptr : FindCouncil(*view, authority);
  if (shown == nullptr) return PastRefusal::kNotCaughtUp;
  if (as_of > shown->as_of) return PastRefusal::kOutside;
  const std::unique_lock lock(asking_, std::try_to_lock);
  if (!lock) return PastRefusal::kBusy;
  const bool is_kept = copy_.council != nullptr && copy_.council->code() == authority &&
                       copy_.council->definitions().Fingerprint() == shown->definitions &&
                       now_us_() - copy_.taken_us < kPastCopyKeptUs;
  if (!is_kept) {
    copy_ = {};  // two at a time would be too much memory
    const std::int64_t taken_us = now_us_();
    auto taken = TakeCopy(authority, as_of);
    if (const auto* refusal = std::get_if<PastRefusal>(&taken)) return *refusal;
    copy_.council = std::get<std::unique_ptr<Authority>>(std::move(taken));
    copy_.taken_us = taken_us;
  }
  if (as_of < copy_.council->definitions().calendar.first()) return PastRefusal::kOutside;
  return PastFigures{Count(as_of), copy_.taken_us};
}

}  // namespace caseclock
