#include "daemon/page/page_calendar.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Date kWednesday = Date::FromYmd(2023, 12, 20);

class PageCalendarTest : public testing::Test {
 protected:
  WorkingDays days_ = WorkingDays::EnglandAndWales();
  PageCalendar calendar_ = {&days_, 5};
};

TEST_F(PageCalendarTest, DueCountsUpToTheFifthWorkingDay) {
  EXPECT_EQ(DueUntil(kWednesday, calendar_), Date::FromYmd(2023, 12, 29));
  EXPECT_EQ(DueUntil(kWednesday, {&days_, 1}), Date::FromYmd(2023, 12, 21));
  EXPECT_EQ(DueUntil(days_.last(), calendar_), days_.last()) << "not beyond what is known";
  EXPECT_EQ(DueUntil(kWednesday, {}), Date::FromYmd(2023, 12, 27)) << "a week";
}

TEST_F(PageCalendarTest, WeekdaysWithoutWorkHaveTheirTitles) {
  EXPECT_THAT(ClosedDays(kWednesday, Date::FromYmd(2023, 12, 31), calendar_),
              ElementsAre(ClosedDay{Date::FromYmd(2023, 12, 25), "Christmas Day"},
                          ClosedDay{Date::FromYmd(2023, 12, 26), "Boxing Day"}));
  EXPECT_THAT(ClosedDays(kWednesday, kWednesday + 20, {}), IsEmpty());
}

TEST_F(PageCalendarTest, CountsWorkingDaysUpToAsOf) {
  const Date monday = Date::FromYmd(2024, 3, 18);
  EXPECT_EQ(WorkingDaysSince(monday - 3, monday, calendar_), 1) << "of Friday";
  EXPECT_EQ(WorkingDaysSince(monday - 2, monday, calendar_), 1) << "of Saturday";
  EXPECT_EQ(WorkingDaysSince(monday, monday, calendar_), 0);
  EXPECT_EQ(WorkingDaysSince(monday, monday, {}), std::nullopt);
}

}  // namespace
}  // namespace caseclock
