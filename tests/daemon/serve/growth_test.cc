// What one sender can grow, times a thousand: each costs about as much an event as ordinary events do, no turn of the
// loop is long, and a restart is short; with the bounds as they are, and with bounds that never apply.
//
//   CASECLOCK_GROWTH=aliases_in_a_star serve_growth_test     one dimension alone
//
// Prints the table: dimension, events, microseconds an event, the same at midnight, at a restart and by `report`, and
// the longest turn of the daemon. Of the time of this thread alone, so that a busy machine does not count.
#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <memory>

#include "tests/daemon/serve/running_loop.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

constexpr char kToday[] = "2024-03-22";
constexpr int kThousands = 20'000;

/// Of this thread, so that a busy machine does not count. Units: microseconds.
double CpuUs() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

using Send = std::function<void(CaseEvent)>;

struct Dimension {
  std::string name;
  std::function<void(const Send&)> events;
};

std::string Numbered(const std::string& text, int n) { return text + std::to_string(n); }

/// A day of the two years before today.
std::string DayOf(int n) { return FormatDate(Day(kToday) - 700 + n % 690); }

CaseEvent Said(int n, const std::string& child, RecordKind kind, const std::string& record,
               std::vector<FactAssertion> facts) {
  CaseEvent event = Told(child, kind, record, std::move(facts), "2024-03-01");
  event.stamp.sequence = static_cast<std::uint64_t>(n);
  event.stamp.event_id = Numbered("e", n);
  return event;
}

CaseEvent Referral(int n, const std::string& child) {
  return Said(n, child, RecordKind::kReferral, Numbered("R", n),
              {On(Fact::kReferralOpened, DayOf(n))});
}

CaseEvent SameAs(int n, const std::string& child, const std::string& other) {
  return Said(n, child, RecordKind::kChild, child,
              {{Fact::kChildAlias, kNoDate, {Day("2024-03-01"), 0, other}}});
}

CaseEvent NotTheSame(int n, const std::string& child) {
  CaseEvent event = SameAs(n, child, "");
  event.action = Clear{Fact::kChildAlias, kNoDate};
  return event;
}

/// Of export number `n`, which all its events and its completion name.
CaseEvent OfExport(int n, CaseEvent event) {
  event.batch_id = Numbered("export-", n);
  event.stamp.source = "another-system";
  event.stamp.recorded_at_us = NoonUs(Day("2024-02-01")) + n;
  event.recorded_on.reset();
  return event;
}

CaseEvent Completed(int n, std::vector<Scope> scopes, std::uint64_t events) {
  CaseEvent event = Doing(CompleteBatch{std::move(scopes), events}, "", RecordKind::kUnspecified,
                          "", "2024-02-01");
  event.stamp.event_id = Numbered("done-", n);
  return OfExport(n, std::move(event));
}

void AliasesInAChain(const Send& send) {
  for (int i = 0; i < 3000; ++i) send(SameAs(i, Numbered("K", i), Numbered("K", i + 1)));
}

void AliasesInAStar(const Send& send) {
  for (int i = 0; i < 3000; ++i) send(SameAs(i, Numbered("K", i), "UNKNOWN"));
}

void AliasesThatComeAndGo(const Send& send) {
  for (int i = 0; i < 1500; ++i) {
    send(Referral(10'000 + i, Numbered("K", i)));
    send(SameAs(2 * i, Numbered("K", i), "UNKNOWN"));
    if (i % 2 == 1) send(NotTheSame(2 * i + 1, Numbered("K", i - 1)));
  }
}

/// Five plans, and every night for two years who holds them.
void AllocationsRepeatedNightly(const Send& send) {
  for (int night = 0; night < 730; ++night) {
    for (int plan = 0; plan < 5; ++plan) {
      const std::string day = FormatDate(Day(kToday) - 730 + night);
      send(Said(5 * night + plan, "C1", RecordKind::kPlan, Numbered("P", plan),
                {On(Fact::kPlanStarted, "2022-03-22"), Typed(Fact::kPlanType, 1),
                 Allocated(day, "Protection North")}));
    }
  }
}

void AllocationsThatChange(const Send& send) {
  for (int i = 0; i < 5000; ++i) {
    const std::string day = FormatDate(Day(kToday) - 5000 + i);
    send(Said(i, "C1", RecordKind::kReferral, "R1",
              {On(Fact::kReferralOpened, "2024-01-02"), Allocated(day, Numbered("T", i % 10))}));
  }
}

void ReferralsOfOneChild(const Send& send) {
  for (int i = 0; i < kThousands; ++i) send(Referral(i, "UNKNOWN"));
}

void AssessmentsOfOneChild(const Send& send) {
  for (int i = 0; i < kThousands; ++i) {
    send(Said(i, "UNKNOWN", RecordKind::kAssessment, Numbered("A", i),
              {On(Fact::kAssessmentStarted, DayOf(i)), Typed(Fact::kAssessmentType, 3),
               On(Fact::kAssessmentAuthorised, DayOf(i))}));
  }
}

void PlansAndReviewsOfOneChild(const Send& send) {
  for (int i = 0; i < kThousands / 2; ++i) {
    send(Said(i, "UNKNOWN", RecordKind::kPlan, Numbered("P", i),
              {On(Fact::kPlanStarted, DayOf(i)), Typed(Fact::kPlanType, 1)}));
    send(Said(i, "UNKNOWN", RecordKind::kReview, Numbered("V", i),
              {On(Fact::kReviewScheduled, DayOf(i)),
               {Fact::kReviewOf, kNoDate, {kNoDate, 6, Numbered("P", i)}}}));
  }
}

void EnquiriesAndConferencesOfOneChild(const Send& send) {
  for (int i = 0; i < kThousands / 2; ++i) {
    send(Said(i, "UNKNOWN", RecordKind::kSection47, Numbered("S", i),
              {On(Fact::kSection47Started, DayOf(i))}));
    send(Said(i, "UNKNOWN", RecordKind::kConference, Numbered("F", i),
              {On(Fact::kConferenceHeld, DayOf(i)), Typed(Fact::kConferenceType, 1),
               Named(Fact::kConferenceSection47, Numbered("S", i))}));
  }
}

void CorrectionsOfOneRecord(const Send& send) {
  for (int i = 0; i < kThousands; ++i) {
    send(Said(i, "C1", RecordKind::kReferral, "R1", {On(Fact::kReferralOpened, DayOf(i))}));
  }
}

void MovesOfOneRecord(const Send& send) {
  for (int i = 0; i < kThousands; ++i) {
    send(Said(i, i % 2 == 0 ? "UNKNOWN" : Numbered("C", i), RecordKind::kReferral, "R1",
              {On(Fact::kReferralOpened, "2024-01-02")}));
  }
}

void MovesOutOfOneChild(const Send& send) {
  for (int i = 0; i < kThousands / 2; ++i) send(Referral(i, "UNKNOWN"));
  for (int i = 0; i < kThousands / 2; ++i) {
    CaseEvent event = Referral(i, Numbered("C", i));
    event.stamp.sequence += kThousands;
    send(event);
  }
}

void Teams(const Send& send) {
  for (int i = 0; i < 5000; ++i) {
    send(Said(i, Numbered("C", i), RecordKind::kReferral, Numbered("R", i),
              {On(Fact::kReferralOpened, DayOf(i)), Allocated("2022-01-01", Numbered("T", i))}));
  }
}

void Councils(const Send& send) {
  for (int i = 0; i < 1000; ++i) {
    for (int j = 0; j < 5; ++j) {
      CaseEvent event = Referral(j, "C1");
      event.authority = "X9" + std::to_string(1'000'000 + i);
      send(event);
    }
  }
}

void Sources(const Send& send) {
  for (int i = 0; i < kThousands; ++i) {
    CaseEvent event = Referral(i, Numbered("C", i));
    event.stamp.source = Numbered("system-", i);
    send(event);
  }
}

void Completions(const Send& send) {
  constexpr int kOfOne = 20;
  for (int n = 0; n < kThousands / kOfOne; ++n) {
    for (int i = 0; i < kOfOne; ++i) {
      send(OfExport(n, Referral(n * kOfOne + i, Numbered("C", n * kOfOne + i))));
    }
    send(Completed(n, {{RecordKind::kReferral, Day("2024-01-01"), Day("2024-12-31"), true}},
                   kOfOne));
  }
}

void ScopesOfOneCompletion(const Send& send) {
  std::vector<Scope> scopes;
  for (int i = 0; i < 1000; ++i) {
    const Date day = Day("2020-01-01") + i;
    scopes.push_back({RecordKind::kReferral, day, day, false});
  }
  for (int i = 0; i < 5000; ++i) send(OfExport(1, Referral(i, Numbered("C", i))));
  send(Completed(1, scopes, 5000));
}

void AllDueTomorrow(const Send& send) {
  for (int i = 0; i < kThousands; ++i) {
    send(Said(i, Numbered("C", i), RecordKind::kReferral, Numbered("R", i),
              {On(Fact::kReferralOpened, "2024-03-23")}));
  }
}

void Plain(const Send& send) {
  for (int i = 0; i < kThousands; ++i) send(Referral(i, Numbered("C", i % 5000)));
}

std::vector<Dimension> Dimensions() {
  return {{"plain", Plain},
          {"aliases_in_a_chain", AliasesInAChain},
          {"aliases_in_a_star", AliasesInAStar},
          {"aliases_that_come_and_go", AliasesThatComeAndGo},
          {"allocations_repeated_nightly", AllocationsRepeatedNightly},
          {"allocations_that_change", AllocationsThatChange},
          {"referrals_of_one_child", ReferralsOfOneChild},
          {"assessments_of_one_child", AssessmentsOfOneChild},
          {"plans_and_reviews_of_one_child", PlansAndReviewsOfOneChild},
          {"enquiries_and_conferences_of_one_child", EnquiriesAndConferencesOfOneChild},
          {"corrections_of_one_record", CorrectionsOfOneRecord},
          {"moves_of_one_record", MovesOfOneRecord},
          {"moves_out_of_one_child", MovesOutOfOneChild},
          {"teams", Teams},
          {"councils", Councils},
          {"sources", Sources},
          {"completions", Completions},
          {"scopes_of_one_completion", ScopesOfOneCompletion},
          {"all_due_tomorrow", AllDueTomorrow}};
}

/// What a life of the daemon cost.
struct Cost {
  double us = 0;
  double longest_turn_us = 0;
};

/// Turns until everything is taken and shown.
Cost TurnToTheEnd(RunningLoop& loop) {
  Cost cost;
  loop.source().WaitWhenEmpty();
  const auto is_done = [&] {
    const SourceStatus status = loop.source().Status();
    if (!status.CaughtUp() || loop.View() == nullptr || loop.loop().councils().IsDirty()) {
      return false;
    }
    return status.partitions.front().Lag() == 0;
  };
  for (int turn = 0; turn < 100'000; ++turn) {
    const double begun = CpuUs();
    loop.Turn();
    const double taken = CpuUs() - begun;
    cost.us += taken;
    cost.longest_turn_us = std::max(cost.longest_turn_us, taken);
    if (is_done()) return cost;
  }
  ADD_FAILURE() << "it never comes to its end";
  return cost;
}

RecordBounds Never() {
  RecordBounds bounds;
  bounds.joined_children = 1'000'000'000;
  bounds.records_of_child = std::numeric_limits<std::int64_t>::max() / 2;
  return bounds;
}

struct Line {
  int events = 0;
  Cost live;
  Cost midnight;
  Cost restart;
  double report_us = 0;
};

/// The same events as `report` takes them from files (see ReadEventLog): merged, then counted once, then one view of
/// each council, which has to be that of the daemon.
double ReportOf(const World& world, const RecordBounds& bounds, const View& served) {
  const double begun = CpuUs();
  const auto definitions = std::make_shared<const Definitions>();
  std::map<std::string, std::unique_ptr<Authority>> councils;
  for (std::int64_t i = 0; i < world.topic.Ends(0).end_offset; ++i) {
    const auto& event = std::get<CaseEvent>(world.topic.Message(0, i).content);
    auto& council = councils[event.authority];
    if (council == nullptr) {
      council = std::make_unique<Authority>(event.authority, definitions, served.as_of, bounds);
      council->BeginCatchUp();
    }
    council->Apply(event);
  }
  std::map<std::string, AuthorityView> views;
  for (auto& [code, council] : councils) {
    council->EndCatchUp();
    views.emplace(code, council->MakeView());
  }
  const double us = CpuUs() - begun;
  EXPECT_EQ(served.authorities.size(), views.size());
  for (const auto& council : served.authorities) {
    EXPECT_TRUE(*council == views[council->authority]) << council->authority;
  }
  return us;
}

/// Live: to a daemon that has caught up. Restart: from its last checkpoint. The day turns between.
Line Measure(const Dimension& dimension, const RecordBounds& bounds) {
  World world(1, kToday);
  ServeLoopOptions options = RunningLoop::Options();
  options.bounds = bounds;
  options.checkpoint_interval_us = 1'000'000'000'000;
  Line line;
  world.topic.Append(0, Said(0, "C0", RecordKind::kReferral, "R-first",
                             {On(Fact::kReferralOpened, "2024-01-02")}));
  {
    RunningLoop loop(world, options);
    TurnToTheEnd(loop);
    dimension.events([&](CaseEvent event) {
      ++line.events;
      world.topic.Append(0, std::move(event));
    });
    line.live = TurnToTheEnd(loop);
    world.clock.day = Day("2024-03-23");
    line.midnight = TurnToTheEnd(loop);
    loop.Close();
  }
  RunningLoop again(world, options);
  line.restart = TurnToTheEnd(again);
  line.report_us = ReportOf(world, bounds, *again.View());
  return line;
}

/// Of two measurements what each cost at least: what the machine did meanwhile is in one of them.
Cost Least(const Cost& a, const Cost& b) {
  return {std::min(a.us, b.us), std::min(a.longest_turn_us, b.longest_turn_us)};
}

Line Least(const Line& a, const Line& b) {
  return {a.events, Least(a.live, b.live), Least(a.midnight, b.midnight),
          Least(a.restart, b.restart), std::min(a.report_us, b.report_us)};
}

constexpr double kLongestTurnUs = 50'000;

bool HasLongTurn(const Line& line) {
  return std::max({line.live.longest_turn_us, line.midnight.longest_turn_us,
                   line.restart.longest_turn_us}) >= kLongestTurnUs;
}

class GrowthTest : public testing::TestWithParam<bool> {};

void ExpectWithin(const Line& line, const std::string& dimension, double plain_us) {
  // On a machine on which plain events cost two microseconds: ten, and turns of fifty milliseconds. Figures of a team
  // or a council have to be made once: of a team that has one event that is up to 11 microseconds, of a council 60.
  const double figures = dimension == "councils" ? 3 : dimension == "teams" ? 2 : 1;
  const double most_us = std::max(10.0, 5 * plain_us) * figures;
  const double longest_us = kLongestTurnUs * std::max(1.0, plain_us / 2);
  for (const Cost& cost : {line.live, line.midnight, line.restart}) {
    EXPECT_LT(cost.us / line.events, most_us) << dimension;
    EXPECT_LT(cost.longest_turn_us, longest_us) << dimension;
  }
  EXPECT_LT(line.report_us / line.events, most_us) << dimension;
}

TEST_P(GrowthTest, NoDimensionCostsMuchMoreThanPlainEvents) {
  const char* only = std::getenv("CASECLOCK_GROWTH");
  double plain_us = 0;
  std::printf("%-40s %8s %10s %10s %10s %10s %16s\n",
              GetParam() ? "with bounds" : "bounds never apply", "events", "us/event", "midnight",
              "restart", "report", "longest turn ms");
  for (const Dimension& dimension : Dimensions()) {
    if (only != nullptr && dimension.name != only && dimension.name != "plain") continue;
    const RecordBounds bounds = GetParam() ? RecordBounds() : Never();
    Line line = Measure(dimension, bounds);
    for (int more = 0; more < 2 && HasLongTurn(line); ++more) {
      line = Least(line, Measure(dimension, bounds));
    }
    if (dimension.name == "plain") plain_us = line.live.us / line.events;
    std::printf("%-40s %8d %10.2f %10.2f %10.2f %10.2f %16.1f\n", dimension.name.c_str(),
                line.events, line.live.us / line.events, line.midnight.us / line.events,
                line.restart.us / line.events, line.report_us / line.events,
                std::max({line.live.longest_turn_us, line.midnight.longest_turn_us,
                          line.restart.longest_turn_us}) /
                    1e3);
    ExpectWithin(line, dimension.name, plain_us);
  }
}

INSTANTIATE_TEST_SUITE_P(Bounds, GrowthTest, testing::Values(true, false),
                         [](const auto& one) { return one.param ? "Apply" : "NeverApply"; });

}  // namespace
}  // namespace caseclock
