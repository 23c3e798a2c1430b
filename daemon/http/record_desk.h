/// @file
/// The interface moved to the room of the page, which asks it; see daemon/page/record_desk.h.
///
/// Example: #include "daemon/page/record_desk.h"
#pragma once

#include "daemon/page/record_desk.h"
