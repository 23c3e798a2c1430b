/// @file
/// The hand-made history of tests/golden/fixtures as a council, for texts that are compared with stored ones.
///
/// Example: TwoChildren(Date::FromYmd(2024, 3, 22)).MakeView().records == 14
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>

#include "daemon/codec/codec.h"
#include "processors/authority.h"
#include "tests/support/source_dir.h"

namespace caseclock {

/// The council after all events, as of the day.
inline std::unique_ptr<Authority> TwoChildren(Date as_of) {
  auto council =
      std::make_unique<Authority>("X99000009", std::make_shared<const Definitions>(), as_of);
  std::ifstream file(CASECLOCK_SOURCE_DIR "/tests/golden/fixtures/two_children.jsonl");
  EventCodec codec;
  for (std::string line; std::getline(file, line);) {
    const Decoded decoded = codec.DecodeJson(line);
    const auto* event = std::get_if<CaseEvent>(&decoded);
    if (event == nullptr) {
      ADD_FAILURE() << std::get<Rejection>(decoded).detail;
      break;
    }
    council->Apply(*event);
  }
  return council;
}

}  // namespace caseclock
