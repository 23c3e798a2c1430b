// How fast the engine takes events, and what a record costs in memory.
//
//   engine_bench                         about 1 million records of ten invented councils
//   CASECLOCK_BENCH_YEARS=1 engine_bench  smaller, as the normal test run does
//
// Figures that matter: events a second live (contributing at each event) and catching up (merging only, then counting
// once), and resident bytes a record with everything in: facts, indexes, sums.

#include <benchmark/benchmark.h>
#include <jemalloc/jemalloc.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "daemon/codec/codec.h"
#include "daemon/config/config.h"
#include "daemon/simulation/council_simulation.h"
#include "processors/authority.h"

namespace caseclock {
namespace {

constexpr int kCouncils = 10;
const Date kFrom = Date::FromYmd(2019, 4, 1);

int Years() {
  const char* years = std::getenv("CASECLOCK_BENCH_YEARS");
  return years == nullptr ? 5 : std::atoi(years);
}

std::int64_t ResidentBytes() {
  std::ifstream statm("/proc/self/statm");
  std::int64_t size = 0;
  std::int64_t resident = 0;
  statm >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

/// What one day brings to all councils, in order of recording.
class Days {
 public:
  Days() {
    for (int i = 1; i <= kCouncils; ++i) councils_.emplace_back(StandardCouncil(i), 1, kFrom);
  }
  bool Next(std::vector<CaseEvent>& events) {
    if (day_ == AddMonths(kFrom, 12 * Years())) return false;
    events.clear();
    for (CouncilSimulation& council : councils_) {
      for (CaseEvent& event : council.NextDay()) events.push_back(std::move(event));
    }
    day_ = day_ + 1;
    return true;
  }

 private:
  std::vector<CouncilSimulation> councils_;
  Date day_ = kFrom;
};

using Councils = std::map<std::string, std::unique_ptr<Authority>>;

/// Rows as councils write them, of every shape; N is the limit or the number of the row.
constexpr const char* kMoreRows[] = {
    "{id: signoff_N, title: T, shape: clock, of: assessment, from: assessment_work_finished, to: "
    "assessment_authorised, "
    "cancelled_by: assessment_cancelled, limit: N working days, better: high}",
    "{id: decision_N, title: T, shape: clock, of: referral, to: referral_decided, limit: N working "
    "days, better: high}",
    "{id: minutes_N, title: T, shape: clock, of: [conference, review], to: minutes_issued, limit: "
    "N days, better: high}",
    "{id: s47_N, title: T, shape: clock, of: section47, to: [{fact: conference_held, of: "
    "conference}, "
    "section47_ended_without_conference], limit: N working days, better: high}",
    "{id: plans_N, title: T, shape: clock, of: plan, where: {plan_type: child_in_need}, to: "
    "plan_ceased, limit: N days, "
    "better: high}",
    "{id: nfa_N, title: T, shape: share, of: referral, where: {referral_decided: known}, on: "
    "referral_opened, property: "
    "{referral_decided: no_further_action}, better: none}",
    "{id: assessed_N, title: T, shape: share, of: referral, on: referral_opened, property: "
    "{led_to: {fact: "
    "assessment_started, of: assessment}}, better: high}",
    "{id: again_N, title: T, shape: share, of: plan, on: plan_started, property: repeats, limit: N "
    "months, better: low}",
    "{id: visits_N, title: T, shape: flow, of: visit, on: visit_made, better: none}",
    "{id: cin_N, title: T, shape: stock, of: referral, from: referral_opened, to: "
    "referral_closure, better: none}",
    "{id: cla_N, title: T, shape: stock, of: care, from: care_started, to: care_ceased, without: "
    "{legal_status: [V3, V4]}, "
    "better: none}",
    "{id: placed_N, title: T, shape: clock, of: adoption, to: adoption_placed, limit: N months, "
    "better: high}",
    "{id: contacts_N, title: T, shape: flow, of: contact, on: contact_received, better: none}",
};

/// The shipped rows, and so many more of all shapes that there are `rows` of them.
std::shared_ptr<const Definitions> DefinitionsOf(std::size_t rows) {
  std::string text = "indicators: [";
  for (std::size_t i = BuiltInCatalogue().indicators.size(); i < rows; ++i) {
    std::string row = kMoreRows[i % std::size(kMoreRows)];
    const std::string number = std::to_string(5 + i);
    for (auto at = row.find("_N"); at != std::string::npos; at = row.find("_N")) {
      row.replace(at + 1, 1, number);
    }
    for (auto at = row.find(": N "); at != std::string::npos; at = row.find(": N ")) {
      row.replace(at + 2, 1, number);
    }
    text += row + ",\n";
  }
  auto read = ReadConfigText(text + "]", "bench", ConfigUse::kReport);
  Definitions definitions;
  definitions.catalogue = std::get<Config>(std::move(read)).catalogue;
  return std::make_shared<const Definitions>(std::move(definitions));
}

/// How many rows a bench is run with, when it is run with several.
std::size_t RowsOf(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

Councils MakeCouncils(bool catching_up, std::size_t rows = 0) {
  const auto definitions = DefinitionsOf(rows);
  Councils councils;
  const Date as_of = AddMonths(kFrom, 12 * Years());
  for (int i = 1; i <= kCouncils; ++i) {
    const std::string code = StandardCouncil(i).authority;
    councils[code] = std::make_unique<Authority>(code, definitions, as_of);
    if (catching_up) councils[code]->BeginCatchUp();
  }
  return councils;
}

std::int64_t RecordCount(const Councils& councils) {
  std::int64_t records = 0;
  for (const auto& [code, council] : councils) {
    records += static_cast<std::int64_t>(council->store().record_count());
  }
  return records;
}

/// Bytes in use by the program's objects, as the allocator counts them.
std::int64_t HeapBytes() {
  std::size_t allocated = 0;
  std::size_t size = sizeof allocated;
  std::uint64_t epoch = 1;  // writing it brings the statistics up to date
  mallctl("epoch", nullptr, nullptr, &epoch, sizeof epoch);
  mallctl("stats.allocated", &allocated, &size, nullptr, 0);
  return static_cast<std::int64_t>(allocated);
}

/// Gives every event to its council and returns the seconds that this took. Events are made a day at a time, as they
/// come from a poll; making them is not counted.
double ApplyAll(Councils& councils, std::int64_t& events_taken) {
  using Clock = std::chrono::steady_clock;
  Days days;
  std::vector<CaseEvent> events;
  Clock::duration taken{};
  while (days.Next(events)) {
    const auto begin = Clock::now();
    for (const CaseEvent& event : events) councils[event.authority]->Apply(event);
    taken += Clock::now() - begin;
    events_taken += static_cast<std::int64_t>(events.size());
  }
  return std::chrono::duration<double>(taken).count();
}

/// What a record costs with everything in.
void BM_Memory(benchmark::State& state) {
  for (auto _ : state) {
    const std::int64_t heap = HeapBytes();
    const std::int64_t resident = ResidentBytes();
    Councils councils = MakeCouncils(false);
    std::int64_t events = 0;
    ApplyAll(councils, events);
    const auto records = static_cast<double>(RecordCount(councils));
    state.counters["records"] = records;
    state.counters["resident_bytes_a_record"] =
        static_cast<double>(ResidentBytes() - resident) / records;
    state.counters["heap_bytes_a_record"] = static_cast<double>(HeapBytes() - heap) / records;
  }
}
BENCHMARK(BM_Memory)->Unit(benchmark::kMillisecond)->Iterations(1);

/// Live: every event is merged and counted at once.
void BM_Live(benchmark::State& state) {
  std::int64_t events = 0;
  for (auto _ : state) {
    Councils councils = MakeCouncils(false, RowsOf(state));
    state.SetIterationTime(ApplyAll(councils, events));
    state.counters["records"] = static_cast<double>(RecordCount(councils));
  }
  state.SetItemsProcessed(events);
}
BENCHMARK(BM_Live)->Arg(11)->Arg(25)->Arg(50)->Unit(benchmark::kMillisecond)->UseManualTime();

/// Catching up: events are merged only, then everything is counted once. Merging alone, and with the count.
void BM_CatchUp(benchmark::State& state) {
  std::int64_t events = 0;
  double counting = 0;
  for (auto _ : state) {
    Councils councils = MakeCouncils(true, RowsOf(state));
    state.SetIterationTime(ApplyAll(councils, events));
    const auto begin = std::chrono::steady_clock::now();
    for (auto& [code, council] : councils) council->EndCatchUp();
    counting += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    state.counters["records"] = static_cast<double>(RecordCount(councils));
  }
  state.counters["seconds_to_count_once"] = counting / static_cast<double>(state.iterations());
  state.SetItemsProcessed(events);
}
BENCHMARK(BM_CatchUp)->Arg(11)->Arg(50)->Unit(benchmark::kMillisecond)->UseManualTime();

void BM_MakeView(benchmark::State& state) {
  Councils councils = MakeCouncils(true, RowsOf(state));
  std::int64_t events = 0;
  ApplyAll(councils, events);
  for (auto& [code, council] : councils) council->EndCatchUp();
  const Authority& one = *councils.begin()->second;
  for (auto _ : state) benchmark::DoNotOptimize(one.MakeView());
}
BENCHMARK(BM_MakeView)->Arg(11)->Arg(25)->Arg(50)->Unit(benchmark::kMicrosecond);

void BM_DecodeBinary(benchmark::State& state) {
  EventCodec codec;
  std::vector<std::string> messages;
  Days days;
  std::vector<CaseEvent> events;
  while (messages.size() < 10'000 && days.Next(events)) {
    for (const CaseEvent& event : events) messages.push_back(codec.EncodeBinary(event));
  }
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(codec.DecodeBinary(messages[next]));
    next = (next + 1) % messages.size();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_DecodeBinary);

}  // namespace
}  // namespace caseclock

BENCHMARK_MAIN();
