#include "daemon/mail/mail_maker.h"

#include <algorithm>
#include <set>

#include "daemon/mail/alert_words.h"
#include "daemon/mail/mail_words.h"
#include "daemon/mail/weekly_lines.h"
#include "fmt/format.h"
#include "processors/alert/condition_text.h"

namespace caseclock {
namespace {

/// Left part of the List-Id: what mail programs sort by.
constexpr char kListId[] = "alerts";
constexpr Item kSections[] = {Item::kEscalated, Item::kNew, Item::kStillFiring, Item::kResolved,
                              Item::kAcknowledged};

std::string SectionTitle(Item item) {
  switch (item) {
    case Item::kEscalated: return "Passed on to you";
    case Item::kNew: return "New";
    case Item::kStillFiring: return "Still open";
    case Item::kResolved: return "Resolved";
    case Item::kAcknowledged: return "In hand";
  }
  return "";
}

/// Who has been told before has been told what to do.
bool IsFirstTold(const PlannedItem& item) {
  return item.item == Item::kNew || item.item == Item::kEscalated;
}

class Maker {
 public:
  Maker(const PlannedMail& mail, const MakerInput& input)
      : mail_(mail), in_(input), reader_(*FindPerson(input.people, mail.reader)) {}

  MailContent Make() {
    content_.kind = mail_.kind;
    content_.weekly = mail_.weekly;
    AddSections();
    AddSubject();
    AddReader();
    if (mail_.weekly) AddWeek();
    content_.rolled_up = RolledUpText(mail_.rolled_up, reader_.budget);
    AddDataAsOf();
    return std::move(content_);
  }

 private:
  const AuthorityView* ViewOf(const std::string& authority) const {
    return in_.view_of ? in_.view_of(authority) : nullptr;
  }

  std::string TitleOf(const std::string& id) const {
    const Person* person = FindPerson(in_.people, id);
    return person == nullptr ? id : person->title;
  }

  std::string InstantText(std::int64_t us) const { return MomentText(in_.moment_of(us)); }

  /// What the rule sees now; of what is settled or not known at present, what was noted last.
  const Measured& MeasuredOf(const AlertState& state, const Observation* seen) const {
    const bool is_known = seen != nullptr && seen->truth != Truth::kMissing;
    return is_known && state.phase == Phase::kFiring ? seen->measured : state.measured;
  }

  MailAlert AlertOf(const PlannedItem& item) {
    const AlertState& state = *in_.ledger.Find(item.key);
    const AlertRule* rule = FindRule(in_.rules, item.key.rule);
    const Observation* seen = in_.seen ? in_.seen(item.key) : nullptr;
    const Measured& measured = MeasuredOf(state, seen);
    MailAlert alert;
    alert.item = item.item;
    alert.severity = rule == nullptr ? Severity::kAttention : rule->severity;
    alert.headline = HeadlineOf(rule, in_.catalogue, measured.brief);
    alert.where = WhereText(item.key);
    alert.since = InstantText(state.since_us);
    alert.rule = item.key.rule;
    alert.why = measured.sentence;
    alert.ref = AlertRef(item.key, state.onset);
    alert.board_url = BoardUrl(item.key);
    AddPeople(item, state, rule, alert);
    if (rule != nullptr) AddRule(item, *rule, measured, alert);
    if (item.item == Item::kResolved) {
      SetResolved(state, rule, alert);
    } else {
      alert.stale = state.stale || seen == nullptr || seen->truth == Truth::kMissing;
      const bool is_in_hand = item.item == Item::kAcknowledged;
      if (in_.link_of && !is_in_hand) alert.acknowledge_url = in_.link_of(alert.ref, reader_.id);
    }
    subjects_.push_back({item.item, alert.severity, measured.brief, item.key});
    return alert;
  }

  void AddRule(const PlannedItem& item, const AlertRule& rule, const Measured& measured,
               MailAlert& alert) const {
    alert.now = MeasuredText(rule, measured.value);
    const Indicator* indicator = in_.catalogue.Find(rule.indicator);
    alert.before = BeforeText(rule, indicator, measured.before);
    if (!IsFirstTold(item)) return;
    alert.advice = AdviceFor(rule.condition, indicator);
    if (!reader_.is_operator && NamesOldestItems(item, rule.condition)) {
      AddOldest(item, rule, alert);
    }
  }

  void SetResolved(const AlertState& state, const AlertRule* rule, MailAlert& alert) const {
    alert.since.clear();
    alert.resolved = InstantText(state.resolved_at_us);
    if (rule == nullptr) alert.why = "The rule is no longer in force.";
  }

  void AddPeople(const PlannedItem& item, const AlertState& state, const AlertRule* rule,
                 MailAlert& alert) const {
    if (rule != nullptr) {
      std::vector<std::string> titles;
      for (const Person* owner : OwnersOf(in_.people, item.key.authority, item.key.team,
                                          rule->owner, IsForOperators(rule->condition))) {
        titles.push_back(owner->title);
      }
      alert.owner = ListText(titles);
    }
    for (const std::string& id : in_.ledger.WhoWasTold(item.key, state.onset)) {
      if (id != item.person && id != reader_.id) alert.also_told.push_back(TitleOf(id));
    }
    if (!IsAcknowledged(state, in_.moment.us)) return;
    const Acknowledgement& taken = *state.acknowledged;
    alert.acknowledged = AcknowledgedText(TitleOf(taken.by), in_.moment_of(taken.at_us),
                                          in_.moment_of(taken.until_us), taken.comment);
  }

  void AddOldest(const PlannedItem& item, const AlertRule& rule, MailAlert& alert) const {
    const auto found = in_.oldest.find({item.key.authority, {rule.indicator, item.key.team}});
    if (found == in_.oldest.end()) return;
    for (const OpenItem& open : found->second) {
      if (alert.oldest.size() == kOldestInMail) break;
      OldItem old;
      old.started = MailDayText(open.start);
      if (open.due != kNoDate) {
        old.due = MailDayText(open.due);
        old.late_by = LateText(open.late ? open.days : -open.days);
        const bool is_old = open.late && open.start < ReportingYearStart(in_.moment.day);
        if (is_old) old.late_by += "; begun in an earlier reporting year: was it ever closed?";
      }
      if (reader_.references) old.reference = open.record;
      alert.oldest.push_back(std::move(old));
    }
  }

  std::string BoardUrl(const AlertKey& key) const {
    if (in_.board_url.empty() || key.authority.empty()) return "";
    return in_.board_url + "/?authority=" + key.authority;
  }

  void AddSections() {
    for (const Item wanted : kSections) {
      MailSection section;
      if (mail_.kind == MailKind::kDigest) section.title = SectionTitle(wanted);
      for (const PlannedItem& item : mail_.items) {
        if (item.item == wanted) section.alerts.push_back(AlertOf(item));
      }
      if (!section.alerts.empty()) content_.sections.push_back(std::move(section));
    }
  }

  void AddSubject() {
    content_.subject = SubjectOf({mail_.kind, mail_.weekly, in_.moment.day, subjects_});
    std::vector<Item> items;
    for (const SubjectAlert& subject : subjects_) items.push_back(subject.item);
    if (mail_.kind == MailKind::kDigest) {
      content_.heading = fmt::format("{}, {}", mail_.weekly ? "Weekly summary" : "Digest",
                                     MailDayText(in_.moment.day));
      content_.summary = CountsText(items) + ".";
      content_.summary[0] = static_cast<char>(std::toupper(content_.summary[0]));
      if (mail_.left_out > 0) {
        content_.summary += fmt::format(" {} more follow.", mail_.left_out);
      }
      if (!subjects_.empty()) {
        content_.summary += fmt::format(" The most pressing: {}, {}.",
                                        PlaceText(subjects_.front().key), subjects_.front().what);
      }
      return;
    }
    const MailAlert& first = content_.sections.front().alerts.front();
    content_.heading =
        fmt::format("{}: {}", PlaceText(subjects_.front().key), subjects_.front().what);
    content_.summary = first.why;
  }

  void AddReader() {
    for (const PlannedItem& item : mail_.items) {
      const Person* person = FindPerson(in_.people, item.person);
      if (person == nullptr || person == &reader_) continue;
      for (const Period& away : person->away) {
        if (away.first > in_.moment.day || in_.moment.day > away.last) continue;
        content_.on_behalf_of = OnBehalfText(person->title, away.last);
      }
    }
    content_.footer = FooterFor(reader_);
    if (reader_.is_operator) {
      content_.acknowledge_command = "caseclock alerts ack --config FILE --by " + reader_.id;
    }
  }

  void AddWeek() {
    const Date week = WindowAt(Window::kWeek, in_.moment.day).first - 7;
    content_.week = "Week from " + MailDayText(week);
    const std::string team = reader_.teams.size() == 1 ? reader_.teams.front() : kWholeAuthority;
    const auto councils = Councils(reader_.authority);
    for (const AuthorityView* view : councils) {
      for (WeeklyLine& line : WeeklyLines(*view, in_.catalogue, team)) {
        if (councils.size() > 1) line.indicator += ", " + view->authority;
        content_.weekly_lines.push_back(std::move(line));
      }
    }
  }

  /// The one, or of who has every council all of which the ledger knows an alert.
  std::vector<const AuthorityView*> Councils(const std::string& authority) const {
    std::set<std::string> codes = {authority};
    if (authority.empty()) {
      for (const auto& [key, state] : in_.ledger.alerts()) codes.insert(key.authority);
    }
    std::vector<const AuthorityView*> views;
    for (const std::string& code : codes) {
      if (const AuthorityView* view = ViewOf(code)) views.push_back(view);
    }
    return views;
  }

  bool IsFeedLate(const std::string& authority) const {
    const auto& alerts = in_.ledger.alerts();
    return std::any_of(alerts.begin(), alerts.end(), [&](const auto& one) {
      const AlertRule* rule = FindRule(in_.rules, one.first.rule);
      return rule != nullptr && rule->condition == Condition::kDataLate &&
             one.first.authority == authority && one.second.phase == Phase::kFiring;
    });
  }

  void AddDataAsOf() {
    if (mail_.authority.empty() && reader_.is_operator) return;
    const auto councils = Councils(mail_.authority);
    const auto add = [&](const AuthorityView& view, const std::string& text, std::string& to) {
      to += (to.empty() ? "" : " ") + (councils.size() > 1 ? view.authority + ": " : "") + text;
    };
    for (const AuthorityView* view : councils) {
      if (view->data_as_of_us == 0) continue;
      const Moment recorded = in_.moment_of(view->data_as_of_us);
      add(*view, DataAsOfText(recorded, view->as_of), content_.data_as_of);
      if (reader_.is_operator || !IsFeedLate(view->authority)) continue;
      add(*view, StaleText(recorded), content_.stale);
    }
  }

  const PlannedMail& mail_;
  const MakerInput& in_;
  const Person& reader_;
  MailContent content_;
  std::vector<SubjectAlert> subjects_;  // in the order of the sections
};

}  // namespace

bool NamesOldestItems(const PlannedItem& item, Condition condition) {
  return IsFirstTold(item) &&
         (condition == Condition::kDrag || condition == Condition::kDragShare ||
          condition == Condition::kOldest || condition == Condition::kDueSoon ||
          condition == Condition::kBand || condition == Condition::kCount);
}

MailContent MakeContent(const PlannedMail& mail, const MakerInput& input) {
  return Maker(mail, input).Make();
}

MailContent MakeTestContent(const Person& reader, const Moment& moment) {
  MailContent content;
  content.kind = MailKind::kTest;
  content.subject = SubjectOf({MailKind::kTest, false, moment.day, {}});
  content.heading = "A test";
  content.summary =
      "This mail shows that mails of Caseclock reach you. There is nothing to do about it.";
  content.footer = FooterFor(reader);
  return content;
}

std::string ContentBytes(const MailContent& content, MailMessage envelope) {
  envelope.subject = content.subject;
  envelope.list = kListId;
  envelope.text = MailText(content);
  envelope.html = MailHtml(content);
  return MailBytes(envelope);
}

std::vector<std::string> ThreadOf(const PlannedMail& mail, const Ledger& ledger) {
  if (mail.kind != MailKind::kImmediate) return {};
  std::vector<const MailRecord*> earlier;
  for (const ToldAlert& told : mail.told) {
    for (const Told before : {Told::kFiring, Told::kEscalated}) {
      const MailRecord* record = ledger.ToldBy(told.key, told.onset, before, told.person);
      if (record == nullptr || record->claim.kind != MailKind::kImmediate ||
          record->claim.reader != mail.reader || record->claim.id == mail.id) {
        continue;
      }
      earlier.push_back(record);
    }
  }
  std::sort(earlier.begin(), earlier.end(), [](const MailRecord* a, const MailRecord* b) {
    return std::tie(a->claim.at_us, a->claim.id) < std::tie(b->claim.at_us, b->claim.id);
  });
  earlier.erase(std::unique(earlier.begin(), earlier.end()), earlier.end());
  std::vector<std::string> ids;
  for (const MailRecord* record : earlier) ids.push_back(record->claim.id);
  return ids;
}

}  // namespace caseclock
