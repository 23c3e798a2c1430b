#include "tests/simulation/council_years.h"

#include <utility>

#include "processors/check.h"

namespace caseclock {
namespace {

bool HasClock(RecordKind kind) {
  return kind == RecordKind::kAssessment || kind == RecordKind::kSection47 ||
         kind == RecordKind::kConference || kind == RecordKind::kChild;
}

}  // namespace

CouncilYears::CouncilYears(CouncilProfile profile, std::uint64_t seed, Date from)
    : council_(std::move(profile), seed, from), as_of_(from), tally_(0) {
  std::erase_if(definitions_.catalogue.indicators, [](const Indicator& indicator) {
    return indicator.id != "assessment_45" && indicator.id != "icpc_15";
  });
  // The numbers that contributions are made with.
  teams_.Intern(kWholeAuthority);
  teams_.Intern(kNoTeam);
}

void CouncilYears::PlayTo(Date as_of) {
  while (council_.today() <= as_of) {
    for (const CaseEvent& event : council_.NextDay()) {
      if (HasClock(event.kind)) store_.Merge(store_.Find(event.kind, event.record), event);
    }
  }
  as_of_ = as_of;
  tally_ = Tally(definitions_.catalogue.indicators.size());
  History history;
  Contribution contribution;
  for (ChildNumber child = 0; child < store_.child_count(); ++child) {
    if (store_.Representative(child) != child) continue;
    store_.ReadHistory(child, as_of, history);
    contribution.Clear();
    Contribute(history, definitions_, as_of, teams_, contribution);
    tally_.Apply(contribution, +1);
  }
}

DailyHistory CouncilYears::HistoryOf(std::string_view indicator, int days) const {
  const auto& rows = definitions_.catalogue.indicators;
  const Indicator* row = definitions_.catalogue.Find(indicator);
  CASECLOCK_CHECK(row != nullptr, "a council-year is counted by a row of its catalogue");
  const Cell& cell = tally_.At(static_cast<std::size_t>(row - rows.data()), kWholeAuthorityNumber);
  DailyHistory history{as_of_ - (days - 1), {}};
  for (Date day = history.first; day <= as_of_; day = day + 1) {
    const auto on_day = [&](Series series) {
      return static_cast<std::int32_t>(cell.Of(series).SumOver({day, day}));
    };
    const auto by_day = [&](Series series) {
      return static_cast<std::int32_t>(cell.Of(series).SumUpTo(day));
    };
    history.days.push_back({on_day(Series::kNumerator), on_day(Series::kDenominator),
                            by_day(Series::kOpen), by_day(Series::kDrag)});
  }
  return history;
}

}  // namespace caseclock
