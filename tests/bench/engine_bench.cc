// How fast the engine takes events, and what a record costs in memory.
//
//   engine_bench                         about 1 million records of ten invented councils
//   CASECLOCK_BENCH_YEARS=1 engine_bench  smaller, as the normal test run does
//
// Figures that matter: events a second live (contributing at each event) and catching up (merging only, then counting
// once), and resident bytes a record with everything in: facts, indexes, sums.

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>

#include "daemon/codec/codec.h"
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

/// The events of all councils in order of their recording.
const std::vector<CaseEvent>& Events() {
  static const std::vector<CaseEvent> events = [] {
    std::vector<CaseEvent> all;
    std::vector<CouncilSimulation> councils;
    for (int i = 1; i <= kCouncils; ++i) councils.emplace_back(StandardCouncil(i), 1, kFrom);
    const Date end = AddMonths(kFrom, 12 * Years());
    for (Date day = kFrom; day < end; day = day + 1) {
      for (CouncilSimulation& council : councils) {
        for (CaseEvent& event : council.NextDay()) all.push_back(std::move(event));
      }
    }
    return all;
  }();
  return events;
}

using Councils = std::map<std::string, std::unique_ptr<Authority>>;

Councils MakeCouncils(bool catching_up) {
  const auto definitions = std::make_shared<const Definitions>();
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

/// To be called after the last iteration.
void CountEvents(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(Events().size()));
}

/// What a record costs with everything in, measured before anything else has used the heap: the events are made, taken
/// and dropped day by day.
void BM_Memory(benchmark::State& state) {
  for (auto _ : state) {
    malloc_trim(0);
    const std::int64_t before = ResidentBytes();
    Councils councils = MakeCouncils(false);
    {
      std::vector<CouncilSimulation> simulations;
      for (int i = 1; i <= kCouncils; ++i) simulations.emplace_back(StandardCouncil(i), 1, kFrom);
      for (Date day = kFrom; day < AddMonths(kFrom, 12 * Years()); day = day + 1) {
        for (CouncilSimulation& simulation : simulations) {
          for (const CaseEvent& event : simulation.NextDay()) {
            councils[event.authority]->Apply(event);
          }
        }
      }
    }
    malloc_trim(0);
    const auto records = static_cast<double>(RecordCount(councils));
    const struct mallinfo2 heap = mallinfo2();
    state.counters["records"] = records;
    state.counters["resident_bytes_a_record"] =
        static_cast<double>(ResidentBytes() - before) / records;
    state.counters["heap_bytes_a_record"] =
        static_cast<double>(heap.uordblks + heap.hblkhd) / records;
  }
}
BENCHMARK(BM_Memory)->Unit(benchmark::kMillisecond)->Iterations(1);

void BM_Live(benchmark::State& state) {
  Events();
  for (auto _ : state) {
    state.PauseTiming();
    Councils councils = MakeCouncils(false);
    state.ResumeTiming();
    for (const CaseEvent& event : Events()) councils[event.authority]->Apply(event);
    state.PauseTiming();
    state.counters["records"] = static_cast<double>(RecordCount(councils));
    councils.clear();
    state.ResumeTiming();
  }
  CountEvents(state);
}
BENCHMARK(BM_Live)->Unit(benchmark::kMillisecond);

void BM_CatchUp(benchmark::State& state) {
  Events();
  for (auto _ : state) {
    state.PauseTiming();
    Councils councils = MakeCouncils(true);
    state.ResumeTiming();
    for (const CaseEvent& event : Events()) councils[event.authority]->Apply(event);
    state.PauseTiming();
    state.counters["records"] = static_cast<double>(RecordCount(councils));
    councils.clear();
    state.ResumeTiming();
  }
  CountEvents(state);
}
BENCHMARK(BM_CatchUp)->Unit(benchmark::kMillisecond);

/// Merging and the one count at the end, together.
void BM_CatchUpAndCount(benchmark::State& state) {
  Events();
  for (auto _ : state) {
    state.PauseTiming();
    Councils councils = MakeCouncils(true);
    state.ResumeTiming();
    for (const CaseEvent& event : Events()) councils[event.authority]->Apply(event);
    for (auto& [code, council] : councils) council->EndCatchUp();
    state.PauseTiming();
    state.counters["records"] = static_cast<double>(RecordCount(councils));
    councils.clear();
    state.ResumeTiming();
  }
  CountEvents(state);
}
BENCHMARK(BM_CatchUpAndCount)->Unit(benchmark::kMillisecond);

void BM_MakeView(benchmark::State& state) {
  Councils councils = MakeCouncils(true);
  for (const CaseEvent& event : Events()) councils[event.authority]->Apply(event);
  for (auto& [code, council] : councils) council->EndCatchUp();
  const Authority& one = *councils.begin()->second;
  for (auto _ : state) benchmark::DoNotOptimize(one.MakeView());
}
BENCHMARK(BM_MakeView)->Unit(benchmark::kMicrosecond);

void BM_DecodeBinary(benchmark::State& state) {
  EventCodec codec;
  std::vector<std::string> messages;
  for (std::size_t i = 0; i < 10'000; ++i) messages.push_back(codec.EncodeBinary(Events()[i]));
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
