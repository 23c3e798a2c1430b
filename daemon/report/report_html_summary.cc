// One page for those who read one page: how it stands, what is overdue, where it will end, and what to do about it.
#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/work_noun.h"

namespace caseclock::report_html {
namespace {

constexpr std::size_t kMostDueSoonNamed = 3;
constexpr std::size_t kMostOverdueNamed = 3;
constexpr std::size_t kMostNamed = 4;

using Indicators = std::vector<const ReportedIndicator*>;

Rag RagOf(const ReportedIndicator& indicator) {
  return indicator.judgement == nullptr ? Rag::kNone : indicator.judgement->rag;
}

Indicators Rated(const ReportPage& page, Rag rag) {
  Indicators rated;
  for (const ReportedIndicator& one : page.indicators) {
    if (RagOf(one) == rag) rated.push_back(&one);
  }
  return rated;
}

std::string ColoursSentence(const ReportPage& page) {
  const auto count = [&](Rag rag) {
    return "<b>" + Plural(std::ssize(Rated(page, rag)), "</b>is", "</b>are");
  };
  return fmt::format("Of {}, {} red, {} amber, {} green and {} not rated.",
                     Plural(std::ssize(page.indicators), "indicator", "indicators"),
                     count(Rag::kRed), count(Rag::kAmber), count(Rag::kGreen), count(Rag::kNone));
}

// What a row's open work is called: one of it, and many.
WorkNoun NounFor(const ReportedIndicator& indicator) {
  if (indicator.definition == nullptr) return {"item", "items"};
  return FullNounOf(*indicator.definition);
}

std::string OpenWork(const ReportedIndicator& indicator, std::int64_t count) {
  return fmt::format("{} open {}", GroupedText(count), NounFor(indicator).Of(count));
}

// The team with the most by `of`, or nullptr where no team has any.
const Row* LargestTeam(const ReportPage& page, std::string_view indicator, std::int64_t Row::*of) {
  const Row* largest = nullptr;
  for (const Row* row : TeamRows(page, indicator)) {
    if (row->*of > 0 && (largest == nullptr || row->*of > largest->*of)) largest = row;
  }
  return largest;
}

std::string WithTeam(const Row* team, std::int64_t Row::*of, std::string_view before) {
  if (team == nullptr) return "";
  return fmt::format(
      "{}{} of them {}", before, GroupedText(team->*of),
      team->team == kNoTeam ? "with no team recorded" : "with " + TeamHtml(team->team));
}

// Each piece of work once: of rows that watch the same clocks the first.
Indicators WithMost(const ReportPage& page, std::int64_t Row::*of) {
  Indicators found;
  for (const ReportedIndicator& one : page.indicators) {
    if (one.year->*of == 0 || !HasClocks(one)) continue;
    const bool is_again = std::ranges::any_of(
        found, [&](const ReportedIndicator* other) { return WatchSameClocks(*other, one); });
    if (!is_again) found.push_back(&one);
  }
  std::ranges::stable_sort(found, std::greater<>(),
                           [of](const auto* one) { return one->year->*of; });
  return found;
}

std::string OverdueSentence(const ReportPage& page) {
  const Indicators overdue = WithMost(page, &Row::drag);
  if (overdue.empty()) return "Nothing that is open is overdue.";
  std::string html;
  for (std::size_t i = 0; i < std::min(overdue.size(), kMostOverdueNamed); ++i) {
    const ReportedIndicator& one = *overdue[i];
    const std::int64_t change = one.year->drag - one.year->drag_week_before;
    html += fmt::format(
        "{}<b>{}</b> of {} {} overdue{}, {}.", i == 0 ? "" : " ", GroupedText(one.year->drag),
        OpenWork(one, one.year->open), one.year->drag == 1 ? "is" : "are",
        WithTeam(LargestTeam(page, one.id, &Row::drag), &Row::drag, ", "),
        change == 0
            ? "no change from a week before"
            : fmt::format("{} {} than a week before", GroupedText(change < 0 ? -change : change),
                          change < 0 ? "fewer" : "more"));
  }
  return html +
         " What is overdue is certain to count as late when it is finished, and is not in the "
         "published share until then.";
}

std::string DueSoonSentence(const ReportPage& page) {
  const std::string within = fmt::format(
      "the next {}", Plural(page.header.due_soon_working_days, "working day", "working days"));
  const Indicators due = WithMost(page, &Row::due_soon);
  if (due.empty()) return "Nothing is due in " + within + ".";
  std::string html = "Due in " + within + ": ";
  for (std::size_t i = 0; i < std::min(due.size(), kMostDueSoonNamed); ++i) {
    html += fmt::format("{}{}", i == 0 ? "" : "; ", OpenWork(*due[i], due[i]->year->due_soon));
    html += WithTeam(LargestTeam(page, due[i]->id, &Row::due_soon), &Row::due_soon, ", ");
  }
  const auto more = std::ssize(due) - static_cast<std::ptrdiff_t>(kMostDueSoonNamed);
  if (more > 0) html += "; and work of " + Plural(more, "other indicator", "other indicators");
  return html + ".";
}

std::string ListOf(const Indicators& indicators) {
  std::string html;
  for (std::size_t i = 0; i < std::min(indicators.size(), kMostNamed); ++i) {
    html += (i == 0 ? "" : "; ") + LowerTitleHtml(*indicators[i]);
  }
  const auto more = std::ssize(indicators) - static_cast<std::ptrdiff_t>(kMostNamed);
  return more > 0 ? html + fmt::format("; and {} more", more) : html;
}

// Against the same point last year: what got better, what got worse.
std::string DirectionSentence(const ReportPage& page) {
  const auto going = [&](Direction direction) {
    Indicators found;
    for (const ReportedIndicator& one : page.indicators) {
      if (one.judgement != nullptr && one.judgement->year_on_year.direction == direction) {
        found.push_back(&one);
      }
    }
    return found;
  };
  const Indicators better = going(Direction::kImproving);
  const Indicators worse = going(Direction::kWorsening);
  std::string html;
  if (!better.empty()) html += "Better than at the same point last year: " + ListOf(better) + ".";
  if (!worse.empty()) {
    html += (html.empty() ? "" : " ") +
            ("Worse than at the same point last year: " + ListOf(worse) + ".");
  }
  return html;
}

Indicators OutOfReach(const ReportPage& page) {
  Indicators found;
  for (const ReportedIndicator& one : page.indicators) {
    const bool projected = one.judgement != nullptr && one.judgement->projection.has_value();
    if (projected && one.judgement->projection->reach == Reach::kOutOfReach) found.push_back(&one);
  }
  return found;
}

std::string ForecastSentence(const ReportPage& page) {
  const Indicators lost = OutOfReach(page);
  if (lost.empty()) return "";
  return fmt::format("The target for 31 March can no longer be reached for {}.", ListOf(lost));
}

// Each red row in a line: what it is, its figure, its target.
std::string RedList(const ReportPage& page) {
  std::string html;
  for (const ReportedIndicator* one : Rated(page, Rag::kRed)) {
    const Judgement& judged = *one->judgement;
    html +=
        fmt::format("<li>{} <b>{}</b>{}: {}</li>\n", RagHtml(judged.rag), TitleHtml(*one),
                    judged.value.is_defined() ? ", " + ValueText(judged.value, judged.unit) : "",
                    AgainstTargetHtml(judged));
  }
  return html.empty() ? "" : "<ul class=\"reds\">\n" + html + "</ul>\n";
}

bool HasComment(const ReportPage& page, const ReportedIndicator& indicator) {
  return std::ranges::any_of(page.council.comments, [&](const Comment& comment) {
    return comment.indicator == indicator.id && comment.team.empty();
  });
}

void AddOverdueAdvice(const ReportPage& page, std::vector<std::string>& advice) {
  const Indicators overdue = WithMost(page, &Row::drag);
  if (overdue.empty()) return;
  const ReportedIndicator& worst = *overdue.front();
  const Row* team = LargestTeam(page, worst.id, &Row::drag);
  advice.push_back(fmt::format("Agree who finishes the {} overdue of {} and by when{}.",
                               GroupedText(worst.year->drag), OpenWork(worst, worst.year->open),
                               team == nullptr || team->team == kNoTeam
                                   ? ", the oldest first"
                                   : fmt::format(", beginning with the {} of {}",
                                                 GroupedText(team->drag), TeamHtml(team->team))));
}

// What a director would ask for: from the figures alone, most urgent first.
std::vector<std::string> Advice(const ReportPage& page) {
  std::vector<std::string> advice;
  AddOverdueAdvice(page, advice);
  const Indicators due = WithMost(page, &Row::due_soon);
  if (!due.empty()) {
    advice.push_back(fmt::format("Check this week that the {} due soon can be finished in time.",
                                 OpenWork(*due.front(), due.front()->year->due_soon)));
  }
  if (const Indicators lost = OutOfReach(page); !lost.empty()) {
    advice.push_back("Say what can be reached by 31 March instead of the target for " +
                     ListOf(lost) + ".");
  }
  Indicators unexplained = Rated(page, Rag::kRed);
  std::erase_if(unexplained, [&](const auto* one) { return HasComment(page, *one); });
  if (!unexplained.empty()) {
    advice.push_back(
        "Ask the owner for cause, action and date of each red indicator that has no "
        "sentence yet: " +
        ListOf(unexplained) + ".");
  }
  std::int64_t old = 0;
  for (const ReportedIndicator* one : WithMost(page, &Row::open_from_earlier_years)) {
    old += one->year->open_from_earlier_years;
  }
  if (old > 0) {
    advice.push_back(fmt::format(
        "Check {} opened before {} and still open: {} probably never closed in the case system.",
        Plural(old, "item", "items"), ShortDateText(ReportingYearStart(page.council.as_of)),
        old == 1 ? "it was" : "they were"));
  }
  return advice;
}

std::string Recommendations(const ReportPage& page) {
  std::string html;
  for (const std::string& one : Advice(page)) html += "<li>" + one + "</li>\n";
  if (html.empty()) html = "<li>Nothing needs a decision on these figures.</li>\n";
  return "<h3>Recommendations</h3>\n<p class=\"note\">Drawn from the figures of this report; what "
         "to do "
         "is for the council to decide.</p>\n<ol class=\"advice\">\n" +
         html + "</ol>\n";
}

std::string Paragraph(const std::string& html) {
  return html.empty() ? "" : "<p class=\"lead\">" + html + "</p>\n";
}

}  // namespace

std::string SummaryHtml(const ReportPage& page) {
  return SectionBegin("summary", "Summary") + Paragraph(ColoursSentence(page)) + RedList(page) +
         Paragraph(OverdueSentence(page)) + Paragraph(DueSoonSentence(page)) +
         Paragraph(DirectionSentence(page)) + Paragraph(ForecastSentence(page)) +
         Recommendations(page) + "</section>\n";
}

}  // namespace caseclock::report_html
