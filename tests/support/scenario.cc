#include "tests/support/scenario.h"

#include <algorithm>
#include <memory>

#include "daemon/codec/codec.h"
#include "processors/authority.h"
#include "processors/indicator/quality.h"
#include "tests/support/explained_counts.h"
#include "tests/support/story_council.h"
#include "tests/support/story_event.h"
#include "tests/support/story_figure.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

/// Beyond this many records the records behind a figure are not read: only published counts are so
/// large.
constexpr std::int64_t kMaxExplainedRecords = 500;

struct Line {
  int number = 0;
  std::string text;
};

/// The line without spaces around it, and without a comment.
std::string Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos || text[first] == '#') return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// Numbered from 1; the line end that opens a raw string is not a line.
std::vector<Line> LinesOf(std::string_view story) {
  if (!story.empty() && story.front() == '\n') story.remove_prefix(1);
  std::vector<Line> lines;
  int number = 1;
  while (!story.empty()) {
    const std::size_t end = std::min(story.find('\n'), story.size());
    const std::string text = Trimmed(story.substr(0, end));
    if (!text.empty()) lines.push_back({number, text});
    ++number;
    story.remove_prefix(std::min(end + 1, story.size()));
  }
  return lines;
}

std::string WithNumber(std::string text, std::int64_t number) {
  for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at)) {
    text.replace(at, 1, std::to_string(number));
  }
  return text;
}

bool StartsWith(std::string_view text, std::string_view word) {
  return text.substr(0, word.size()) == word;
}

/// Plays one story.
class Player {
 public:
  std::vector<std::string> Run(std::string_view story) {
    for (const Line& line : LinesOf(story)) {
      line_ = line;
      Play(line.text);
    }
    if (figures_ == 0) problems_.push_back("the story states no figure");
    return std::move(problems_);
  }

 private:
  void Problem(const std::string& what) {
    problems_.push_back("line " + std::to_string(line_.number) + ": " + line_.text + "\n    " +
                        what);
  }

  void Play(const std::string& text) {
    if (StartsWith(text, "for # = ")) return PlayMany(text);
    if (StartsWith(text, "as of ")) return PlayFigures(text);
    if (council_.Read(text)) return ReadCouncil();
    const std::optional<CaseEvent> event =
        StartsWith(text, "export ") ? reader_.ReadExport(text) : reader_.Read(text);
    if (!reader_.error().empty()) return Problem(reader_.error());
    if (event) Happen(*event);
  }

  void ReadCouncil() {
    if (!council_.error().empty()) Problem(council_.error());
    if (live_ != nullptr) Problem("what the council is like is said before anything happens");
  }

  /// "for # = 1 to 40: LINE".
  void PlayMany(const std::string& text) {
    const std::size_t colon = text.find(": ");
    Words words(text.substr(0, std::min(colon, text.size())));
    words.Expect("for # =");
    const std::int64_t first = words.Number();
    words.Expect("to");
    const std::int64_t last = words.Number();
    if (!words.error().empty() || colon == std::string::npos)
      return Problem("for # = 1 to 40: LINE");
    for (std::int64_t n = first; n <= last; ++n) Play(WithNumber(text.substr(colon + 2), n));
  }

  void Happen(const CaseEvent& event) {
    events_.push_back(event);
    const Date day = LondonDate(event.stamp.recorded_at_us);
    if (live_ == nullptr) live_ = MakeAuthority(day);
    if (day > live_->as_of() && day <= live_->definitions().calendar.last()) live_->Advance(day);
    live_->Apply(event);
  }

  std::unique_ptr<Authority> MakeAuthority(Date as_of) const {
    auto definitions = council_.MakeDefinitions();
    as_of = std::clamp(as_of, definitions->calendar.first(), definitions->calendar.last());
    auto authority = std::make_unique<Authority>(kInventedCouncil, std::move(definitions), as_of);
    authority->JudgeBy(council_.standards());
    return authority;
  }

  /// An authority that catches up with the events recorded by `known_by`, last first.
  std::unique_ptr<Authority> CaughtUp(Date as_of, Date known_by) const {
    auto authority = MakeAuthority(as_of);
    authority->BeginCatchUp();
    for (auto event = events_.rbegin(); event != events_.rend(); ++event) {
      if (LondonDate(event->stamp.recorded_at_us) <= known_by) authority->Apply(*event);
    }
    authority->EndCatchUp();
    return authority;
  }

  void PlayFigures(const std::string& text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos) return Problem("as of DATE: FIGURE");
    Words head(text.substr(0, colon));
    head.Expect("as of");
    const Date as_of = head.TakeDate();
    const bool has_known_by = head.Take("known by");
    const Date known_by = has_known_by ? head.TakeDate() : Date::Max();
    if (!head.error().empty() || !head.at_end())
      return Problem("as of DATE [known by DATE]: FIGURE");
    const auto caught_up = CaughtUp(as_of, known_by);
    if (!has_known_by) CompareWithLive(as_of, *caught_up);
    CheckFigures(Words(text.substr(colon + 2)), *caught_up);
  }

  void CompareWithLive(Date as_of, const Authority& caught_up) {
    if (live_ == nullptr) live_ = MakeAuthority(as_of);
    live_->Advance(as_of);
    if (live_->MakeView() != caught_up.MakeView()) {
      Problem(
          "an authority that lived through the events has other figures than one that caught up");
    }
    if (live_->CanonicalState() != caught_up.CanonicalState()) {
      Problem("the order of the events changes the merged facts");
    }
    if (live_->Audit() != 0) Problem("the self-audit finds differences");
  }

  void CheckFigures(Words words, const Authority& authority) {
    const AuthorityView view = authority.MakeView();
    do {
      const StatedFigure figure = ReadFigure(words);
      if (!words.error().empty()) return Problem(words.error());
      ++figures_;
      CheckFigure(figure, authority, view);
    } while (words.Take(";"));
    if (!words.at_end()) Problem("a figure ends with \";\" or the line");
  }

  void CheckFigure(const StatedFigure& figure, const Authority& authority,
                   const AuthorityView& view) {
    if (!IsKnown(figure, authority)) return Problem("there is no \"" + figure.name + "\"");
    const std::string wrong = WhatIsWrong(figure, view, authority.HasOpenBatch());
    if (!wrong.empty()) Problem(wrong);
    if (figure.subject == StatedFigure::kRow && view.records <= kMaxExplainedRecords) {
      CheckRecordsBehind(figure, authority);
    }
  }

  /// A name that nobody knows would pass as a row of zeros.
  static bool IsKnown(const StatedFigure& figure, const Authority& authority) {
    if (figure.subject == StatedFigure::kOpenExport) return true;
    if (figure.subject != StatedFigure::kQuality) {
      return authority.definitions().catalogue.Find(figure.name) != nullptr;
    }
    for (std::size_t rule = 0; rule < kQualityRuleCount; ++rule) {
      if (QualityRuleName(static_cast<QualityRule>(rule)) == figure.name) return true;
    }
    return false;
  }

  void CheckRecordsBehind(const StatedFigure& figure, const Authority& authority) {
    const auto explanation =
        Explain(authority, figure.name, figure.team, figure.window.value_or(Window::kYear));
    const ExplainedCounts counts = CountsOf(*explanation);
    const bool same_dues = DueCountsOf(*explanation, authority.as_of()) ==
                           DueCountsOf(authority.MakeView(), explanation->row);
    if (!same_dues) Problem("the records behind " + figure.name + " fall due on other days");
    if (counts == CountsOf(explanation->row, explanation->indicator)) return;
    std::string text =
        "the records behind " + figure.name + " add up to " + testing::PrintToString(counts) + ":";
    for (const ExplainedRecord& line : explanation->records) {
      text += "\n      " + line.record + " " + line.why;
    }
    Problem(text);
  }

  StoryCouncil council_;
  StoryEvents reader_;
  std::vector<CaseEvent> events_;
  std::unique_ptr<Authority> live_;
  std::vector<std::string> problems_;
  Line line_;
  int figures_ = 0;
};

}  // namespace

std::vector<std::string> StoryProblems(std::string_view story) { return Player().Run(story); }

testing::AssertionResult StoryHolds(std::string_view story) {
  const std::vector<std::string> problems = StoryProblems(story);
  if (problems.empty()) return testing::AssertionSuccess();
  testing::AssertionResult result = testing::AssertionFailure();
  for (const std::string& problem : problems) result << "\n  " << problem;
  return result;
}

}  // namespace caseclock
