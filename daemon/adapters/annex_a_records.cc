#include "daemon/adapters/annex_a_records.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "daemon/adapters/stable_hash.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

constexpr int kRecordDigits = 16;
constexpr int kWorkerDigits = 12;

template <typename Enum>
constexpr std::int32_t Code(Enum value) {
  return static_cast<std::int32_t>(value);
}

/// Turns entries into events.
class RecordMaker {
 public:
  RecordMaker(const std::string& authority, const AnnexAEntries& lists, EventBatch& batch,
              ProblemLog& problems)
      : authority_(authority), batch_(batch), problems_(problems) {
    for (const Entry& entry : lists[3].entries) referrals_[entry.child].push_back(&entry);
  }

  void Make(const ListEntries& list) {
    for (const Entry& entry : list.entries) {
      at_ = {&list, &entry};
      MakeOne(list.table->list->number);
    }
  }

 private:
  struct Place {
    const ListEntries* list = nullptr;
    const Entry* entry = nullptr;
  };

  void MakeOne(int number) {
    switch (number) {
      case 1: return Contact();
      case 3: return Referral();
      case 4: return Assessment();
      case 5: return Section47();
      case 6: return Plan(PlanType::kChildInNeed);
      case 7: return ChildProtection();
      case 8: return Care();
      case 10: return Adoption();
      default: return;
    }
  }

  const Entry& Row() const { return *at_.entry; }
  const CellValue& Cell(Field field) const { return (*at_.entry)[field]; }
  Date DateOf(Field field) const { return Cell(field).date; }
  std::string TextOf(Field field) const { return Row().Has(field) ? Cell(field).text : ""; }

  /// The identity of a record that list `list` shows for the child of this row.
  std::string Id(RecordKind kind, int list, Date day, int ordinal) const {
    StableHash hash;
    hash.Add(authority_).Add(RecordKindName(kind)).Add(Row().child).Add(list).Add(day.days);
    if (ordinal > 0) hash.Add(ordinal);
    return "aa-" + hash.Hex(kRecordDigits);
  }

  std::string OwnId(RecordKind kind) const {
    const ListSpec& list = *at_.list->table->list;
    return Id(kind, list.number, Row().Day(), Row().ordinal);
  }

  void Assert(RecordKind kind, const std::string& id, std::vector<FactAssertion> facts) {
    batch_.Assert(kind, id, Row().child, std::move(facts));
  }

  /// Asserts an undated-otherwise fact on its day; clears it when the list says that it has not
  /// happened.
  void Milestone(RecordKind kind, const std::string& id, Field field, Fact fact,
                 const std::string& text = {}) {
    if (Row().Has(field)) {
      Assert(kind, id, {On(fact, DateOf(field), text)});
    } else if (Row().IsBlank(field)) {
      batch_.Clear(kind, id, Row().child, fact);
    }
  }

  void Note(Field field, std::string sentence) {
    const ListTable& table = *at_.list->table;
    for (const ColumnSpec& column : table.list->columns) {
      if (column.field != field) continue;
      const auto& at = table.ColumnsOf(field);
      problems_.Add({.sheet = table.sheet->name,
                     .row = Row().row,
                     .column = at.empty() ? "" : ColumnLetters(at[0]),
                     .heading = std::string(column.heading),
                     .severity = ImportSeverity::kNote,
                     .sentence = std::move(sentence)});
      return;
    }
  }

  void Allocate(RecordKind kind, const std::string& id, Date first_day) {
    std::string text = TextOf(Field::kTeam);
    if (Row().Has(Field::kWorker)) {
      text += kWorkerSeparator;
      text += WorkerId(Cell(Field::kWorker).text);
    }
    if (text.empty()) return;
    Assert(
        kind, id,
        {{.fact = Fact::kAllocation, .first_day = first_day, .value = {.text = std::move(text)}}});
  }

  /// A pseudonym. Upper and lower case are one name.
  std::string WorkerId(std::string name) const {
    for (char& c : name) {
      if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return "w-" + StableHash().Add(authority_).Add("worker").Add(name).Hex(kWorkerDigits);
  }

  void Contact() {
    Assert(RecordKind::kContact, OwnId(RecordKind::kContact),
           {On(Fact::kContactReceived, DateOf(Field::kStart), TextOf(Field::kSource))});
  }

  void Referral() {
    const std::string id = OwnId(RecordKind::kReferral);
    Assert(RecordKind::kReferral, id,
           {On(Fact::kReferralOpened, DateOf(Field::kStart), TextOf(Field::kSource))});
    Allocate(RecordKind::kReferral, id, DateOf(Field::kStart));
    if (Row().Has(Field::kNoFurtherAction) && Cell(Field::kNoFurtherAction).number == 1) {
      Note(Field::kNoFurtherAction,
           "the list has no date for the decision to take no further action, so that it is not "
           "imported");
    }
  }

  /// The child's latest referral of list 3 on or before the day, or "".
  std::string LatestReferral(Date day) const {
    const auto found = referrals_.find(Row().child);
    if (found == referrals_.end()) return "";
    const Entry* latest = nullptr;
    const auto key = [](const Entry& e) { return std::pair(e[Field::kStart].date, e.ordinal); };
    for (const Entry* entry : found->second) {
      if ((*entry)[Field::kStart].date > day) continue;
      if (latest == nullptr || key(*entry) > key(*latest)) latest = entry;
    }
    if (latest == nullptr) return "";
    return Id(RecordKind::kReferral, 3, (*latest)[Field::kStart].date, latest->ordinal);
  }

  void Assessment() {
    const Date start = DateOf(Field::kStart);
    const std::string id = OwnId(RecordKind::kAssessment);
    std::vector<FactAssertion> facts = {
        On(Fact::kAssessmentStarted, start),
        Is(Fact::kAssessmentType, Code(AssessmentType::kChildAndFamily))};
    const std::string referral = LatestReferral(start);
    if (!referral.empty()) facts.push_back(Is(Fact::kAssessmentReferral, 0, referral));
    Assert(RecordKind::kAssessment, id, std::move(facts));
    Milestone(RecordKind::kAssessment, id, Field::kEnd, Fact::kAssessmentAuthorised);
    Allocate(RecordKind::kAssessment, id, start);
  }

  void Section47() {
    if (!Row().Has(Field::kStart)) return ConferenceAlone();
    const std::string id = OwnId(RecordKind::kSection47);
    Assert(RecordKind::kSection47, id, {On(Fact::kSection47Started, DateOf(Field::kStart))});
    const bool unnecessary =
        Row().Has(Field::kConferenceUnnecessary) && Cell(Field::kConferenceUnnecessary).number == 1;
    const Reading held = Cell(Field::kConference).reading;
    if (unnecessary && (held == Reading::kBlank || held == Reading::kNoColumn)) {
      EndWithoutConference(id);
    }
    if (unnecessary && held == Reading::kValue) {
      Note(Field::kConferenceUnnecessary,
           "the row says that no conference was needed and gives the date of one; the conference "
           "is imported");
    }
    Allocate(RecordKind::kSection47, id, DateOf(Field::kStart));
    // By the enquiry's day, so that a corrected conference date changes the conference and makes no
    // second one.
    const std::string conference = OwnId(RecordKind::kConference);
    if (Row().Has(Field::kConference)) {
      Assert(RecordKind::kConference, conference,
             {On(Fact::kConferenceHeld, DateOf(Field::kConference)),
              Is(Fact::kConferenceType, Code(ConferenceType::kInitial)),
              Is(Fact::kConferenceSection47, 0, id)});
    } else if (Row().IsBlank(Field::kConference)) {
      batch_.Clear(RecordKind::kConference, conference, Row().child, Fact::kConferenceHeld);
    }
  }

  void EndWithoutConference(const std::string& id) {
    // The list has no date for it. Left open, the enquiry would count as late for ever, which is
    // false; ended on its first day it is in no count of stopped clocks and open on no later day,
    // which is true of the days that matter.
    Assert(RecordKind::kSection47, id,
           {On(Fact::kSection47EndedWithoutConference, DateOf(Field::kStart))});
    Note(Field::kConferenceUnnecessary,
         "no conference was needed; the list has no date for that, so that the enquiry is taken "
         "as ended on the day of its strategy discussion");
  }

  /// A conference whose row names no enquiry.
  void ConferenceAlone() {
    const std::string id = OwnId(RecordKind::kConference);
    Assert(RecordKind::kConference, id,
           {On(Fact::kConferenceHeld, DateOf(Field::kConference)),
            Is(Fact::kConferenceType, Code(ConferenceType::kInitial))});
    Allocate(RecordKind::kConference, id, DateOf(Field::kConference));
    Note(Field::kStart,
         "the row has a conference and no strategy discussion; the conference is imported "
         "without an enquiry");
  }

  void Plan(PlanType type) {
    const std::string id = OwnId(RecordKind::kPlan);
    std::vector<FactAssertion> facts = {
        On(Fact::kPlanStarted, DateOf(Field::kStart), TextOf(Field::kCategory)),
        Is(Fact::kPlanType, Code(type))};
    if (Row().Has(Field::kPreviousPlans)) {
      facts.push_back(Is(Fact::kPlanPreviousPlans, Cell(Field::kPreviousPlans).number));
    }
    Assert(RecordKind::kPlan, id, std::move(facts));
    Milestone(RecordKind::kPlan, id, Field::kEnd, Fact::kPlanCeased, TextOf(Field::kEndReason));
    Allocate(RecordKind::kPlan, id, DateOf(Field::kStart));
  }

  void ChildProtection() {
    Plan(PlanType::kChildProtection);
    ReviewAndVisit(RecordKind::kPlan);
  }

  /// The latest review and visit, of a plan or of a period of care. Their identity does not have
  /// the plan's, so that a corrected start of the plan does not double them.
  void ReviewAndVisit(RecordKind of) {
    const std::string owner = OwnId(of);
    const int list = at_.list->table->list->number;
    if (Row().Has(Field::kLatestReview)) {
      Assert(RecordKind::kReview, Id(RecordKind::kReview, list, DateOf(Field::kLatestReview), 0),
             {On(Fact::kReviewHeld, DateOf(Field::kLatestReview)),
              Is(Fact::kReviewOf, Code(of), owner)});
    }
    if (!Row().Has(Field::kLastVisit)) return;
    std::int32_t alone = 0;
    if (Row().Has(Field::kSeenAlone)) {
      alone = Code(Cell(Field::kSeenAlone).number == 1 ? SeenAlone::kYes : SeenAlone::kNo);
    }
    Assert(RecordKind::kVisit, Id(RecordKind::kVisit, list, DateOf(Field::kLastVisit), 0),
           {On(Fact::kVisitMade, DateOf(Field::kLastVisit), {}, alone),
            Is(Fact::kVisitOf, Code(of), owner)});
  }

  void Care() {
    const std::string id = OwnId(RecordKind::kCare);
    Assert(RecordKind::kCare, id,
           {On(Fact::kCareStarted, DateOf(Field::kStart), TextOf(Field::kCategory))});
    Milestone(RecordKind::kCare, id, Field::kEnd, Fact::kCareCeased, TextOf(Field::kEndReason));
    if (Row().Has(Field::kLegalStatusSince) && Row().Has(Field::kLegalStatus)) {
      Assert(RecordKind::kCare, id,
             {{.fact = Fact::kLegalStatus,
               .first_day = DateOf(Field::kLegalStatusSince),
               .value = {.text = Cell(Field::kLegalStatus).text}}});
    }
    Allocate(RecordKind::kCare, id, DateOf(Field::kStart));
    ReviewAndVisit(RecordKind::kCare);
    if (Row().Has(Field::kPlacementSince)) {
      Assert(RecordKind::kPlacement,
             Id(RecordKind::kPlacement, 8, DateOf(Field::kPlacementSince), 0),
             {On(Fact::kPlacementStarted, DateOf(Field::kPlacementSince),
                 TextOf(Field::kPlacementType)),
              Is(Fact::kPlacementCare, 0, id)});
    }
    Single(RecordKind::kHealthAssessment, Field::kHealthAssessment, Fact::kHealthAssessed);
    Single(RecordKind::kDentalCheck, Field::kDentalCheck, Fact::kDentalCheckDone);
  }

  /// A record that is one dated fact.
  void Single(RecordKind kind, Field field, Fact fact) {
    if (!Row().Has(field)) return;
    Assert(kind, Id(kind, 8, DateOf(field), 0), {On(fact, DateOf(field))});
  }

  void Adoption() {
    const std::string id = OwnId(RecordKind::kAdoption);
    if (Row().Has(Field::kStart)) {
      std::vector<FactAssertion> facts = {On(Fact::kAdoptionDecided, DateOf(Field::kStart))};
      if (Row().Has(Field::kCareStart)) {
        facts.push_back(
            Is(Fact::kAdoptionCare, 0, Id(RecordKind::kCare, 8, DateOf(Field::kCareStart), 0)));
      }
      Assert(RecordKind::kAdoption, id, std::move(facts));
    }
    static constexpr std::pair<Field, Fact> kMilestones[] = {
        {Field::kPlacementOrder, Fact::kPlacementOrder},
        {Field::kMatched, Fact::kAdoptionMatched},
        {Field::kPlaced, Fact::kAdoptionPlaced},
        {Field::kAdoptionOrder, Fact::kAdoptionOrder},
    };
    for (const auto& [field, fact] : kMilestones) Milestone(RecordKind::kAdoption, id, field, fact);
    Milestone(RecordKind::kAdoption, id, Field::kReversed, Fact::kAdoptionReversed,
              TextOf(Field::kReversalReason));
  }

  const std::string& authority_;
  EventBatch& batch_;
  ProblemLog& problems_;
  std::map<std::string, std::vector<const Entry*>> referrals_;  // by child
  Place at_;
};

}  // namespace

void AddAnnexARecords(const std::string& authority, AnnexAEntries& lists, EventBatch& batch,
                      ProblemLog& problems) {
  RecordMaker maker(authority, lists, batch, problems);
  for (ListEntries& list : lists) {
    if (list.table == nullptr) continue;
    const std::size_t before = batch.size();
    maker.Make(list);
    list.count.events = static_cast<int>(batch.size() - before);
  }
}

}  // namespace caseclock
