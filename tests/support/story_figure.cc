#include "tests/support/story_figure.h"

#include <cstdio>
#include <map>

#include "daemon/report/report.h"

namespace caseclock {
namespace {

using Found = std::map<std::string, std::string>;

std::optional<Window> TakeWindow(Words& words) {
  for (const Window window : kAllWindows) {
    if (words.Take(WindowName(window))) return window;
  }
  return std::nullopt;
}

/// "in 2024-02", of the monthly series.
void TakeMonth(Words& words, StatedFigure& figure) {
  const auto month = ParseDate(words.Word("a month") + "-01");
  if (!month) return words.Fail("a month like 2024-02");
  figure.subject = StatedFigure::kMonth;
  figure.month = *month;
}

void TakeOf(Words& words, const std::string& prefix, StatedFigure& figure) {
  figure.said.emplace_back(prefix + "numerator", std::to_string(words.Number()));
  if (words.Take("of")) {
    figure.said.emplace_back(prefix + "denominator", std::to_string(words.Number()));
  }
}

/// One clause after a comma.
void TakeClause(Words& words, StatedFigure& figure) {
  for (const char* name : {"open", "drag", "due soon", "median", "ninth decile"}) {
    if (words.Take(name)) {
      figure.said.emplace_back(name, std::to_string(words.Number()));
      return;
    }
  }
  if (words.Take("last year none")) {
    figure.said.emplace_back("last year numerator", "none");
    return;
  }
  for (const char* name : {"oldest", "per 10,000", "annualised", "expected"}) {
    if (words.Take(name)) {
      figure.said.emplace_back(name, words.Word(name));
      return;
    }
  }
  for (const char* name : {"colour", "on last month", "on last year", "on outturn", "sentence"}) {
    if (words.Take(name)) {
      figure.said.emplace_back(name, words.Word(name));
      return;
    }
  }
  for (const char* name : {"committed", "including drag", "best", "worst"}) {
    if (words.Take(name)) return TakeOf(words, std::string(name) + " ", figure);
  }
  if (words.Take("out of reach since")) {
    figure.said.emplace_back("out of reach", words.Word("a date"));
    return;
  }
  if (words.Take("from earlier years")) {
    figure.said.emplace_back("from earlier years", std::to_string(words.Number()));
    return;
  }
  if (words.Take("share")) {
    figure.said.emplace_back("share", words.Word("a percentage"));
    words.Expect("%");
  } else if (words.Take("last year")) {
    TakeOf(words, "last year ", figure);
  } else if (words.Take("small")) {
    figure.said.emplace_back("small", "yes");
  } else if (words.Take("not small")) {
    figure.said.emplace_back("small", "no");
  } else {
    words.Fail("a figure");
  }
}

void ReadQuality(Words& words, StatedFigure& figure) {
  figure.subject = StatedFigure::kQuality;
  figure.name = words.Word("a rule");
  if (words.Take("for")) {
    figure.team = words.Word("a team");
    figure.all_teams = false;
  }
  figure.said.emplace_back("count", std::to_string(words.Number()));
}

void ReadRow(Words& words, StatedFigure& figure) {
  figure.name = words.Word("an indicator");
  if (words.Take("in")) {
    TakeMonth(words, figure);
  } else {
    figure.window = TakeWindow(words);
  }
  if (words.Take("for")) figure.team = words.Word("a team");
  if (words.Take("no value")) {
    figure.said.emplace_back("numerator", "none");
    return;
  }
  bool expects_clause = !words.NumberIsNext();
  if (!expects_clause) {
    TakeOf(words, "", figure);
    expects_clause = words.Take(",");
  }
  while (expects_clause) {
    TakeClause(words, figure);
    expects_clause = words.Take(",");
  }
}

std::string Decimals(double value, int decimals) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

Found FoundIn(const PeriodFigures& figures) {
  return {{"numerator", std::to_string(figures.numerator)},
          {"denominator", std::to_string(figures.denominator)},
          {"small", figures.denominator < kSmallDenominator ? "yes" : "no"}};
}

Found FoundIn(const Row& row) {
  Found found = FoundIn(row.current);
  const PeriodFigures& before = row.previous_year;
  found["last year numerator"] = before.known ? std::to_string(before.numerator) : "none";
  found["last year denominator"] = before.known ? std::to_string(before.denominator) : "none";
  found["open"] = std::to_string(row.open);
  found["drag"] = std::to_string(row.drag);
  found["due soon"] = std::to_string(row.due_soon);
  found["oldest"] = row.oldest_open_start ? FormatDate(*row.oldest_open_start) : "none";
  found["from earlier years"] = std::to_string(row.open_from_earlier_years);
  found["median"] = row.median_days ? std::to_string(*row.median_days) : "none";
  found["ninth decile"] = row.percentile_90_days ? std::to_string(*row.percentile_90_days) : "none";
  found["per 10,000"] = row.per_10000 ? Decimals(*row.per_10000, 1) : "none";
  found["annualised"] = row.per_10000_annualised ? Decimals(*row.per_10000_annualised, 1) : "none";
  return found;
}

Found FoundIn(const MonthPoint& point) {
  Found found = FoundIn(PeriodFigures{{}, point.numerator, point.denominator});
  found["open"] = std::to_string(point.open_at_end);
  found["drag"] = std::to_string(point.drag_at_end);
  return found;
}

/// "+4.91"; "none" where there is nothing to compare with.
std::string ChangeText(const Change& change) {
  if (!change.hundredths) return "none";
  return (*change.hundredths > 0 ? "+" : "") +
         Decimals(static_cast<double>(*change.hundredths) / 100, 2);
}

void AddLine(const char* name, const ShareCounts& counts, Found& found) {
  found[std::string(name) + " numerator"] = std::to_string(counts.numerator);
  found[std::string(name) + " denominator"] = std::to_string(counts.denominator);
}

void AddJudgement(const Judgement& judged, Found& found) {
  found["colour"] = RagName(judged.rag);
  found["sentence"] = judged.sentence;
  found["on last month"] = ChangeText(judged.month_on_month);
  found["on last year"] = ChangeText(judged.year_on_year);
  found["on outturn"] = ChangeText(judged.on_outturn);
  if (!judged.projection) return;
  const Projection& projection = *judged.projection;
  AddLine("committed", projection.committed, found);
  AddLine("including drag", projection.including_drag, found);
  AddLine("best", projection.best, found);
  AddLine("worst", projection.worst, found);
  found["expected"] = projection.expected ? Decimals(*projection.expected * 100, 1) : "none";
  found["out of reach"] =
      projection.reach == Reach::kOutOfReach ? FormatDate(projection.out_of_reach_since) : "never";
}

/// The row, or nothing when the view has none: its figures are then all 0.
Found FindRow(const StatedFigure& stated, const AuthorityView& view) {
  for (const Row& row : view.rows) {
    if (row.indicator == stated.name && row.team == stated.team &&
        row.window == stated.window.value_or(Window::kYear)) {
      Found found = FoundIn(row);
      const Judgement* judged = FindJudgement(view, row.indicator, row.team);
      if (judged != nullptr && row.window == Window::kYear) AddJudgement(*judged, found);
      return found;
    }
  }
  return FoundIn(Row{});
}

Found FindMonth(const StatedFigure& stated, const AuthorityView& view) {
  for (const MonthPoint& point : view.months) {
    if (point.indicator == stated.name && point.month == stated.month) return FoundIn(point);
  }
  return {{"numerator", "none"}};
}

Found FindQuality(const StatedFigure& stated, const AuthorityView& view) {
  std::int64_t count = 0;
  for (const QualityCount& quality : view.quality) {
    if (quality.rule == stated.name && (stated.all_teams || quality.team == stated.team)) {
      count += quality.count;
    }
  }
  return {{"count", std::to_string(count)}};
}

/// The share with the decimals in which it is stated; with one decimal as reports print it.
std::string FoundShare(const std::string& stated, const Found& found) {
  const std::size_t point = stated.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(stated.size() - point - 1);
  const std::int64_t numerator = std::stoll(found.at("numerator"));
  const std::int64_t denominator = std::stoll(found.at("denominator"));
  if (denominator == 0) return "undefined";
  if (decimals != 1) return PercentText(numerator, denominator, decimals);
  const std::string printed = SharePercentText(numerator, denominator);
  return printed.substr(0, printed.find('%'));
}

std::string Describe(const Found& found) {
  std::string text = ": found ";
  const auto add = [&](const char* label, const char* name) {
    const auto at = found.find(name);
    if (at != found.end()) text += label + at->second;
  };
  add("", "count");
  add("", "numerator");
  add(" of ", "denominator");
  for (const char* name : {"open", "drag", "due soon", "oldest"}) {
    add((", " + std::string(name) + " ").c_str(), name);
  }
  return text;
}

}  // namespace

StatedFigure ReadFigure(Words& words) {
  StatedFigure figure;
  if (words.Take("export open")) {
    figure.subject = StatedFigure::kOpenExport;
    figure.is_open = true;
  } else if (words.Take("no export open")) {
    figure.subject = StatedFigure::kOpenExport;
  } else if (words.Take("quality")) {
    ReadQuality(words, figure);
  } else {
    ReadRow(words, figure);
  }
  return figure;
}

std::string WhatIsWrong(const StatedFigure& stated, const AuthorityView& view,
                        bool has_open_export) {
  if (stated.subject == StatedFigure::kOpenExport) {
    if (stated.is_open == has_open_export) return "";
    return has_open_export ? "an export is still open" : "no export is open";
  }
  Found found = stated.subject == StatedFigure::kRow     ? FindRow(stated, view)
                : stated.subject == StatedFigure::kMonth ? FindMonth(stated, view)
                                                         : FindQuality(stated, view);
  for (const auto& [name, said] : stated.said) {
    if (name == "share") found["share"] = FoundShare(said, found);
    const auto at = found.find(name);
    if (at != found.end() && at->second == said) continue;
    return stated.name + Describe(found) +
           (at == found.end() ? "; no " + name + " there" : "; " + name + " " + at->second);
  }
  return "";
}

std::string PercentText(std::int64_t numerator, std::int64_t denominator, int decimals) {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const std::int64_t units = (numerator * 200 * scale + denominator) / (2 * denominator);
  std::string text = std::to_string(units / scale);
  if (decimals == 0) return text;
  std::string rest = std::to_string(units % scale);
  rest.insert(0, static_cast<std::size_t>(decimals) - rest.size(), '0');
  return text + "." + rest;
}

}  // namespace caseclock
