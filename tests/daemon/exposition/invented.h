/// @file
/// Invented figures for the tests of this room: a small View to check by hand, and one of the size
/// of a council to look at. No council, team or number in them is real.
#pragma once

#include <memory>

#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock::invented {

/// 2024-03-31 17:02:31 in London (British Summer Time). Units: microseconds since 1970.
inline constexpr std::int64_t kNowUs = 1'711'900'951'000'000;

/// Authority "X01", as of 2024-03-31: assessment_45 of the whole authority (1,780 of 2,100 in the
/// year; open 310, drag 24) and of "Moss Team", and rereferral without anything in its denominator.
std::shared_ptr<AuthorityView> SmallAuthority();

/// The View of SmallAuthority alone.
std::shared_ptr<const View> SmallView();

/// Two councils, the first with 18 teams, nine indicators, six windows and 36 months.
std::shared_ptr<const View> CouncilView();

/// All well: three partitions caught up, a checkpoint 40 seconds old.
Health GoodHealth();
/// Alerts with something of everything.
AlertsHealth BusyAlerts();

/// The words of the indicators in CouncilView, as the built-in catalogue might have them.
IndicatorTexts Texts();

}  // namespace caseclock::invented
