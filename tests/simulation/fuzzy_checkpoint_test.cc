// A checkpoint written slice by slice while events go on arriving, then restored and replayed from
// the offset that was noted first, gives the state of an engine that never stopped. CASECLOCK_SEED
// and CASECLOCK_HISTORIES as in history_property_test.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "daemon/checkpoint/chunk.h"
#include "tests/simulation/authority_engine.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/property.h"

namespace caseclock::simulation {
namespace {

/// What is left of an engine that stopped: the offset noted when the checkpoint began, and its
/// slices.
struct Checkpoint {
  std::size_t offset = 0;
  std::string chunk;
};

/// Plays all events; somewhere in between begins a checkpoint and writes it in slices, events going
/// on between.
Checkpoint WriteFuzzily(Dice& dice, const std::vector<CaseEvent>& events, Authority& authority) {
  Checkpoint checkpoint;
  const auto count = static_cast<int>(events.size());
  checkpoint.offset = static_cast<std::size_t>(dice.Between(0, count));
  std::size_t next = 0;
  while (next < checkpoint.offset) authority.Apply(events[next++]);
  RecordNumber written = 0;
  Record record;
  while (written < authority.store().record_count()) {
    for (int slice = dice.Between(1, 5); slice > 0; --slice) {
      if (written >= authority.store().record_count()) break;
      authority.store().Read(written++, record);
      SerializeRecord(record, checkpoint.chunk);
    }
    for (int more = dice.Between(0, 6); more > 0 && next < events.size(); --more) {
      authority.Apply(events[next++]);
    }
  }
  SerializeBatches(authority.store().batches().state(), checkpoint.chunk);
  while (next < events.size()) authority.Apply(events[next++]);
  return checkpoint;
}

/// "" when the restored engine equals the one that never stopped.
std::string CheckRecovery(std::uint64_t seed) {
  const RandomHistory history = MakeRandomHistory(seed);
  Dice dice(seed + 4711);
  std::vector<CaseEvent> events = history.events;
  dice.Shuffle(events);
  const auto definitions = DefinitionsOf(SettingsOf(history, seed));
  Authority straight(kInventedAuthority, definitions, history.last_day);
  const Checkpoint checkpoint = WriteFuzzily(dice, events, straight);

  const auto restored = RestoredFrom(checkpoint.chunk, definitions, history.last_day);
  if (dice.Chance(50)) restored->EndCatchUp();
  for (std::size_t i = checkpoint.offset; i < events.size(); ++i) restored->Apply(events[i]);
  restored->EndCatchUp();
  const std::string where = "seed " + std::to_string(seed) + ", checkpoint begun before event " +
                            std::to_string(checkpoint.offset) + " of " +
                            std::to_string(events.size()) + ": ";
  if (restored->CanonicalState() != straight.CanonicalState()) {
    return where + "the states differ\nrestored:\n" + restored->CanonicalState() +
           "\nnever stopped:\n" + straight.CanonicalState();
  }
  if (restored->MakeView() != straight.MakeView()) return where + "the views differ";
  if (restored->Audit() != 0) return where + "running sums differ from the records";
  return "";
}

TEST(FuzzyCheckpointTest, ReplayFromTheNotedOffsetGivesTheStateOfAnEngineThatNeverStopped) {
  ForEveryHistory(CheckRecovery);
}

}  // namespace
}  // namespace caseclock::simulation
