#include "tests/support/story_event.h"

#include "daemon/codec/codec.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;

struct KindPhrase {
  std::string_view words;
  RecordKind kind;
  Fact type_fact = Fact::kUnspecified;
  std::int32_t type = 0;
};
constexpr KindPhrase kKinds[] = {
    {"referral", RecordKind::kReferral},
    {"initial assessment", RecordKind::kAssessment, Fact::kAssessmentType, 1},
    {"core assessment", RecordKind::kAssessment, Fact::kAssessmentType, 2},
    {"child and family assessment", RecordKind::kAssessment, Fact::kAssessmentType, 3},
    {"assessment", RecordKind::kAssessment},
    {"section 47", RecordKind::kSection47},
    {"initial conference", RecordKind::kConference, Fact::kConferenceType, 1},
    {"review conference", RecordKind::kConference, Fact::kConferenceType, 2},
    {"pre-birth conference", RecordKind::kConference, Fact::kConferenceType, 3},
    {"transfer-in conference", RecordKind::kConference, Fact::kConferenceType, 4},
    {"conference", RecordKind::kConference},
    {"child protection plan", RecordKind::kPlan, Fact::kPlanType, 1},
    {"child in need plan", RecordKind::kPlan, Fact::kPlanType, 2},
    {"pathway plan", RecordKind::kPlan, Fact::kPlanType, 3},
    {"plan", RecordKind::kPlan},
    {"review", RecordKind::kReview},
    {"care", RecordKind::kCare},
    {"visit", RecordKind::kVisit},
    {"contact", RecordKind::kContact},
};

struct DeedPhrase {
  std::string_view words;
  RecordKind kind;
  Fact fact;
  std::int32_t code = 0;
};
constexpr DeedPhrase kDeeds[] = {
    {"opened", RecordKind::kReferral, Fact::kReferralOpened},
    {"decided no further action", RecordKind::kReferral, Fact::kReferralDecided, 1},
    {"decided assessment", RecordKind::kReferral, Fact::kReferralDecided, 2},
    {"closed", RecordKind::kReferral, Fact::kReferralClosure, kClosed},
    {"reopened", RecordKind::kReferral, Fact::kReferralReopened},
    {"started", RecordKind::kAssessment, Fact::kAssessmentStarted},
    {"finished", RecordKind::kAssessment, Fact::kAssessmentWorkFinished},
    {"authorised", RecordKind::kAssessment, Fact::kAssessmentAuthorised},
    {"cancelled", RecordKind::kAssessment, Fact::kAssessmentCancelled},
    {"started", RecordKind::kSection47, Fact::kSection47Started},
    {"ended without conference", RecordKind::kSection47, Fact::kSection47EndedWithoutConference},
    {"held", RecordKind::kConference, Fact::kConferenceHeld},
    {"started", RecordKind::kPlan, Fact::kPlanStarted},
    {"ceased", RecordKind::kPlan, Fact::kPlanCeased},
    {"booked", RecordKind::kReview, Fact::kReviewScheduled},
    {"held", RecordKind::kReview, Fact::kReviewHeld},
    {"started", RecordKind::kCare, Fact::kCareStarted},
    {"ceased", RecordKind::kCare, Fact::kCareCeased},
    {"made", RecordKind::kVisit, Fact::kVisitMade},
    {"received", RecordKind::kContact, Fact::kContactReceived},
    {"decided", RecordKind::kContact, Fact::kContactDecided},
    {"minutes issued", RecordKind::kConference, Fact::kMinutesIssued},
    {"minutes issued", RecordKind::kReview, Fact::kMinutesIssued},
};

Fact LinkFact(RecordKind kind) {
  switch (kind) {
    case RecordKind::kAssessment: return Fact::kAssessmentReferral;
    case RecordKind::kSection47: return Fact::kSection47Referral;
    case RecordKind::kConference: return Fact::kConferenceSection47;
    case RecordKind::kReview: return Fact::kReviewOf;
    default: return Fact::kUnspecified;
  }
}

void AddLink(Words& words, RecordKind kind, std::vector<FactAssertion>& facts) {
  const std::string id = words.Word("the record it belongs to");
  if (LinkFact(kind) == Fact::kUnspecified) words.Fail("no \"of\" for this kind of record");
  facts.push_back(Named(LinkFact(kind), id));
  if (kind == RecordKind::kReview) facts.back().value.code = static_cast<int>(RecordKind::kPlan);
}

const DeedPhrase* TakeDeed(Words& words, RecordKind kind) {
  for (const DeedPhrase& deed : kDeeds) {
    if (deed.kind == kind && words.Take(deed.words)) return &deed;
  }
  return nullptr;
}

const KindPhrase* TakeKind(Words& words) {
  for (const KindPhrase& phrase : kKinds) {
    if (words.Take(phrase.words)) return &phrase;
  }
  return nullptr;
}

/// "not authorised after all".
void ReadClear(Words& words, Date day, CaseEvent& event) {
  if (words.Take("allocated")) {
    event.action = Clear{Fact::kAllocation, day};
  } else if (const DeedPhrase* deed = TakeDeed(words, event.kind)) {
    event.action = Clear{deed->fact, kNoDate};
  } else {
    words.Fail("what did not happen");
  }
  words.Expect("after all");
}

FactAssertion ReadAllocation(Words& words, Date day) {
  FactAssertion fact{Fact::kAllocation, day, {}};
  if (words.Take("nobody")) return fact;
  fact.value.text = words.Word("a team");
  if (words.Take("worker")) fact.value.text += kWorkerSeparator + words.Word("a worker");
  return fact;
}

struct ListPhrase {
  std::string_view words;
  RecordKind kind;
};
constexpr ListPhrase kLists[] = {{"referrals", RecordKind::kReferral},
                                 {"assessments", RecordKind::kAssessment},
                                 {"section 47s", RecordKind::kSection47},
                                 {"conferences", RecordKind::kConference},
                                 {"plans", RecordKind::kPlan}};

Scope ReadScope(Words& words) {
  Scope scope;
  for (const ListPhrase& list : kLists) {
    if (words.Take(list.words)) scope.kind = list.kind;
  }
  if (scope.kind == RecordKind::kUnspecified) words.Fail("what it lists");
  if (words.DateIsNext()) {
    scope.first = words.TakeDate();
    words.Expect("to");
    scope.last = words.TakeDate();
    scope.open = words.Take("and open");
  } else {
    words.Expect("open");
    scope.open = true;
    scope.first = Date::FromYmd(2099, 12, 31);  // a span that nothing starts in
    scope.last = scope.first;
  }
  return scope;
}

}  // namespace

std::int64_t TakeInstant(Words& words) {
  if (words.DateIsNext()) return LondonMidnight(words.TakeDate()) + 12 * kHourUs;
  const std::string text = words.Word("a date or an instant");  // 2024-03-31T23:30Z
  const auto date = ParseDate(std::string_view(text).substr(0, 10));
  if (!date || text.size() != 17 || text[10] != 'T' || text[13] != ':' || text[16] != 'Z') {
    words.Fail("an instant like 2024-03-31T23:30Z");
    return 0;
  }
  const int minutes = std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2));
  return (std::int64_t{date->days} * 24 * 60 + minutes) * (kHourUs / 60);
}

std::optional<CaseEvent> StoryEvents::Read(std::string_view line) {
  Words words(line);
  const Date day = words.TakeDate();
  CaseEvent event;
  event.authority = kInventedCouncil;
  event.child = words.Word("a child");
  Number(event);
  event.stamp.source = kInventedSource;
  event.stamp.recorded_at_us = LondonMidnight(day) + 12 * kHourUs;
  event.recorded_on = day;
  if (words.Take("is")) {
    ReadAlias(words, day, event);
  } else {
    ReadRecord(words, day, event);
  }
  ReadEnvelope(words, event);
  error_ = words.error();
  if (!error_.empty()) return std::nullopt;
  return event;
}

void StoryEvents::Number(CaseEvent& event) {
  event.stamp.sequence = ++last_number_;
  event.stamp.event_id = "event-" + std::to_string(last_number_);
}

void StoryEvents::ReadAlias(Words& words, Date day, CaseEvent& event) {
  event.kind = RecordKind::kChild;
  event.record = event.child;
  if (words.Take("another child after all")) {
    event.action = Clear{Fact::kChildAlias, kNoDate};
    return;
  }
  words.Expect("the same child as");
  event.action = Assert{{{Fact::kChildAlias, kNoDate, {day, 0, words.Word("a child")}}}};
}

void StoryEvents::ReadRecord(Words& words, Date day, CaseEvent& event) {
  const KindPhrase* phrase = TakeKind(words);
  if (phrase == nullptr) return words.Fail("a kind of record");
  event.kind = phrase->kind;
  event.record = words.Word("a record");
  const auto [known, is_new] = kind_of_.emplace(event.record, event.kind);
  if (known->second != event.kind) words.Fail("the kind that " + event.record + " was before");
  std::vector<FactAssertion> types;
  if (phrase->type != 0) types.push_back(Typed(phrase->type_fact, phrase->type));
  if (words.Take("of")) AddLink(words, event.kind, types);
  ReadDeed(words, day, event);
  if (auto* assert = std::get_if<Assert>(&event.action)) {
    assert->facts.insert(assert->facts.end(), types.begin(), types.end());
  } else if (!types.empty()) {
    words.Fail("no type or link in a correction");
  }
}

void StoryEvents::ReadDeed(Words& words, Date day, CaseEvent& event) {
  if (const DeedPhrase* deed = TakeDeed(words, event.kind)) {
    event.action = Assert{{{deed->fact, kNoDate, {day, deed->code, ""}}}};
  } else if (words.Take("allocated to")) {
    event.action = Assert{{ReadAllocation(words, day)}};
  } else if (words.Take("belongs to")) {
    Assert link;
    AddLink(words, event.kind, link.facts);
    event.action = std::move(link);
  } else if (words.Take("withdrawn")) {
    event.action = Withdraw{};
  } else if (words.Take("moved to")) {
    event.action = Move{words.Word("a child")};
  } else if (words.Take("not")) {
    ReadClear(words, day, event);
  } else {
    words.Fail("what happened to the record");
  }
}

void StoryEvents::ReadEnvelope(Words& words, CaseEvent& event) {
  bool says_recorded = false;
  while (!words.at_end()) {
    words.Expect(",");
    if (words.Take("recorded")) {
      event.stamp.recorded_at_us = TakeInstant(words);
      event.recorded_on = LondonDate(event.stamp.recorded_at_us);
      says_recorded = true;
    } else if (words.Take("by")) {
      event.stamp.source = words.Word("a source");
    } else if (words.Take("in")) {
      event.batch_id = words.Word("an export");
    } else {
      words.Fail("recorded, by or in");
    }
  }
  if (event.batch_id.empty()) return;
  if (!says_recorded) event.recorded_on.reset();
  PutInExport(words, event);
}

void StoryEvents::PutInExport(Words& words, CaseEvent& event) {
  const auto found = exports_.find(event.batch_id);
  if (found == exports_.end()) return words.Fail("an export that has been read");
  ++found->second.events;
  event.stamp.source = found->second.source;
  event.stamp.recorded_at_us = found->second.extracted_at_us;
}

std::optional<CaseEvent> StoryEvents::ReadExport(std::string_view line) {
  Words words(line);
  words.Expect("export");
  const std::string name = words.Word("a name");
  std::optional<CaseEvent> event;
  if (words.Take("complete")) {
    event = CompleteExport(words, name);
  } else {
    DeclareExport(words, name);
  }
  if (!words.at_end()) words.Fail("the end of the line");
  error_ = words.error();
  if (!error_.empty()) return std::nullopt;
  return event;
}

void StoryEvents::DeclareExport(Words& words, const std::string& name) {
  words.Expect("of");
  Export made;
  made.source = words.Word("a source");
  words.Expect("read");
  made.extracted_at_us = TakeInstant(words);
  if (!exports_.emplace(name, made).second) words.Fail("a name not used before");
}

CaseEvent StoryEvents::CompleteExport(Words& words, const std::string& name) {
  CaseEvent event;
  const Export& made = exports_[name];
  if (made.source.empty()) words.Fail("an export that has been read");
  event.authority = kInventedCouncil;
  event.batch_id = name;
  Number(event);
  event.stamp.source = made.source;
  event.stamp.recorded_at_us = made.extracted_at_us;
  CompleteBatch completion;
  completion.events = made.events;
  if (words.Take("with")) {  // another number than have been sent
    completion.events = static_cast<std::uint64_t>(words.Number());
    words.Expect("events");
  }
  while (words.Take(", listing")) completion.scopes.push_back(ReadScope(words));
  event.action = std::move(completion);
  return event;
}

}  // namespace caseclock
