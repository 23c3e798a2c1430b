#include "daemon/mail/alert_paragraphs.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "daemon/mail/alert_words.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"
#include "processors/indicator/traits.h"
#include "processors/indicator/work_noun.h"
#include "processors/judgement/sentence.h"

namespace caseclock {
namespace {

constexpr Item kSections[] = {Item::kEscalated, Item::kNew, Item::kStillFiring, Item::kResolved,
                              Item::kAcknowledged};
/// Most places that a count names.
constexpr std::size_t kMaxPlaces = 4;

std::string SectionTitle(Item item) {
  switch (item) {
    case Item::kEscalated: return "Escalated to you";
    case Item::kNew: return "New";
    case Item::kStillFiring: return "Still open";
    case Item::kResolved: return "Resolved";
    case Item::kAcknowledged: return "Acknowledged";
  }
  return "";
}

/// "3 more new alerts".
std::string MoreText(std::int64_t count, Item item) {
  switch (item) {
    case Item::kEscalated: return Counted(count, "more alert escalated", "more alerts escalated");
    case Item::kNew: return Counted(count, "more new alert", "more new alerts");
    case Item::kStillFiring: return Counted(count, "more still open", "more still open");
    case Item::kResolved: return Counted(count, "more resolved", "more resolved");
    case Item::kAcknowledged: return Counted(count, "more acknowledged", "more acknowledged");
  }
  return "";
}

/// Who has been told before has been told what to do.
bool IsFirstTold(Item item) { return item == Item::kNew || item == Item::kEscalated; }

/// One alert, looked up.
struct Looked {
  const PlannedItem* planned = nullptr;
  const AlertState* state = nullptr;
  const AlertRule* rule = nullptr;       ///< null: no longer configured
  const Indicator* indicator = nullptr;  ///< null: the rule has none
  const Observation* seen = nullptr;     ///< null: not looked at
  const Measured* measured = nullptr;    ///< what is said of it
};

/// Alerts in one state about the same work of one team, the first the most pressing.
using Group = std::vector<Looked>;

class Maker {
 public:
  Maker(const PlannedMail& mail, const MakerInput& input, const Person& reader)
      : mail_(mail), in_(input), reader_(reader) {}

  AlertParagraphs Make() {
    const auto groups = Groups();
    paragraphs_left_ = mail_.weekly                      ? kParagraphsInWeekly
                       : mail_.kind == MailKind::kDigest ? kParagraphsInDigest
                                                         : kParagraphsAtOnce;
    for (const Item item : kSections) {
      std::vector<const Group*> of_section;
      for (const Group& group : groups) {
        if (group.front().planned->item != item) continue;
        of_section.push_back(&group);
        AddSubject(group);
      }
      if (!of_section.empty()) AddSection(item, of_section);
    }
    return std::move(made_);
  }

 private:
  Looked LookUp(const PlannedItem& item) const {
    Looked one;
    one.planned = &item;
    one.state = in_.ledger.Find(item.key);
    one.rule = FindRule(in_.rules, item.key.rule);
    if (one.rule != nullptr) one.indicator = in_.catalogue.Find(one.rule->indicator);
    one.seen = in_.seen ? in_.seen(item.key) : nullptr;
    // Of what is settled or not known at present, what was noted last.
    const bool is_now = one.seen != nullptr && one.seen->truth != Truth::kMissing &&
                        one.state->phase == Phase::kFiring;
    one.measured = is_now ? &one.seen->measured : &one.state->measured;
    return one;
  }

  std::vector<Group> Groups() const {
    using Work = std::tuple<Item, std::string, std::string, std::string>;
    std::map<Work, std::size_t> places;
    std::vector<Group> groups;
    for (const PlannedItem& item : mail_.items) {
      Looked one = LookUp(item);
      const std::string work = one.indicator == nullptr ? item.key.rule : WorkOf(*one.indicator);
      const auto [at, is_first] =
          places.try_emplace({item.item, item.key.authority, item.key.team, work}, groups.size());
      if (is_first) groups.emplace_back();
      groups[at->second].push_back(one);
    }
    return groups;
  }

  void AddSubject(const Group& group) {
    const Looked& lead = group.front();
    made_.subjects.push_back(
        {lead.planned->item, SeverityOf(lead), lead.measured->brief, lead.planned->key});
  }

  static Severity SeverityOf(const Looked& one) {
    return one.rule == nullptr ? Severity::kAttention : one.rule->severity;
  }

  void AddSection(Item item, const std::vector<const Group*>& groups) {
    MailSection section;
    if (mail_.kind == MailKind::kDigest) section.title = SectionTitle(item);
    std::vector<const Group*> rest;
    for (const Group* group : groups) {
      if (IsFirstTold(item) && paragraphs_left_ > 0) {
        --paragraphs_left_;
        section.alerts.push_back(AlertOf(*group));
      } else if (!IsFirstTold(item) && section.lines.size() < kLinesOfASort) {
        section.lines.push_back(LineOf(*group));
      } else {
        rest.push_back(group);
      }
    }
    if (!rest.empty()) section.more = RestText(item, rest);
    made_.has_more |= !rest.empty();
    made_.sections.push_back(std::move(section));
  }

  /// "7 more new alerts: 4 in Assessment East, 3 in Assessment West."
  static std::string RestText(Item item, const std::vector<const Group*>& rest) {
    std::map<std::string, std::int64_t> by_place;
    for (const Group* group : rest) ++by_place[PlaceText(group->front().planned->key)];
    std::vector<std::pair<std::int64_t, std::string>> places;
    for (const auto& [place, count] : by_place) places.emplace_back(-count, place);
    std::sort(places.begin(), places.end());
    std::vector<std::string> texts;
    auto elsewhere = static_cast<std::int64_t>(rest.size());
    for (const auto& [count, place] : places) {
      if (texts.size() == kMaxPlaces) break;
      texts.push_back(fmt::format("{} in {}", -count, place));
      elsewhere += count;
    }
    if (elsewhere > 0) texts.push_back(fmt::format("{} elsewhere", elsewhere));
    return fmt::format("{}: {}.", MoreText(static_cast<std::int64_t>(rest.size()), item),
                       ListText(texts));
  }

  // --- A paragraph ------------------------------------------------------------------------------

  MailAlert AlertOf(const Group& group) {
    const Looked& lead = group.front();
    const AlertKey& key = lead.planned->key;
    MailAlert alert;
    alert.item = lead.planned->item;
    alert.severity = SeverityOf(lead);
    alert.headline = Capital(lead.measured->brief);
    alert.where = PlaceText(key);
    if (!key.authority.empty()) alert.where += ", " + CouncilName(in_, key.authority);
    if (lead.indicator != nullptr) alert.about = lead.indicator->title;
    alert.why = lead.measured->sentence;
    alert.since = MomentText(in_.moment_of(lead.state->since_us));
    alert.reached_you = ReachedYou(lead);
    if (lead.rule != nullptr) alert.advice = AdviceFor(lead.rule->condition, lead.indicator);
    for (std::size_t i = 1; i < group.size(); ++i) alert.also.push_back(AlsoText(lead, group[i]));
    for (const Looked& one : group)
      alert.rule += (alert.rule.empty() ? "" : ", ") + one.planned->key.rule;
    alert.ref = AlertRef(key, lead.state->onset);
    alert.board_url = BoardUrl(key);
    alert.stale = IsStale(lead);
    if (in_.link_of) alert.acknowledge_url = in_.link_of(alert.ref, reader_.id);
    alert.owner = OwnerText(lead);
    alert.also_told = AlsoTold(lead);
    alert.acknowledged = Acknowledged(lead);
    if (!reader_.is_operator) AddOldest(group, alert);
    return alert;
  }

  /// The row is named where it is another one.
  static std::string AlsoText(const Looked& lead, const Looked& other) {
    const bool other_row = other.indicator != nullptr && other.indicator != lead.indicator;
    if (!other_row) return other.measured->sentence;
    return fmt::format("{}: {}", other.indicator->title, other.measured->sentence);
  }

  static bool IsStale(const Looked& one) {
    return one.state->stale || one.seen == nullptr || one.seen->truth == Truth::kMissing;
  }

  std::string TitleOf(const std::string& id) const {
    const Person* person = FindPerson(in_.people, id);
    return person == nullptr ? id : person->title;
  }

  std::string OwnerText(const Looked& one) const {
    if (one.rule == nullptr) return "";
    std::vector<std::string> titles;
    for (const Person* owner :
         OwnersOf(in_.people, one.planned->key.authority, one.planned->key.team, one.rule->owner,
                  IsForOperators(one.rule->condition))) {
      titles.push_back(owner->title);
    }
    return ListText(titles);
  }

  /// By which email the person was told that it fires; one that nobody took is none.
  const MailRecord* ArrivedAt(const Looked& one, const std::string& person) const {
    for (const Notification notification : {Notification::kFiring, Notification::kEscalated}) {
      const MailRecord* mail =
          in_.ledger.ToldBy(one.planned->key, one.state->onset, notification, person);
      const bool lost =
          mail != nullptr && mail->outcome && mail->outcome->end != MailEnd::kDelivered;
      if (mail != nullptr && !lost) return mail;
    }
    return nullptr;
  }

  /// Those who were told by an email of their own, before or at this moment. Of who is away, the deputy who read it.
  std::vector<std::string> AlsoTold(const Looked& one) const {
    std::set<std::string> readers;
    for (const std::string& id : in_.ledger.WhoWasTold(one.planned->key, one.state->onset)) {
      if (const MailRecord* mail = ArrivedAt(one, id)) readers.insert(mail->claim.reader);
    }
    if (in_.planned != nullptr) {
      for (const PlannedMail& mail : *in_.planned) {
        const bool tells =
            std::any_of(mail.told.begin(), mail.told.end(), [&](const ToldAlert& told) {
              return told.key == one.planned->key && told.notification != Notification::kResolved;
            });
        if (tells) readers.insert(mail.reader);
      }
    }
    readers.erase(reader_.id);
    std::vector<std::string> titles;
    for (const std::string& id : readers) titles.push_back(TitleOf(id));
    return titles;
  }

  std::string Acknowledged(const Looked& one) const {
    if (!IsAcknowledged(*one.state, in_.moment.us)) return "";
    const Acknowledgement& taken = *one.state->acknowledged;
    return AcknowledgedText(TitleOf(taken.by), in_.moment_of(taken.at_us),
                            in_.moment_of(taken.until_us), taken.comment);
  }

  /// "Manager of North was told on Monday 4 March 2024 and has not acknowledged it within 5 working days."
  std::string ReachedYou(const Looked& one) const {
    if (one.planned->item != Item::kEscalated || one.rule == nullptr) return "";
    for (const std::string& id : in_.ledger.WhoWasTold(one.planned->key, one.state->onset)) {
      const Person* person = FindPerson(in_.people, id);
      const MailRecord* told =
          in_.ledger.ToldBy(one.planned->key, one.state->onset, Notification::kFiring, id);
      if (person == nullptr || told == nullptr || person->escalates_to != one.planned->person)
        continue;
      const std::string days =
          Counted(one.rule->escalate_after_days, "working day", "working days");
      return fmt::format("{} was told on {} and has not acknowledged it within {}.",
                         Capital(person->title), MailDayText(told->claim.day), days);
    }
    return "";
  }

  std::string BoardUrl(const AlertKey& key) const {
    if (in_.board_url.empty() || key.authority.empty()) return "";
    return in_.board_url + "/?authority=" + key.authority;
  }

  // --- The oldest items -------------------------------------------------------------------------

  void AddOldest(const Group& group, MailAlert& alert) {
    // A week is told in five screens, an urgent email in two: there only the first paragraph has them.
    if (mail_.weekly || (mail_.kind == MailKind::kImmediate && !listed_.empty())) return;
    std::vector<const OpenItem*> found;
    for (const Looked& one : group) {
      if (one.rule == nullptr || !NamesOldestItems(*one.planned, one.rule->condition)) continue;
      const auto& key = one.planned->key;
      const auto items = in_.oldest.find({key.authority, {one.rule->indicator, key.team}});
      if (items == in_.oldest.end()) continue;
      for (const OpenItem& open : items->second) {
        if (listed_.insert({key.authority, open.record}).second) found.push_back(&open);
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const OpenItem* a, const OpenItem* b) { return a->start < b->start; });
    if (found.size() > kOldestInMail) found.resize(kOldestInMail);
    for (const OpenItem* open : found) alert.oldest.push_back(OldItemOf(*open));
  }

  OldItem OldItemOf(const OpenItem& open) const {
    OldItem old;
    old.started = ShortDateText(open.start);
    if (open.due != kNoDate) {
      old.due = ShortDateText(open.due);
      old.late_by = LateText(open.late ? open.days : -open.days);
      const bool is_old = open.late && open.start < ReportingYearStart(in_.moment.day);
      if (is_old) old.late_by += "; from an earlier year: was it closed?";
    }
    if (reader_.references) old.reference = open.record;
    return old;
  }

  // --- A line -----------------------------------------------------------------------------------

  MailLine LineOf(const Group& group) const {
    const Looked& lead = group.front();
    const Item item = lead.planned->item;
    std::vector<std::string> briefs;
    for (const Looked& one : group) {
      if (std::find(briefs.begin(), briefs.end(), one.measured->brief) == briefs.end()) {
        briefs.push_back(one.measured->brief);
      }
    }
    MailLine line;
    line.text = PlaceText(lead.planned->key) + ": " + fmt::format("{}", fmt::join(briefs, "; "));
    if (item == Item::kResolved) {
      line.text += ". Resolved " + MailDayText(in_.moment_of(lead.state->resolved_at_us).day) + ".";
      line.note = lead.rule == nullptr ? "This is no longer watched." : HowItEnded(group);
      return line;
    }
    line.text += ". Since " + FullDayOf(lead.state->since_us) + ".";
    std::set<std::string> notes;
    for (const Looked& one : group) {
      const std::string note = NoteOf(one);
      if (!note.empty() && notes.insert(note).second)
        line.note += (line.note.empty() ? "" : " ") + note;
    }
    const bool is_open = item == Item::kStillFiring;
    if (is_open && in_.link_of) {
      line.acknowledge_url =
          in_.link_of(AlertRef(lead.planned->key, lead.state->onset), reader_.id);
    }
    return line;
  }

  /// Of overdue work: what was completed, so that a list that was emptied otherwise is not taken for finished.
  std::string HowItEnded(const Group& group) const {
    for (const Looked& one : group) {
      if (!IsAboutOverdueWork(one)) continue;
      const AuthorityView* view = in_.view_of ? in_.view_of(one.planned->key.authority) : nullptr;
      const Row* row = view == nullptr ? nullptr : RowSince(*view, one);
      if (row != nullptr) return EndedText(*row);
    }
    return "";
  }

  static bool IsAboutOverdueWork(const Looked& one) {
    if (one.rule == nullptr || one.indicator == nullptr) return false;
    const Condition condition = one.rule->condition;
    const Traits& traits = TraitsOf(*one.indicator);
    return traits.has_clock && !traits.counts_late &&
           (condition == Condition::kDrag || condition == Condition::kDragShare ||
            condition == Condition::kOldest);
  }

  /// Of the shortest window that holds the day on which the alert began.
  static const Row* RowSince(const AuthorityView& view, const Looked& one) {
    for (const Window window : kAllWindows) {
      for (const Row& row : view.rows) {
        if (row.window == window && row.team == one.planned->key.team &&
            row.indicator == one.indicator->id &&
            row.current.period.first <= one.state->onset.day) {
          return &row;
        }
      }
    }
    return nullptr;
  }

  /// "Since 1 March 2024, 18 were completed late. Others that left the list were cancelled, corrected or moved to
  /// another team."
  static std::string EndedText(const Row& row) {
    const std::int64_t late = row.current.denominator - row.current.numerator;
    return fmt::format(
        "Since {}, {} completed late. Others that left the list were cancelled, corrected or moved "
        "to another team.",
        FullDayText(row.current.period.first),
        late == 0 ? "none were" : GroupedText(late) + (late == 1 ? " was" : " were"));
  }

  std::string FullDayOf(std::int64_t us) const { return MailDayText(in_.moment_of(us).day); }

  /// Why it is still open although its figure is no longer over the threshold, or who has it in hand.
  std::string NoteOf(const Looked& one) const {
    const std::string acknowledged = Acknowledged(one);
    if (!acknowledged.empty()) return "Acknowledged " + acknowledged;
    if (IsStale(one)) return "No data at present: this is the last known figure.";
    return one.seen->truth == Truth::kFires ? "" : one.measured->sentence;
  }

  const PlannedMail& mail_;
  const MakerInput& in_;
  const Person& reader_;
  std::size_t paragraphs_left_ = 0;
  std::set<std::pair<std::string, std::string>> listed_;  // council and record
  AlertParagraphs made_;
};

}  // namespace

bool NamesOldestItems(const PlannedItem& item, Condition condition) {
  return IsFirstTold(item.item) &&
         (condition == Condition::kDrag || condition == Condition::kDragShare ||
          condition == Condition::kOldest || condition == Condition::kDueSoon ||
          condition == Condition::kBand || condition == Condition::kCount);
}

AlertParagraphs MakeParagraphs(const PlannedMail& mail, const MakerInput& input,
                               const Person& reader) {
  return Maker(mail, input, reader).Make();
}

}  // namespace caseclock
