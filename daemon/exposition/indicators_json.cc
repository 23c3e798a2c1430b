#include "daemon/exposition/indicators_json.h"

#include <algorithm>

#include "daemon/exposition/figure_text.h"
#include "nlohmann/json.hpp"

namespace caseclock {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json InstantOrNull(std::int64_t instant_us) {
  return instant_us == 0 ? Json(nullptr) : Json(Rfc3339Text(instant_us));
}

void AddPeriod(const PeriodFigures& figures, Json& object) {
  object["from"] = FormatDate(figures.period.first);
  object["to"] = FormatDate(figures.period.last);
  object["numerator"] = figures.numerator;
  object["denominator"] = figures.denominator;
  object["share"] = OrNull(figures.Share());
}

void AddWhereKnown(const Row& row, Json& object) {
  if (row.per_10000) object["per_10000"] = *row.per_10000;
  if (row.per_10000_annualised) object["per_10000_annualised"] = *row.per_10000_annualised;
  if (row.median_days) object["median_days"] = *row.median_days;
  if (row.percentile_90_days) object["percentile_90_days"] = *row.percentile_90_days;
}

Json RowObject(const AuthorityView& view, const Row& row) {
  Json object;
  object["authority"] = view.authority;
  object["team"] = row.team;
  object["indicator"] = row.indicator;
  object["window"] = WindowName(row.window);
  AddPeriod(row.current, object);
  AddPeriod(row.previous_year, object["previous_year"]);
  object["open"] = row.open;
  object["drag"] = row.drag;
  object["due_soon"] = row.due_soon;
  object["oldest_open_start"] =
      row.oldest_open_start ? Json(FormatDate(*row.oldest_open_start)) : Json(nullptr);
  AddWhereKnown(row, object);
  return object;
}

std::string Dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Rows are written one by one: the tree of all of them would take ten times the text's memory.
void AppendRows(const AuthorityView& view, std::string& text) {
  for (const Row& row : view.rows) {
    if (text.back() != '[') text += ",\n";
    text += Dumped(RowObject(view, row));
  }
}

}  // namespace

std::string IndicatorsJson(const View& view, std::string_view authority) {
  std::int64_t data_as_of_us = 0;
  std::string rows = "[";
  for (const auto& each : view.authorities) {
    if (!authority.empty() && each->authority != authority) continue;
    data_as_of_us = std::max(data_as_of_us, each->data_as_of_us);
    AppendRows(*each, rows);
  }
  Json head;
  head["as_of"] = FormatDate(view.as_of);
  head["known_by"] = nullptr;
  head["data_as_of"] = InstantOrNull(data_as_of_us);
  std::string text = Dumped(head);
  text.pop_back();
  return text + ",\"rows\":" + rows + "]}\n";
}

}  // namespace caseclock
