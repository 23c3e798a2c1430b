/// @file
/// A CheckpointStore that keeps everything in memory, fails when told to and can be spoilt. For
/// tests of the loop. It passes the contract suite of the real stores
/// (tests/daemon/checkpoint/store_contract_test.cc).
///
/// Example:
///   InMemoryCheckpointStore store;
///   store.fail_next_commit = true;                       // the next Commit reports a problem
///   loop.Checkpoint(store);
///   EXPECT_EQ(store.generations({"case-events", 0}), 0u);
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/checkpoint/checkpoint_store.h"

namespace caseclock {

/// Used by one thread.
class InMemoryCheckpointStore : public CheckpointStore {
 public:
  explicit InMemoryCheckpointStore(int generations = kDefaultGenerations) : keep_(generations) {}

  // What the next call of each kind does; reset by that call.
  bool fail_next_begin = false;
  bool fail_next_chunk = false;
  bool fail_next_commit = false;
  /// Every Load reports a problem while this is set.
  bool unreadable = false;

  BeginResult Begin(const CheckpointPosition& position) override {
    if (std::exchange(fail_next_begin, false)) return {nullptr, Problem("begin a checkpoint")};
    return {std::make_unique<Writer>(*this, position), ""};
  }

  LoadResult Load(const PartitionId& partition, ChunkSink& sink) override {
    LoadResult result;
    if (unreadable) {
      result.problem = Problem("read checkpoints");
      return result;
    }
    const auto& kept = kept_[partition];
    for (auto at = kept.rbegin(); at != kept.rend(); ++at) {
      const std::string trouble = Check(*at, sink);
      if (!trouble.empty()) {
        result.passed_over.push_back("generation " + std::to_string(at->number) + ": " + trouble);
        continue;
      }
      for (const auto& [authority, chunk] : at->chunks) {
        if (!sink.GoOn()) {
          result.stopped = true;
          return result;
        }
        sink.Take(authority, chunk);
      }
      result.checkpoint = at->position;
      result.generation = at->number;
      return result;
    }
    return result;
  }

  /// Makes the newest generation unusable, as a flipped bit would. Requires: there is one.
  void SpoilNewest(const PartitionId& partition) { kept_.at(partition).back().spoilt = true; }

  /// How many generations are kept, spoilt ones among them.
  std::size_t generations(const PartitionId& partition) const {
    const auto found = kept_.find(partition);
    return found == kept_.end() ? 0 : found->second.size();
  }

 private:
  struct Generation {
    std::uint64_t number = 0;
    CheckpointPosition position;
    std::vector<std::pair<std::string, std::string>> chunks;  // authority, bytes
    bool spoilt = false;
  };

  class Writer : public CheckpointWriter {
   public:
    Writer(InMemoryCheckpointStore& store, const CheckpointPosition& position) : store_(store) {
      generation_.position = position;
    }

    std::string AddChunk(std::string_view authority, std::string_view chunk) override {
      failed_ |= std::exchange(store_.fail_next_chunk, false);
      if (failed_) return Problem("write a chunk");
      generation_.chunks.emplace_back(authority, chunk);
      return "";
    }

    std::string Commit() override {
      failed_ |= std::exchange(store_.fail_next_commit, false);
      if (failed_) return Problem("commit a checkpoint");
      store_.Keep(std::move(generation_));
      return "";
    }

    void Abandon() override {}

   private:
    InMemoryCheckpointStore& store_;
    Generation generation_;
    bool failed_ = false;
  };

  static std::string Problem(const std::string& what) {
    return "could not " + what + "\nDetail: the test says so.\nHint: none.";
  }

  static std::string Check(const Generation& generation, ChunkSink& sink) {
    if (generation.spoilt) return "spoilt by the test";
    std::string unfit = sink.CheckPosition(generation.position);
    if (!unfit.empty()) return unfit;
    for (const auto& [authority, chunk] : generation.chunks) {
      std::string trouble = sink.Check(chunk);
      if (!trouble.empty()) return trouble;
    }
    return "";
  }

  void Keep(Generation generation) {
    auto& kept = kept_[generation.position.partition];
    generation.number = kept.empty() ? 1 : kept.back().number + 1;
    kept.push_back(std::move(generation));
    while (kept.size() > static_cast<std::size_t>(keep_)) kept.pop_front();
  }

  int keep_;
  std::map<PartitionId, std::deque<Generation>> kept_;
};

}  // namespace caseclock
