/// @file
/// A whole row of the catalogue in a configuration: which records, and the fields of its shape by the names that
/// Describe gives them. What is written back is read as the same row.
///
/// Example:
///   {id: nfa, title: "Referrals closed with no further action", shape: share, of: referral,
///    on: referral_opened, where: {referral_decided: known}, better: none,
///    property: {referral_decided: no_further_action}}
#pragma once

#include <optional>
#include <string>

#include "daemon/config/yaml_reader.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// Reads the row whose `shape` the mapping names: everything but its id, title, short title and limits. nullopt: it has
/// mistakes, which have been reported with line, column, what was found and the words that there are.
std::optional<Indicator> ReadRow(YamlMap& map, const std::string& shape);

/// The row as a council would write it, on one line.
std::string RowYaml(const Indicator& row);

}  // namespace caseclock
