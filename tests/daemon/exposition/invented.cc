#include "tests/daemon/exposition/invented.h"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "tests/support/invented_judgement.h"

namespace caseclock::invented {
namespace {

const Date kAsOf = Date::FromYmd(2024, 3, 31);

PeriodFigures Figures(Period period, std::int64_t numerator, std::int64_t denominator) {
  return {.period = period, .numerator = numerator, .denominator = denominator};
}

Row SmallRow(std::string indicator, std::string team, Window window) {
  Row row;
  row.indicator = std::move(indicator);
  row.team = std::move(team);
  row.window = window;
  row.current.period = WindowAt(window, kAsOf);
  row.previous_year.period = PreviousYear(window, kAsOf);
  return row;
}

// --- A council
// -----------------------------------------------------------------------------------------------

// What the council's year looks like for one indicator; windows, teams and months are parts of it.
struct Shape {
  const char* id;
  std::int64_t numerator, denominator;
  std::int64_t before_numerator, before_denominator;
  std::int64_t open, drag, due_soon;
  int oldest_days;  // open for this long; 0: nothing open
};

constexpr std::array kShapes = {
    Shape{"ni59", 412, 430, 1220, 1604, 3, 3, 0, 171},
    Shape{"ni60", 4, 6, 188, 240, 1, 1, 0, 402},
    Shape{"assessment_45", 1780, 2100, 1690, 2050, 310, 24, 41, 150},
    Shape{"icpc_15", 268, 331, 291, 340, 22, 5, 6, 33},
    Shape{"ni64", 9, 214, 13, 230, 287, 4, 2, 811},
    Shape{"rereferral", 533, 2640, 561, 2551, 0, 0, 0, 0},
    Shape{"referral_rate", 2640, 42500, 2551, 42100, 0, 0, 0, 0},
    Shape{"cpp", 287, 42500, 301, 42100, 287, 0, 0, 811},
    Shape{"entry_delay", 30114, 34870, 27950, 34100, 0, 0, 0, 0},
};

constexpr std::array kTeams = {"Assessment East",    "Assessment North",   "Assessment South",
                               "Assessment West",    "Children in Care 1", "Children in Care 2",
                               "Court Team",         "Disability Service", "Early Response Hub",
                               "Edge of Care",       "Leaving Care",       "Out of Hours",
                               "Safeguarding Elm",   "Safeguarding Hazel", "Safeguarding Oak",
                               "Safeguarding Rowan", "Unaccompanied <18",  "(none)"};

// Each team's part of the council's work. Units: per mille; sums to 1,000.
constexpr std::array<std::int64_t, kTeams.size()> kParts = {142, 118, 131, 97, 22, 18, 41, 36, 88,
                                                            15,  9,   12,  71, 64, 58, 49, 11, 18};
// Drag does not follow work: some teams are behind. Units: per mille; sums to 1,000.
constexpr std::array<std::int64_t, kTeams.size()> kDragParts = {
    310, 40, 120, 0, 0, 0, 45, 85, 0, 0, 0, 0, 170, 85, 0, 45, 0, 100};

constexpr std::array<double, 6> kWindowParts = {0.02, 0.08, 0.24, 1, 1.002, 2.95};

std::int64_t Part(std::int64_t whole, std::int64_t per_mille) {
  return (whole * per_mille + 500) / 1000;
}

std::int64_t Scaled(std::int64_t whole, double factor) {
  return static_cast<std::int64_t>(std::llround(static_cast<double>(whole) * factor));
}

void AddCouncilExtras(const Shape& shape, Row& row) {
  const std::string_view id = shape.id;
  if (id == "referral_rate") {
    row.per_10000 = 10000.0 * static_cast<double>(row.current.numerator) / 42500;
    row.per_10000_annualised = 10000.0 * static_cast<double>(shape.numerator) / 42500;
  }
  if (id == "cpp") {
    row.current.numerator = shape.numerator;
    row.current.denominator = shape.denominator;
    row.per_10000 = 10000.0 * static_cast<double>(row.current.numerator) / 42500;
  }
  if (id == "entry_delay") {
    row.median_days = 1;
    row.percentile_90_days = 4;
  }
}

Row CouncilRow(const Shape& shape, const std::string& team, Window window, std::int64_t part,
               std::int64_t drag_part) {
  const double factor = kWindowParts[static_cast<std::size_t>(window)];
  Row row = SmallRow(shape.id, team, window);
  row.current.denominator = Scaled(Part(shape.denominator, part), factor);
  row.current.numerator = Scaled(Part(shape.numerator, part), factor);
  row.previous_year.denominator = Scaled(Part(shape.before_denominator, part), factor);
  row.previous_year.numerator = Scaled(Part(shape.before_numerator, part), factor);
  row.drag = Part(shape.drag, drag_part);
  row.open = Part(shape.open, part);
  if (row.open < row.drag) row.open = row.drag;
  row.due_soon = row.open - row.drag < Part(shape.due_soon, part) ? 0 : Part(shape.due_soon, part);
  if (row.open > 0)
    row.oldest_open_start = kAsOf - static_cast<int>(shape.oldest_days * (1 + part) / 1001);
  if (team == kWholeAuthority) AddCouncilExtras(shape, row);
  return row;
}

void AddMonths(const Shape& shape, AuthorityView& view) {
  for (int back = 35; back >= 0; --back) {
    const double season = 1 + 0.22 * std::sin(back * 1.7) + 0.05 * std::cos(back * 0.6);
    const double better = 1 - 0.004 * back + 0.03 * std::sin(back * 0.9);
    MonthPoint point;
    point.indicator = shape.id;
    point.month = caseclock::AddMonths(FirstDayOfMonth(kAsOf), -back);
    point.denominator = Scaled(shape.denominator, season / 12);
    point.numerator = std::min(point.denominator, Scaled(shape.numerator, season * better / 12));
    if (std::string_view(shape.id) == "cpp")
      point.numerator = Scaled(shape.numerator, 1 + 0.15 * (1 - better));
    point.open_at_end = Scaled(shape.open, season);
    point.drag_at_end = Scaled(shape.drag, 1 + 0.3 * std::sin(back * 0.8));
    view.months.push_back(point);
  }
}

// Clocks of assessment_45: drag of two ages by team, what falls due on weekdays, and drag falling week by week.
void AddClocks(AuthorityView& view) {
  const std::string id = "assessment_45";
  for (const Row& row : view.rows) {
    if (row.indicator != id || row.window != Window::kYear || row.drag == 0) continue;
    view.drag_ages.push_back({id, row.team, kDragAgeBands[0].name, row.drag - row.drag / 4});
    view.drag_ages.push_back({id, row.team, kDragAgeBands[3].name, row.drag / 4});
  }
  for (int i = 0; i < kDueDaysShown; ++i) {
    const bool weekend = PartsOf(kAsOf + i).weekday > 5;
    view.due.push_back({id, kWholeAuthority, kAsOf + i, weekend ? 0 : 5 + i});
  }
  for (int back = 26; back > 0; --back) {
    view.clock_weeks.push_back({id, MondayOf(kAsOf) - 7 * back, 300, 22 + 2 * back, back % 4});
  }
}

std::shared_ptr<const AuthorityView> Council(const char* code) {
  auto view = std::make_shared<AuthorityView>();
  view->authority = code;
  view->as_of = kAsOf;
  view->records = 61'204;
  view->children = 18'377;
  view->data_as_of_us = kNowUs - 3'000'000;
  view->definitions = 0x9c41'7be2'03d5'a6f8;
  for (const Shape& shape : kShapes) {
    for (const Window window : kAllWindows) {
      view->rows.push_back(CouncilRow(shape, kWholeAuthority, window, 1000, 1000));
    }
    for (std::size_t i = 0; i < kTeams.size(); ++i) {
      for (const Window window : kAllWindows) {
        view->rows.push_back(CouncilRow(shape, kTeams[i], window, kParts[i], kDragParts[i]));
      }
    }
    AddMonths(shape, *view);
  }
  view->quality = {{"assessment_before_referral", "Assessment East", 7},
                   {"initial_assessment_without_referral", "(none)", 31}};
  AddClocks(*view);
  AddEverything(*view, "assessment_45", kWholeAuthority);
  Judgement reachable = FullJudgement("assessment_45", "Assessment East");
  reachable.projection->reach = Reach::kNeeded;
  reachable.projection->needed_ratio = 0.91;
  view->judgements.push_back(reachable);
  return view;
}

}  // namespace

std::shared_ptr<AuthorityView> SmallAuthority() {
  auto view = std::make_shared<AuthorityView>();
  view->authority = "X01";
  view->as_of = kAsOf;
  view->records = 5210;
  view->children = 3104;
  view->data_as_of_us = kNowUs - 60'000'000;
  view->definitions = 0xabc;

  Row whole = SmallRow("assessment_45", kWholeAuthority, Window::kYear);
  whole.current = Figures(whole.current.period, 1780, 2100);
  whole.previous_year = Figures(whole.previous_year.period, 1690, 2050);
  whole.open = 310;
  whole.drag = 24;
  whole.due_soon = 41;
  whole.oldest_open_start = Date::FromYmd(2023, 11, 2);
  Row month = whole;
  month.window = Window::kMonth;
  month.current = Figures(WindowAt(Window::kMonth, kAsOf), 150, 181);
  month.previous_year = Figures(PreviousYear(Window::kMonth, kAsOf), 140, 170);
  Row team = SmallRow("assessment_45", "Moss Team", Window::kYear);
  team.current = Figures(team.current.period, 5, 8);
  team.open = 3;
  team.drag = 1;
  team.oldest_open_start = Date::FromYmd(2024, 1, 2);
  view->rows = {month, whole, team, SmallRow("rereferral", kWholeAuthority, Window::kYear)};
  view->months = {{"assessment_45", Date::FromYmd(2024, 2, 1), 148, 170, 300, 20}};
  view->quality = {{"assessment_before_referral", "Moss Team", 2}};
  return view;
}

std::shared_ptr<const View> SmallView() {
  auto view = std::make_shared<View>();
  view->as_of = kAsOf;
  view->authorities = {SmallAuthority()};
  return view;
}

std::shared_ptr<const View> CouncilView() {
  auto view = std::make_shared<View>();
  view->as_of = kAsOf;
  view->authorities = {Council("X01000001"), Council("X01000002")};
  return view;
}

AlertsHealth BusyAlerts() {
  AlertsHealth alerts;
  alerts.enabled = true;
  alerts.firing = {{"attention", 4}, {"notice", 0}, {"urgent", 2}};
  alerts.pending = 1;
  alerts.acknowledged = 3;
  alerts.figures = {{.authority = "X01000001", .indicator = "assessment_45", .firing = 1},
                    {.authority = "X01000001",
                     .team = "Assessment North",
                     .indicator = "assessment_45",
                     .firing = 2,
                     .acknowledged = 1,
                     .acknowledged_at_us = 1'711'900'000'000'000,
                     .acknowledged_until_us = 1'712'358'000'000'000}};
  alerts.page_link = "https://caseclock.council.example";
  alerts.mails_claimed = 17;
  alerts.mails_queued = 2;
  alerts.oldest_queued_us = 1'711'900'000'000'000;
  alerts.mails_delivered = 15;
  alerts.last_delivered_us = 1'711'900'100'000'000;
  return alerts;
}

Health GoodHealth() {
  Health health;
  health.at_us = kNowUs - 400'000;
  health.events_accepted = 1'204'377;
  health.events_rejected = {{"malformed", 2}, {"wrong_key", 12}};
  health.events_duplicate = 311;
  health.dead_letters_delivered = 14;
  health.last_event_at_us = kNowUs - 3'000'000;
  health.partitions = {{0, 0, true}, {1, 2, true}, {2, 0, true}};
  health.checkpoint = {.generation = 214,
                       .written_at_us = kNowUs - 40'000'000,
                       .bytes = 18'340'000,
                       .duration_seconds = 0.31,
                       .failures = 0};
  health.audit = {.runs = 88, .differences = 0, .last_at_us = kNowUs - 130'000'000};
  health.views_published = 40'116;
  health.view_build_seconds = 0.0042;
  health.resident_memory_bytes = 412'000'000;
  health.loop_busy_seconds = 913.5;
  health.longest_turn_seconds = 0.021;
  health.build_version = "0.1.0";
  health.definitions = 0x9c41'7be2'03d5'a6f8;
  health.ready = true;
  return health;
}

IndicatorTexts Texts() {
  using B = BetterIs;
  using F = FigureKind;
  return {
      {"ni59", "Initial assessments within 10 working days", "Initial", B::kHigh, F::kShare,
       "completed in time, of those completed", "", "timeliness", "assessment"},
      {"ni60", "Core assessments within 35 working days", "Core", B::kHigh, F::kShare,
       "completed in time, of those completed", "", "timeliness", "assessment"},
      {"assessment_45", "Child and family assessments within 45 working days", "Assessments",
       B::kHigh, F::kShare, "authorised in time, of those authorised", "", "timeliness",
       "assessment"},
      {"icpc_15", "Initial conferences within 15 working days", "Conferences", B::kHigh, F::kShare,
       "held in time, of those held", "", "timeliness", "section_47"},
      {"ni64", "Protection plans that lasted 2 years or more", "2-year plans", B::kLow, F::kShare,
       "of plans that ended", "", "over_limit", "plan"},
      {"rereferral", "Re-referrals within 12 months", "Re-referrals", B::kLow, F::kShare,
       "of referrals", "", "repeat_share", "referral"},
      {"referral_rate", "Referrals", "Referrals", B::kNone, F::kCount, "received", "", "flow",
       "referral"},
      {"cpp", "Children on a protection plan", "On a plan", B::kNone, F::kCount,
       "now, each child once", "", "stock", "plan"},
      {"entry_delay", "Entered within 2 working days", "Entry", B::kHigh, F::kShare,
       "of what was entered", "", "entry_delay", "recording"},
  };
}

}  // namespace caseclock::invented
