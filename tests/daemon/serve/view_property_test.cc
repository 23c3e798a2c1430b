// A view that is brought up to date equals one that is made from nothing, and so does the text of its metrics, byte for
// byte: after random events of several councils, repeated ones, days, exports, other definitions and standards,
// partitions that come and go, and slices of any length with events between them.
//
//   CASECLOCK_SEED=7 serve_view_property_test     one seed
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "daemon/exposition/view_renderer.h"
#include "daemon/serve/councils.h"
#include "daemon/simulation/council_simulation.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

constexpr int kCouncils = 3;
constexpr std::int64_t kWaitUs = 1000;
const Date kFrom = Date::FromYmd(2023, 11, 20);

/// Small: what events change is a part of it, not all.
CouncilProfile Small(int number) {
  CouncilProfile profile = StandardCouncil(number);
  profile.referrals_per_month = 25;
  return profile;
}

class Story {
 public:
  explicit Story(unsigned seed) : random_(seed) {
    std::vector<CouncilProfile> profiles;
    for (int i = 1; i <= kCouncils; ++i) profiles.push_back(Small(i));
    region_.emplace(profiles, seed, kFrom);
    for (int partition = 0; partition < 2; ++partition) Assign(partition);
  }

  void Play(int days) {
    for (int day = 0; day < days && !testing::Test::HasFailure(); ++day) {
      for (CaseEvent& event : region_->NextDay()) Take(std::move(event));
      councils_->Advance(region_->today());
      if (Chance(3)) ChangeSomething();
      CompareAll();
    }
  }

 private:
  bool Chance(int one_in) { return Pick(one_in) == 0; }
  int Pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  int PartitionOf(const std::string& code) const { return code.back() % 2; }

  void Assign(int partition) {
    councils_->AddPartition(partition);
    for (const CaseEvent& event : told_) {
      if (PartitionOf(event.authority) == partition) Apply(event);
    }
    councils_->FinishCatchUp(partition);
  }

  void Apply(const CaseEvent& event) {
    councils_->Apply(PartitionOf(event.authority), event, ++now_us_);
  }

  void Take(CaseEvent event) {
    if (Chance(40)) event.batch_id = "export-" + std::to_string(Pick(5));
    told_.push_back(event);
    Apply(event);
    if (Chance(10)) Apply(told_[static_cast<std::size_t>(Pick(static_cast<int>(told_.size())))]);
    if (Chance(20)) MakeSome();
  }

  /// Slices that are too short for a whole view.
  void MakeSome() {
    int slices = Pick(4);
    councils_->CountSome([&] { return slices-- > 0; });
    slices = Pick(4);
    kept_.Render(*councils_->MakeView(now_us_, [&] { return slices-- > 0; }));
  }

  void ChangeSomething() {
    switch (Pick(4)) {
      case 0: return councils_->Advance(region_->today() - Pick(40));
      case 1: return Redefine();
      case 2: return Rejudge();
      default: return Reassign();
    }
  }

  void Redefine() {
    Definitions definitions;
    definitions.due_soon_working_days = 1 + Pick(9);
    if (Chance(2)) definitions.catalogue.indicators.pop_back();
    if (Chance(2)) definitions.catalogue.indicators.front().counted = "in other words";
    const auto shared = std::make_shared<const Definitions>(definitions);
    councils_->Redefine([shared](const std::string&) { return shared; });
  }

  void Rejudge() {
    Standards standards;
    Target target;
    target.indicator = "assessment_45";
    target.low = target.high = Level{1000 * Pick(100)};
    standards.targets = {target};
    councils_->JudgeBy(std::make_shared<const Standards>(standards));
  }

  void Reassign() {
    const int partition = Pick(2);
    councils_->DropPartition(partition);
    MakeSome();
    Assign(partition);
  }

  void CompareAll() {
    now_us_ += kWaitUs;  // no export holds any more
    while (!councils_->CountSome([] { return true; })) {
    }
    std::shared_ptr<const View> view;
    do {
      view = councils_->MakeView(now_us_, [this] { return Chance(2); });
    } while (councils_->IsDirty());
    ASSERT_EQ(view->authorities.size(), static_cast<std::size_t>(kCouncils));
    for (const auto& council : view->authorities) {
      ASSERT_EQ(*council, councils_->Find(council->authority)->MakeView()) << council->authority;
    }
    ASSERT_EQ(kept_.Render(*view), ViewRenderer(kBudget, kTotalBudget).Render(*view));
    ASSERT_EQ(kept_.Render(*view), ViewRenderer(kBudget, kTotalBudget).Render(WithoutParts(*view)));
  }

  /// The same figures, in lists of their own.
  static View WithoutParts(const View& view) {
    View copy{view.as_of, {}, view.held};
    for (const auto& council : view.authorities) {
      auto own = std::make_shared<AuthorityView>(*council);
      own->rows.begin();  // whoever may write gets a copy
      copy.authorities.push_back(std::move(own));
    }
    return copy;
  }

  static constexpr std::int64_t kBudget = 4000;
  static constexpr std::int64_t kTotalBudget = 11'000;

  std::mt19937 random_;
  std::optional<RegionSimulation> region_;
  std::vector<CaseEvent> told_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
  std::optional<Councils> councils_{
      std::in_place, [](const std::string&) { return std::make_shared<const Definitions>(); },
      kFrom, kWaitUs, RecordBounds{}};
  ViewRenderer kept_{kBudget, kTotalBudget};
};

class ViewPropertyTest : public testing::TestWithParam<unsigned> {};

TEST_P(ViewPropertyTest, WhatIsBroughtUpToDateEqualsWhatIsMadeFromNothing) {
  const char* seed = std::getenv("CASECLOCK_SEED");
  Story(seed == nullptr ? GetParam() : static_cast<unsigned>(std::atoi(seed))).Play(140);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ViewPropertyTest, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace caseclock
