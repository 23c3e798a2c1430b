#include <fstream>

#include <nlohmann/json.hpp>

#include "daemon/config/config.h"

namespace caseclock {

std::variant<std::vector<BankHoliday>, std::string> ReadBankHolidays(const std::string& path) {
  std::ifstream in(path);
  if (!in) return "could not open " + path + ".";
  const auto root = nlohmann::json::parse(in, nullptr, false);
  if (root.is_discarded() || !root.contains("england-and-wales") ||
      !root["england-and-wales"].contains("events")) {
    return path + " is not in the GOV.UK bank-holidays.json form (england-and-wales, events).";
  }
  std::vector<BankHoliday> days;
  for (const auto& event : root["england-and-wales"]["events"]) {
    const auto date = event.contains("date") && event["date"].is_string()
                          ? ParseDate(event["date"].get<std::string>())
                          : std::nullopt;
    if (!date) return path + " holds an event without a date.";
    if (PartsOf(*date).year < kFirstHolidayYear) continue;
    days.push_back({*date, event.value("title", "Bank holiday")});
  }
  if (days.empty()) return path + " lists no days.";
  return days;
}

}  // namespace caseclock
