#include "processors/alert/person.h"

#include <algorithm>

#include "processors/indicator/team_names.h"

namespace caseclock {
namespace {

constexpr int kWeekdays = 5;

bool Has(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

template <typename Wanted>
std::vector<const Person*> Those(const std::vector<Person>& people, Wanted wanted) {
  std::vector<const Person*> found;
  for (const Person& person : people) {
    if (wanted(person)) found.push_back(&person);
  }
  return found;
}

}  // namespace

std::string_view CadenceName(Cadence cadence) {
  switch (cadence) {
    case Cadence::kImmediate: return "immediate";
    case Cadence::kDaily: return "daily";
    case Cadence::kWeekly: return "weekly";
  }
  return "";
}

const Person* FindPerson(const std::vector<Person>& people, std::string_view id) {
  for (const Person& person : people) {
    if (person.id == id) return &person;
  }
  return nullptr;
}

bool Covers(const Person& person, std::string_view authority) {
  return person.authority.empty() || person.authority == authority;
}

bool IsAway(const Person& person, Date day) {
  return std::any_of(person.away.begin(), person.away.end(),
                     [day](const Period& away) { return away.first <= day && day <= away.last; });
}

const Person& ReaderFor(const std::vector<Person>& people, const Person& person, Date day) {
  const Person* reader = &person;
  // A circle of deputies that are all away ends after as many steps as there are people.
  for (std::size_t step = 0; step < people.size(); ++step) {
    if (!IsAway(*reader, day)) return *reader;
    const Person* deputy = FindPerson(people, reader->deputy);
    if (deputy == nullptr) break;
    reader = deputy;
  }
  return IsAway(*reader, day) ? person : *reader;
}

bool IsDayOfWork(const WorkingDays& calendar, Date day) {
  return calendar.IsWorkingDay(day).value_or(day - MondayOf(day) < kWeekdays);
}

bool IsQuiet(const QuietHours& quiet, const Moment& moment, const WorkingDays& calendar) {
  if (quiet.non_working_days && !IsDayOfWork(calendar, moment.day)) return true;
  if (quiet.from <= quiet.to) return quiet.from <= moment.minute && moment.minute < quiet.to;
  return moment.minute >= quiet.from || moment.minute < quiet.to;
}

std::vector<const Person*> OwnersOf(const std::vector<Person>& people, std::string_view authority,
                                    std::string_view team, std::string_view rule_owner,
                                    bool for_operators) {
  if (for_operators) return Those(people, [](const Person& one) { return one.is_operator; });
  // One council's figures and references are not for another's people.
  const Person* owner = FindPerson(people, rule_owner);
  if (owner != nullptr && Covers(*owner, authority)) return {owner};
  const auto manages = [&](const Person& one) {
    return !one.is_operator && Covers(one, authority);
  };
  auto owners = Those(people, [&](const Person& one) {
    return manages(one) && team != kWholeAuthority && Has(one.teams, team);
  });
  if (!owners.empty()) return owners;
  return Those(people, [&](const Person& one) { return manages(one) && one.teams.empty(); });
}

}  // namespace caseclock
