/// @file
/// Headings of spreadsheets by what they mean: their words, and patterns of words that stand for a
/// column. Upper and lower case, blanks, line breaks, punctuation and words run together do not
/// matter, nor does the order of the words.
///
/// Example: HeadingWords("ContinuousAssessmentAuthDate") is {"continuous", "assessment", "auth",
/// "date"}, which is what the pattern "assessment continuous? auth|authorised date?" asks for;
/// "Assessment authorised by" is not, because nothing in the pattern accounts for "by".
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// The words of a heading in lower case, without those that carry no meaning here ("of", "the") and
/// without a format such as "(DD/MM/YYYY)" or a number in front ("3. Date of referral").
std::vector<std::string> HeadingWords(std::string_view heading);

/// A pattern: terms with blanks between them. A term is one word or several, "auth|authorised"; with
/// a question mark it may be left out; "<start>" is one of the named groups of words that mean the
/// same, such as "start", "started", "commenced".
class HeadingPattern {
 public:
  /// Requires: only groups that exist.
  explicit HeadingPattern(std::string_view pattern);

  /// True when every term that may not be left out has one of the words, and every word belongs to
  /// a term: a heading that says more than the pattern means something else.
  bool Matches(const std::vector<std::string>& words) const;

  /// All words of the pattern.
  void AddVocabulary(std::set<std::string>& words) const;

 private:
  struct Term {
    std::vector<std::string> words;
    bool optional = false;
  };
  std::vector<Term> terms_;
};

/// Words that were written together, apart: "dateofreferral" as {"date", "referral"}. What is not
/// made of the vocabulary alone stays as it is.
std::vector<std::string> SplitJoinedWords(const std::vector<std::string>& words,
                                          const std::set<std::string>& vocabulary);

}  // namespace caseclock
