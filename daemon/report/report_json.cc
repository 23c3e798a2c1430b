#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/report/figure_text.h"
#include "daemon/report/judgement_json.h"
#include "daemon/report/report.h"
#include "processors/indicator/traits.h"
#include "processors/record/export_text.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

using Json = OrderedJson;

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json DateOrNull(const std::optional<Date>& date) {
  return date ? Json(FormatDate(*date)) : Json(nullptr);
}

Json InstantOrNull(std::int64_t instant_us) {
  return instant_us == 0 ? Json(nullptr) : Json(Rfc3339Text(instant_us));
}

Json FiguresJson(const PeriodFigures& figures) {
  const auto known = [&figures](std::int64_t count) {
    return figures.known ? Json(count) : Json(nullptr);
  };
  return {{"from", FormatDate(figures.period.first)},
          {"to", FormatDate(figures.period.last)},
          {"numerator", known(figures.numerator)},
          {"denominator", known(figures.denominator)},
          {"share", figures.known ? OrNull(figures.Share()) : Json(nullptr)}};
}

Json RowJson(const std::string& authority, const Row& row) {
  Json json = {{"authority", authority},
               {"team", row.team},
               {"indicator", row.indicator},
               {"window", WindowName(row.window)}};
  json.update(FiguresJson(row.current));
  json["small"] = row.current.denominator < kSmallDenominator;
  json["open"] = row.open;
  json["drag"] = row.drag;
  json["due_soon"] = row.due_soon;
  json["oldest_open_start"] = DateOrNull(row.oldest_open_start);
  json["open_from_earlier_years"] = row.open_from_earlier_years;
  json["previous"] = FiguresJson(row.previous);
  json["previous_year"] = FiguresJson(row.previous_year);
  if (row.per_10000) json["per_10000"] = *row.per_10000;
  if (row.per_10000_annualised) json["per_10000_annualised"] = *row.per_10000_annualised;
  if (row.median_days) json["median_days"] = *row.median_days;
  if (row.percentile_90_days) json["percentile_90_days"] = *row.percentile_90_days;
  return json;
}

Json DragRowJson(const std::string& authority, const Row& row) {
  return {{"authority", authority},
          {"team", row.team},
          {"indicator", row.indicator},
          {"open", row.open},
          {"drag", row.drag},
          {"drag_week_before", row.drag_week_before},
          {"due_soon", row.due_soon},
          {"oldest_open_start", DateOrNull(row.oldest_open_start)},
          {"open_from_earlier_years", row.open_from_earlier_years}};
}

Json AuthorityJson(const AuthorityView& view) {
  return {{"authority", view.authority},
          {"name", NameOf(view)},
          {"records", view.records},
          {"children", view.children},
          {"data_as_of", InstantOrNull(view.data_as_of_us)},
          {"definitions", std::to_string(view.definitions)},
          {"standards", std::to_string(view.standards)}};
}

Json MonthJson(const std::string& authority, const MonthPoint& point) {
  return {{"authority", authority},
          {"indicator", point.indicator},
          {"month", FormatDate(point.month).substr(0, 7)},
          {"numerator", point.numerator},
          {"denominator", point.denominator},
          {"open_at_end", point.open_at_end},
          {"drag_at_end", point.drag_at_end}};
}

Json QualityJson(const std::string& authority, const QualityCount& count) {
  return {
      {"authority", authority}, {"team", count.team}, {"rule", count.rule}, {"count", count.count}};
}

Json DueDayJson(const std::string& authority, const DueDay& one) {
  return {{"authority", authority},
          {"team", one.team},
          {"indicator", one.indicator},
          {"day", FormatDate(one.day)},
          {"due", one.due}};
}

Json DragAgeJson(const std::string& authority, const DragAge& one) {
  return {{"authority", authority},
          {"team", one.team},
          {"indicator", one.indicator},
          {"age", one.age},
          {"count", one.count}};
}

Json ClockWeekJson(const std::string& authority, const ClockWeek& week) {
  return {{"authority", authority},          {"indicator", week.indicator},
          {"week", FormatDate(week.monday)}, {"open_at_end", week.open_at_end},
          {"drag_at_end", week.drag_at_end}, {"finished_late", week.finished_late}};
}

Json CountsJson(const FigureCounts& counts) {
  Json json = {{"numerator", counts.numerator}, {"denominator", counts.denominator}};
  json["share"] = OrNull(PeriodFigures{{}, counts.numerator, counts.denominator}.Share());
  json["open"] = counts.open;
  json["drag"] = counts.drag;
  return json;
}

Json CorrectionJson(const Correction& correction) {
  Json events = Json::array();
  for (const CorrectionEvent& event : correction.events) {
    events.push_back({{"event", event.event_id},
                      {"source", event.source},
                      {"recorded_at", Rfc3339Text(event.recorded_at_us)}});
  }
  return {{"kind", RecordKindName(correction.kind)},
          {"record", correction.record},
          {"fact", correction.fact.empty() ? Json(nullptr) : Json(correction.fact)},
          {"before", correction.before},
          {"after", correction.after},
          {"why", correction.why},
          {"events", std::move(events)}};
}

Json RestatementJson(const Restatement& one) {
  Json corrections = Json::array();
  for (const Correction& correction : one.corrections) {
    corrections.push_back(CorrectionJson(correction));
  }
  return {{"published", one.published},
          {"published_on", FormatDate(one.published_on)},
          {"as_of", FormatDate(one.as_of)},
          {"authority", one.authority},
          {"team", one.team},
          {"indicator", one.indicator},
          {"window", WindowName(one.window)},
          {"from", FormatDate(one.period.first)},
          {"to", FormatDate(one.period.last)},
          {"was", CountsJson(one.was)},
          {"now", one.now ? CountsJson(*one.now) : Json(nullptr)},
          {"definitions_changed", one.definitions_changed},
          {"cause", CauseText(one)},
          {"corrected_records", one.corrected_records},
          {"corrections", std::move(corrections)}};
}

std::string Dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A list, an element a line, written one by one: the tree of all would take ten times the memory of the text.
class JsonList {
 public:
  void Add(const Json& element) {
    text_ += text_.empty() ? "\n" : ",\n";
    text_ += Dumped(element);
  }
  std::string Text() const { return "[" + text_ + "]"; }

 private:
  std::string text_;
};

Json IncompleteJson(const std::string& authority, const IncompleteExport& one) {
  return {{"authority", authority},
          {"source", one.key.source},
          {"batch", one.key.id},
          {"extracted_at", InstantOrNull(one.key.extracted_at_us)},
          {"events", one.declared ? Json(*one.declared) : Json(nullptr)},
          {"received", one.accepted},
          {"refused", one.refused},
          {"sentence", ExportSentence(one)}};
}

bool Chooses(const RowChoice& choice, const std::string& team, const std::string& indicator) {
  return (!choice.team || *choice.team == team) &&
         (choice.indicator.empty() || choice.indicator == indicator);
}

/// The lists of a report, filled council by council.
struct Lists {
  explicit Lists(const RowChoice& chosen) : choice(chosen) {}

  const RowChoice& choice;
  JsonList authorities, rows, months, quality, weeks, charts, backlog, bands, due, drag_ages,
      clock_weeks, comments, incomplete, restated;

  void Add(const AuthorityView& view) {
    authorities.Add(AuthorityJson(view));
    AddRows(view);
    const std::string& code = view.authority;
    for (const QualityCount& one : view.quality) {
      if (!choice.team || *choice.team == one.team) quality.Add(QualityJson(code, one));
    }
    AddOfIndicator(code, view.months, MonthJson, months);
    AddOfIndicator(code, view.weeks, WeekJson, weeks);
    AddOfIndicator(code, view.charts, ChartJson, charts);
    AddOfIndicator(code, view.clock_weeks, ClockWeekJson, clock_weeks);
    AddOfTeam(code, view.backlog, BacklogJson, backlog);
    AddOfTeam(code, view.bands, BandJson, bands);
    AddOfTeam(code, view.due, DueDayJson, due);
    AddOfTeam(code, view.drag_ages, DragAgeJson, drag_ages);
    AddOfTeam(code, view.comments, CommentJson, comments);
  }

  template <typename Entries, typename JsonOf>
  void AddOfIndicator(const std::string& code, const Entries& entries, JsonOf json_of,
                      JsonList& to) {
    for (const auto& one : entries) {
      const bool chosen = choice.indicator.empty() || choice.indicator == one.indicator;
      if (chosen) to.Add(json_of(code, one));
    }
  }

  template <typename Entries, typename JsonOf>
  void AddOfTeam(const std::string& code, const Entries& entries, JsonOf json_of, JsonList& to) {
    for (const auto& one : entries) {
      if (Chooses(choice, one.team, one.indicator)) to.Add(json_of(code, one));
    }
  }

  /// Judgements stand in the order of rows, one for the windows of an indicator and team.
  void AddRows(const AuthorityView& view) {
    auto judgement = view.judgements.begin();
    for (const Row& row : view.rows) {
      const bool is_judged = row.window == Window::kYear && judgement != view.judgements.end();
      const Judgement* judged = is_judged ? &*judgement++ : nullptr;
      if (choice.window && *choice.window != row.window) continue;
      if (!Chooses(choice, row.team, row.indicator)) continue;
      Json json = RowJson(view.authority, row);
      if (judged != nullptr) AddJudgement(*judged, json);
      rows.Add(json);
    }
  }
};

}  // namespace

std::string ReportJson(const View& view, const ReportHeader& header, const RowChoice& choice) {
  Lists lists(choice);
  const std::string& authority = choice.authority;
  std::int64_t data_as_of_us = 0;
  for (const Restatement& one : header.restated) {
    if (authority.empty() || one.authority == authority) lists.restated.Add(RestatementJson(one));
  }
  for (const auto& [code, exports] : header.incomplete) {
    if (!authority.empty() && code != authority) continue;
    for (const IncompleteExport& one : exports) lists.incomplete.Add(IncompleteJson(code, one));
  }
  for (const auto& one : view.authorities) {
    if (!authority.empty() && one->authority != authority) continue;
    data_as_of_us = std::max(data_as_of_us, one->data_as_of_us);
    lists.Add(*one);
  }
  return "{\"as_of\":" + Dumped(FormatDate(header.as_of)) +
         ",\"known_by\":" + Dumped(DateOrNull(header.known_by)) + ",\"supervised_team\":" +
         Dumped(header.supervised_team.empty() ? Json(nullptr) : Json(header.supervised_team)) +
         ",\"data_as_of\":" + Dumped(InstantOrNull(data_as_of_us)) +
         ",\n\"incomplete_exports\":" + lists.incomplete.Text() +
         ",\n\"authorities\":" + lists.authorities.Text() + ",\n\"rows\":" + lists.rows.Text() +
         ",\n\"months\":" + lists.months.Text() + ",\n\"quality\":" + lists.quality.Text() +
         ",\n\"weeks\":" + lists.weeks.Text() + ",\n\"charts\":" + lists.charts.Text() +
         ",\n\"backlog\":" + lists.backlog.Text() + ",\n\"bands\":" + lists.bands.Text() +
         ",\n\"due\":" + lists.due.Text() + ",\n\"drag_ages\":" + lists.drag_ages.Text() +
         ",\n\"clock_weeks\":" + lists.clock_weeks.Text() +
         ",\n\"comments\":" + lists.comments.Text() + ",\n\"restated\":" + lists.restated.Text() +
         "}\n";
}

std::string DragJson(const View& view, const Catalogue& catalogue, const RowChoice& choice) {
  Lists lists(choice);
  std::int64_t data_as_of_us = 0;
  for (const auto& one : view.authorities) {
    const std::string& code = one->authority;
    if (!choice.authority.empty() && code != choice.authority) continue;
    data_as_of_us = std::max(data_as_of_us, one->data_as_of_us);
    for (const Row& row : one->rows) {
      // Open work is the same in every window.
      if (row.window != Window::kYear || !Chooses(choice, row.team, row.indicator)) continue;
      const Indicator* indicator = catalogue.Find(row.indicator);
      const bool has_clocks = indicator != nullptr && TraitsOf(*indicator).has_clock;
      if (has_clocks) lists.rows.Add(DragRowJson(code, row));
    }
    lists.AddOfTeam(code, one->due, DueDayJson, lists.due);
    lists.AddOfTeam(code, one->drag_ages, DragAgeJson, lists.drag_ages);
  }
  return "{\"as_of\":" + Dumped(FormatDate(view.as_of)) +
         ",\"data_as_of\":" + Dumped(InstantOrNull(data_as_of_us)) +
         ",\n\"rows\":" + lists.rows.Text() + ",\n\"due\":" + lists.due.Text() +
         ",\n\"drag_ages\":" + lists.drag_ages.Text() + "}\n";
}

}  // namespace caseclock
