/// @file
/// Values of a query or of a form, as browsers send them.
///
/// Example: QueryValue("a=1&authority=E08%30", "authority") is "E080".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caseclock {

/// The value of one parameter of a query or form, percent-decoded, "+" as a space; "" where absent, the first where
/// there are several.
/// Example: QueryValue("sentence=two+staff%0Aoff", "sentence") is "two staff\noff".
std::string QueryValue(std::string_view query, std::string_view name);

/// Every parameter with its value, in their order; one without "=" has the value "".
std::vector<std::pair<std::string, std::string>> QueryValues(std::string_view query);

}  // namespace caseclock
