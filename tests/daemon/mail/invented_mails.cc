#include "tests/daemon/mail/invented_mails.h"

#include "daemon/mail/mail_words.h"

namespace caseclock {
namespace {

constexpr char kBoard[] = "https://caseclock.council.example/board?authority=E08000099&team=a";
constexpr char kFooter[] =
    "You are receiving this because you are manager of Assessment North. To change what you "
    "receive, ask the people who run Caseclock at your council. This email contains no names: "
    "please keep it that way if you forward it.";

Moment At(int day, int hour, int minute) {
  return {0, Date::FromYmd(2024, 3, day), hour * 60 + minute};
}

AlertKey North() { return {"assessment_45.drag", "E08000099", "Assessment North"}; }

MailAlert OldestAlert() {
  MailAlert alert = InventedAlert();
  alert.headline = "1 assessment open for 63 working days";
  alert.rule = "assessment_45.oldest";
  alert.why =
      "The oldest open assessment began on 4 December 2023 and has run 63 working days. Alert "
      "threshold: over 60 working days.";
  alert.advice = "Look at this one: it is stuck, or was never closed in the case system.";
  alert.oldest.clear();
  alert.ref = "A7QW2M9K4XTBC";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-2";
  return alert;
}

MailContent Base() {
  MailContent mail;
  mail.heading = "Assessment North, E08000099";
  mail.preview = InventedAlert().why;
  mail.data_as_of = DataAsOfText(At(4, 9, 6), Date::FromYmd(2024, 3, 4));
  mail.footer = kFooter;
  mail.subject =
      SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "12 assessments overdue", North()}}});
  mail.sections = {{"", {InventedAlert()}}};
  return mail;
}

/// Two paragraphs, references, a command, and what has no room.
MailContent ThreeAlerts() {
  MailContent mail = Base();
  mail.subject =
      SubjectOf({.alerts = {{Item::kNew, Severity::kUrgent, "12 assessments overdue", North()},
                            {Item::kNew, Severity::kUrgent, "oldest 63 days", North()},
                            {Item::kNew, Severity::kAttention, "21 due soon", North()}}});
  mail.summary = "3 new alerts.";
  MailAlert first = InventedAlert();
  first.oldest[0].reference = "r-7f3a91";
  first.oldest[1].reference = "r-20c4de";
  first.oldest[2].reference = "r-b8e605";
  mail.sections = {{"", {first, OldestAlert()}, {}, "1 more new alert: 1 in Assessment North."}};
  mail.acknowledge_command = "caseclock-acknowledge";
  return mail;
}

MailContent Escalated() {
  MailContent mail = Base();
  mail.subject = SubjectOf(
      {.alerts = {{Item::kEscalated, Severity::kUrgent, "12 assessments overdue", North()}}});
  mail.data_as_of = DataAsOfText(At(6, 9, 6), Date::FromYmd(2024, 3, 6));
  MailAlert alert = InventedAlert();
  alert.item = Item::kEscalated;
  alert.reached_you =
      "Manager of Assessment North was told on Monday 4 March 2024 and has not acknowledged it "
      "within 2 working days.";
  alert.also_told = {"Manager of Assessment North"};
  mail.sections = {{"", {alert}}};
  return mail;
}

MailContent Deputy() {
  MailContent mail = Base();
  mail.on_behalf_of = OnBehalfText("Manager of Assessment North", Date::FromYmd(2024, 3, 15));
  return mail;
}

MailContent SilentFeed() {
  MailContent mail;
  const AlertKey key = {"data.late", "E08000099", ""};
  mail.subject = SubjectOf(
      {.alerts = {{Item::kNew, Severity::kUrgent, "nothing recorded for 3 working days", key}}});
  mail.heading = "Whole council, E08000099";
  MailAlert alert;
  alert.severity = Severity::kUrgent;
  alert.headline = "Nothing recorded for 3 working days";
  alert.where = "Whole council, E08000099";
  alert.since = MomentText(At(5, 17, 40));
  alert.rule = "data.late";
  alert.why = "Nothing has been recorded for 3 working days. Alert threshold: over 2 working days.";
  alert.advice = "Check the export and the feed. Managers are told nothing new until data arrive.";
  alert.owner = "Operators";
  alert.ref = "AZ3N8C6V1J5RG";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-9";
  alert.board_url = "https://caseclock.council.example/board";
  mail.sections = {{"", {alert}}};
  mail.data_as_of = DataAsOfText(At(1, 17, 40), Date::FromYmd(2024, 3, 5));
  mail.footer = "You are receiving this because you are on call.";
  mail.acknowledge_command = "caseclock-acknowledge";
  return mail;
}

}  // namespace

MailAlert InventedAlert() {
  MailAlert alert;
  alert.severity = Severity::kUrgent;
  alert.headline = "12 assessments overdue";
  alert.where = "Assessment North, E08000099";
  alert.about = "Child and family assessments authorised within 45 working days";
  alert.since = MomentText(At(4, 9, 10));
  alert.rule = "assessment_45.drag";
  alert.why =
      "12 of 85 open assessments are overdue (14.1%); the limit is 45 working days. A week ago: 7. "
      "Alert threshold: over 10% and at least 5 overdue.";
  alert.advice = "Ask for a completion date for each overdue one, oldest first.";
  alert.oldest = {{"4 Dec 2023", "7 Feb 2024", LateText(18), ""},
                  {"13 Dec 2023", "16 Feb 2024", LateText(11), ""},
                  {"22 Dec 2023", "27 Feb 2024", LateText(4), ""}};
  alert.owner = "Manager of Assessment North";
  alert.also_told = {"Head of service"};
  alert.ref = "A3F7K9Q2M4XTB";
  alert.acknowledge_url = "https://caseclock.council.example/alerts/acknowledge?t=invented-1";
  alert.board_url = kBoard;
  return alert;
}

std::vector<std::pair<std::string, MailContent>> InventedMails() {
  return {{"urgent", Base()},
          {"three_alerts", ThreeAlerts()},
          {"escalated", Escalated()},
          {"deputy", Deputy()},
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
