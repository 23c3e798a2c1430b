/// @file
/// What is to be said of one item: where it counts on the day and in the window that are asked about, and why.
///
/// Example: assessment A7 of 2024-03-01, authorised 2024-05-08, asked in the month to 2024-05-31: in_denominator and
/// in_numerator, count 45, limit "45 working days", why "Stopped on 2024-05-08 at 45 of 45 working days: in time."
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/indicator/item.h"

namespace caseclock {

/// Which row is asked about, of whose history, and over which days. Borrows.
struct RowQuestion {
  const Indicator& row;
  const RowSubject& subject;
  Period period;
};

/// The answer about one item.
struct ItemLine {
  Date due = kNoDate;
  Date cancelled = kNoDate;
  std::optional<int> count;           ///< until the stop, or as-of
  std::string limit;                  ///< "45 working days"
  std::vector<BankHoliday> holidays;  ///< skipped on the way to due date or stop
  bool in_numerator = false;
  bool in_denominator = false;
  bool open = false;  ///< on as-of; of rows that count children one of several may have to give way
  bool drag = false;
  bool due_soon = false;
  std::string why;                   ///< one sentence, also when it counts nowhere
  const Record* evidence = nullptr;  ///< whose facts stand beside its own, as they decide
};

/// Says it of an item of the row. Requires: one that is counted, or open, or was. Of the others their reason is to be
/// said.
void TellWhy(const RowQuestion& question, const RowItem& item, ItemLine& line);

// For the shapes, which say it.

/// Limit, due date, and what was counted up to a day.
void AddCount(const RowQuestion& question, const Limit& limit, const RowItem& item, Date until,
              ItemLine& line);

/// "45 of 45 working days".
std::string CountText(const ItemLine& line);

/// True when the question's window has the day.
bool HasDay(const RowQuestion& question, Date day);

/// "outside 2024-05-01 to 2024-05-31".
std::string OutsideText(const RowQuestion& question);

/// An item that was counted: in its numerator or beside it, in the window or outside. `what` is what it did.
/// Example: "Stopped on 2024-05-08 at 45 of 45 working days" and "late".
void TellCounted(const RowQuestion& question, const RowItem& item, const std::string& what,
                 const char* late, ItemLine& line);

}  // namespace caseclock
