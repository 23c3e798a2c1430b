#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"
#include "processors/indicator/quality.h"
#include "processors/record/export_text.h"

namespace caseclock {
namespace {

bool IsCount(const Catalogue& catalogue, const Row& row) {
  const Indicator* indicator = catalogue.Find(row.indicator);
  return indicator != nullptr && !IsShare(indicator->kind);
}

/// "84.8 %", "84.8 % small", or for rates "552.0 per 10,000 a year"; "" for a count without one.
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

void AddRow(const Catalogue& catalogue, const Row& row, std::string& out) {
  const std::string of =
      IsCount(catalogue, row) ? std::string() : GroupedText(row.current.denominator);
  out += fmt::format("  {:<19} {:>8} {:>8} {:>13} {:>12} {:>7} {:>6} {:>9}  {}\n", row.indicator,
                     GroupedText(row.current.numerator), of, ValueText(catalogue, row),
                     BeforeText(catalogue, row), ClockText(row, row.open), ClockText(row, row.drag),
                     ClockText(row, row.due_soon),
                     row.oldest_open_start ? FormatDate(*row.oldest_open_start) : "-");
}

void AddTable(const AuthorityView& view, const Catalogue& catalogue, Window window,
              std::string& out) {
  out +=
      fmt::format("  {:<19} {:>8} {:>8} {:>13} {:>12} {:>7} {:>6} {:>9}  {}\n", "indicator",
                  "count", "of", "share", "year before", "open", "drag", "due soon", "oldest open");
  for (const Row& row : view.rows) {
    if (row.team == kWholeAuthority && row.window == window) AddRow(catalogue, row, out);
  }
}

std::string TargetCell(const Judgement& judged) {
  if (!judged.target) return "-";
  const AppliedTarget& target = *judged.target;
  return LevelText(target.difference_hundredths > 0 ? target.high : target.low, judged.unit);
}

std::string RatioText(double ratio) { return RateText(100 * ratio) + " %"; }

/// "87 %: out of reach since 2 Nov 2023", "87 %: needs 91.0 % of what is left"; "" where nothing is to be said. With
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

/// What the figures of the reporting year mean: a line for each indicator that has a target or a projection, and the
/// sentence of each colour.
void AddJudgements(const AuthorityView& view, const Catalogue& catalogue, std::string& out) {
  out += fmt::format("\n  {:<19} {:<6} {:>14} {:>16} {:>18} {:>10} {:>10}  {}\n", "judged",
                     "colour", "target", "on last month", "on last year", "committed", "expected",
                     "target of 31 March");
  const auto change = [](const Judgement& judged, const Change& made) {
    return made.hundredths ? ChangeText(made, judged.unit) : std::string("-");
  };
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority) continue;
    const auto& projection = judged.projection;
    out += fmt::format("  {:<19} {:<6} {:>14} {:>16} {:>18} {:>10} {:>10}  {}\n", judged.indicator,
                       judged.rag == Rag::kNone ? "-" : RagName(judged.rag), TargetCell(judged),
                       change(judged, judged.month_on_month), change(judged, judged.year_on_year),
                       projection ? SharePercentText(projection->committed.numerator,
                                                     projection->committed.denominator)
                                  : "-",
                       projection && projection->expected ? RatioText(*projection->expected) : "-",
                       projection ? ReachText(*projection) : "");
  }
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority || !judged.projection) continue;
    const Indicator* row = catalogue.Find(judged.indicator);
    const std::string_view note = row == nullptr ? "" : ProjectionNoteOf(*row);
    if (!note.empty()) out += fmt::format("  {}: {}\n", judged.indicator, note);
  }
  const auto has_comment = [&view](const Judgement& judged) {
    return std::any_of(view.comments.begin(), view.comments.end(), [&](const Comment& comment) {
      return comment.indicator == judged.indicator && comment.team.empty();
    });
  };
  for (const Judgement& judged : view.judgements) {
    if (judged.team != kWholeAuthority) continue;
    if (judged.rag == Rag::kNone && !has_comment(judged)) continue;
    out += fmt::format("\n  {}\n    {}\n", judged.indicator, judged.sentence);
    for (const Comment& comment : view.comments) {
      if (comment.indicator != judged.indicator || !comment.team.empty()) continue;
      out += fmt::format("    {} ({}): {}\n", comment.author, ShortDateText(comment.written_on),
                         comment.text);
    }
  }
}

/// What changed lately in the flows: signals at the last complete week or month.
void AddSignals(const AuthorityView& view, std::string& out) {
  for (const FlowChart& chart : view.charts) {
    for (const Signal& signal : chart.chart.signals) {
      if (signal.point + 1 != chart.points) continue;
      out += fmt::format("\n  {} by {}: {} ({}); mean {:.1f}, limits {:.1f} to {:.1f}\n",
                         chart.indicator, WindowName(chart.step), SignalRuleText(signal.rule),
                         signal.up ? "up" : "down", chart.chart.mean, chart.chart.lower,
                         chart.chart.upper);
    }
  }
}

/// In a supervision report: what each worker of the team holds, with personal targets.
void AddWorkers(const AuthorityView& view, Window window, std::string& out) {
  out += fmt::format("\n  {:<20} {:<19} {:>9} {:>8} {:>6} {:>6} {:>9}  {}\n", "worker", "indicator",
                     "in time", "share", "open", "drag", "due soon", "judged (year to date)");
  for (const Row& row : view.rows) {
    if (row.window != window || row.team == kWholeAuthority || row.team == kOtherTeams) continue;
    if (row.current.denominator == 0 && row.open == 0) continue;
    const Judgement* judged = FindJudgement(view, row.indicator, row.team);
    const bool coloured = judged != nullptr && judged->rag != Rag::kNone;
    out += fmt::format(
        "  {:<20} {:<19} {:>9} {:>8} {:>6} {:>6} {:>9}  {}\n", row.team, row.indicator,
        fmt::format("{}/{}", row.current.numerator, row.current.denominator),
        SharePercentText(row.current.numerator, row.current.denominator), GroupedText(row.open),
        GroupedText(row.drag), GroupedText(row.due_soon),
        coloured ? fmt::format("{}, target {}", RagName(judged->rag), TargetCell(*judged)) : "-");
  }
}

/// Open clocks over their limit, by team and indicator; only where there are any.
void AddDragByTeam(const AuthorityView& view, Window window, std::string& out) {
  std::map<std::string, std::vector<const Row*>> teams;
  for (const Row& row : view.rows) {
    if (row.window == window && row.team != kWholeAuthority && row.drag > 0) {
      teams[row.team].push_back(&row);
    }
  }
  if (teams.empty()) return;
  out += "\n  drag by team\n";
  for (const auto& [team, rows] : teams) {
    for (const Row* row : rows) {
      out += fmt::format("  {:<28} {:<19} {:>6} of {:>6} open, oldest since {}\n", team,
                         row->indicator, GroupedText(row->drag), GroupedText(row->open),
                         row->oldest_open_start ? FormatDate(*row->oldest_open_start) : "-");
    }
  }
}

void AddQuality(const AuthorityView& view, std::string& out) {
  std::map<std::string, std::int64_t> rules;
  for (const QualityCount& count : view.quality) rules[count.rule] += count.count;
  if (rules.empty()) return;
  out += "\n  records to look at\n";
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
        "\n  Half of the facts were recorded within {} working days of their happening, nine in "
        "ten "
        "within {}.\n",
        *row.median_days, *row.percentile_90_days);
  }
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
    out += fmt::format("{}   as of {}   {} {} to {}", NameAndCodeOf(*authority),
                       FormatDate(header.as_of), WindowName(options.window),
                       FormatDate(period.first), FormatDate(period.last));
    if (!header.supervised_team.empty()) out += "   team " + header.supervised_team;
    if (header.known_by) out += "   known by " + FormatDate(*header.known_by);
    out += fmt::format("\n{} records of {} children, data as of {}\n\n",
                       GroupedText(authority->records), GroupedText(authority->children),
                       Rfc3339Text(authority->data_as_of_us));
    if (const std::string note = IncompleteText(header, authority->authority); !note.empty())
      out += note + "\n";
    AddTable(*authority, catalogue, options.window, out);
    AddDelays(*authority, options.window, out);
    if (!header.supervised_team.empty()) {
      AddWorkers(*authority, options.window, out);
      out += "\n";
      continue;
    }
    AddJudgements(*authority, catalogue, out);
    AddSignals(*authority, out);
    if (options.teams) AddDragByTeam(*authority, options.window, out);
    AddQuality(*authority, out);
    out += "\n";
  }
  return out;
}

}  // namespace caseclock
