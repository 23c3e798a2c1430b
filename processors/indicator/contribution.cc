#include "processors/indicator/contribution.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "processors/indicator/item.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/quality.h"
#include "processors/indicator/team_names.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

/// On which days a team holds a record that counts for a stock, and when that began.
struct Held {
  TeamNumber team;
  DaySpan span;
  Date start;
};

/// Computes one child's contribution; lives for one call.
class Contributor {
 public:
  Contributor(const History& history, const Definitions& definitions, Date as_of, StringPool& teams,
              Contribution& out)
      : history_(history), definitions_(definitions), as_of_(as_of), teams_(teams), out_(out) {}

  void AddAll() {
    for (std::size_t i = 0; i < definitions_.catalogue.indicators.size(); ++i) {
      AddIndicator(static_cast<std::uint16_t>(i), nullptr);
    }
    AddFindings({});
  }

  void AddTouched(const TouchedRows& rows, const Record* changed) {
    for (const std::uint16_t place : rows.together) AddIndicator(place, nullptr);
    if (changed != nullptr) {
      for (const std::uint16_t place : rows.alone) AddIndicator(place, changed);
    }
    AddFindings({rows.checked, changed});
  }

 private:
  void AddIndicator(std::uint16_t place, const Record* only) {
    place_ = place;
    indicator_ = &definitions_.catalogue.indicators[place];
    traits_ = &TraitsOf(*indicator_);
    items_.resize(0);  // clear() would give the room away that the next row needs
    held_.clear();
    ReadItems(*indicator_, {history_, definitions_, as_of_, only}, items_);
    for (const RowItem& item : items_) {
      if (item.counted_on != kNoDate && !item.reason) AddCounted(item);
      if (item.open.empty()) continue;
      if (traits_->distinct_children) {
        AddHeld(item);
      } else {
        AddOpen(item);
      }
    }
    AddChildren();
  }

  /// The team, or in supervision reports the worker of the team in question.
  std::string_view HolderBy(std::string_view allocation) const {
    if (definitions_.supervised_team.empty()) return TeamOf(allocation);
    return TeamOf(allocation) == definitions_.supervised_team ? WorkerOf(allocation) : kOtherTeams;
  }

  TeamNumber Team(const Record& record, Date day) { return TeamBy(AllocationOn(record, day)); }

  TeamNumber TeamBy(std::string_view allocation) {
    // The same allocation again and again: its text lies at the same place.
    if (allocation.data() == last_allocation_.data() &&
        allocation.size() == last_allocation_.size()) {
      return last_team_;
    }
    const std::string_view team = HolderBy(allocation);
    last_allocation_ = allocation;
    last_team_ = team.empty() ? kNoTeamNumber : teams_.Intern(team);
    return last_team_;
  }

  void Add(Series series, TeamNumber team, Date day, std::int32_t n) {
    out_.deltas.push_back({place_, series, team, day, n});
  }

  /// Counts on one day, for the whole authority and for the team.
  void CountOn(Series series, TeamNumber team, Date day) {
    Add(series, kWholeAuthorityNumber, day, 1);
    Add(series, team, day, 1);
  }

  void AddSpan(Series series, TeamNumber team, DaySpan span) {
    if (span.empty()) return;
    Add(series, team, span.begin, 1);
    if (span.end != Date::Max()) Add(series, team, span.end, -1);
  }

  /// Calls `each` with (team, part) for the parts of the span that each team held the record.
  template <typename Each>
  void ForEachTeam(const Record& record, DaySpan span, Each each) {
    Date begin = span.begin;
    TeamNumber team = Team(record, begin);
    for (const Register& reg : record.registers) {
      if (reg.fact != Fact::kAllocation || reg.first_day <= begin) continue;
      if (reg.first_day >= span.end) break;
      each(team, DaySpan{begin, reg.first_day});
      begin = reg.first_day;
      team = TeamBy(reg.value.text);
    }
    each(team, DaySpan{begin, span.end});
  }

  /// Counts on every day of the span, for the whole authority and for the team of each day.
  void CountDuring(Series series, const Record& record, DaySpan span) {
    if (span.empty()) return;
    AddSpan(series, kWholeAuthorityNumber, span);
    ForEachTeam(record, span, [&](TeamNumber team, DaySpan part) { AddSpan(series, team, part); });
  }

  void AddCounted(const RowItem& item) {
    if (traits_->distinct_children) {
      return Add(Series::kDenominator, kWholeAuthorityNumber, item.counted_on, 1);
    }
    const TeamNumber team = Team(*item.holder, item.counted_on);
    if (traits_->is_share) CountOn(Series::kDenominator, team, item.counted_on);
    if (item.in_numerator) CountOn(Series::kNumerator, team, item.counted_on);
    if (item.delay) out_.delays.push_back({place_, item.counted_on, *item.delay});
  }

  void AddOpen(const RowItem& item) {
    CountDuring(Series::kOpen, *item.holder, item.open);
    AddBands(*item.holder, item.open);
    AddLateness(*item.holder, item.start, item.open);
    if (item.open.end == Date::Max()) AddOpenStart(item);
    if (item.in_projection) AddProjected(*item.holder, item.start, item.open);
  }

  /// A record moves from band to band on the days on which it reaches their ages.
  void AddBands(const Record& record, DaySpan open) {
    const auto& bands = indicator_->bands;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const Date begin = open.begin + bands[i].from_days;
      const Date end = i + 1 < bands.size() ? open.begin + bands[i + 1].from_days : Date::Max();
      CountDuring(BandSeries(i), record, {begin, std::min(end, open.end)});
    }
  }

  void AddOpenStart(const RowItem& item) {
    const Date due = KnownDue(item);
    out_.open_starts.push_back({place_, kWholeAuthorityNumber, item.start, due});
    out_.open_starts.push_back({place_, Team(*item.holder, as_of_), item.start, due});
  }

  /// The due date by the limit in force on as-of; kNoDate beyond the calendar, where no day is worked or not.
  Date KnownDue(const RowItem& item) const {
    const WorkingDays& calendar = definitions_.calendar;
    const Date due = DueOn(*indicator_, item, calendar, as_of_).value_or(kNoDate);
    return due > calendar.last() ? kNoDate : due;
  }

  /// Calls `each` with (limit, part) for the part of the span in which each limit is in force.
  template <typename Each>
  void ForEachLimit(DaySpan open, Each each) {
    const auto& limits = indicator_->limits;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      const Date end = i + 1 < limits.size() ? limits[i + 1].from : Date::Max();
      const DaySpan in_force{std::max(open.begin, limits[i].from), std::min(open.end, end)};
      if (!in_force.empty()) each(limits[i].limit, in_force);
    }
  }

  /// Drag and due soon, under each limit for the days on which it is in force.
  void AddLateness(const Record& record, Date start, DaySpan open) {
    ForEachLimit(open, [&](const Limit& limit, DaySpan in_force) {
      AddDrag(Series::kDrag, record, start, limit, in_force);
      AddDueSoon(record, start, limit, in_force);
    });
  }

  void AddProjected(const Record& record, Date start, DaySpan open) {
    CountDuring(Series::kProjectedOpen, record, open);
    ForEachLimit(open, [&](const Limit& limit, DaySpan in_force) {
      AddDrag(Series::kProjectedDrag, record, start, limit, in_force);
    });
  }

  void AddDrag(Series series, const Record& record, Date start, const Limit& limit, DaySpan open) {
    const auto late = LateFrom(definitions_.calendar, limit, start);
    if (late) CountDuring(series, record, {std::max(open.begin, *late), open.end});
  }

  void AddDueSoon(const Record& record, Date start, const Limit& limit, DaySpan open) {
    const WorkingDays& calendar = definitions_.calendar;
    const auto due = DueDate(calendar, limit, start);
    if (!due || *due < calendar.first() || *due > calendar.last()) return;
    const Date from = calendar.EarliestWithin(*due, definitions_.due_soon_working_days)
                          .value_or(calendar.first());
    CountDuring(Series::kDueSoon, record,
                {std::max(open.begin, from), std::min(open.end, *due + 1)});
  }

  void AddHeld(const RowItem& item) {
    held_.push_back({kWholeAuthorityNumber, item.open, item.start});
    ForEachTeam(*item.holder, item.open, [&](TeamNumber team, DaySpan part) {
      held_.push_back({team, part, item.start});
    });
  }

  /// A child with two records open at once is one child of each team, and as old as the older of them.
  void AddChildren() {
    std::sort(held_.begin(), held_.end(), [](const Held& a, const Held& b) {
      return std::tie(a.team, a.start, a.span.begin) < std::tie(b.team, b.start, b.span.begin);
    });
    for (std::size_t i = 0; i < held_.size();) {
      const TeamNumber team = held_[i].team;
      if (i + 1 == held_.size() || held_[i + 1].team != team) {  // mostly there is one alone
        AddAged(held_[i], held_[i].span);
        AddSpan(Series::kNumerator, team, held_[i++].span);
        continue;
      }
      counted_.clear();
      for (; i < held_.size() && held_[i].team == team; ++i) AddWhatIsNew(held_[i]);
      for (const auto& [begin, end] : counted_) AddSpan(Series::kNumerator, team, {begin, end});
    }
  }

  /// The days of the record on which no older one counts the child, which then joins what is counted.
  void AddWhatIsNew(const Held& held) {
    DaySpan joined = held.span;
    Date begin = held.span.begin;
    auto at = counted_.upper_bound(begin);
    if (at != counted_.begin() && std::prev(at)->second >= begin) --at;
    while (at != counted_.end() && at->first <= held.span.end) {
      AddAged(held, {begin, std::min(at->first, held.span.end)});
      begin = std::max(begin, at->second);
      joined = {std::min(joined.begin, at->first), std::max(joined.end, at->second)};
      at = counted_.erase(at);
    }
    AddAged(held, {begin, held.span.end});
    counted_.emplace(joined.begin, joined.end);
  }

  /// Bands and the start of what is open, for days on which the child is as old as the record.
  void AddAged(const Held& held, DaySpan part) {
    if (part.empty()) return;
    const auto& bands = indicator_->bands;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const Date end = i + 1 < bands.size() ? held.start + bands[i + 1].from_days : Date::Max();
      AddSpan(BandSeries(i), held.team,
              {std::max(part.begin, held.start + bands[i].from_days), std::min(end, part.end)});
    }
    if (part.end == Date::Max()) {
      out_.open_starts.push_back({place_, held.team, held.start, kNoDate});
    }
  }

  void AddFindings(const CheckedRecords& checked) {
    ForEachQualityFinding(
        history_, definitions_, checked, [&](QualityRule rule, const Record& record) {
          out_.findings.push_back({static_cast<std::uint16_t>(rule), Team(record, as_of_)});
        });
  }

  const History& history_;
  const Definitions& definitions_;
  Date as_of_;
  StringPool& teams_;
  Contribution& out_;
  std::string_view last_allocation_;  // of which last_team_ is the team
  TeamNumber last_team_ = kNoTeamNumber;
  const Indicator* indicator_ = nullptr;
  const Traits* traits_ = nullptr;  // of indicator_
  std::uint16_t place_ = 0;
  Items items_;
  std::vector<Held> held_;
  std::map<Date, Date>
      counted_;  // of one team of a stock: the spans already counted, apart from each other
};

}  // namespace

void Contribution::Clear() {
  deltas.clear();
  open_starts.clear();
  delays.clear();
  findings.clear();
}

void Contribute(const History& history, const Definitions& definitions, Date as_of,
                StringPool& teams, Contribution& out) {
  Contributor(history, definitions, as_of, teams, out).AddAll();
}

void ContributeTouched(const History& history, const Definitions& definitions, Date as_of,
                       const TouchedRows& rows, const Record* changed, StringPool& teams,
                       Contribution& out) {
  Contributor(history, definitions, as_of, teams, out).AddTouched(rows, changed);
}

}  // namespace caseclock
