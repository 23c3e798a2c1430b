/// @file
/// Views small enough to read, as the tests of the report write them.
///
/// Example: ViewOf({RowOf("ni60", "", 1, 3)}) is one council with a share of a third.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/report/report.h"
#include "processors/view.h"

namespace caseclock {

/// The day of every invented view.
inline Date ReportDay() { return Date::FromYmd(2024, 3, 31); }

/// A row of the reporting year to date, with its twin empty.
inline Row RowOf(std::string indicator, std::string team, std::int64_t numerator,
                 std::int64_t denominator) {
  Row row;
  row.indicator = std::move(indicator);
  row.team = std::move(team);
  row.current = {WindowAt(Window::kYear, ReportDay()), numerator, denominator};
  row.previous_year = {PreviousYear(Window::kYear, ReportDay()), 0, 0};
  return row;
}

/// One council with these rows; its last event was recorded on 2024-03-31 at 16:02:05 UTC.
inline View ViewOf(std::vector<Row> rows, std::string code = "X99000001") {
  AuthorityView council;
  council.authority = std::move(code);
  council.as_of = ReportDay();
  council.rows = std::move(rows);
  council.records = 1234;
  council.children = 567;
  council.data_as_of_us = 1'711'900'925'000'000;
  council.definitions = 42;
  View view;
  view.as_of = ReportDay();
  view.authorities.push_back(std::make_shared<const AuthorityView>(std::move(council)));
  return view;
}

}  // namespace caseclock
