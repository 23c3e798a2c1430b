/// @file
/// The invented council's indicators as a table, from which months, rows and judgements are made so that they agree.
///
/// Example: kStories[0].open of assessment_45 is 260, 180 and 42: 482 in all.
#pragma once

#include <array>
#include <cstdint>

#include "processors/view.h"

namespace caseclock::invented_report {

/// Aged 0 to 17.
inline constexpr std::int64_t kChildren = 60'000;

enum class Figure { kShare, kFlow, kStock };

/// What is invented for one indicator. Shares in tenths of a per cent, `target` and `neighbours` in per cent.
struct Story {
  const char* id = "";
  Figure figure = Figure::kShare;
  int cases = 0;  ///< in a month, give or take
  int share_begin = 0;
  int share_end = 0;
  int target = 0;
  int neighbours = 0;
  Rag rag = Rag::kNone;
  RagReason reason = RagReason::kNotJudgedNoPolarity;
  const char* word = "";
  std::array<std::int64_t, 3> open = {};  ///< of North, South and no team
  std::array<std::int64_t, 3> drag = {};
  std::array<std::int64_t, 3> due_soon = {};
  bool low_is_better = false;
};

inline constexpr std::array kStories = {
    Story{.id = "assessment_45",
          .figure = Figure::kShare,
          .cases = 280,
          .share_begin = 845,
          .share_end = 670,
          .target = 75,
          .neighbours = 82,
          .rag = Rag::kRed,
          .reason = RagReason::kNothingMet,
          .word = "in time",
          .open = {260, 180, 42},
          .drag = {120, 46, 20},
          .due_soon = {25, 12, 0}},
    Story{.id = "ni60",
          .figure = Figure::kShare,
          .cases = 52,
          .share_begin = 820,
          .share_end = 885,
          .target = 90,
          .neighbours = 86,
          .rag = Rag::kAmber,
          .reason = RagReason::kComparatorMetOnly,
          .word = "in time",
          .open = {31, 29, 0},
          .drag = {1, 1, 0},
          .due_soon = {3, 5, 0}},
    Story{.id = "icpc_15",
          .figure = Figure::kShare,
          .cases = 12,
          .share_begin = 700,
          .share_end = 500,
          .target = 90,
          .neighbours = 79,
          .rag = Rag::kRed,
          .reason = RagReason::kNothingMet,
          .word = "in time",
          .open = {9, 5, 0},
          .drag = {7, 2, 0},
          .due_soon = {1, 1, 0}},
    Story{.id = "ni64",
          .figure = Figure::kShare,
          .cases = 1,
          .share_begin = 250,
          .share_end = 250,
          .rag = Rag::kNone,
          .reason = RagReason::kNotJudgedSmall,
          .word = "over the limit",
          .open = {124, 82, 2},
          .drag = {5, 3, 0},
          .low_is_better = true},
    Story{.id = "rereferral",
          .figure = Figure::kShare,
          .cases = 320,
          .share_begin = 232,
          .share_end = 208,
          .target = 22,
          .neighbours = 23,
          .rag = Rag::kGreen,
          .reason = RagReason::kTargetAndComparatorMet,
          .word = "within 12 months",
          .low_is_better = true},
    Story{.id = "referral_rate",
          .figure = Figure::kFlow,
          .cases = 320,
          .rag = Rag::kNone,
          .reason = RagReason::kNotJudgedNoPolarity},
    Story{.id = "cpp",
          .figure = Figure::kStock,
          .cases = 208,
          .rag = Rag::kNone,
          .reason = RagReason::kNotJudgedNoPolarity,
          .open = {124, 82, 2}},
    Story{.id = "entry_delay",
          .figure = Figure::kShare,
          .cases = 5'010,
          .share_begin = 860,
          .share_end = 921,
          .target = 90,
          .rag = Rag::kGreen,
          .reason = RagReason::kTargetMet,
          .word = "in time"},
};

/// Of the period: the sum of its months; of stocks the last of them.
PeriodFigures FiguresOf(const Story& story, const AuthorityView& council, Period period);

/// The whole council's judgement, by its rows of the year and of the month.
Judgement JudgementOf(const Story& story, const AuthorityView& council, const Row& year,
                      const Row& month);

}  // namespace caseclock::invented_report
