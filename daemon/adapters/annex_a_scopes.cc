#include "daemon/adapters/annex_a_scopes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace caseclock {
namespace {

constexpr int kMonthsListed = 6;
constexpr int kMonthsOfAdoption = 12;

void Say(const ListEntries& list, std::string sentence, ProblemLog& problems) {
  problems.Add({.sheet = list.table->sheet->name,
                .severity = ImportSeverity::kNote,
                .sentence = std::move(sentence)});
}

/// True when the list may claim anything; otherwise says why not.
bool MayClaim(const ListEntries& list, ProblemLog& problems) {
  const ListCount& count = list.count;
  std::string reason;
  if (count.dropped > 0) {
    reason = std::to_string(count.dropped) + " of its rows could not be read";
  } else if (list.table->rivalled) {
    reason = "another sheet claims to be the same list";
  } else if (list.table->hidden) {
    reason = "its sheet is hidden, and may be an old one";
  } else if (list.entries.empty()) {
    reason = "it has no rows, which is more often a failed export than an empty list";
  }
  if (reason.empty()) return true;
  Say(list, "records of earlier exports that this list no longer shows are kept: " + reason,
      problems);
  return false;
}

/// First days of all entries, earliest first.
std::vector<Date> FirstDays(const ListEntries& list) {
  std::vector<Date> days;
  for (const Entry& entry : list.entries) {
    if (entry.Has(Field::kStart)) days.push_back(entry[Field::kStart].date);
  }
  std::sort(days.begin(), days.end());
  return days;
}

/// The span of first days that the list shows completely, or none.
std::optional<Scope> SpanOf(const ListEntries& list, int months, Date extracted,
                            ProblemLog& problems) {
  const std::vector<Date> days = FirstDays(list);
  Scope scope{.kind = list.table->list->kind,
              .first = AddMonths(extracted, -months) + kSpanMargin,
              .last = extracted};
  const auto inside = std::lower_bound(days.begin(), days.end(), scope.first);
  if (inside == days.end() || *inside > extracted) {
    Say(list,
        "records of earlier exports that this list no longer shows are kept: no row starts in "
        "the " +
            std::to_string(months) + " months before " + FormatDate(extracted),
        problems);
    return std::nullopt;
  }
  const bool many = days.size() >= static_cast<std::size_t>(kRowsThatShowASpan);
  if (many && days.front() > scope.first + kDaysOfSilence) {
    scope.first = days.front();
    Say(list,
        "the list begins on " + FormatDate(scope.first) + " and not " + std::to_string(months) +
            " months back; earlier records of earlier exports are kept",
        problems);
  }
  return scope;
}

/// Open records only. The span has to hold a day: that of the extraction.
Scope OpenOnes(RecordKind kind, Date extracted) {
  return {.kind = kind, .first = extracted, .last = extracted, .open = true};
}

/// Lists of what started in a span.
void ClaimSpan(ListEntries& list, int months, Date extracted, ProblemLog& problems,
               std::vector<Scope>& scopes) {
  if (list.table == nullptr || !MayClaim(list, problems)) return;
  if (const auto scope = SpanOf(list, months, extracted, problems)) {
    scopes.push_back(*scope);
    list.count.withdraws = true;
  }
}

void ClaimAssessments(ListEntries& list, Date extracted, ProblemLog& problems,
                      std::vector<Scope>& scopes) {
  if (list.table == nullptr || !MayClaim(list, problems)) return;
  std::optional<Scope> scope = SpanOf(list, kMonthsListed, extracted, problems);
  const bool further_back = FirstDays(list).front() < AddMonths(extracted, -kMonthsListed);
  if (further_back && !scope) scope = OpenOnes(RecordKind::kAssessment, extracted);
  if (!scope) return;
  scope->open = further_back;
  if (!further_back) {
    Say(list,
        "no row starts more than six months back, so that open assessments of earlier exports are "
        "kept although the list does not show them",
        problems);
  }
  scopes.push_back(*scope);
  list.count.withdraws = true;
}

/// Plans come from two lists, and a claim is about the kind: both must be whole.
void ClaimPlans(ListEntries& in_need, ListEntries& protection, Date extracted, ProblemLog& problems,
                std::vector<Scope>& scopes) {
  bool whole = true;
  for (ListEntries* list : {&in_need, &protection}) {
    whole = list->table != nullptr && MayClaim(*list, problems) && whole;
  }
  for (ListEntries* list : {&in_need, &protection}) {
    list->count.withdraws = whole;
    const ListEntries& other = list == &in_need ? protection : in_need;
    if (whole || list->table == nullptr || other.table != nullptr) continue;
    Say(*list,
        "records of earlier exports that this list no longer shows are kept: plans are in lists 6 "
        "and 7, and the other one was not read",
        problems);
  }
  if (whole) scopes.push_back(OpenOnes(RecordKind::kPlan, extracted));
}

void ClaimCare(ListEntries& list, Date extracted, ProblemLog& problems,
               std::vector<Scope>& scopes) {
  if (list.table == nullptr || !MayClaim(list, problems)) return;
  scopes.push_back(OpenOnes(RecordKind::kCare, extracted));
  list.count.withdraws = true;
}

}  // namespace

std::vector<Scope> AnnexAScopes(AnnexAEntries& lists, Date extracted, ProblemLog& problems) {
  std::vector<Scope> scopes;
  ClaimSpan(lists[1], kMonthsListed, extracted, problems, scopes);
  ClaimSpan(lists[3], kMonthsListed, extracted, problems, scopes);
  ClaimAssessments(lists[4], extracted, problems, scopes);
  ClaimSpan(lists[5], kMonthsListed, extracted, problems, scopes);
  ClaimPlans(lists[6], lists[7], extracted, problems, scopes);
  ClaimCare(lists[8], extracted, problems, scopes);
  ClaimSpan(lists[10], kMonthsOfAdoption, extracted, problems, scopes);
  return scopes;
}

}  // namespace caseclock
