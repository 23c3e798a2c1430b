#include "daemon/simulation/invented_standards.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "daemon/simulation/office_calendar.h"

namespace caseclock {
namespace {

/// Targets by the ends of the four quarters of every reporting year. Units: thousandths of a per cent.
struct Milestones {
  const char* indicator;
  const char* team;
  std::array<std::int64_t, 4> levels;
};

constexpr std::array kMilestones = {
    Milestones{"assessment_45", "", {82'000, 83'000, 84'000, 85'000}},
    Milestones{"assessment_45", "Assessment East", {84'000, 85'000, 86'000, 87'000}},
    Milestones{"icpc_15", "", {77'000, 78'000, 79'000, 80'000}},
    Milestones{"ni59", "", {74'000, 76'000, 78'000, 80'000}},
    Milestones{"ni60", "", {81'000, 82'000, 84'000, 85'000}},
    Milestones{"ni60", "Assessment South", {70'000, 72'000, 74'000, 76'000}},
};

/// Units: thousandths, of a per cent or of the rate per 10,000.
struct IndicatorLevel {
  const char* indicator;
  std::int64_t level;
};

/// Targets of every day.
constexpr std::array kStanding = {
    IndicatorLevel{"entry_delay", 85'000},
    IndicatorLevel{"ni64", 3'000},
    IndicatorLevel{"referral_rate", 520'000},
    IndicatorLevel{"rereferral", 20'000},
};

/// Means of ten areas.
constexpr std::array kNeighbours = {
    IndicatorLevel{"assessment_45", 83'400}, IndicatorLevel{"icpc_15", 78'900},
    IndicatorLevel{"ni59", 73'600},          IndicatorLevel{"ni60", 80'400},
    IndicatorLevel{"ni64", 3'900},           IndicatorLevel{"rereferral", 21'800},
};

/// Published for 2024-25.
constexpr int kPublishedYear = 2024;  // that begins on 1 April of it
constexpr std::array kEngland = {
    IndicatorLevel{"assessment_45", 85'700},
    IndicatorLevel{"icpc_15", 81'400},
    IndicatorLevel{"ni64", 4'400},
    IndicatorLevel{"rereferral", 22'600},
    IndicatorLevel{"referral_rate", 519'400},
};
constexpr char kSource[] = "Department for Education, local authority interactive tool";

/// The ends of the quarters of a reporting year.
std::array<Date, 4> QuarterEnds(int year) {
  return {Date::FromYmd(year, 6, 30), Date::FromYmd(year, 9, 30), Date::FromYmd(year, 12, 31),
          Date::FromYmd(year + 1, 3, 31)};
}

int ReportingYear(Date day) { return PartsOf(ReportingYearStart(day)).year; }

Target TargetOf(const std::string& authority, const char* indicator, const char* team, Date by,
                std::int64_t level) {
  Target target;
  target.authority = authority;
  target.indicator = indicator;
  target.team = team;
  target.by = by;
  target.low = target.high = {level};
  return target;
}

void AddTargets(const std::string& authority, int first, int last, Standards& standards) {
  for (const Milestones& row : kMilestones) {
    for (int year = first; year <= last; ++year) {
      const auto ends = QuarterEnds(year);
      for (std::size_t i = 0; i < ends.size(); ++i) {
        standards.targets.push_back(
            TargetOf(authority, row.indicator, row.team, ends[i], row.levels[i]));
      }
    }
  }
  for (const IndicatorLevel& row : kStanding) {
    standards.targets.push_back(TargetOf(authority, row.indicator, "", Date::Max(), row.level));
  }
  const auto key = [](const Target& t) {
    return std::tie(t.authority, t.indicator, t.team, t.worker, t.by);
  };
  std::ranges::sort(standards.targets,
                    [&](const Target& a, const Target& b) { return key(a) < key(b); });
}

/// Published on the last day of November after its year, about when England's are.
Comparator ComparatorOf(int year, const char* indicator, std::int64_t level) {
  Comparator comparator;
  comparator.indicator = indicator;
  comparator.period = {Date::FromYmd(year, 4, 1), Date::FromYmd(year + 1, 3, 31)};
  comparator.published_on = Date::FromYmd(year + 1, 11, 30);
  comparator.value = {level};
  return comparator;
}

void AddNeighbours(const std::string& authority, int year, Standards& standards) {
  for (const IndicatorLevel& row : kNeighbours) {
    Comparator one = ComparatorOf(year, row.indicator, row.level);
    one.authority = authority;
    one.kind = ComparatorKind::kStatisticalNeighbours;
    one.statistic = NeighbourStatistic::kMean;
    one.areas = 10;
    one.name = "invented neighbours";
    one.source = "invented";
    standards.comparators.push_back(std::move(one));
  }
}

void AddEngland(int year, Standards& standards) {
  for (const IndicatorLevel& row : kEngland) {
    Comparator one = ComparatorOf(year, row.indicator, row.level);
    one.kind = ComparatorKind::kNational;
    one.name = year == kPublishedYear ? "England" : "England, figures of 2024-25";
    if (year != kPublishedYear) one.note = "repeated from 2024-25 for the demo";
    one.source = kSource;
    standards.comparators.push_back(std::move(one));
  }
}

CaseEvent CommentOf(const std::string& authority, Date day, const char* indicator,
                    std::uint64_t number, const std::string& text) {
  CaseEvent event;
  event.authority = authority;
  event.kind = RecordKind::kCommentary;
  event.record = std::string("comment-") + indicator + "-" + FormatDate(day);
  event.stamp = {simulation::InstantUs(day, 17 * 3600), kInventedOwner, number, event.record};
  event.recorded_on = day;
  const std::string separator(1, kWorkerSeparator);
  const std::string said = indicator + separator + separator + text + separator + "owner";
  event.action = Assert{{{Fact::kCommentary, kNoDate, {day, 0, said}}}};
  return event;
}

/// In turn, a quarter each.
constexpr std::array kSentences = {
    std::array{"Two posts are vacant in Assessment South; agency cover is agreed.",
               "Rooms are short: a second slot a week begins next month."},
    std::array{"The oldest are closed first, so the share falls for a time.",
               "Invitations now go out on the same day."},
    std::array{"Both posts are filled; half a caseload for the first six weeks.",
               "The chairs' rota has a gap over the holidays; cover is agreed."},
};

}  // namespace

Standards InventedStandards(const std::string& authority, Date from, Date to) {
  Standards standards;
  const int first = ReportingYear(from);
  AddTargets(authority, first, ReportingYear(to), standards);
  // What is known on the first day was published for the second year before it.
  for (int year = first - 2; Date::FromYmd(year + 1, 11, 30) <= to; ++year) {
    AddNeighbours(authority, year, standards);
    AddEngland(year, standards);
  }
  return standards;
}

std::vector<CaseEvent> InventedComments(const std::string& authority, Date day) {
  const CivilParts parts = PartsOf(day);
  if (parts.day != 10 || parts.month % 3 != 1) return {};
  const int quarter = parts.year * 4 + parts.month / 3;
  const auto& [core, conferences] =
      kSentences[static_cast<std::size_t>(quarter) % kSentences.size()];
  const auto number = static_cast<std::uint64_t>(quarter) * 2;
  return {CommentOf(authority, day, "ni60", number, core),
          CommentOf(authority, day, "icpc_15", number + 1, conferences)};
}

}  // namespace caseclock
