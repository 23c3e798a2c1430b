#include "daemon/simulation/agenda.h"

#include <gtest/gtest.h>

namespace caseclock::simulation {
namespace {

const Date kDay = Date::FromYmd(2024, 3, 4);

Entry At(Date day, int second, const char* record) {
  Entry entry;
  entry.event.record = record;
  entry.recorded_on = day;
  entry.second = second;
  return entry;
}

std::string Records(const std::vector<Entry>& entries) {
  std::string all;
  for (const Entry& entry : entries) all += entry.event.record;
  return all;
}

TEST(AgendaTest, GivesADaysEntriesByTimeThenInTheOrderOfAdding) {
  Agenda agenda;
  agenda.Add(At(kDay, 34200, "c"));
  agenda.Add(At(kDay, 32400, "a"));
  agenda.Add(At(kDay, 32400, "b"));
  agenda.Add(At(kDay + 1, 1, "d"));
  EXPECT_EQ(Records(agenda.Take(kDay)), "abc");
  EXPECT_EQ(Records(agenda.Take(kDay + 1)), "d");
  EXPECT_EQ(Records(agenda.Take(kDay + 2)), "");
}

TEST(AgendaDeathTest, RefusesADayThatIsOver) {
  Agenda agenda;
  agenda.Take(kDay);
  EXPECT_DEATH(agenda.Add(At(kDay, 1, "a")), "a day that is over");
}

}  // namespace
}  // namespace caseclock::simulation
