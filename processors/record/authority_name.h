/// @file
/// What people call a council: the English councils with children's services, by the code of the Office for National
/// Statistics. A configuration may name a council otherwise (authorities[].name).
///
/// Example: AuthorityName("E08000018") is "Rotherham"; of an invented council, "X99000009", it is the code itself.
///
/// Source: names and codes as in the Department for Education's open data of 2012 to 2024 (Open Government Licence),
/// which takes them from ONS; and the two codes that came with a change of boundary on 1 April 2025 (Barnsley,
/// Sheffield). Names are written as they are said: "Bristol" for "Bristol, City of", "St Helens" without the point.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace caseclock {

/// A council that has or had children's services in England since 2012.
struct EnglishAuthority {
  std::string_view code;
  std::string_view name;
};

/// All of them by code: 163 codes, of which 153 were in use in 2024.
std::span<const EnglishAuthority> EnglishAuthorities();

/// The name of an English council; "" when the code is none of theirs.
std::string_view EnglishAuthorityName(std::string_view code);

/// The name of an English council; of another the code itself. Where there are figures, NameOf(view) of
/// processors/view.h knows the configured name, too.
std::string AuthorityName(std::string_view code);

}  // namespace caseclock
