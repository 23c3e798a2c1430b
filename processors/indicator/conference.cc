#include "processors/indicator/conference.h"

#include <algorithm>

#include "processors/indicator/limit.h"

namespace caseclock {
namespace {

/// The enquiry that the conference names, when it is one of the same child and has started.
CountedConference Linked(const Record& conference, Date held, const History& history) {
  CountedConference counted{&conference, nullptr, &conference, held};
  const std::string_view link = TextOf(conference, Fact::kConferenceSection47);
  const Record* enquiry =
      link.empty() ? nullptr : FindRecord(history, RecordKind::kSection47, link);
  const Date start = enquiry == nullptr ? kNoDate : DateOf(*enquiry, Fact::kSection47Started);
  if (start == kNoDate) return counted;
  counted.enquiry = counted.holder = enquiry;
  counted.start = start;
  return counted;
}

/// Which of two records of one day says more: the one with the enquiry that it answers.
bool ComesFirst(const CountedConference& a, const CountedConference& b) {
  const auto rank = [](const CountedConference& one) {
    return one.enquiry == nullptr ? 2 : one.start <= one.held ? 0 : 1;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (a.start != b.start) return rank(a) == 0 ? a.start > b.start : a.start < b.start;
  if (a.enquiry != b.enquiry) return a.enquiry->id < b.enquiry->id;
  return a.conference->id < b.conference->id;
}

}  // namespace

bool IsInitialConference(const Record& record) {
  if (record.kind != RecordKind::kConference) return false;
  const auto type = static_cast<ConferenceType>(CodeOf(record, Fact::kConferenceType));
  return type == ConferenceType::kInitial || type == ConferenceType::kPreBirth;
}

std::vector<CountedConference> ReadConferences(const History& history) {
  std::vector<CountedConference> out;
  for (const Record& record : history.records) {
    if (!IsInitialConference(record)) continue;
    const Date held = DateOf(record, Fact::kConferenceHeld);
    if (held != kNoDate) out.push_back(Linked(record, held, history));
  }
  std::sort(out.begin(), out.end(), [](const CountedConference& a, const CountedConference& b) {
    return a.held != b.held ? a.held < b.held : ComesFirst(a, b);
  });
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i].held != out[i - 1].held) continue;
    out[i].is_again = true;
    out[i].holder = out[i - 1].holder;
  }
  return out;
}

std::optional<bool> InTimeOf(const Indicator& indicator, const CountedConference& conference,
                             const History& history, const WorkingDays& calendar) {
  if (conference.enquiry == nullptr) return false;
  const ClockReading reading = ReadClock(indicator, *conference.enquiry, history, calendar);
  if (std::holds_alternative<NotCounted>(reading)) return std::nullopt;
  return InTime(calendar, LimitOn(indicator, conference.held), conference.start, conference.held);
}

bool HasBookedConference(const Record& enquiry, const History& history) {
  bool is_booked = false;
  ForEachLinked(history, Fact::kConferenceSection47, enquiry.id, [&](const Record& record) {
    is_booked |= IsInitialConference(record) && DateOf(record, Fact::kConferenceHeld) == kNoDate;
  });
  return is_booked;
}

}  // namespace caseclock
