/// @file
/// The code of a council: nine characters, a capital letter and eight digits, as the Office for National Statistics
/// writes the codes of areas (three characters say what kind of area it is, six digits which one).
///
/// Example: "E08000018" is Rotherham: E08 a metropolitan borough, 000018 the number among them. "Leeds", "e08000018"
/// and "E0800001" have not the form of a code.
///
/// Source: ONS, "Code History Database" and its coding and naming policy, since 2011. E06 is a unitary authority, E07 a
/// district, E08 a metropolitan borough, E09 a London borough, E10 a county. Invented councils have codes of the same
/// form that begin with X.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// True for a capital letter followed by eight digits. Says nothing of whether there is such a council.
bool IsAuthorityCode(std::string_view code);

/// True for a council that has or had children's services in England since 2012. Example: E08000018; not E07000008
/// (Cambridge is a district, and the county has the service), not E08000099.
/// Source: the table of authority_name.h.
bool IsEnglishChildrensServices(std::string_view code);

/// All of them in order: 163 codes, of which 153 were in use in 2024.
std::vector<std::string> EnglishChildrensServices();

}  // namespace caseclock
