/// @file
/// The files and directories that a configuration names, tried before anything is started.
///
/// Example: alerts: {mail: {ca_file: council.pem, ...}} where there is no such file: one problem, "could not open
/// alerts.mail.ca_file".
#pragma once

#include <string>
#include <vector>

#include "daemon/config/config.h"

namespace caseclock {

/// One problem for each that cannot be used as it has to be, in the form "could not ...\n  Detail: ...\n  Hint: ...".
/// Makes nothing.
std::vector<std::string> CheckNamedFiles(const Config& config);

}  // namespace caseclock
