#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/load_config.h"
#include "daemon/simulation/council_simulation.h"

namespace caseclock {

ExitCode RunDecode(const DecodeOptions& options) {
  const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
  EventCodec codec;
  auto decoded = options.reverse ? codec.DecodeJson(input) : codec.DecodeBinary(input);
  if (const auto* rejection = std::get_if<Rejection>(&decoded)) {
    fmt::print(stderr, "could not read the event: {}\n  Detail: {}\n",
               RejectReasonName(rejection->reason), rejection->detail);
    return kUnreadableInput;
  }
  const CaseEvent& event = std::get<CaseEvent>(decoded);
  const std::string out =
      options.reverse ? codec.EncodeBinary(event) : codec.EncodeJson(event) + "\n";
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kDone;
}

namespace {

ExitCode TellSpan(const WorkingDays& calendar) {
  fmt::print(stderr, "could not count\n  Detail: working days are known from {} to {}.\n",
             FormatDate(calendar.first()), FormatDate(calendar.last()));
  return kUsage;
}

void TellHolidays(const WorkingDays& calendar, Date start, Date stop) {
  for (const BankHoliday& day : calendar.HolidaysBetween(start, stop)) {
    fmt::print(stderr, "  skipped {} {}\n", FormatDate(day.date), day.title);
  }
}

}  // namespace

ExitCode RunWorkingDaysAdd(const std::string& path, Date start, int days) {
  const auto config = LoadConfig(path, ConfigUse::kReport);
  if (!config) return kConfiguration;
  const auto definitions = config->DefinitionsFor("");
  const auto due = definitions->calendar.Nth(start, days);
  if (!due) return TellSpan(definitions->calendar);
  fmt::print("{}\n", FormatDate(*due));
  TellHolidays(definitions->calendar, start, *due);
  return kDone;
}

ExitCode RunWorkingDaysBetween(const std::string& path, Date start, Date stop) {
  const auto config = LoadConfig(path, ConfigUse::kReport);
  if (!config) return kConfiguration;
  const auto definitions = config->DefinitionsFor("");
  const auto count = definitions->calendar.Count(start, stop);
  if (!count) return TellSpan(definitions->calendar);
  fmt::print("{}\n", *count);
  TellHolidays(definitions->calendar, start, stop);
  return kDone;
}

}  // namespace caseclock
