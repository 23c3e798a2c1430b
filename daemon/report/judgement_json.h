/// @file
/// The judgement of a row, and what stands beside rows in a view, as JSON values. Keys are in ops/docs/report.md.
///
/// Example: AddJudgement(judgement, row) adds "value", "target", "comparators", "rag", "sentence", "direction",
/// "projection" to the object of a row.
#pragma once

#include <nlohmann/json.hpp>

#include "processors/view.h"

namespace caseclock {

/// Keys stay in the order in which they are added.
using OrderedJson = nlohmann::ordered_json;

/// Adds the keys of a judgement to the row of its indicator and team. Values are rounded to thousandths of their unit,
/// differences are hundredths as numbers; what is undefined is null.
void AddJudgement(const Judgement& judgement, OrderedJson& row);

/// One complete week of a flow, named by its Monday.
OrderedJson WeekJson(const std::string& authority, const WeekPoint& week);
/// Mean, limits and signals, each signal at the Monday or first of the month of its point.
OrderedJson ChartJson(const std::string& authority, const FlowChart& chart);
/// What is open, by the quarter in which it started.
OrderedJson BacklogJson(const std::string& authority, const OpenByQuarter& part);
/// How many have which age, and the change since the end of last month.
OrderedJson BandJson(const std::string& authority, const BandCount& band);
/// The owner's sentence.
OrderedJson CommentJson(const std::string& authority, const Comment& comment);

}  // namespace caseclock
