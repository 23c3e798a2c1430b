// Restatements as sentences and as a section of a page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/report/published.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

Restatement Restated() {
  Restatement one;
  one.published = "q4";
  one.published_on = Date::FromYmd(2024, 4, 10);
  one.as_of = Date::FromYmd(2024, 3, 31);
  one.authority = "X99000001";
  one.indicator = "ni60";
  one.title = "Core <assessments>";
  one.team = "North & South";
  one.period = {Date::FromYmd(2023, 4, 1), one.as_of};
  one.was = {1005, 1206, 3, 1};
  one.now = FigureCounts{4, 6, 2, 0};
  one.corrected_records = 1;
  one.first_recorded_us = 1'712'923'200'000'000;  // 12 Apr 2024, 12:00 UTC
  one.last_recorded_us = 1'713'009'600'000'000;
  one.corrections = {{RecordKind::kAssessment,
                      "A7",
                      "",
                      "counted as in time",
                      "counted as late",
                      "Stopped late.",
                      {{one.first_recorded_us, "invented-system", "e-19"}}}};
  return one;
}

PublishedReport Published(const Restatement& one) {
  return {one.published, one.published_on, one.as_of, {}, {}};
}

std::string TextOf(const Restatement& one) { return RestatementsText({Published(one)}, {one}); }

TEST(RestatementsTextTest, SaysWasNowAndWhy) {
  EXPECT_EQ(TextOf(Restated()),
            "Restated since q4, published 2024-04-10, as of 2024-03-31\n"
            "  X99000001  ni60  team North & South  year 2023-04-01 to 2024-03-31\n"
            "    was 1,005 of 1,206, 83.3%; open 3, drag 1\n"
            "    now 4 of 6, 66.7%; open 2, drag 0\n"
            "    1 record has been corrected since.\n"
            "      assessment A7: counted as in time; now counted as late. Stopped late.\n"
            "        event e-19 of invented-system, recorded 2024-04-12T12:00:00Z\n\n");
}

TEST(RestatementsTextTest, ARateHasNoShare) {
  Restatement one = Restated();
  one.is_rate = true;
  one.was = {12, 0, 12, 0};
  one.now = FigureCounts{13, 5000, 13, 0};
  EXPECT_THAT(TextOf(one), HasSubstr("    was 12; open 12, drag 0\n"
                                     "    now 13 to 5,000 children; open 13, drag 0\n"));
  EXPECT_THAT(RestatementsHtml({one}), HasSubstr("<td>13<br>13 open, 0 late</td>"));
}

TEST(RestatementsTextTest, WithoutPublishedReportsIsEmpty) {
  EXPECT_EQ(RestatementsText({}, {}), "");
}

TEST(RestatementsTextTest, EachReportHasItsOwn) {
  PublishedReport other = Published(Restated());
  other.name = "q3";
  EXPECT_THAT(RestatementsText({other, Published(Restated())}, {Restated()}),
              HasSubstr("Restated since q3, published 2024-04-10, as of 2024-03-31\n"
                        "  Every published figure reads the same today.\n\n"
                        "Restated since q4,"));
}

TEST(RestatementsTextTest, LongListsAreCut) {
  Restatement one = Restated();
  one.corrections.front().events.assign(13, one.corrections.front().events.front());
  one.corrections.assign(25, one.corrections.front());
  one.corrected_records = 1'400;
  const std::string text = TextOf(one);
  EXPECT_THAT(text, HasSubstr("1,400 records have been corrected since."));
  EXPECT_THAT(text, HasSubstr("        ... and 3 more events\n"));
  EXPECT_THAT(text, HasSubstr("      ... and 1,380 more (--format json lists up to 1,000)\n"));
}

TEST(CauseTextTest, DefinitionsAreNamedWhereTheyMayBeTheCause) {
  Restatement one = Restated();
  one.definitions_changed = true;
  EXPECT_EQ(CauseText(one), "1 record has been corrected since.");
  one.differs_then = true;
  EXPECT_EQ(CauseText(one),
            "1 record has been corrected since. The definitions are not those of then, which may "
            "be a part of the cause.");
  one.corrected_records = 0;
  EXPECT_EQ(CauseText(one), "The definitions are not those of then, which may be the cause.");
}

TEST(CauseTextTest, EventsThatCameLateAreNamedOtherwise) {
  Restatement one = Restated();
  one.differs_then = true;
  EXPECT_EQ(CauseText(one),
            "1 record has been corrected since. Events recorded before the publication have "
            "arrived since, too.");
  one.corrected_records = 0;
  EXPECT_EQ(CauseText(one), "Events recorded before the publication have arrived since.");
}

TEST(RestatementsHtmlTest, IsATableWithoutRecordsAndEvents) {
  const std::string html = RestatementsHtml({Restated()});
  EXPECT_THAT(html, HasSubstr("<h2 id=\"restated-heading\">Restated since publication</h2>"));
  EXPECT_THAT(html, HasSubstr("<caption>Published as q4 on 10 Apr 2024, as of 31 Mar 2024"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">Core &lt;assessments&gt;</th>"));
  EXPECT_THAT(html, HasSubstr("North &amp; South"));
  EXPECT_THAT(html, HasSubstr("1,005 of 1,206 · 83.3%<br>3 open, 1 late"));
  EXPECT_THAT(html, HasSubstr("by 1 correction recorded from 12 Apr 2024 to 13 Apr 2024"));
  EXPECT_THAT(html, Not(HasSubstr("A7")));
  EXPECT_THAT(html, Not(HasSubstr("e-19")));
}

TEST(RestatementsHtmlTest, NothingRestatedIsNothing) { EXPECT_EQ(RestatementsHtml({}), ""); }

TEST(RestatementsHtmlTest, EachPublicationHasItsTable) {
  Restatement other = Restated();
  other.published = "q3";
  const std::string html = RestatementsHtml({other, Restated(), Restated()});
  EXPECT_THAT(html, HasSubstr("<caption>Published as q3"));
  EXPECT_EQ(html.find("<caption>Published as q4"), html.rfind("<caption>Published as q4"));
}

TEST(RestatementsHtmlTest, OneCouncilAlone) {
  EXPECT_EQ(RestatementsHtml({Restated()}, "X99000002"), "");
  EXPECT_EQ(RestatementsHtml({Restated()}, "X99000001"), RestatementsHtml({Restated()}));
}

TEST(RestatementsHtmlTest, WithoutCorrectionsSaysWhyElse) {
  Restatement one = Restated();
  one.corrected_records = 0;
  one.differs_then = true;
  EXPECT_THAT(RestatementsHtml({one}), HasSubstr("Events recorded before the publication"));
  one.now.reset();
  EXPECT_THAT(RestatementsHtml({one}), HasSubstr("The indicator is no longer counted."));
}

}  // namespace
}  // namespace caseclock
