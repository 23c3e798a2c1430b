#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"

namespace caseclock {
namespace {

using Json = nlohmann::ordered_json;

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
  return {{"from", FormatDate(figures.period.first)},
          {"to", FormatDate(figures.period.last)},
          {"numerator", figures.numerator},
          {"denominator", figures.denominator},
          {"share", OrNull(figures.Share())}};
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
  json["previous_year"] = FiguresJson(row.previous_year);
  if (row.per_10000) json["per_10000"] = *row.per_10000;
  if (row.per_10000_annualised) json["per_10000_annualised"] = *row.per_10000_annualised;
  if (row.median_days) json["median_days"] = *row.median_days;
  if (row.percentile_90_days) json["percentile_90_days"] = *row.percentile_90_days;
  return json;
}

Json AuthorityJson(const AuthorityView& view) {
  return {{"authority", view.authority},
          {"records", view.records},
          {"children", view.children},
          {"data_as_of", InstantOrNull(view.data_as_of_us)},
          {"definitions", std::to_string(view.definitions)}};
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

}  // namespace

std::string ReportJson(const View& view, const ReportHeader& header, std::string_view authority) {
  JsonList authorities, rows, months, quality;
  std::int64_t data_as_of_us = 0;
  for (const auto& one : view.authorities) {
    if (!authority.empty() && one->authority != authority) continue;
    data_as_of_us = std::max(data_as_of_us, one->data_as_of_us);
    authorities.Add(AuthorityJson(*one));
    for (const Row& row : one->rows) rows.Add(RowJson(one->authority, row));
    for (const MonthPoint& point : one->months) months.Add(MonthJson(one->authority, point));
    for (const QualityCount& count : one->quality) quality.Add(QualityJson(one->authority, count));
  }
  return "{\"as_of\":" + Dumped(FormatDate(header.as_of)) +
         ",\"known_by\":" + Dumped(DateOrNull(header.known_by)) +
         ",\"data_as_of\":" + Dumped(InstantOrNull(data_as_of_us)) +
         ",\n\"authorities\":" + authorities.Text() + ",\n\"rows\":" + rows.Text() +
         ",\n\"months\":" + months.Text() + ",\n\"quality\":" + quality.Text() + "}\n";
}

}  // namespace caseclock
