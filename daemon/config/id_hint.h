/// @file
/// What was probably meant by an id that does not exist.
///
/// Example: IdHint({"ni59", "ni60"}, "ni95") is "did you mean ni59? there are ni59, ni60".
#pragma once

#include <string>
#include <vector>

namespace caseclock {

/// A hint that ends a problem: the closest id, if one is close, and those there are.
std::string IdHint(const std::vector<std::string>& ids, const std::string& wanted);

}  // namespace caseclock
