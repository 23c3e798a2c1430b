/// @file
/// What a shape has to be able to do, named for those who declare one: the types that its functions speak of.
///
/// Example: shape/clock.h declares the four functions of ClockShape by them; item.h and item_line.h define them.
#pragma once

namespace caseclock {

struct Indicator;
struct ItemLine;
struct Items;
struct RowItem;
struct RowQuestion;
struct RowSubject;
struct RowWords;
struct Traits;

}  // namespace caseclock
