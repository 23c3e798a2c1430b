// Which records count otherwise than they did, and by which events.
#include <algorithm>
#include <map>
#include <tuple>

#include "daemon/report/restatement.h"
#include "daemon/report/touched_children.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

using RecordKey = std::pair<RecordKind, std::string>;
using LineKey = std::tuple<RecordKind, std::string_view, std::string_view>;
using Lines = std::map<LineKey, const ExplainedRecord*>;

bool Counts(const ExplainedRecord& line) {
  return line.in_numerator || line.in_denominator || line.open;
}

bool IsTeams(const ExplainedRecord& line, std::string_view team) {
  return team == kWholeAuthority || line.team == team;
}

Lines LinesOf(const Explanation& explanation) {
  Lines lines;
  for (const ExplainedRecord& line : explanation.records) {
    lines[{line.kind, line.record, line.fact}] = &line;
  }
  return lines;
}

/// The part of a record in a figure. Nobody's record plays none.
struct Part {
  bool numerator = false;
  bool denominator = false;
  bool open = false;
  bool drag = false;
  friend bool operator==(const Part&, const Part&) = default;
};

Part PartIn(const ExplainedRecord* line, std::string_view team) {
  if (line == nullptr || !IsTeams(*line, team)) return {};
  return {line->in_numerator, line->in_denominator, line->open, line->drag};
}

/// What the record is to the figure, in words.
std::string PartText(const ExplainedRecord* line, const RowWords& words, std::string_view team) {
  if (line == nullptr) return team == kWholeAuthority ? "not known" : "not among the team's";
  if (!IsTeams(*line, team)) {
    return line->team == kNoTeam ? "of no team" : "of team " + line->team;
  }
  if (!Counts(*line)) return "not counted";
  if (line->open) return std::string(line->drag ? words.overdue : words.open);
  return std::string(line->in_numerator ? words.in_numerator : words.in_denominator);
}

/// The events of the records that were recorded after an instant.
class LaterEvents {
 public:
  LaterEvents(const Authority& authority, std::int64_t since_us)
      : authority_(authority), rows_(authority.definitions().catalogue), since_us_(since_us) {
    const RecordStore& store = authority.store();
    for (ChildNumber child = 0; child < store.child_count(); ++child) {
      if (store.Representative(child) == child) ReadChild(child);
    }
  }

  /// Oldest first; empty when there are none.
  std::vector<CorrectionEvent> Of(RecordKind kind, const std::string& record) const {
    const auto found = of_record_.find({kind, record});
    return found == of_record_.end() ? std::vector<CorrectionEvent>{} : found->second;
  }

 private:
  using ByKind = std::map<RecordKind, std::vector<CorrectionEvent>>;

  void ReadChild(ChildNumber child) {
    authority_.store().ForEachHistory(child, authority_.as_of(), history_,
                                      [this] { ReadTogether(); });
  }

  /// What of history_ is counted together.
  void ReadTogether() {
    ByKind kinds;
    for (const std::uint32_t number : history_.numbers) {
      std::vector<CorrectionEvent> own = OwnEvents(number);
      auto& of_kind = kinds[record_.kind];
      of_kind.insert(of_kind.end(), own.begin(), own.end());
      if (!own.empty()) of_record_[{record_.kind, std::string(record_.id)}] = std::move(own);
    }
    for (const std::uint32_t number : history_.numbers) LookAround(number, kinds);
  }

  /// A record without later events of its own is counted otherwise because of those it is counted with: a conference by
  /// its enquiry. Where these have none, the child was joined with another one.
  void LookAround(std::uint32_t number, const ByKind& kinds) {
    authority_.store().Read(number, record_);
    for (const RecordKinds sources :
         {rows_.Of(record_.kind).reads, RecordKinds(RecordKind::kChild)}) {
      std::vector<CorrectionEvent> events;
      for (const auto& [kind, some] : kinds) {
        if (sources.Has(kind)) events.insert(events.end(), some.begin(), some.end());
      }
      if (events.empty()) continue;
      SortOut(events);
      of_record_.try_emplace({record_.kind, std::string(record_.id)}, std::move(events));
      return;
    }
  }

  /// Reads the record as merged, cleared facts and withdrawals included.
  std::vector<CorrectionEvent> OwnEvents(std::uint32_t number) {
    authority_.store().Read(number, record_);
    std::vector<CorrectionEvent> events;
    const auto note = [&](const StampRef& stamp) {
      if (stamp.recorded_at_us < since_us_) return;
      events.push_back(
          {stamp.recorded_at_us, std::string(stamp.source), std::string(stamp.event_id)});
    };
    for (const Register& reg : record_.registers) note(reg.stamp);
    if (record_.has_child) note(record_.child_stamp);
    if (record_.has_floor) note(record_.floor);
    SortOut(events);
    return events;
  }

  static void SortOut(std::vector<CorrectionEvent>& events) {
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
  }

  const Authority& authority_;
  const RowsByKind rows_;
  std::int64_t since_us_;
  std::map<RecordKey, std::vector<CorrectionEvent>> of_record_;
  History history_;
  Record record_;
};

/// Both explanations of one figure.
struct ExplanationPair {
  Explanation then;
  Explanation now;
};

class CorrectionFinder {
 public:
  CorrectionFinder(const Authority& then, const Authority& now, std::int64_t known_until_us)
      : then_(then), now_(now), later_(now, known_until_us) {}

  void Fill(Restatement& one) {
    const Indicator* indicator = now_.definitions().catalogue.Find(one.indicator);
    if (indicator == nullptr) return;
    one.title = indicator->title;
    one.is_rate = !TraitsOf(*indicator).is_share;
    const ExplanationPair& pair = Explained(one, *indicator);
    one.corrections = FindCorrections(pair.then, pair.now, one.team);
    one.corrected_records = one.corrections.size();
    for (Correction& correction : one.corrections) AddEvents(correction, one);
    if (one.corrections.size() > kMaxCorrections) one.corrections.resize(kMaxCorrections);
  }

 private:
  void AddEvents(Correction& correction, Restatement& one) const {
    correction.events = later_.Of(correction.kind, correction.record);
    for (const CorrectionEvent& event : correction.events) {
      const std::int64_t at = event.recorded_at_us;
      one.first_recorded_us = one.first_recorded_us == 0 ? at : std::min(one.first_recorded_us, at);
      one.last_recorded_us = std::max(one.last_recorded_us, at);
    }
  }

  /// Explaining reads every record, so that the teams of an indicator share one explanation. One is kept: restatements
  /// come by indicator.
  const ExplanationPair& Explained(const Restatement& one, const Indicator& indicator) {
    const std::string team = TraitsOf(indicator).distinct_children ? one.team : std::string();
    std::tuple key(one.indicator, one.window, team);
    if (!pair_ || key != key_) {
      pair_.reset();
      pair_ = ExplanationPair{*Explain(then_, one.indicator, team, one.window),
                              *Explain(now_, one.indicator, team, one.window)};
      key_ = std::move(key);
    }
    return *pair_;
  }

  const Authority& then_;
  const Authority& now_;
  LaterEvents later_;
  std::tuple<std::string, Window, std::string> key_;
  std::optional<ExplanationPair> pair_;
};

FigureCounts CountsIn(const AuthorityView& view, const Restatement& one) {
  for (const Row& row : view.rows) {
    if (row.indicator == one.indicator && row.team == one.team && row.window == one.window) {
      return {row.current.numerator, row.current.denominator, row.open, row.drag};
    }
  }
  return {};
}

void FillAll(const Authority& then, const Authority& now, std::int64_t known_until_us,
             std::span<Restatement> restatements) {
  CorrectionFinder finder(then, now, known_until_us);
  for (Restatement& one : restatements) finder.Fill(one);
}

}  // namespace

std::vector<Correction> FindCorrections(const Explanation& then, const Explanation& now,
                                        std::string_view team) {
  const Lines before = LinesOf(then);
  const Lines after = LinesOf(now);
  Lines all = after;
  all.insert(before.begin(), before.end());
  const auto line_in = [](const Lines& lines, const LineKey& key) {
    const auto found = lines.find(key);
    return found == lines.end() ? nullptr : found->second;
  };
  std::vector<Correction> corrections;
  for (const auto& [key, any] : all) {
    const ExplainedRecord* old_line = line_in(before, key);
    const ExplainedRecord* new_line = line_in(after, key);
    if (PartIn(old_line, team) == PartIn(new_line, team)) continue;
    const RowWords& words = WordsOf(now.indicator);
    corrections.push_back({any->kind,
                           any->record,
                           any->fact,
                           PartText(old_line, words, team),
                           PartText(new_line, words, team),
                           new_line == nullptr ? std::string() : new_line->why,
                           {}});
  }
  return corrections;
}

void AddCorrections(const Authority& then, const Authority& now, std::int64_t known_until_us,
                    std::span<Restatement> restatements) {
  if (restatements.empty()) return;
  const AuthorityView then_view = then.MakeView();
  for (Restatement& one : restatements) one.differs_then = CountsIn(then_view, one) != one.was;
  // An export completed since may have taken away records of any child.
  if (then.store().batches().state().floors != now.store().batches().state().floors) {
    return FillAll(then, now, known_until_us, restatements);
  }
  const ChildIds children = TouchedChildren(then, now, known_until_us);
  FillAll(*PartOf(then, children), *PartOf(now, children), known_until_us, restatements);
}

}  // namespace caseclock
