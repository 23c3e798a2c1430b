#include <nlohmann/json.hpp>

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

Json FiguresJson(const PeriodFigures& figures) {
  return {{"from", FormatDate(figures.period.first)}, {"to", FormatDate(figures.period.last)},
          {"numerator", figures.numerator},           {"denominator", figures.denominator},
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

}  // namespace

std::string ReportJson(const View& view, const ReportHeader& header) {
  Json rows = Json::array();
  Json months = Json::array();
  Json quality = Json::array();
  Json authorities = Json::array();
  std::int64_t data_as_of = 0;
  for (const auto& authority : view.authorities) {
    data_as_of = std::max(data_as_of, authority->data_as_of_us);
    authorities.push_back({{"authority", authority->authority},
                           {"records", authority->records},
                           {"children", authority->children},
                           {"data_as_of", UtcText(authority->data_as_of_us)},
                           {"definitions", std::to_string(authority->definitions)}});
    for (const Row& row : authority->rows) rows.push_back(RowJson(authority->authority, row));
    for (const MonthPoint& point : authority->months) {
      months.push_back({{"authority", authority->authority},
                        {"indicator", point.indicator},
                        {"month", FormatDate(point.month).substr(0, 7)},
                        {"numerator", point.numerator},
                        {"denominator", point.denominator},
                        {"open_at_end", point.open_at_end},
                        {"drag_at_end", point.drag_at_end}});
    }
    for (const QualityCount& count : authority->quality) {
      quality.push_back({{"authority", authority->authority},
                         {"team", count.team},
                         {"rule", count.rule},
                         {"count", count.count}});
    }
  }
  const Json report = {{"as_of", FormatDate(header.as_of)},
                       {"known_by", DateOrNull(header.known_by)},
                       {"data_as_of", data_as_of == 0 ? Json(nullptr) : Json(UtcText(data_as_of))},
                       {"authorities", std::move(authorities)},
                       {"rows", std::move(rows)},
                       {"months", std::move(months)},
                       {"quality", std::move(quality)}};
  return report.dump(1) + "\n";
}

}  // namespace caseclock
