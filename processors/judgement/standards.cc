#include "processors/judgement/standards.h"

#include <algorithm>
#include <array>

#include "processors/indicator/field_hash.h"

namespace caseclock {
namespace {

struct KindWords {
  ComparatorKind kind;
  std::string_view name;
  std::string_view text;
};
constexpr std::array kKinds = {
    KindWords{ComparatorKind::kStatisticalNeighbours, "statistical_neighbours",
              "statistical neighbours"},
    KindWords{ComparatorKind::kNational, "national", "national"},
    KindWords{ComparatorKind::kRegion, "region", "region"},
    KindWords{ComparatorKind::kBestQuartile, "best_quartile", "best quarter"},
    KindWords{ComparatorKind::kRank, "rank", "rank"},
    KindWords{ComparatorKind::kOwnPublished, "own_published", "own published"},
    KindWords{ComparatorKind::kBaseline, "baseline", "baseline"},
    KindWords{ComparatorKind::kLastYear, "last_year", "last year"},
    KindWords{ComparatorKind::kLastYearToDate, "last_year_to_date", "same point last year"},
};

const KindWords& WordsOf(ComparatorKind kind) {
  return *std::find_if(kKinds.begin(), kKinds.end(),
                       [kind](const KindWords& words) { return words.kind == kind; });
}

/// Of the targets of one subject the one in force: the next milestone, else standing, else the last that passed.
const Target* InForce(const Standards& standards, std::string_view authority,
                      std::string_view indicator, std::string_view team, std::string_view worker,
                      Date day) {
  const Target* next = nullptr;
  const Target* passed = nullptr;
  for (const Target& target : standards.targets) {
    if (target.authority != authority || target.indicator != indicator || target.team != team ||
        target.worker != worker) {
      continue;
    }
    // Standing targets have the last date of all, so that the nearest ahead is a milestone when there is one.
    if (target.by >= day) {
      if (next == nullptr || target.by < next->by) next = &target;
    } else if (passed == nullptr || target.by > passed->by) {
      passed = &target;
    }
  }
  return next != nullptr ? next : passed;
}

bool IsUsable(const Comparator& one, std::string_view authority, std::string_view indicator,
              ComparatorKind kind, NeighbourStatistic statistic) {
  if (one.kind != kind || one.indicator != indicator) return false;
  if (!one.authority.empty() && one.authority != authority) return false;
  return kind != ComparatorKind::kStatisticalNeighbours || one.statistic == statistic;
}

void AddTarget(FieldHash& hash, const Target& target) {
  hash.Add(target.authority);
  hash.Add(target.indicator);
  hash.Add(target.team);
  hash.Add(target.worker);
  hash.Add(target.by.days);
  hash.Add(target.low.thousandths);
  hash.Add(target.high.thousandths);
}

void AddComparator(FieldHash& hash, const Comparator& one) {
  hash.Add(one.authority);
  hash.Add(one.indicator);
  hash.Add(static_cast<int>(one.kind));
  hash.Add(static_cast<int>(one.statistic));
  hash.Add(one.period.first.days);
  hash.Add(one.period.last.days);
  hash.Add(one.published_on.days);
  hash.Add(one.value.thousandths);
  hash.Add(one.comparable ? 1 : 0);
}

}  // namespace

std::string_view ComparatorKindName(ComparatorKind kind) { return WordsOf(kind).name; }

std::optional<ComparatorKind> ParseComparatorKind(std::string_view name) {
  for (const KindWords& words : kKinds) {
    if (words.name == name) return words.kind;
  }
  return std::nullopt;
}

std::string_view ComparatorKindText(ComparatorKind kind) { return WordsOf(kind).text; }

Standards StandardsOf(const Standards& standards, std::string_view authority) {
  Standards own = standards;
  const auto other = [authority](const auto& one) {
    return !one.authority.empty() && one.authority != authority;
  };
  std::erase_if(own.targets, other);
  std::erase_if(own.comparators, other);
  return own;
}

const Target* TargetFor(const Standards& standards, std::string_view authority,
                        std::string_view indicator, std::string_view team, std::string_view worker,
                        Date day) {
  struct Subject {
    std::string_view team;
    std::string_view worker;
  };
  const std::array<Subject, 3> subjects = {{{team, worker}, {team, ""}, {"", ""}}};
  for (const Subject& subject : subjects) {
    for (const std::string_view council : {authority, std::string_view()}) {
      const Target* found =
          InForce(standards, council, indicator, subject.team, subject.worker, day);
      if (found != nullptr) return found;
    }
  }
  return nullptr;
}

const Comparator* ComparatorFor(const Standards& standards, std::string_view authority,
                                std::string_view indicator, ComparatorKind kind, Date day) {
  const Comparator* best = nullptr;
  for (const Comparator& one : standards.comparators) {
    if (!IsUsable(one, authority, indicator, kind, standards.neighbours)) continue;
    if (one.published_on > day) continue;
    const auto rank = [](const Comparator& c) {
      return std::pair(c.period.last, c.authority.empty() ? 0 : 1);
    };
    if (best == nullptr || rank(one) > rank(*best)) best = &one;
  }
  return best;
}

const Comparator* ComparatorBefore(const Standards& standards, const Comparator& comparator) {
  for (const Comparator& one : standards.comparators) {
    const bool same = one.kind == comparator.kind && one.indicator == comparator.indicator &&
                      one.authority == comparator.authority &&
                      one.statistic == comparator.statistic;
    if (same && one.period.last + 1 == comparator.period.first) return &one;
  }
  return nullptr;
}

std::uint64_t Fingerprint(const Standards& standards) {
  FieldHash hash;
  hash.Add(static_cast<int>(standards.policy));
  hash.Add(standards.tolerance.thousandths);
  hash.Add(static_cast<int>(standards.neighbours));
  for (const Target& target : standards.targets) AddTarget(hash, target);
  for (const Comparator& one : standards.comparators) AddComparator(hash, one);
  return hash.value();
}

}  // namespace caseclock
