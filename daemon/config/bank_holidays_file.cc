#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "daemon/config/config.h"

namespace caseclock {
namespace {

constexpr char kDivision[] = "england-and-wales";

bool IsPublishedForm(const nlohmann::json& root) {
  return root.is_object() && root.contains(kDivision) && root[kDivision].is_object() &&
         root[kDivision].contains("events") && root[kDivision]["events"].is_array();
}

std::optional<Date> DateOf(const nlohmann::json& event) {
  if (!event.is_object() || !event.contains("date") || !event["date"].is_string())
    return std::nullopt;
  return ParseDate(event["date"].get<std::string>());
}

std::string TitleOf(const nlohmann::json& event) {
  const bool has_title = event.contains("title") && event["title"].is_string();
  return has_title ? event["title"].get<std::string>() : "Bank holiday";
}

/// A year after the shipped ones that the list passes over: its holidays are unknown, not none. 0: there is none.
int YearLeftOut(const std::set<int>& years) {
  for (int year = kLastHolidayYear + 1; year < *years.rbegin(); ++year) {
    if (!years.contains(year)) return year;
  }
  return 0;
}

}  // namespace

std::variant<std::vector<BankHoliday>, std::string> ReadBankHolidays(const std::string& path) {
  std::ifstream in(path);
  if (!in) return "could not open " + path + ".";
  const auto root = nlohmann::json::parse(in, nullptr, false);
  if (!IsPublishedForm(root)) {
    return path + " is not in the GOV.UK bank-holidays.json form (england-and-wales, events).";
  }
  std::vector<BankHoliday> days;
  std::set<int> years;
  for (const auto& event : root[kDivision]["events"]) {
    const auto date = DateOf(event);
    if (!date) return path + " holds an event without a date.";
    if (PartsOf(*date).year < kFirstHolidayYear) continue;
    days.push_back({*date, TitleOf(event)});
    years.insert(PartsOf(*date).year);
  }
  if (days.empty()) return path + " lists no days.";
  if (const int year = YearLeftOut(years)) {
    return path + " lists " + std::to_string(*years.rbegin()) + " but not " + std::to_string(year) +
           ".";
  }
  return days;
}

}  // namespace caseclock
