#include "processors/view_maker.h"

#include <algorithm>
#include <tuple>

#include "processors/check.h"
#include "processors/indicator/quality.h"

namespace caseclock {
namespace {

/// Parts between two looks at the clock.
constexpr std::size_t kPartsPerSlice = 16;

}  // namespace

/// What holds for one day.
struct ViewMaker::Work {
  Work(const Sources& from, const JudgedCouncil& of)
      : sources(from),
        council(of),
        figures(from.tally, from.definitions),
        maker(figures, from.teams, from.standards, of) {}

  Sources sources;
  JudgedCouncil council;
  FigureReader figures;
  PartMaker maker;
};

ViewMaker::ViewMaker() = default;
ViewMaker::~ViewMaker() = default;

void ViewMaker::Forget() {
  work_.reset();
  indicators_.clear();
  to_do_.clear();
  findings_version_.reset();
}

void ViewMaker::Begin(const Sources& sources, const JudgedCouncil& council) {
  Forget();
  work_ = std::make_unique<Work>(sources, council);
  indicators_.resize(work_->figures.indicator_count());
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    indicators_[i].beginning = work_->maker.BeginningOf(i);
    NoteAll(i);
  }
}

void ViewMaker::Note(Tally::Place place) {
  OfIndicator& one = indicators_[place.indicator];
  if (one.is_to_do.size() <= place.team) one.is_to_do.resize(place.team + 1);
  if (one.is_to_do[place.team]) return;
  one.is_to_do[place.team] = true;
  to_do_.push_back(place);
}

void ViewMaker::NoteAll(std::size_t indicator) {
  const auto number = static_cast<std::uint32_t>(indicator);
  Note({number, kWholeAuthorityNumber});
  for (TeamNumber team = 0; team < work_->sources.tally.team_count(); ++team) {
    if (!work_->sources.tally.At(indicator, team).empty()) Note({number, team});
  }
}

/// The whole authority's beginning goes into the figures of all its teams.
void ViewMaker::NoteBeginnings(const std::vector<Tally::Place>& changed) {
  for (const Tally::Place& place : changed) {
    if (place.team != kWholeAuthorityNumber) continue;
    OfIndicator& one = indicators_[place.indicator];
    work_->figures.ForgetBeginning(place.indicator);
    const auto beginning = work_->maker.BeginningOf(place.indicator);
    if (beginning != one.beginning) NoteAll(place.indicator);
    one.beginning = beginning;
    one.trends.reset();
  }
}

void ViewMaker::MakePart(Tally::Place place) {
  OfIndicator& one = indicators_[place.indicator];
  if (one.parts.size() <= place.team) one.parts.resize(place.team + 1);
  const bool has_figures = place.team == kWholeAuthorityNumber ||
                           !work_->sources.tally.At(place.indicator, place.team).empty();
  one.parts[place.team] = has_figures ? work_->maker.Make(place.indicator, place.team) : nullptr;
  one.is_to_do[place.team] = false;
  one.group.reset();
}

bool ViewMaker::Update(const Sources& sources, const JudgedCouncil& council,
                       const std::vector<Tally::Place>& changed,
                       const std::function<bool()>& go_on) {
  if (work_ == nullptr || work_->council.as_of != council.as_of) {
    Begin(sources, council);
  } else {
    NoteBeginnings(changed);
    for (const Tally::Place& place : changed) Note(place);
  }
  std::size_t made = 0;
  while (!to_do_.empty()) {
    if (++made % kPartsPerSlice == 0 && !go_on()) return false;
    const Tally::Place place = to_do_.back();
    to_do_.pop_back();
    MakePart(place);
  }
  return true;
}

/// Those that are new, among the others.
void ViewMaker::SortTeams() {
  const StringPool& teams = work_->sources.teams;
  if (by_name_.size() == teams.size()) return;
  const auto is_before = [&](TeamNumber a, TeamNumber b) { return teams.Text(a) < teams.Text(b); };
  const auto known = static_cast<std::ptrdiff_t>(by_name_.size());
  while (by_name_.size() < teams.size()) {
    by_name_.push_back(static_cast<TeamNumber>(by_name_.size()));
  }
  std::sort(by_name_.begin() + known, by_name_.end(), is_before);
  std::inplace_merge(by_name_.begin(), by_name_.begin() + known, by_name_.end(), is_before);
}

void ViewMaker::PutTogether(OfIndicator& one) const {
  auto group = std::make_shared<decltype(AuthorityView::rows)::Group>();
  group->reserve(one.parts.size());
  for (const TeamNumber team : by_name_) {
    if (team < one.parts.size() && one.parts[team] != nullptr) group->push_back(one.parts[team]);
  }
  one.group = std::move(group);
}

void ViewMaker::MakeTrends(std::size_t indicator) {
  Trends& trends = indicators_[indicator].trends.emplace();
  AddMonthlySeries(work_->figures, indicator, work_->council.as_of, trends);
  AddFlowSeries(work_->figures, indicator, work_->council.as_of, trends);
  AddClockWeeks(work_->figures, indicator, work_->council.as_of, trends);
}

void ViewMaker::ReadQuality() {
  const Tally& tally = work_->sources.tally;
  if (findings_version_ == tally.findings_version()) return;
  findings_version_ = tally.findings_version();
  quality_.clear();
  for (const auto& [key, count] : tally.findings()) {
    quality_.push_back({std::string(QualityRuleName(static_cast<QualityRule>(key.first))),
                        std::string(work_->sources.teams.Text(key.second)), count});
  }
  std::sort(quality_.begin(), quality_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.rule, a.team) < std::tie(b.rule, b.team);
  });
}

AuthorityView ViewMaker::Whole() {
  CASECLOCK_CHECK(work_ != nullptr && to_do_.empty(), "a view is shown when it is whole");
  AuthorityView view;
  view.as_of = work_->council.as_of;
  view.authority = work_->council.authority;
  view.name = work_->sources.definitions.authority_name;
  view.definitions = work_->sources.definitions.Fingerprint();
  SortTeams();
  ReadQuality();
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  auto table = std::make_shared<FigureTable>();
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    OfIndicator& one = indicators_[i];
    if (one.group == nullptr) PutTogether(one);
    if (!one.trends) MakeTrends(i);
    table->push_back(one.group);
    append(view.months, one.trends->months);
    append(view.weeks, one.trends->weeks);
    append(view.charts, one.trends->charts);
    append(view.clock_weeks, one.trends->clock_weeks);
  }
  SetFigureParts(view, table);
  view.quality = quality_;
  return view;
}

}  // namespace caseclock
