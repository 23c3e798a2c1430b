/// @file
/// A ChunkSink that keeps what it takes and refuses what it is told to.
///
/// Example: sink.refuse = "bad"; then a generation with the chunk "bad" is passed over.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/checkpoint/checkpoint_store.h"

namespace caseclock {

/// Authorities and chunks, in order.
using Chunks = std::vector<std::pair<std::string, std::string>>;

class CollectingSink : public ChunkSink {
 public:
  std::string refuse = "\x01never\x01";

  std::string Check(std::string_view chunk) override {
    return chunk == refuse ? "it is refused by the test" : "";
  }
  void Take(std::string_view authority, std::string_view chunk) override {
    taken.emplace_back(authority, chunk);
  }

  Chunks taken;
};

}  // namespace caseclock
