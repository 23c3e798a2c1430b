#include "tests/support/words.h"

#include <algorithm>
#include <cctype>

namespace caseclock {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// The end of the word that begins at `from`: a comma between digits belongs to the number.
std::size_t EndOfWord(std::string_view line, std::size_t from) {
  std::size_t at = from;
  while (at < line.size() && line[at] != ' ' && line[at] != ';') {
    if (line[at] == ',' &&
        !(at > from && IsDigit(line[at - 1]) && at + 1 < line.size() && IsDigit(line[at + 1]))) {
      break;
    }
    ++at;
  }
  return std::max(at, from + 1);
}

std::vector<std::string> Split(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == ' ') {
      ++at;
    } else if (line[at] == '"') {
      const std::size_t end = std::min(line.find('"', at + 1), line.size());
      words.emplace_back(line.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      const std::size_t end = EndOfWord(line, at);
      words.emplace_back(line.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

bool IsNumber(std::string_view word) {
  return !word.empty() && IsDigit(word.front()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return IsDigit(c) || c == ','; });
}

}  // namespace

Words::Words(std::string_view line) : words_(Split(line)) {}

bool Words::Take(std::string_view phrase) {
  const std::vector<std::string> wanted = Split(phrase);
  if (words_.size() - next_ < wanted.size()) return false;
  if (!std::equal(wanted.begin(), wanted.end(),
                  words_.begin() + static_cast<std::ptrdiff_t>(next_))) {
    return false;
  }
  next_ += wanted.size();
  return true;
}

void Words::Expect(std::string_view phrase) {
  if (!Take(phrase)) Fail("\"" + std::string(phrase) + "\"");
}

std::string Words::Word(std::string_view what) {
  if (at_end()) {
    Fail(what);
    return "";
  }
  return words_[next_++];
}

Date Words::TakeDate() {
  if (!DateIsNext()) {
    Fail("a date");
    return Date::FromYmd(2000, 1, 1);
  }
  return *ParseDate(words_[next_++]);
}

std::int64_t Words::Number() {
  if (!NumberIsNext()) {
    Fail("a whole number");
    return 0;
  }
  std::string digits = words_[next_++];
  std::erase(digits, ',');
  return std::stoll(digits);
}

bool Words::NumberIsNext() const { return !at_end() && IsNumber(words_[next_]); }

bool Words::DateIsNext() const { return !at_end() && ParseDate(words_[next_]).has_value(); }

void Words::Fail(std::string_view what) {
  if (error_.empty()) {
    error_ = "could not read it: expected " + std::string(what) +
             (at_end() ? " at the end" : " before \"" + words_[next_] + "\"");
  }
  next_ = words_.size();
}

}  // namespace caseclock
