#include "tests/daemon/mail/mail_scenarios.h"

#include <map>
#include <set>
#include <utility>

#include "daemon/mail/mail_maker.h"
#include "processors/alert/default_rules.h"
#include "processors/alert/reconcile.h"
#include "processors/check.h"
#include "processors/indicator/traits.h"
#include "tests/support/moments.h"

namespace caseclock {
namespace {

constexpr char kCouncil[] = "X99000099";
constexpr char kBoard[] = "https://caseclock.council.example";

/// Counts of one row and team, as the view has them.
struct Figures {
  std::int64_t in_time = 0;
  std::int64_t stopped = 0;
  std::int64_t open = 0;
  std::int64_t drag = 0;
  std::int64_t due_soon = 0;
};

/// An invented council with its people, figures that a story sets, and the emails that come of them.
class Office {
 public:
  explicit Office(const std::string& began, int hour = 9, int minute = 0) {
    AddPerson("head", "Head of service", {});
    ledger_.Apply(AlertsBegun{At(began, hour, minute).us});
  }

  Person& AddPerson(const std::string& id, const std::string& title,
                    std::vector<std::string> teams) {
    Person person;
    person.id = id;
    person.title = title;
    person.authority = kCouncil;
    person.teams = std::move(teams);
    if (!person.teams.empty()) person.escalates_to = "head";
    people_.push_back(person);
    return people_.back();
  }

  void Set(const std::string& indicator, const std::string& team, Figures figures,
           Rag rag = Rag::kGreen) {
    figures_[{indicator, team}] = {figures, rag};
  }

  void Tell(const std::string& rule, Severity severity) {
    const_cast<AlertRule*>(FindRule(rules_, rule))->severity = severity;
  }

  /// Last year's end, in place of a rating.
  void Unrated(const std::string& indicator, const std::string& team, LastOutturn last) {
    outturns_[{indicator, team}] = last;
  }

  void Oldest(const std::string& indicator, const std::string& team, std::vector<OpenItem> items) {
    oldest_[{kCouncil, {indicator, team}}] = std::move(items);
  }

  void Acknowledge(const std::string& rule, const std::string& team, const Moment& moment) {
    const AlertState& state = *ledger_.Find({rule, kCouncil, team});
    ledger_.Apply(AlertAcknowledged{
        AlertRef(state.key, state.onset),
        {"head", "Two agency staff from Thursday.", moment.us, At("2025-03-22", 0).us},
        "link"});
  }

  /// The figures are looked at: alerts begin and end.
  void Look(const Moment& moment) {
    view_ = MakeView(moment.day);
    view_.data_as_of_us = moment.us - 3 * 60 * kMinuteUs;
    seen_.clear();
    std::vector<AlertKey> known;
    for (const auto& [key, state] : ledger_.alerts()) known.push_back(key);
    for (Observation& seen : Observe(rules_, view_, definitions_, moment, known)) {
      const AlertRule& rule = *FindRule(rules_, seen.key.rule);
      if (auto next = NextState(rule, ledger_.Find(seen.key), seen, moment)) ledger_.Apply(*next);
      seen_[seen.key] = std::move(seen);
    }
  }

  /// As Look, long enough that whatever holds has waited.
  void LookFor(const std::string& day) {
    for (const int hour : {6, 12, 20}) Look(At(day, hour));
  }

  /// What goes out now, by reader.
  std::map<std::string, MailContent> Send(const Moment& moment) {
    std::map<std::string, MailContent> sent;
    const auto mails = PlanMails({ledger_, rules_, people_, calendar_of_, moment});
    for (const PlannedMail& mail : mails)
      sent[mail.reader] = MakeContent(mail, Input(mails, moment));
    for (const PlannedMail& mail : mails) {
      MailClaim claim;
      claim.id = mail.id;
      claim.reader = mail.reader;
      claim.kind = mail.kind;
      claim.day = moment.day;
      claim.at_us = moment.us;
      claim.told = mail.told;
      ledger_.Apply(claim);
      ledger_.Apply(MailOutcome{mail.id, MailEnd::kDelivered, moment.us, ""});
    }
    return sent;
  }

  /// Requires: exactly that reader's is there.
  MailContent SendTo(const std::string& reader, const Moment& moment) {
    auto sent = Send(moment);
    CASECLOCK_CHECK(sent.contains(reader), "the story has an email to this reader");
    return sent.at(reader);
  }

  bool has_events = true;

 private:
  AuthorityView MakeView(Date day) const {
    AuthorityView view;
    view.authority = kCouncil;
    view.as_of = day;
    for (const Indicator& indicator : definitions_.catalogue.indicators) {
      for (const auto& [key, set] : figures_) {
        if (key.first == indicator.id) AddRow(indicator, key.second, set.first, set.second, view);
      }
    }
    return view;
  }

  void AddRow(const Indicator& indicator, const std::string& team, const Figures& figures, Rag rag,
              AuthorityView& view) const {
    for (const Window window : kAllWindows) {
      Row row;
      row.indicator = indicator.id;
      row.team = team;
      row.window = window;
      row.current.period = {view.as_of, view.as_of};
      row.current.numerator = figures.in_time;
      row.current.denominator = figures.stopped;
      row.previous = row.current;
      row.open = figures.open;
      row.drag = figures.drag;
      row.drag_week_before = figures.drag * 2 / 3;
      row.due_soon = figures.due_soon;
      view.rows.push_back(row);
    }
    Judgement judged;
    judged.indicator = indicator.id;
    judged.team = team;
    judged.unit = UnitFor(indicator);
    judged.numerator = figures.in_time;
    judged.denominator = figures.stopped;
    judged.value = judged.unit == ValueUnit::kPercent ? Percent(figures.in_time, figures.stopped)
                                                      : ExactValue{figures.in_time, 1};
    judged.rag = rag;
    if (const auto last = outturns_.find({indicator.id, team}); last != outturns_.end()) {
      judged.rag = Rag::kNone;
      judged.small = true;
      judged.last_outturn = last->second;
    }
    judged.sentence = SentenceOf(judged);
    judged.year_on_year.direction =
        judged.rag == Rag::kRed ? Direction::kWorsening : Direction::kSteady;
    if (!indicator.limits.empty()) judged.projection = Projection{};
    view.judgements.push_back(judged);
  }

  static ValueUnit UnitFor(const Indicator& indicator) {
    return TraitsOf(indicator).is_share ? ValueUnit::kPercent : ValueUnit::kCount;
  }

  static std::string SentenceOf(const Judgement& judged) {
    if (judged.rag != Rag::kRed) return "GREEN: as it should be";
    return "RED: " + std::to_string(judged.numerator) + " of " +
           std::to_string(judged.denominator) + " in time, " +
           ValueText(judged.value, judged.unit) +
           "; target 85% by March 2025: not on course; worse than statistical neighbours 83.1% and "
           "national 84.4% (2023-24)";
  }

  MakerInput Input(const std::vector<PlannedMail>& planned, const Moment& moment) const {
    MakerInput input{.ledger = ledger_,
                     .rules = rules_,
                     .people = people_,
                     .catalogue = definitions_.catalogue,
                     .moment = moment,
                     .view_of = {},
                     .seen = {},
                     .oldest = oldest_,
                     .moment_of = {},
                     .link_of = {},
                     .board_url = kBoard,
                     .planned = &planned,
                     .councils = {kCouncil},
                     .days_since = {}};
    input.view_of = [this](std::string_view) { return has_events ? &view_ : nullptr; };
    input.seen = [this](const AlertKey& key) {
      const auto found = seen_.find(key);
      return found == seen_.end() ? nullptr : &found->second;
    };
    input.moment_of = [](std::int64_t us) {
      const std::int64_t minutes = us / kMinuteUs;
      constexpr std::int64_t kDay = 24 * 60;
      return Moment{us, Date{static_cast<std::int32_t>(minutes / kDay)},
                    static_cast<int>(minutes % kDay)};
    };
    input.link_of = [](std::string_view ref, std::string_view) {
      return std::string(kBoard) + "/alerts/acknowledge?t=" + std::string(ref);
    };
    input.days_since = [this, day = moment.day](std::string_view, std::int64_t us) {
      constexpr std::int64_t kDayUs = 24 * 60 * kMinuteUs;
      return definitions_.calendar.Count(Date{static_cast<std::int32_t>(us / kDayUs)}, day);
    };
    return input;
  }

  Definitions definitions_;
  CalendarOf calendar_of_ = [this](const std::string&) -> const WorkingDays& {
    return definitions_.calendar;
  };
  std::vector<AlertRule> rules_ = DefaultRules(definitions_.catalogue);
  std::vector<Person> people_;
  std::map<std::pair<std::string, std::string>, std::pair<Figures, Rag>> figures_;
  std::map<std::pair<std::string, std::string>, LastOutturn> outturns_;
  OldestItems oldest_;
  Ledger ledger_;
  AuthorityView view_;
  std::map<AlertKey, Observation> seen_;
};

OpenItem Overdue(const std::string& record, const char* start, const char* due, int days) {
  return {record, Day(start), Day(due), days, true};
}

constexpr char kNorth[] = "Assessment North";
constexpr char kSouth[] = "Assessment South";

LastOutturn Ended(std::int64_t in_time, std::int64_t stopped, Rag rag) {
  return {{Day("2024-04-01"), Day("2025-03-31")}, in_time, stopped, rag};
}

Office NorthOffice() {
  Office office("2025-01-06");
  office.AddPerson("north", "Manager of Assessment North", {kNorth});
  office.Set("assessment_45", kNorth, {354, 600, 85, 6}, Rag::kRed);
  return office;
}

/// A rating carried over 1 April: no wave of "resolved", and last year's end with its year.
MailContent FirstOfApril(bool weekly) {
  Office office = NorthOffice();
  for (const char* day : {"2025-03-12", "2025-03-13", "2025-03-14"}) office.LookFor(day);
  office.Send(At("2025-03-17", 8));
  office.Unrated("assessment_45", kNorth, Ended(354, 600, Rag::kRed));
  office.Set("assessment_45", kNorth, {2, 3, 85, 6});
  office.Set("assessment_45", kSouth, {1, 1, 40, 2});
  office.Set("ni60", kNorth, {1, 1, 20, 12});
  office.Look(At("2025-04-01", 0));
  office.Look(At("2025-04-01", 7));
  if (!weekly) return office.SendTo("north", At("2025-04-01", 8));
  office.Send(At("2025-04-01", 8));
  for (const char* day : {"2025-04-02", "2025-04-03", "2025-04-04"}) office.LookFor(day);
  office.Look(At("2025-04-07", 7));
  return office.SendTo("north", At("2025-04-07", 8));
}

/// The rules have been looked at for eight hours, and some wait a day.
MailContent FirstStart() {
  Office office("2025-03-02", 23, 50);
  office.AddPerson("north", "Manager of Assessment North", {kNorth});
  office.Set("assessment_45", kNorth, {450, 600, 85, 6}, Rag::kRed);
  office.Look(At("2025-03-02", 23, 50));
  office.Look(At("2025-03-03", 7, 59));
  return office.SendTo("north", At("2025-03-03", 8));
}

MailContent HeldBetweenLevels() {
  Office office = NorthOffice();
  office.Set("assessment_45", kNorth, {560, 600, 85, 21});
  office.LookFor("2025-03-12");
  office.Send(At("2025-03-13", 8));
  office.Set("assessment_45", kNorth, {560, 600, 99, 15});
  office.LookFor("2025-03-13");
  office.Look(At("2025-03-17", 7));
  return office.SendTo("north", At("2025-03-17", 8));
}

MailContent EqualAfterRounding() {
  Office office = NorthOffice();
  office.Set("assessment_45", kNorth, {560, 600, 2500, 501});
  office.LookFor("2025-03-12");
  return office.SendTo("north", At("2025-03-13", 8));
}

MailContent TwoTeams() {
  Office office("2025-01-06");
  office.AddPerson("both", "Manager of Assessment North and South", {kNorth, kSouth});
  office.Set("assessment_45", "", {1414, 2000, 300, 60}, Rag::kRed);
  office.Set("assessment_45", kNorth, {354, 600, 85, 6}, Rag::kRed);
  office.Set("assessment_45", kSouth, {560, 600, 70, 3});
  office.Set("icpc_15", kSouth, {61, 70, 9, 1}, Rag::kAmber);
  for (const char* day : {"2025-03-12", "2025-03-13", "2025-03-14"}) office.LookFor(day);
  return office.SendTo("both", At("2025-03-17", 8));
}

/// The same three assessments are late by 7 and by 10 working days.
MailContent TwoRowsOneRecord() {
  Office office("2025-01-06");
  office.AddPerson("north", "Manager of Assessment North", {kNorth});
  office.Tell("ni59_7.drag", Severity::kAttention);
  office.Set("ni59", kNorth, {560, 600, 12, 11, 3});
  office.Set("ni59_7", kNorth, {520, 600, 12, 12, 3});
  const std::vector<OpenItem> items = {Overdue("r-1", "2025-02-03", "2025-02-17", 17),
                                       Overdue("r-2", "2025-02-10", "2025-02-24", 12),
                                       Overdue("r-3", "2025-02-17", "2025-03-03", 7)};
  office.Oldest("ni59", kNorth, items);
  office.Oldest("ni59_7", kNorth, items);
  office.LookFor("2025-03-12");
  return office.SendTo("north", At("2025-03-13", 8));
}

MailContent NothingToReport() {
  Office office("2025-01-06");
  office.AddPerson("north", "Manager of Assessment North", {kNorth});
  office.Set("assessment_45", kNorth, {560, 600, 85, 6});
  office.LookFor("2025-03-14");
  office.Look(At("2025-03-17", 7));
  return office.SendTo("north", At("2025-03-17", 8));
}

MailContent NoData() {
  Office office("2025-01-06");
  office.has_events = false;
  return office.SendTo("head", At("2025-03-17", 8));
}

constexpr const char* kTeams[] = {"Assessment North", "Assessment South",  "Assessment East",
                                  "Assessment West",  "Safeguarding East", "Safeguarding West",
                                  "Children in Care", "Front Door"};

/// Every row of every team is bad; all of it is the head's.
Office BadWeek() {
  Office office("2025-01-06");
  office.AddPerson("both", "Manager of two teams", {kNorth, kSouth}).references = true;
  for (const Indicator& indicator : BuiltInCatalogue().indicators) {
    office.Set(indicator.id, "", {354, 600, 330, 160, 130}, Rag::kRed);
    for (const char* team : kTeams) {
      office.Set(indicator.id, team, {54, 100, 42, 40, 30}, Rag::kRed);
      office.Oldest(indicator.id, team,
                    {Overdue(indicator.id + "-1-0123456789", "2024-02-05", "2024-02-26", 262),
                     Overdue(indicator.id + "-2-0123456789", "2024-12-02", "2024-12-23", 55),
                     Overdue(indicator.id + "-3-0123456789", "2025-01-06", "2025-01-27", 33)});
    }
  }
  return office;
}

MailContent BadWeekUrgent(const std::string& reader) {
  Office office = BadWeek();
  office.Look(At("2025-03-12", 9));
  office.Look(At("2025-03-12", 10, 30));
  return office.SendTo(reader, At("2025-03-12", 10, 40));
}

MailContent BadWeekDigest() {
  Office office = BadWeek();
  office.LookFor("2025-03-12");
  return office.SendTo("head", At("2025-03-13", 8));
}

MailContent BadWeekWeekly(const std::string& reader) {
  Office office = BadWeek();
  for (const char* day : {"2025-03-10", "2025-03-11", "2025-03-12"}) {
    office.LookFor(day);
    office.Send(At(day, 8));
  }
  office.Send(At("2025-03-13", 8));
  office.Acknowledge("assessment_45.due_soon", kNorth, At("2025-03-14", 9));
  office.LookFor("2025-03-14");
  return office.SendTo(reader, At("2025-03-17", 8));
}

}  // namespace

std::vector<std::pair<std::string, MailContent>> ScenarioMails() {
  return {{"first_of_april", FirstOfApril(false)},
          {"week_of_first_of_april", FirstOfApril(true)},
          {"first_start_on_a_monday", FirstStart()},
          {"held_between_levels", HeldBetweenLevels()},
          {"equal_after_rounding", EqualAfterRounding()},
          {"two_teams", TwoTeams()},
          {"two_rows_one_record", TwoRowsOneRecord()},
          {"nothing_to_report", NothingToReport()},
          {"no_data", NoData()},
          {"bad_week_urgent", BadWeekUrgent("both")},
          {"bad_week_digest", BadWeekDigest()},
          {"bad_week_weekly", BadWeekWeekly("head")},
          {"bad_week_weekly_of_two_teams", BadWeekWeekly("both")}};
}

}  // namespace caseclock
