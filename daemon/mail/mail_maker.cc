#include "daemon/mail/mail_maker.h"

#include <algorithm>
#include <set>

#include "daemon/mail/alert_paragraphs.h"
#include "daemon/mail/alert_words.h"
#include "daemon/mail/calm_text.h"
#include "daemon/mail/mail_words.h"
#include "daemon/mail/weekly_lines.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

/// Left part of the List-Id: what mail programs sort by.
constexpr char kListId[] = "alerts";

class Maker {
 public:
  Maker(const PlannedMail& mail, const MakerInput& input)
      : mail_(mail), in_(input), reader_(*FindPerson(input.people, mail.reader)) {}

  MailContent Make() {
    content_.kind = mail_.kind;
    content_.weekly = mail_.weekly;
    AlertParagraphs paragraphs = MakeParagraphs(mail_, in_, reader_);
    content_.sections = std::move(paragraphs.sections);
    subjects_ = std::move(paragraphs.subjects);
    if (paragraphs.has_more || mail_.weekly) content_.board_url = BoardUrl();
    if (mail_.kind == MailKind::kDigest) {
      AddDigestWords();
    } else {
      AddWordsAtOnce();
    }
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

  std::string BoardUrl() const {
    if (in_.board_url.empty()) return "";
    return in_.board_url + "/" + (mail_.authority.empty() ? "" : "?authority=" + mail_.authority);
  }

  void AddDigestWords() {
    const CalmWords calm =
        subjects_.empty() ? CalmWordsFor(in_, reader_, CouncilsOf(reader_.authority)) : CalmWords{};
    content_.subject = SubjectOf({mail_.kind, mail_.weekly, in_.moment.day, subjects_, calm.brief});
    content_.heading = fmt::format("{}, {}", mail_.weekly ? "Weekly summary" : "Digest",
                                   MailDayText(in_.moment.day));
    if (subjects_.empty()) {
      content_.summary = calm.sentence;
      return;
    }
    std::vector<Item> items;
    for (const SubjectAlert& subject : subjects_) items.push_back(subject.item);
    content_.summary = Capital(CountsText(items)) + ".";
    if (mail_.left_out > 0) {
      content_.summary += fmt::format(" {} more will be in the next digest.", mail_.left_out);
    }
  }

  void AddWordsAtOnce() {
    content_.subject = SubjectOf({mail_.kind, false, in_.moment.day, subjects_, ""});
    const AlertKey& key = subjects_.front().key;
    content_.heading = PlaceText(key);
    if (!key.authority.empty()) content_.heading += ", " + CouncilName(in_, key.authority);
    if (content_.sections.front().alerts.empty()) return;
    const MailAlert& first = content_.sections.front().alerts.front();
    content_.preview = first.why;
    if (subjects_.size() > 1) content_.summary = Capital(CountsText(ItemsOf(subjects_))) + ".";
  }

  static std::vector<Item> ItemsOf(const std::vector<SubjectAlert>& subjects) {
    std::vector<Item> items;
    for (const SubjectAlert& subject : subjects) items.push_back(subject.item);
    return items;
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

  // --- The weekly summary -----------------------------------------------------------------------

  /// Of who has several teams each has its own figures: the council's would be nobody's.
  void AddWeek() {
    std::vector<std::string> teams = reader_.teams;
    if (teams.empty()) teams.emplace_back(kWholeAuthority);
    const auto councils = Councils(reader_.authority);
    std::size_t room = kRowsInWeekly;
    for (const AuthorityView* view : councils) {
      for (const std::string& team : teams) {
        AddTable(*view, team, room / (councils.size() * teams.size()));
      }
    }
  }

  void AddTable(const AuthorityView& view, const std::string& team, std::size_t room) {
    const AlertKey key{"", view.authority, team};
    WeeklyTable table;
    table.title = WeeklyTitle(view, team.empty() ? NameOf(view) : PlaceText(key));
    table.lines = WeeklyLines(view, in_.catalogue, team);
    if (table.lines.empty()) table.more = "No figures.";
    if (table.lines.size() > std::max<std::size_t>(room, 1))
      Shorten(table, std::max<std::size_t>(room, 1));
    content_.weekly_tables.push_back(std::move(table));
  }

  /// What is red stays; the rest goes from the end.
  static void Shorten(WeeklyTable& table, std::size_t room) {
    std::size_t dropped = 0;
    for (std::size_t i = table.lines.size(); i-- > 0 && table.lines.size() > room;) {
      if (table.lines[i].rag == "RED") continue;
      table.lines.erase(table.lines.begin() + static_cast<std::ptrdiff_t>(i));
      ++dropped;
    }
    if (table.lines.size() > room) {
      dropped += table.lines.size() - room;
      table.lines.resize(room);
    }
    table.more = fmt::format("{} more on the board.", dropped);
  }

  /// The one; of who has every council all that have figures or alerts.
  std::vector<std::string> CouncilsOf(const std::string& authority) const {
    if (!authority.empty()) return {authority};
    std::set<std::string> codes(in_.councils.begin(), in_.councils.end());
    for (const auto& [key, state] : in_.ledger.alerts()) {
      if (!key.authority.empty()) codes.insert(key.authority);
    }
    return {codes.begin(), codes.end()};
  }

  std::vector<const AuthorityView*> Councils(const std::string& authority) const {
    std::vector<const AuthorityView*> views;
    for (const std::string& code : CouncilsOf(authority)) {
      if (const AuthorityView* view = ViewOf(code)) views.push_back(view);
    }
    return views;
  }

  void AddDataAsOf() {
    if (mail_.authority.empty() && reader_.is_operator) return;
    const auto councils = Councils(mail_.authority);
    const auto add = [&](const AuthorityView& view, const std::string& text, std::string& to) {
      const bool several = councils.size() > 1;
      to += (to.empty() ? "" : " ") + (several ? NameOf(view) + ": " : "") + text;
    };
    for (const AuthorityView* view : councils) {
      if (view->data_as_of_us == 0) continue;
      const Moment recorded = in_.moment_of(view->data_as_of_us);
      add(*view, DataAsOfText(recorded, view->as_of), content_.data_as_of);
      if (reader_.is_operator || !IsFeedLate(in_, view->authority)) continue;
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

std::string CouncilName(const MakerInput& input, const std::string& authority) {
  const AuthorityView* view = input.view_of ? input.view_of(authority) : nullptr;
  return view == nullptr ? CouncilText(authority) : NameOf(*view);
}

MailContent MakeContent(const PlannedMail& mail, const MakerInput& input) {
  return Maker(mail, input).Make();
}

MailContent MakeTestContent(const Person& reader, const Moment& moment) {
  MailContent content;
  content.kind = MailKind::kTest;
  content.subject = SubjectOf({MailKind::kTest, false, moment.day, {}, ""});
  content.heading = "Test email";
  content.summary = "This is a test email. You do not need to do anything.";
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
    for (const Notification before : {Notification::kFiring, Notification::kEscalated}) {
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
