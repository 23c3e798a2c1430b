#include "tests/daemon/mail/invented_mails.h"

#include "daemon/mail/mail_words.h"

namespace caseclock {
namespace {

constexpr char kBoard[] = "https://caseclock.council.example/board?authority=E08000099&team=a";
constexpr char kFooter[] =
    "You get this as Team manager, Assessment North. Rules, recipients and hours are set by the "
    "performance team: performance@council.example. This mail holds no names; please do not "
    "reply with any.";

Moment At(int day, int hour, int minute) {
  return {0, Date::FromYmd(2024, 3, day), hour * 60 + minute};
}

AlertKey North() { return {"assessment_45.drag", "E08000099", "Assessment North"}; }

MailAlert OldestAlert() {
  MailAlert alert = InventedAlert();
  alert.headline = "Oldest assessment: open for 63 working days";
  alert.now = "63 working days";
  alert.before = "58 a week before";
  alert.rule = "assessment_45.oldest";
  alert.why =
      "The oldest open assessment is 18 working days over its limit of 45; the rule allows 10.";
  alert.advice = "Ask for a plan with a date for this one item.";
  alert.ref = "A7QW2M9K4XTBC";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-2";
  return alert;
}

MailAlert DueSoonAlert() {
  MailAlert alert = InventedAlert();
  alert.item = Item::kStillFiring;
  alert.severity = Severity::kAttention;
  alert.headline = "Assessments due within 5 working days: 21";
  alert.now = "21";
  alert.before = "9 a week before";
  alert.since = MomentText(At(1, 8, 0));
  alert.rule = "assessment_45.due_soon";
  alert.why = "21 open assessments reach 45 working days by Mon 11 Mar 2024; the rule allows 15.";
  alert.advice = "Check that each has a visit and a sign-off booked.";
  alert.oldest.clear();
  alert.ref = "AK4PX8R2D6HVN";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-3";
  return alert;
}

MailAlert AcknowledgedAlert() {
  MailAlert alert = DueSoonAlert();
  alert.item = Item::kAcknowledged;
  alert.where = "Court & Protection, E08000099";
  alert.headline = "Visits to children on a plan: 88.0 % on time";
  alert.now = "88.0 %";
  alert.before = "91.5 % a week before";
  alert.why = "176 of 200 visits of the last month were on time (88.0 %); the rule wants 90 %.";
  alert.advice = "Ask which visits were made and not yet recorded.";
  alert.rule = "visit_20.share";
  alert.acknowledged = AcknowledgedText("Head of service", At(5, 10, 2), At(12, 10, 2),
                                        "Two staff are back on Thursday.");
  alert.ref = "AB5TM1Z8Y3WQF";
  alert.acknowledge_url.clear();
  return alert;
}

MailAlert ResolvedAlert() {
  MailAlert alert = InventedAlert();
  alert.item = Item::kResolved;
  alert.headline = "Assessments over 45 working days: 3 of 81 open (3.7 %)";
  alert.now = "3.7 %";
  alert.before = "14.1 % when it began";
  alert.resolved = MomentText(At(7, 11, 5));
  alert.why = "3 of 81 open assessments are late (3.7 %); the rule clears at 5 %.";
  alert.advice.clear();
  alert.oldest.clear();
  alert.acknowledge_url.clear();
  return alert;
}

MailContent Base() {
  MailContent mail;
  mail.heading = "Assessment North: 12 assessments are late";
  mail.summary =
      "12 of 85 open assessments are over 45 working days (14.1 %), up from 8.0 % a week before.";
  mail.data_as_of = DataAsOfText(At(4, 9, 6), Date::FromYmd(2024, 3, 4));
  mail.footer = kFooter;
  mail.subject =
      SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "12 assessments late", North()}}});
  mail.sections = {{"", {InventedAlert()}}};
  return mail;
}

MailContent ThreeAlerts() {
  MailContent mail = Base();
  mail.subject =
      SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "12 assessments late", North()},
                            {Item::kNew, Severity::kUrgent, "oldest 63 days", North()},
                            {Item::kStillFiring, Severity::kAttention, "21 due soon", North()}}});
  mail.heading = "Assessment North: 12 assessments are late, and 2 more alerts";
  MailAlert first = InventedAlert();
  first.oldest[0].reference = "r-7f3a91";
  first.oldest[1].reference = "r-20c4de";
  first.oldest[2].reference = "r-b8e605";
  mail.sections = {{"New", {first, OldestAlert()}}, {"Still open", {DueSoonAlert()}}};
  mail.acknowledge_command = "caseclock-acknowledge";
  return mail;
}

std::vector<WeeklyLine> Weekly() {
  return {
      {"Assessments within 45 working days", "84.2 %, 1,780 of 2,114", "90 %", "RED", "improving",
       "24 late of 310 open"},
      {"Initial conferences within 15 working days", "88.1 %, 74 of 84", "90 %", "AMBER",
       "worsening", "1 late of 9 open"},
      {"Visits to looked after children", "96.4 %, 540 of 560", "95 %", "GREEN", "steady", ""},
      {"Re-referrals within 12 months", "21.0 %, 92 of 438", "", "not judged", "steady", ""},
  };
}

MailContent Digest() {
  MailContent mail = Base();
  mail.kind = MailKind::kDigest;
  mail.weekly = true;
  mail.subject = SubjectOf({.kind = MailKind::kDigest,
                            .weekly = true,
                            .day = Date::FromYmd(2024, 3, 11),
                            .alerts = {{Item::kNew, Severity::kUrgent, "", North()},
                                       {Item::kStillFiring, Severity::kAttention, "", North()},
                                       {Item::kAcknowledged, Severity::kAttention, "", North()},
                                       {Item::kResolved, Severity::kUrgent, "", North()}}});
  mail.heading = "Caseclock weekly summary, Mon 11 Mar 2024";
  mail.summary =
      "1 new, 1 still open, 1 acknowledged, 1 resolved. The most pressing: 12 assessments late in "
      "Assessment North.";
  mail.stale = StaleText(At(8, 17, 40));
  mail.week = "Week from Mon 4 Mar 2024";
  mail.weekly_lines = Weekly();
  mail.rolled_up = RolledUpText(2, 3);
  MailAlert still = DueSoonAlert();
  still.stale = true;
  MailAlert fresh = InventedAlert();
  fresh.since = MomentText(At(8, 16, 20));
  fresh.oldest[0].late_by = LateText(22);
  fresh.oldest[1].late_by = LateText(15);
  fresh.oldest[2].late_by = LateText(8);
  MailAlert ended = ResolvedAlert();
  ended.where = "Assessment South, E08000099";
  mail.data_as_of = DataAsOfText(At(8, 17, 40), Date::FromYmd(2024, 3, 11));
  mail.sections = {
      {"New", {fresh}}, {"Still open", {still, AcknowledgedAlert()}}, {"Resolved", {ended}}};
  return mail;
}

MailContent Resolved() {
  MailContent mail = Base();
  mail.subject =
      SubjectOf({.alerts = {{Item::kResolved, Severity::kUrgent, "3 assessments late", North()}}});
  mail.heading = "Resolved: late assessments in Assessment North";
  mail.summary =
      "3 of 81 open assessments are over 45 working days (3.7 %). Nothing is to be done.";
  mail.data_as_of = DataAsOfText(At(7, 11, 3), Date::FromYmd(2024, 3, 7));
  mail.sections = {{"", {ResolvedAlert()}}};
  return mail;
}

MailContent Escalated() {
  MailContent mail = Base();
  mail.subject = SubjectOf(
      {.alerts = {{Item::kEscalated, Severity::kUrgent, "12 assessments late", North()}}});
  mail.summary =
      "Team manager, Assessment North was told on Mon 4 Mar 2024, 09:10; nobody has acknowledged "
      "it for 2 working days.";
  mail.data_as_of = DataAsOfText(At(6, 9, 6), Date::FromYmd(2024, 3, 6));
  mail.footer =
      "You get this as Head of service, because the team's manager has not acknowledged it. "
      "Rules, recipients and hours are set by the performance team: performance@council.example.";
  MailAlert alert = InventedAlert();
  alert.item = Item::kEscalated;
  alert.also_told = {"Team manager, Assessment North"};
  mail.sections = {{"", {alert}}};
  return mail;
}

MailContent Deputy() {
  MailContent mail = Base();
  mail.on_behalf_of = OnBehalfText("Team manager, Assessment North", Date::FromYmd(2024, 3, 15));
  mail.footer =
      "You get this as their deputy. Away days are set by the performance team: "
      "performance@council.example.";
  return mail;
}

MailContent SilentFeed() {
  MailContent mail;
  const AlertKey key = {"data.late", "E08000099", ""};
  mail.subject =
      SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "no data for 2 working days", key}}});
  mail.heading = "No data from E08000099 for 2 working days";
  mail.summary =
      "Nothing has been recorded since Fri 1 Mar 2024, 17:40. Alerts about figures keep their last "
      "state.";
  MailAlert alert;
  alert.severity = Severity::kUrgent;
  alert.headline = "No data for 2 working days";
  alert.where = "E08000099";
  alert.since = MomentText(At(5, 17, 40));
  alert.rule = "data.late";
  alert.why = "The last event was recorded 2 working days ago; the rule allows 1.";
  alert.advice =
      "See whether the case system's export has run, and whether its producer has errors.";
  alert.owner = "Operators";
  alert.ref = "AZ3N8C6V1J5RG";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-9";
  alert.board_url = "https://caseclock.council.example/board";
  mail.sections = {{"", {alert}}};
  mail.data_as_of = DataAsOfText(At(1, 17, 40), Date::FromYmd(2024, 3, 5));
  mail.footer = "You get this as an operator of Caseclock.";
  mail.acknowledge_command = "caseclock-acknowledge";
  return mail;
}

}  // namespace

MailAlert InventedAlert() {
  MailAlert alert;
  alert.severity = Severity::kUrgent;
  alert.headline = "Assessments over 45 working days: 12 of 85 open (14.1 %)";
  alert.where = "Assessment North, E08000099";
  alert.now = "14.1 %";
  alert.before = "8.0 % a week before";
  alert.since = MomentText(At(4, 9, 10));
  alert.rule = "assessment_45.drag";
  alert.why = "12 of 85 open assessments are over 45 working days (14.1 %); the rule allows 10 %.";
  alert.advice = "Ask the team for a date of completion for each of the late ones.";
  alert.oldest = {{"Mon 4 Dec 2023", "Wed 7 Feb 2024", LateText(18), ""},
                  {"Wed 13 Dec 2023", "Fri 16 Feb 2024", LateText(11), ""},
                  {"Fri 22 Dec 2023", "Tue 27 Feb 2024", LateText(4), ""}};
  alert.owner = "Team manager, Assessment North";
  alert.also_told = {"Head of service"};
  alert.ref = "A3F7K9Q2M4XTB";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-1";
  alert.board_url = kBoard;
  return alert;
}

std::vector<std::pair<std::string, MailContent>> InventedMails() {
  return {{"urgent", Base()},           {"three_alerts", ThreeAlerts()}, {"digest", Digest()},
          {"resolved", Resolved()},     {"escalated", Escalated()},      {"deputy", Deputy()},
          {"silent_feed", SilentFeed()}};
}

MailMessage MessageOf(const std::string& name, const MailContent& content) {
  return {.from_name = "Caseclock",
          .from_address = "caseclock@council.example",
          .to_address = "north@council.example",
          .subject = content.subject,
          .date_us = 1'709'543'400'000'000,  // 2024-03-04 09:10 UTC
          .id = "invented-" + name,
          .references = {"invented-first"},
          .list = "alerts",
          .text = MailText(content),
          .html = MailHtml(content)};
}

}  // namespace caseclock
