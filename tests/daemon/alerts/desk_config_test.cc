#include "daemon/alerts/desk_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// One council with one team.
View SmallView() {
  auto council = std::make_shared<AuthorityView>();
  council->authority = "X99000001";
  Row row;
  row.team = "Invented North";
  council->rows.push_back(row);
  View view;
  view.authorities.push_back(council);
  return view;
}

Person Manager(const std::string& council, const std::string& team) {
  Person person;
  person.id = "north";
  person.authority = council;
  if (!team.empty()) person.teams = {team};
  return person;
}

TEST(UnseenSubjectsTest, WhatIsInTheFiguresIsNoSlip) {
  EXPECT_THAT(UnseenSubjects({Manager("X99000001", "Invented North"), Manager("", "Invented North"),
                              Manager("X99000001", ""), Manager("", "")},
                             SmallView()),
              IsEmpty());
}

TEST(UnseenSubjectsTest, ATeamOrACouncilWithoutEventsIsNamed) {
  EXPECT_THAT(
      UnseenSubjects({Manager("X99000001", "Invented Nroth")}, SmallView()),
      ElementsAre("\"north\" is told of team \"Invented Nroth\", and no event names that team"));
  EXPECT_THAT(UnseenSubjects({Manager("X99000002", "Invented North")}, SmallView()),
              ElementsAre("\"north\" is told of council X99000002, of which there are no events"));
}

}  // namespace
}  // namespace caseclock
