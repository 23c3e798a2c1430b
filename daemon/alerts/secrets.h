/// @file
/// Secrets come from files, never from arguments or the configuration itself.
///
/// Example: ReadSecret("/etc/caseclock/smtp.password") is {"correct horse", ""}.
#pragma once

#include <string>

namespace caseclock {

/// A secret, or why there is none, in the form "could not ...\nDetail: ...\nHint: ...".
struct Secret {
  std::string value;
  std::string problem;
};

/// The first line of the file, without its end. Errors: it cannot be read, or is empty.
Secret ReadSecret(const std::string& path);

/// The key in the file; a file that is not there is made, for its owner only, with 64 random hexadecimal digits.
Secret ReadOrMakeKey(const std::string& path);

}  // namespace caseclock
