#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"
#include "processors/indicator/quality.h"
#include "processors/indicator/traits.h"
#include "processors/indicator/work_noun.h"
#include "processors/record/export_text.h"

namespace caseclock {
namespace {

bool IsCount(const Catalogue& catalogue, const Row& row) {
  const Indicator* indicator = catalogue.Find(row.indicator);
  return indicator != nullptr && !TraitsOf(*indicator).is_share;
}

/// "84.8%", "84.8% small", or for rates "552.0 per 10,000 a year"; "" for a count without one.
std::string ValueText(const Catalogue& catalogue, const Row& row) {
  if (IsCount(catalogue, row)) {
    if (row.per_10000_annualised) return RateText(*row.per_10000_annualised) + " /10k yr";
    if (row.per_10000) return RateText(*row.per_10000) + " /10k";
    return "";
  }
  std::string text = SharePercentText(row.current.numerator, row.current.denominator);
  if (row.current.denominator > 0 && row.current.denominator < kSmallDenominator) text += " small";
  return text;
}

std::string BeforeText(const Catalogue& catalogue, const Row& row) {
  if (!row.previous_year.known) return "-";
  if (IsCount(catalogue, row)) return GroupedText(row.previous_year.numerator);
  return SharePercentText(row.previous_year.numerator, row.previous_year.denominator);
}

/// A count, or nothing where the indicator has no clocks.
std::string ClockText(const Row& row, std::int64_t count) {
  return row.open == 0 && count == 0 ? "-" : GroupedText(count);
}

/// People read titles; an id stands where the catalogue has none.
std::string TitleOf(const Catalogue& catalogue, const std::string& id) {
  const Indicator* indicator = catalogue.Find(id);
  return indicator == nullptr ? id : indicator->title;
}

std::string DayOrNothing(const std::optional<Date>& day) { return day ? ShortDateText(*day) : "-"; }

/// "RED" to be seen in a column; "-" where nothing is rated.
std::string RatingText(const AuthorityView& view, const Row& row) {
  const Judgement* judged = FindJudgement(view, row.indicator, row.team);
  if (row.window != Window::kYear || judged == nullptr || judged->rag == Rag::kNone) return "-";
  std::string name(RagName(judged->rag));
  for (char& c : name) c = static_cast<char>('a' <= c && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

std::string CountsText(const Catalogue& catalogue, const Row& row) {
  const std::string count = GroupedText(row.current.numerator);
  return IsCount(catalogue, row) ? count : count + " of " + GroupedText(row.current.denominator);
}

void AddRow(const AuthorityView& view, const Catalogue& catalogue, const Row& row,
            std::string& out) {
  out += fmt::format("  {:<7} {:>13} {:>16} {:>10} {:>7} {:>8} {:>9} {:>12}  {}\n",
                     RatingText(view, row), ValueText(catalogue, row), CountsText(catalogue, row),
                     BeforeText(catalogue, row), ClockText(row, row.open), ClockText(row, row.drag),
                     ClockText(row, row.due_soon), DayOrNothing(row.oldest_open_start),
                     TitleOf(catalogue, row.indicator));
}

void AddTable(const AuthorityView& view, const Catalogue& catalogue, Window window,
              std::string& out) {
  out +=
      fmt::format("  {:<7} {:>13} {:>16} {:>10} {:>7} {:>8} {:>9} {:>12}  {}\n", "rating", "share",
                  "count", "last year", "open", "overdue", "due soon", "oldest open", "indicator");
  for (const Row& row : view.rows) {
    if (row.team == kWholeAuthority && row.window == window) AddRow(view, catalogue, row, out);
  }
}

/// "2 red, 1 amber, 3 green and 5 not rated."
void AddRatings(const AuthorityView& view, std::string& out) {
  std::map<Rag, int> count;
  int all = 0;
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority) continue;
    ++count[judged.rag];
    ++all;
  }
  if (all == 0) return;
  out += fmt::format("Of {} indicator{}: {} red, {} amber, {} green, {} not rated.\n", all,
                     all == 1 ? "" : "s", count[Rag::kRed], count[Rag::kAmber], count[Rag::kGreen],
                     count[Rag::kNone]);
}

/// The row with the most overdue work, in a sentence.
void AddMostOverdue(const AuthorityView& view, const Catalogue& catalogue, Window window,
                    std::string& out) {
  const Row* most = nullptr;
  for (const Row& row : view.rows) {
    if (row.team != kWholeAuthority || row.window != window || row.drag == 0) continue;
    if (most == nullptr || row.drag > most->drag) most = &row;
  }
  if (most == nullptr) {
    out += "Nothing that is open is overdue.\n";
    return;
  }
  const Indicator* indicator = catalogue.Find(most->indicator);
  const std::string_view noun = indicator == nullptr ? "items" : NounOf(*indicator).Of(most->open);
  out += fmt::format("Most overdue: {} of {} open {} ({}).\n", GroupedText(most->drag),
                     GroupedText(most->open), noun, TitleOf(catalogue, most->indicator));
}

std::string TargetCell(const Judgement& judged) {
  if (!judged.target) return "-";
  const AppliedTarget& target = *judged.target;
  return LevelText(target.difference_hundredths > 0 ? target.high : target.low, judged.unit);
}

std::string RatioText(double ratio) { return RateText(100 * ratio) + "%"; }

/// "87%: out of reach since 2 Nov 2023", "87%: needs 91.0% of what is left"; "" where nothing is to be said. With
/// milestones the target of 31 March is another than today's.
std::string ReachText(const Projection& projection) {
  const std::string target =
      projection.target ? LevelText(*projection.target, ValueUnit::kPercent) + ": " : "";
  switch (projection.reach) {
    case Reach::kNoTarget: return "";
    case Reach::kNeeded:
      if (!projection.needed_ratio) return target + "within reach";
      return target + "needs " + RatioText(*projection.needed_ratio) + " of what is left";
    case Reach::kCertain: return target + "certain";
    case Reach::kOutOfReach:
      return target + "out of reach since " + ShortDateText(projection.out_of_reach_since);
  }
  return "";
}

void AddForecasts(const AuthorityView& view, const Catalogue& catalogue, std::string& out) {
  out +=
      fmt::format("\n  {:>14} {:>16} {:>18} {:>10} {:>9}  {}\n", "target", "on last month",
                  "on last year", "committed", "expected", "indicator, and its target of 31 March");
  const auto change = [](const Judgement& judged, const Change& made) {
    return made.hundredths ? ChangeText(made, judged.unit) : std::string("-");
  };
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority) continue;
    const auto& projection = judged.projection;
    const std::string reach = projection ? ReachText(*projection) : "";
    out += fmt::format("  {:>14} {:>16} {:>18} {:>10} {:>9}  {}{}\n", TargetCell(judged),
                       change(judged, judged.month_on_month), change(judged, judged.year_on_year),
                       projection ? SharePercentText(projection->committed.numerator,
                                                     projection->committed.denominator)
                                  : "-",
                       projection && projection->expected ? RatioText(*projection->expected) : "-",
                       TitleOf(catalogue, judged.indicator), reach.empty() ? "" : "; " + reach);
  }
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority || !judged.projection) continue;
    const Indicator* row = catalogue.Find(judged.indicator);
    const std::string_view note = row == nullptr ? "" : ProjectionNoteOf(*row);
    if (!note.empty()) out += fmt::format("  {}: {}\n", TitleOf(catalogue, judged.indicator), note);
  }
}

/// What the figures of the reporting year mean: where each will stand, and the sentence of each colour.
void AddJudgements(const AuthorityView& view, const Catalogue& catalogue, std::string& out) {
  AddForecasts(view, catalogue, out);
  const auto has_comment = [&view](const Judgement& judged) {
    return std::any_of(view.comments.begin(), view.comments.end(), [&](const Comment& comment) {
      return comment.indicator == judged.indicator && comment.team.empty();
    });
  };
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority) continue;
    if (judged.rag == Rag::kNone && !has_comment(judged)) continue;
    out += fmt::format("\n  {}\n    {}\n", TitleOf(catalogue, judged.indicator), judged.sentence);
    for (const Comment& comment : view.comments) {
      if (comment.indicator != judged.indicator || !comment.team.empty()) continue;
      out += fmt::format("    {} ({}): {}\n", comment.author, ShortDateText(comment.written_on),
                         comment.text);
    }
  }
}

/// What changed lately in the flows: signals at the last complete week or month.
void AddSignals(const AuthorityView& view, const Catalogue& catalogue, std::string& out) {
  for (const FlowChart& chart : view.charts) {
    for (const Signal& signal : chart.chart.signals) {
      if (signal.point + 1 != chart.points) continue;
      out += fmt::format("\n  {} by {}: {} ({}); mean {:.1f}, limits {:.1f} to {:.1f}\n",
                         TitleOf(catalogue, chart.indicator), WindowName(chart.step),
                         SignalRuleText(signal.rule), signal.up ? "up" : "down", chart.chart.mean,
                         chart.chart.lower, chart.chart.upper);
    }
  }
}

/// In a supervision report: what each worker of the team holds, with personal targets.
void AddWorkers(const AuthorityView& view, const Catalogue& catalogue, Window window,
                std::string& out) {
  out +=
      fmt::format("\n  {:<20} {:>12} {:>13} {:>6} {:>8} {:>9}  {:<24}  {}\n", "worker", "in time",
                  "share", "open", "overdue", "due soon", "rating (year to date)", "indicator");
  for (const Row& row : view.rows) {
    if (row.window != window || row.team == kWholeAuthority || row.team == kOtherTeams) continue;
    if (row.current.denominator == 0 && row.open == 0) continue;
    const Judgement* judged = FindJudgement(view, row.indicator, row.team);
    const bool coloured = judged != nullptr && judged->rag != Rag::kNone;
    out += fmt::format(
        "  {:<20} {:>12} {:>13} {:>6} {:>8} {:>9}  {:<24}  {}\n", row.team,
        CountsText(catalogue, row),
        SharePercentText(row.current.numerator, row.current.denominator), GroupedText(row.open),
        GroupedText(row.drag), GroupedText(row.due_soon),
        coloured ? fmt::format("{}, target {}", RagName(judged->rag), TargetCell(*judged)) : "-",
        TitleOf(catalogue, row.indicator));
  }
}

/// Open clocks over their limit, by team and indicator; only where there are any.
void AddDragByTeam(const AuthorityView& view, const Catalogue& catalogue, Window window,
                   std::string& out) {
  std::map<std::string, std::vector<const Row*>> teams;
  for (const Row& row : view.rows) {
    if (row.window == window && row.team != kWholeAuthority && row.drag > 0) {
      teams[row.team].push_back(&row);
    }
  }
  if (teams.empty()) return;
  out += "\n  Overdue (drag) by team\n";
  for (const auto& [team, rows] : teams) {
    for (const Row* row : rows) {
      out += fmt::format("  {:<28} {:>6} of {:>6} open, oldest since {:<11}  {}\n",
                         team == kNoTeam ? "No team recorded" : team, GroupedText(row->drag),
                         GroupedText(row->open), DayOrNothing(row->oldest_open_start),
                         TitleOf(catalogue, row->indicator));
    }
  }
}

void AddQuality(const AuthorityView& view, std::string& out) {
  std::map<std::string, std::int64_t> rules;
  for (const QualityCount& count : view.quality) rules[count.rule] += count.count;
  if (rules.empty()) return;
  out += "\n  Records to check\n";
  for (std::size_t i = 0; i < kQualityRuleCount; ++i) {
    const auto rule = static_cast<QualityRule>(i);
    const auto found = rules.find(std::string(QualityRuleName(rule)));
    if (found == rules.end()) continue;
    out += fmt::format("  {:>6}  {}\n", GroupedText(found->second), QualityRuleText(rule));
  }
}

void AddDelays(const AuthorityView& view, Window window, std::string& out) {
  for (const Row& row : view.rows) {
    if (row.window != window || !row.median_days) continue;
    out += fmt::format(
        "\n  Half of the events were recorded within {} working days, nine in ten within {}.\n",
        *row.median_days, *row.percentile_90_days);
  }
}

std::string Counted(std::int64_t count, const char* one, const char* many) {
  return GroupedText(count) + " " + (count == 1 ? one : many);
}

std::string_view WindowText(Window window) {
  switch (window) {
    case Window::kWeek: return "Week to date";
    case Window::kMonth: return "Month to date";
    case Window::kQuarter: return "Quarter to date";
    case Window::kYear: return "Reporting year to date";
    case Window::kRolling12Months: return "Last 12 months";
    case Window::kYears3: return "Last 3 years";
  }
  return "";
}

/// "Reporting year to date, 1 Apr 2023 to 22 Mar 2024. Figures as of 22 Mar 2024."
std::string PeriodLine(Period period, const ReportHeader& header, Window window) {
  std::string line =
      fmt::format("{}, {} to {}. Figures as of {}", WindowText(window), ShortDateText(period.first),
                  ShortDateText(period.last), ShortDateText(header.as_of));
  if (header.known_by) line += ", recorded by " + ShortDateText(*header.known_by);
  if (!header.supervised_team.empty()) line += "; team " + header.supervised_team;
  return line + ".\n";
}

}  // namespace

std::string SharePercentText(std::int64_t numerator, std::int64_t denominator) {
  return denominator == 0 ? "-" : PercentText(numerator, denominator);
}

std::string IncompleteText(const ReportHeader& header, const std::string& authority) {
  const auto exports = header.incomplete.find(authority);
  if (exports == header.incomplete.end()) return "";
  std::string text;
  for (const IncompleteExport& one : exports->second) text += ExportSentence(one) + "\n";
  return text;
}

std::string ReportText(const View& view, const Catalogue& catalogue, const ReportHeader& header,
                       const TextOptions& options) {
  std::string out;
  if (view.authorities.empty()) return "There are no events to report on.\n";
  for (const auto& authority : view.authorities) {
    const Period period = WindowAt(options.window, header.as_of);
    out += NameAndCodeOf(*authority) + "\n" + PeriodLine(period, header, options.window);
    out += fmt::format(
        "{} of {}, latest entry {}\n\n", Counted(authority->records, "record", "records"),
        Counted(authority->children, "child", "children"),
        authority->data_as_of_us == 0 ? "none" : InstantText(authority->data_as_of_us));
    if (const std::string note = IncompleteText(header, authority->authority); !note.empty())
      out += note + "\n";
    AddRatings(*authority, out);
    AddMostOverdue(*authority, catalogue, options.window, out);
    out += "\n";
    AddTable(*authority, catalogue, options.window, out);
    AddDelays(*authority, options.window, out);
    if (!header.supervised_team.empty()) {
      AddWorkers(*authority, catalogue, options.window, out);
      out += "\n";
      continue;
    }
    AddJudgements(*authority, catalogue, out);
    AddSignals(*authority, catalogue, out);
    if (options.teams) AddDragByTeam(*authority, catalogue, options.window, out);
    AddQuality(*authority, out);
    out += "\n";
  }
  return out;
}

}  // namespace caseclock
