/// @file
/// A mail's bytes as a mail program reads them.
///
/// Example: Parse(bytes).headers[0] is {"From", "Caseclock <caseclock@council.example>"}.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace caseclock {

/// What GMime makes of a mail, decoded.
struct ParsedMail {
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<std::pair<std::string, std::string>> parts;  ///< {"text/plain", text}

  std::vector<std::string> HeaderNames() const;
  /// "" when there is none.
  std::string Header(const std::string& name) const;
};

/// Lines of the parts end in "\n", whatever they ended in.
ParsedMail Parse(const std::string& bytes);

}  // namespace caseclock
