// Domain section 9: figures from published reports, from invented histories that have the published
// counts.
#include <gtest/gtest.h>

#include <string>

#include "daemon/report/report.h"
#include "tests/support/scenario.h"
#include "tests/support/story_figure.h"

namespace caseclock {
namespace {

/// Writes a story of many assessments, numbered on from line to line.
class Assessments {
 public:
  explicit Assessments(std::string story = "") : story_(std::move(story)) {}

  /// Initial assessments referred on one day and authorised on another.
  Assessments& Initial(int count, const std::string& referred, const std::string& authorised) {
    Begin(count);
    All(referred + "  C#  referral R# opened");
    All(referred + "  C#  initial assessment A# of R# started");
    All(authorised + "  C#  assessment A# authorised");
    return *this;
  }

  Assessments& Core(int count, const std::string& started, const std::string& authorised) {
    CoreOpen(count, started);
    All(authorised + "  C#  assessment A# authorised");
    return *this;
  }

  Assessments& CoreOpen(int count, const std::string& started) {
    Begin(count);
    All(started + "  C#  core assessment A# started");
    return *this;
  }

  Assessments& Line(const std::string& line) {
    story_ += line + "\n";
    return *this;
  }

  const std::string& story() const { return story_; }

 private:
  void Begin(int count) {
    first_ = last_ + 1;
    last_ += count;
  }
  void All(const std::string& line) {
    if (first_ > last_) return;
    Line("for # = " + std::to_string(first_) + " to " + std::to_string(last_) + ": " + line);
  }

  std::string story_;
  int first_ = 1;
  int last_ = 0;
};

TEST(PublishedNi59, MonthlyFiguresOf2010AndTheTwoLimitsSinceApril) {
  Assessments a;
  // Within 7 working days; 10 (April's 37); later. Counts chosen so that every published share
  // comes out.
  a.Initial(283, "2010-04-12", "2010-04-20").Initial(37, "2010-04-12", "2010-04-26");
  a.Initial(33, "2010-04-07", "2010-04-29");
  a.Initial(225, "2010-05-10", "2010-05-19").Initial(71, "2010-05-04", "2010-05-24");
  a.Initial(310, "2010-06-07", "2010-06-16").Initial(60, "2010-06-01", "2010-06-21");
  a.Initial(40, "2010-07-05", "2010-07-14").Initial(12, "2010-07-01", "2010-07-20");
  a.Line("as of 2010-04-30: ni59_7 month 283 of 353, share 80.17 %, share 80.2 %");
  a.Line("as of 2010-05-31: ni59_7 month 225 of 296, share 76.01 %, share 76.0 %");
  a.Line("as of 2010-06-30: ni59_7 month 310 of 370, share 83.78 %, share 83.8 %");
  a.Line("as of 2010-07-31: ni59_7 month 40 of 52, share 76.92 %, share 76.9 %");
  a.Line("as of 2010-07-31: ni59_7 in 2010-04 283 of 353; ni59_7 in 2010-06 310 of 370");
  a.Line("as of 2010-07-31: ni59_7 year 858 of 1,071, share 80.11 %, open 0");
  a.Line("as of 2010-07-31: ni59 year 895 of 1,071, share 83.57 %, open 0");
  EXPECT_TRUE(StoryHolds(a.story()));
}

TEST(PublishedNi59, JanuaryToMarch2010) {
  Assessments a;
  a.Initial(18, "2010-01-11", "2010-01-20").Initial(7, "2010-01-04", "2010-01-21");
  a.Initial(19, "2010-02-08", "2010-02-17").Initial(6, "2010-02-01", "2010-02-18");
  a.Initial(77, "2010-03-08", "2010-03-17").Initial(23, "2010-03-01", "2010-03-18");
  a.Line("as of 2010-01-31: ni59_7 month 18 of 25, share 72 %, share 72.0 %");
  a.Line("as of 2010-02-28: ni59_7 month 19 of 25, share 76 %, share 76.0 %");
  a.Line("as of 2010-03-31: ni59_7 month 77 of 100, share 77 %, share 77.0 %");
  EXPECT_TRUE(StoryHolds(a.story()));
}

TEST(PublishedNi60, TheYear2010) {
  Assessments a;
  a.Core(64, "2010-05-04", "2010-06-01").Core(9, "2010-04-06", "2010-07-01");
  a.Line("as of 2010-07-31: ni60 year 64 of 73, share 87.67 %, share 87.7 %");
  EXPECT_TRUE(StoryHolds(a.story()));
}

/// December 2013: 1,566 completed, of which so many in time; 482 open, 186 of them in drag.
Assessments December2013(int in_time) {
  Assessments a;
  a.Core(in_time, "2013-06-03", "2013-07-01").Core(1566 - in_time, "2013-04-02", "2013-09-02");
  a.CoreOpen(186, "2013-10-01").CoreOpen(296, "2013-12-02");
  return a;
}

TEST(PublishedNi60, December2013With1026InTime) {
  EXPECT_TRUE(
      StoryHolds(December2013(1026)
                     .Line("as of 2013-12-31: ni60 year 1,026 of 1,566, share 65.5 %, "
                           "open 482, drag 186, oldest 2013-10-01, committed 1,322 of 2,048, "
                           "including drag 1,026 of 1,752")
                     .story()));
  EXPECT_EQ(SharePercentText(1322, 2048), "64.6%");
}

TEST(PublishedNi60, December2013With1025InTimePrintsTheSameShare) {
  EXPECT_TRUE(StoryHolds(December2013(1025)
                             .Line("as of 2013-12-31: ni60 year 1,025 of 1,566, share 65.5 %, "
                                   "open 482, drag 186, not small, committed 1,321 of 2,048")
                             .story()));
  EXPECT_EQ(SharePercentText(1321, 2048), "64.5%");
}

TEST(PublishedNi60, TheDragShareThatAReportMisprintedIs38Point6) {
  EXPECT_EQ(SharePercentText(186, 482), "38.6%") << "the report said 63.4%";
}

TEST(PublishedTimeliness, InitialAssessmentsByQuarterAndMonth2009To2010) {
  Assessments a;
  a.Initial(15, "2009-05-11", "2009-05-19").Initial(17, "2009-05-11", "2009-06-15");
  a.Initial(11, "2009-08-10", "2009-08-18").Initial(12, "2009-08-10", "2009-09-14");
  a.Initial(33, "2009-11-09", "2009-11-17").Initial(20, "2009-11-02", "2009-11-23");
  a.Initial(23, "2009-12-07", "2009-12-15").Initial(13, "2009-12-01", "2009-12-17");
  a.Initial(80, "2010-01-11", "2010-01-19").Initial(23, "2010-01-04", "2010-01-25");
  a.Initial(76, "2010-02-08", "2010-02-16").Initial(25, "2010-02-01", "2010-02-22");
  a.Initial(18, "2010-03-08", "2010-03-16").Initial(7, "2010-03-01", "2010-03-22");
  a.Line("as of 2009-06-30: ni59_7 quarter 15 of 32, share 46.9 %");
  a.Line("as of 2009-09-30: ni59_7 quarter 11 of 23, share 47.8 %");
  a.Line("as of 2009-11-30: ni59_7 month 33 of 53, share 62.3 %");
  a.Line("as of 2009-12-31: ni59_7 month 23 of 36, share 63.9 %");
  a.Line("as of 2010-01-31: ni59_7 month 80 of 103, share 77.7 %");
  a.Line("as of 2010-02-28: ni59_7 month 76 of 101, share 75.2 %");
  a.Line("as of 2010-03-31: ni59_7 month 18 of 25, share 72.0 %; ni59_7 in 2009-11 33 of 53");
  EXPECT_TRUE(StoryHolds(a.story()));
}

TEST(PublishedTimeliness, CoreAssessmentsByQuarterAndMonth2009To2010) {
  Assessments a;
  a.Core(27, "2009-05-11", "2009-06-01").Core(20, "2009-04-01", "2009-06-15");
  a.Core(9, "2009-08-10", "2009-09-01").Core(4, "2009-06-01", "2009-09-14");
  a.Core(48, "2009-11-02", "2009-11-17").Core(7, "2009-09-01", "2009-11-23");
  a.Core(17, "2009-12-01", "2009-12-15").Core(3, "2009-09-01", "2009-12-17");
  a.Core(7, "2010-01-04", "2010-01-19").Core(5, "2009-10-01", "2010-01-25");
  a.Core(31, "2010-02-01", "2010-02-16").Core(12, "2009-11-02", "2010-02-22");
  a.Core(84, "2010-03-01", "2010-03-16").Core(17, "2009-12-01", "2010-03-22");
  a.Line("as of 2009-06-30: ni60 quarter 27 of 47, share 57.4 %");
  a.Line("as of 2009-09-30: ni60 quarter 9 of 13, share 69.2 %");
  a.Line("as of 2009-11-30: ni60 month 48 of 55, share 87.3 %");
  a.Line("as of 2009-12-31: ni60 month 17 of 20, share 85.0 %");
  a.Line("as of 2010-01-31: ni60 month 7 of 12, share 58.3 %");
  a.Line("as of 2010-02-28: ni60 month 31 of 43, share 72.1 %");
  a.Line("as of 2010-03-31: ni60 month 84 of 101, share 83.2 %; ni60 in 2010-01 7 of 12");
  EXPECT_TRUE(StoryHolds(a.story()));
}

TEST(PublishedReferralRate, 621Per10000IsAYearsRate) {
  EXPECT_TRUE(StoryHolds(R"(
    children aged 0-17: 20,000
    for # = 1 to 621: 2009-06-01  C#  referral R# opened
    for # = 622 to 1242: 2009-12-01  C#  referral R# opened
    as of 2010-03-31: referral_rate year 1,242 of 20,000, per 10,000 621.0, annualised 621.0
    as of 2009-09-30: referral_rate year 621 of 20,000, per 10,000 310.5, annualised 619.3
  )"));
}

TEST(PublishedChildrenOnPlans, PerTenThousandIsAStockAndNotAnnualised) {
  EXPECT_TRUE(StoryHolds(R"(
    children aged 0-17: 20,000
    for # = 1 to 85: 2009-06-01  C#  child protection plan P# started
    as of 2010-03-31: cpp month 85 of 20,000, per 10,000 42.5, annualised none
  )"));
}

TEST(PublishedNi59, JulyStands686PointsBelowJune) {
  // 310 / 370 - 40 / 52, in percentage points.
  EXPECT_EQ(PercentText(310 * 52 - 40 * 370, 370 * 52, 2), "6.86");
}

}  // namespace
}  // namespace caseclock
