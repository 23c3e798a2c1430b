#include "tests/simulation/named_counts.h"

namespace caseclock::simulation {
namespace {

std::string Of(const std::string& indicator, const std::string& team) {
  return indicator + " team " + (team.empty() ? "*" : team);
}

std::string Text(const NamedCounts& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? "none" : std::to_string(found->second);
}

}  // namespace

NamedCounts CountsByName(const std::vector<DueDay>& due) {
  NamedCounts counts;
  for (const DueDay& one : due) {
    counts[Of(one.indicator, one.team) + " due " + FormatDate(one.day)] += one.due;
  }
  return counts;
}

NamedCounts CountsByName(const std::vector<DragAge>& ages) {
  NamedCounts counts;
  for (const DragAge& one : ages) {
    counts[Of(one.indicator, one.team) + " drag " + std::string(one.age)] += one.count;
  }
  return counts;
}

NamedCounts CountsByName(const std::vector<BandCount>& bands) {
  NamedCounts counts;
  for (const BandCount& band : bands) {
    const std::string name = Of(band.indicator, band.team) + " band " + band.band;
    if (band.count != 0 || band.team.empty()) counts[name] += band.count;
    if (band.count_before != 0 || band.team.empty()) counts[name + " before"] += band.count_before;
  }
  return counts;
}

NamedCounts CountsByName(const std::vector<ClockWeek>& weeks) {
  NamedCounts counts;
  for (const ClockWeek& week : weeks) {
    const std::string name = week.indicator + " week " + FormatDate(week.monday);
    counts[name + " open"] += week.open_at_end;
    counts[name + " drag"] += week.drag_at_end;
    counts[name + " finished late"] += week.finished_late;
  }
  return counts;
}

std::vector<std::string> Differences(const NamedCounts& engine, const NamedCounts& model) {
  NamedCounts all = engine;
  all.insert(model.begin(), model.end());
  std::vector<std::string> lines;
  for (const auto& [name, count] : all) {
    const std::string of_engine = Text(engine, name);
    const std::string of_model = Text(model, name);
    if (of_engine == of_model) continue;
    lines.push_back(name + ": engine " + of_engine + ", model " + of_model);
  }
  return lines;
}

}  // namespace caseclock::simulation
