/// @file
/// Texts as people see them: what cannot be seen is not there. Teams of the topic and of imported
/// workbooks, and identifiers of exports, are compared in this form only.
///
/// Example: MakePlain(" Team\u00A0 A\u200B") is "Team A", with blanks and invisible set.
#pragma once

#include <string>
#include <string_view>

namespace caseclock {

/// A text and what was changed to get it.
struct PlainText {
  std::string text;
  bool valid = true;       ///< false: it is no UTF-8, and `text` is empty
  bool blanks = false;     ///< blanks around it, or several in a row, were dropped
  bool invisible = false;  ///< characters that nobody sees were dropped
  bool form = false;       ///< written in another Unicode form, for instance in full-width digits
  friend bool operator==(const PlainText&, const PlainText&) = default;
};

/// Blanks of every kind and control characters become one space and vanish at both ends; formatting
/// characters (zero-width spaces, soft hyphens, marks of direction, byte order marks) are dropped;
/// letters are put together (Unicode form C). Upper and lower case stay.
/// Cost: one pass without allocation but for the copy when the text is plain ASCII already.
PlainText MakePlain(std::string_view text);

/// The same for identifiers, and look-alikes become what they look like: full-width digits and
/// letters become ASCII (Unicode form KC). Example: "\uFF11\uFF10\uFF10\uFF11" is "1001".
PlainText MakePlainIdentifier(std::string_view text);

/// True for printable ASCII with single blanks inside only, which stays as it is.
/// Cost: about a nanosecond a character, no allocation.
bool IsPlain(std::string_view text);

/// MakePlain(text).text; what is no UTF-8 stays as it is.
std::string PlainName(std::string_view text);

}  // namespace caseclock
