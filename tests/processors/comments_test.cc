#include "processors/comments.h"

#include <gtest/gtest.h>

#include "processors/authority.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

/// A commentary as an event tells it: indicator, team, text and author's role joined.
CaseEvent Written(const std::string& record, const char* day, const std::string& text,
                  const std::string& team = "", const char* recorded = nullptr) {
  FactAssertion said = On(Fact::kCommentary, day);
  said.value.text = "ni60" + std::string(1, kWorkerSeparator) + team + kWorkerSeparator + text +
                    kWorkerSeparator + "Head of Assessment";
  CaseEvent event = Told("", RecordKind::kCommentary, record, {said}, recorded ? recorded : day);
  event.child.clear();
  return event;
}

std::vector<Comment> CommentsAfter(const std::vector<CaseEvent>& events, const char* as_of) {
  Authority authority(kInventedCouncil, std::make_shared<const Definitions>(), Day(as_of));
  for (const CaseEvent& event : events) authority.Apply(event);
  return authority.MakeView().comments;
}

TEST(CommentsTest, TheNewestStandsBesideItsIndicator) {
  const auto comments = CommentsAfter({Written("N1", "2024-01-03", "agency cover from February"),
                                       Written("N2", "2023-12-01", "two vacancies")},
                                      "2024-03-31");
  ASSERT_EQ(comments.size(), 1u);
  EXPECT_EQ(comments[0], (Comment{"ni60", "", Day("2024-01-03"), "agency cover from February",
                                  "Head of Assessment"}));
}

TEST(CommentsTest, ATeamHasItsOwn) {
  const auto comments = CommentsAfter(
      {Written("N1", "2024-01-03", "all"), Written("N2", "2024-01-03", "north", "North")},
      "2024-03-31");
  ASSERT_EQ(comments.size(), 2u);
  EXPECT_EQ(comments[1].team, "North");
}

TEST(CommentsTest, WhatWillBeWrittenIsNotThereYet) {
  EXPECT_TRUE(CommentsAfter({Written("N1", "2024-04-01", "later")}, "2024-03-31").empty());
}

TEST(CommentsTest, AWithdrawnOneGivesWayToTheOneBefore) {
  const CaseEvent withdrawn = Doing(Withdraw{}, "", RecordKind::kCommentary, "N2", "2024-02-01");
  const auto comments = CommentsAfter(
      {Written("N1", "2024-01-03", "first"), Written("N2", "2024-01-10", "a mistake"), withdrawn},
      "2024-03-31");
  ASSERT_EQ(comments.size(), 1u);
  EXPECT_EQ(comments[0].text, "first");
}

}  // namespace
}  // namespace caseclock
