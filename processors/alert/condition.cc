#include "processors/alert/condition.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "processors/alert/condition_text.h"
#include "processors/alert/subject.h"
#include "processors/alert/threshold_text.h"

namespace caseclock {
namespace {

constexpr std::int64_t kThousand = 1000;
/// A share that fired is clear at the latest when no more than half of the rule's smallest number is left.
constexpr std::int64_t kClearAtHalf = 2;

struct Seen {
  Truth truth = Truth::kMissing;
  Measured measured;
};

Measured Saw(Level value, ConditionWords words) {
  return {value, std::nullopt, std::move(words.brief), std::move(words.sentence)};
}

Seen YesOrNo(bool fires, ConditionWords words) {
  return {fires ? Truth::kFires : Truth::kClear, Saw({fires ? kThousand : 0}, std::move(words))};
}

Truth Against(const AlertRule& rule, const ExactValue& value) {
  const auto fire = Compare(value, rule.fire);
  const auto clear = Compare(value, rule.clear);
  if (rule.above ? fire > 0 : fire < 0) return Truth::kFires;
  return (rule.above ? clear <= 0 : clear >= 0) ? Truth::kClear : Truth::kBetween;
}

Seen OfCount(const AlertRule& rule, std::int64_t count, std::optional<std::int64_t> before,
             ConditionWords words) {
  Measured measured = Saw({count * kThousand}, std::move(words));
  if (before) measured.before = Level{*before * kThousand};
  return {Against(rule, {count, 1}), std::move(measured)};
}

class Observer {
 public:
  Observer(const AuthorityView& view, const Definitions& definitions, const Moment& moment)
      : view_(view),
        definitions_(definitions),
        moment_(moment),
        subjects_(view, definitions.catalogue) {}

  Seen Look(const AlertRule& rule, std::string_view team) const {
    const Subject subject = subjects_.Find(rule.indicator, team);
    switch (rule.condition) {
      case Condition::kRag: return Colour(subject);
      case Condition::kShare: return Share(rule, subject);
      case Condition::kCount: return Count(rule, subject);
      case Condition::kDrag: return Drag(rule, subject);
      case Condition::kDragShare: return DragShare(rule, subject);
      case Condition::kOldest: return Oldest(rule, subject);
      case Condition::kDueSoon: return DueSoon(rule, subject);
      case Condition::kOutOfReach: return OutOfReach(subject);
      case Condition::kSignal: return NewestWeek(rule);
      case Condition::kBand: return Band(rule, team);
      case Condition::kDataLate: return DataLate(rule);
      case Condition::kMailRefused: return {};
    }
    return {};
  }

 private:
  static Seen Unrated(const Subject& subject) {
    return {Truth::kUnrated, Saw({0}, UnratedWords(*subject.judgement, subject.indicator))};
  }

  static Seen Colour(const Subject& subject) {
    if (subject.judgement == nullptr) return {};
    if (subject.judgement->rag == Rag::kNone) return Unrated(subject);
    return YesOrNo(subject.judgement->rag == Rag::kRed,
                   ColourWords(*subject.judgement, subject.indicator));
  }

  static Seen Share(const AlertRule& rule, const Subject& subject) {
    const Row* row = subject.Over(rule.window);
    if (row == nullptr) return {};
    const std::int64_t least = std::max<std::int64_t>(rule.minimum, 1);
    if (row->current.denominator < least) {
      return {Truth::kUnrated, Saw({0}, TooFewWords(rule, subject, *row, least))};
    }
    const auto value = Percent(row->current.numerator, row->current.denominator);
    Measured measured = Saw(ToLevel(value), WindowWords(rule, subject, *row));
    if (row->previous.known && row->previous.denominator >= least) {
      measured.before = ToLevel(Percent(row->previous.numerator, row->previous.denominator));
    }
    Truth truth = Against(rule, value);
    // Enough to warn of, but too few to call it over: the first days of a month or a year are no all-clear.
    const bool few = row->current.denominator < kSmallDenominator;
    if (truth == Truth::kClear && few) truth = Truth::kBetween;
    return {truth, std::move(measured)};
  }

  static Seen Count(const AlertRule& rule, const Subject& subject) {
    const Row* row = subject.Over(rule.window);
    // Of a team without a row nothing is counted, and what rose is over; but what a team never had is not too few.
    if (row == nullptr && !rule.above) return {};
    Row none;
    none.window = rule.window;
    const Row& counted = row == nullptr ? none : *row;
    const bool known = counted.previous.known;
    return OfCount(rule, counted.current.numerator,
                   known ? std::optional(counted.previous.numerator) : std::nullopt,
                   WindowWords(rule, subject, counted));
  }

  static Seen Drag(const AlertRule& rule, const Subject& subject) {
    const Row* row = subject.Now();
    return OfCount(rule, row == nullptr ? 0 : row->drag, row == nullptr ? 0 : row->drag_week_before,
                   DragWords(rule, subject));
  }

  static Seen DragShare(const AlertRule& rule, const Subject& subject) {
    const Row* row = subject.Now();
    ConditionWords words = DragWords(rule, subject);
    if (row == nullptr || row->open == 0) {
      return {Truth::kClear, Saw({0}, std::move(words))};
    }
    const auto value = Percent(row->drag, row->open);
    Truth truth = Against(rule, value);
    if (truth == Truth::kFires && row->drag < rule.minimum) truth = Truth::kBetween;
    if (row->drag * kClearAtHalf <= rule.minimum) truth = Truth::kClear;
    return {truth, Saw(ToLevel(value), std::move(words))};
  }

  Seen Oldest(const AlertRule& rule, const Subject& subject) const {
    const Row* row = subject.Now();
    if (row == nullptr || !row->oldest_open_start) {
      return {Truth::kClear, Saw({0}, NothingOpenWords(subject))};
    }
    const Date start = *row->oldest_open_start;
    const Date from = std::max(start, definitions_.calendar.first());
    const auto days = definitions_.calendar.Count(from, view_.as_of);
    if (!days) return {};
    return OfCount(rule, *days, std::nullopt, OldestWords(subject, start, *days, from != start));
  }

  Seen DueSoon(const AlertRule& rule, const Subject& subject) const {
    const Row empty;
    const Row& row = subject.Now() == nullptr ? empty : *subject.Now();
    return OfCount(rule, row.due_soon, std::nullopt,
                   DueSoonWords(subject, row, definitions_.due_soon_working_days));
  }

  static Seen OutOfReach(const Subject& subject) {
    if (subject.judgement == nullptr || !subject.judgement->projection) return {};
    const Projection& projection = *subject.judgement->projection;
    if (projection.reach == Reach::kNoTarget) return {};
    // A year of which little is known can reach anything: that is no all-clear for the last one.
    const Judgement& judgement = *subject.judgement;
    const bool small = judgement.small || judgement.denominator < kSmallDenominator;
    if (judgement.unit == ValueUnit::kPercent && small) return Unrated(subject);
    return YesOrNo(projection.reach == Reach::kOutOfReach,
                   ReachWords(projection, subject.indicator));
  }

  Seen NewestWeek(const AlertRule& rule) const {
    const auto chart =
        std::find_if(view_.charts.begin(), view_.charts.end(), [&](const FlowChart& one) {
          return one.indicator == rule.indicator && one.step == Window::kWeek;
        });
    const auto week =
        std::find_if(view_.weeks.rbegin(), view_.weeks.rend(),
                     [&](const WeekPoint& one) { return one.indicator == rule.indicator; });
    if (chart == view_.charts.end() || week == view_.weeks.rend()) return {};
    const auto& signals = chart->chart.signals;
    const bool is_now = !signals.empty() && signals.back().point + 1 == chart->points;
    return YesOrNo(is_now, SignalWords(*chart, *week, is_now ? &signals.back() : nullptr,
                                       definitions_.catalogue.Find(rule.indicator)));
  }

  Seen Band(const AlertRule& rule, std::string_view team) const {
    std::int64_t count = 0, before = 0;
    for (const BandCount& one : view_.bands) {
      if (one.indicator != rule.indicator || one.team != team || one.band != rule.band) continue;
      count += one.count;
      before += one.count_before;
    }
    const Indicator* indicator = definitions_.catalogue.Find(rule.indicator);
    return OfCount(rule, count, before, BandWords(rule, indicator, count, before));
  }

  Seen DataLate(const AlertRule& rule) const {
    if (view_.data_as_of_us == 0) return {};
    const Date day = DayOf(moment_, view_.data_as_of_us);
    const auto days = definitions_.calendar.Count(day, moment_.day);
    if (!days) return {};
    return OfCount(rule, *days, std::nullopt, DataLateWords(*days));
  }

  const AuthorityView& view_;
  const Definitions& definitions_;
  const Moment& moment_;
  Subjects subjects_;
};

bool Watches(const AlertRule& rule, std::string_view team) {
  return team == kWholeAuthority ? rule.authority : rule.teams;
}

/// The reason stands beside the figure and has to agree with it.
void AddThreshold(const AlertRule& rule, Seen& seen) {
  const std::string text = ThresholdText(rule, seen.truth);
  if (!text.empty()) seen.measured.sentence += " " + text;
}

/// Of what fired before the rule was given another scope: else it would fire for ever.
Measured NoLongerWatched() { return Saw({0}, {"no longer watched", "This is no longer watched."}); }

std::set<std::string_view> TeamsOf(const AuthorityView& view, const std::vector<AlertKey>& known) {
  std::set<std::string_view> teams;
  for (const Row& row : view.rows) teams.insert(row.team);
  for (const AlertKey& key : known) {
    if (key.authority == view.authority) teams.insert(key.team);
  }
  teams.erase(kWholeAuthority);
  teams.erase(kOtherTeams);
  return teams;
}

}  // namespace

std::vector<Observation> Observe(const std::vector<AlertRule>& rules, const AuthorityView& view,
                                 const Definitions& definitions, const Moment& moment,
                                 const std::vector<AlertKey>& known) {
  const Observer observer(view, definitions, moment);
  const auto teams = TeamsOf(view, known);
  std::vector<Observation> observations;
  const auto look = [&](const AlertRule& rule, std::string_view team) {
    Seen seen = observer.Look(rule, team);
    AddThreshold(rule, seen);
    observations.push_back(
        {{rule.id, view.authority, std::string(team)}, seen.truth, std::move(seen.measured)});
  };
  for (const AlertRule& rule : rules) {
    if (rule.condition == Condition::kMailRefused) continue;
    if (rule.authority) look(rule, kWholeAuthority);
    if (!rule.teams) continue;
    for (const std::string_view team : teams) look(rule, team);
  }
  for (const AlertKey& key : known) {
    const AlertRule* rule = FindRule(rules, key.rule);
    if (rule == nullptr || key.authority != view.authority || Watches(*rule, key.team)) continue;
    observations.push_back({key, Truth::kClear, NoLongerWatched()});
  }
  return observations;
}

Observation ObserveRefusedMails(const AlertRule& rule, std::int64_t refused_within_a_day) {
  Seen seen =
      OfCount(rule, refused_within_a_day, std::nullopt, MailRefusedWords(refused_within_a_day));
  return {{rule.id, "", kWholeAuthority}, seen.truth, std::move(seen.measured)};
}

}  // namespace caseclock
