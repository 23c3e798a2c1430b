#include "daemon/adapters/heading_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "daemon/text/plain_text.h"
#include "processors/check.h"

namespace caseclock {
namespace {

bool IsLower(char c) { return 'a' <= c && c <= 'z'; }
bool IsUpper(char c) { return 'A' <= c && c <= 'Z'; }
bool IsDigit(char c) { return '0' <= c && c <= '9'; }
char Lower(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// Longest heading that is looked at: longer ones are texts. Units: bytes.
constexpr std::size_t kLongestHeading = 400;

/// Words that carry no meaning in a heading.
constexpr std::array<std::string_view, 32> kSilent = {
    "of",   "the", "a",    "an", "to", "be",  "been", "was", "is",       "were",      "that",
    "this", "for", "in",   "on", "at", "did", "does", "has", "have",     "had",       "with",
    "and",  "if",  "when", "dd", "mm", "yy",  "yyyy", "s",   "ddmmyyyy", "applicable"};

bool IsSilent(std::string_view word) {
  return std::find(kSilent.begin(), kSilent.end(), word) != kSilent.end();
}

/// Words that mean the same.
struct Group {
  std::string_view name;
  std::string_view words;
};
constexpr Group kGroups[] = {
    {"start",
     "start|started|starts|starting|began|begin|beginning|begun|commenced|commencement|commence|"
     "opened|open"},
    {"end",
     "end|ended|ends|ending|closed|close|closure|closing|ceased|cease|ceases|ceasing|cessation|"
     "finished"},
    {"id", "id|ids|identifier|identification|identity|number|no|num|nr|ref|reference|uid|pid|code"},
    {"assess", "assessment|assessments|asmt|assess|asst|assmt"},
    {"auth", "authorisation|authorised|authorization|authorized|authorise|auth|authed|signoff"},
    {"latest", "last|latest|recent|newest"},
    {"s47", "s47|section|47|section47|sec47|sec|s47s"},
    {"conf", "conference|conf"},
    {"system",
     "mosaic|liquidlogic|liquid|logic|lcs|ics|carefirst|frameworki|fwi|azeus|eclipse|swift|paris|"
     "careworks|capita|"
     "protocol|ssid|system"},
};

std::vector<std::string> Alternatives(std::string_view text) {
  std::vector<std::string> words;
  while (true) {
    const auto bar = text.find('|');
    words.emplace_back(text.substr(0, bar));
    if (bar == std::string_view::npos) return words;
    text.remove_prefix(bar + 1);
  }
}

std::vector<std::string> GroupWords(std::string_view name) {
  for (const Group& group : kGroups) {
    if (group.name == name) return Alternatives(group.words);
  }
  CASECLOCK_CHECK(false, "a pattern of headings names a group that exists");
  return {};
}

/// Punctuation, dashes and accents in other scripts end a word; an apostrophe does not.
std::string WithoutApostrophes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool typographic =
        text.substr(i, 3) == "\xE2\x80\x99" || text.substr(i, 3) == "\xE2\x80\x98";
    if (typographic) i += 2;
    if (!typographic && text[i] != '\'' && text[i] != '`') out += text[i];
  }
  return out;
}

/// "InitialCPConfDate" ends a word before "CP", "Conf" and "Date".
bool BeginsWord(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  if (!IsUpper(text[at])) return false;
  const bool lower_before = IsLower(text[at - 1]) || IsDigit(text[at - 1]);
  // A plural of capitals, "ICPCs", is one word.
  const bool lower_after =
      at + 1 < text.size() && IsLower(text[at + 1]) &&
      !(text[at + 1] == 's' && (at + 2 == text.size() || !IsLower(text[at + 2])));
  return lower_before || (IsUpper(text[at - 1]) && lower_after);
}

void DropNumberInFront(std::vector<std::string>& words) {
  const auto is_number = [](const std::string& word) {
    return std::all_of(word.begin(), word.end(), IsDigit);
  };
  auto first = words.begin();
  while (first != words.end() && is_number(*first)) ++first;
  if (first != words.end()) words.erase(words.begin(), first);
}

/// The split of one word into words of the vocabulary, as few as possible.
std::optional<std::vector<std::string>> SplitWord(const std::string& word,
                                                  const std::set<std::string>& vocabulary) {
  constexpr std::size_t kFewestLetters = 2;
  std::vector<std::optional<std::vector<std::string>>> until(word.size() + 1);
  until[0] = std::vector<std::string>{};
  for (std::size_t end = kFewestLetters; end <= word.size(); ++end) {
    for (std::size_t begin = 0; begin + kFewestLetters <= end; ++begin) {
      if (!until[begin]) continue;
      std::string part = word.substr(begin, end - begin);
      if (!vocabulary.contains(part) && !IsSilent(part)) continue;
      if (until[end] && until[end]->size() <= until[begin]->size() + 1) continue;
      auto parts = *until[begin];
      parts.push_back(std::move(part));
      until[end] = std::move(parts);
    }
  }
  return until[word.size()];
}

}  // namespace

std::vector<std::string> HeadingWords(std::string_view heading) {
  if (heading.size() > kLongestHeading) return {};
  const std::string text = WithoutApostrophes(MakePlainIdentifier(heading).text);
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!IsLower(c) && !IsUpper(c) && !IsDigit(c)) {
      end_word();
      continue;
    }
    if (BeginsWord(text, i)) end_word();
    word += Lower(c);
  }
  end_word();
  DropNumberInFront(words);
  std::erase_if(words, [](const std::string& one) { return IsSilent(one); });
  return words;
}

HeadingPattern::HeadingPattern(std::string_view pattern) {
  while (!pattern.empty()) {
    const auto blank = pattern.find(' ');
    std::string_view text = pattern.substr(0, blank);
    pattern = blank == std::string_view::npos ? std::string_view() : pattern.substr(blank + 1);
    Term term;
    term.optional = text.ends_with('?');
    if (term.optional) text.remove_suffix(1);
    for (const std::string& word : Alternatives(text)) {
      const bool group = word.starts_with('<');
      const auto words =
          group ? GroupWords(std::string_view(word).substr(1, word.size() - 2)) : std::vector{word};
      term.words.insert(term.words.end(), words.begin(), words.end());
    }
    terms_.push_back(std::move(term));
  }
}

bool HeadingPattern::Matches(const std::vector<std::string>& words) const {
  const auto has = [](const Term& term, const std::string& word) {
    return std::find(term.words.begin(), term.words.end(), word) != term.words.end();
  };
  const bool all_belong = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(terms_.begin(), terms_.end(),
                       [&](const Term& term) { return has(term, word); });
  });
  return all_belong && !words.empty() &&
         std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
           return term.optional ||
                  std::any_of(words.begin(), words.end(),
                              [&](const std::string& word) { return has(term, word); });
         });
}

void HeadingPattern::AddVocabulary(std::set<std::string>& words) const {
  for (const Term& term : terms_) words.insert(term.words.begin(), term.words.end());
}

std::vector<std::string> SplitJoinedWords(const std::vector<std::string>& words,
                                          const std::set<std::string>& vocabulary) {
  std::vector<std::string> out;
  for (const std::string& word : words) {
    const auto parts = vocabulary.contains(word) ? std::nullopt : SplitWord(word, vocabulary);
    if (!parts) {
      out.push_back(word);
      continue;
    }
    for (const std::string& part : *parts) {
      if (!IsSilent(part)) out.push_back(part);
    }
  }
  return out;
}

}  // namespace caseclock
