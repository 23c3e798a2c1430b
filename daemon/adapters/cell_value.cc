#include "daemon/adapters/cell_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>

#include "daemon/adapters/date_text.h"
#include "daemon/text/plain_text.h"

namespace caseclock {
namespace {

/// Longest text of an event's field. Units: bytes.
constexpr std::size_t kMaxTextBytes = 256;
/// Whole numbers up to here are exact in a spreadsheet, which keeps 15 digits.
constexpr double kLastExactNumber = 999'999'999'999'999.0;
/// Numbers that do not look like a date are one from here on: smaller ones are counts or years in
/// the wrong column.
constexpr Date kFirstPlainSerial{0};

bool IsDigit(char c) { return '0' <= c && c <= '9'; }
bool IsLetter(char c) { return ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z'); }
char Lower(char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char Upper(char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

CellValue Bad(std::string reason) {
  return {.reading = Reading::kBad, .reason = std::move(reason)};
}
CellValue Text(std::string text) { return {.reading = Reading::kValue, .text = std::move(text)}; }
CellValue Whole(std::int32_t number) { return {.reading = Reading::kValue, .number = number}; }

std::string Folded(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), Lower);
  return out;
}

/// kBlank or kNotKnown for what stands for nothing; kValue otherwise. `text`: collapsed.
Reading Presence(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kNothing = {
      "", "-", "--", "\xE2\x80\x93", "n/a", "na", "none", "null", "nil", "not applicable"};
  const std::string folded = Folded(text);
  if (folded == "#n/a") return Reading::kNotKnown;
  const bool nothing = std::find(kNothing.begin(), kNothing.end(), folded) != kNothing.end();
  return nothing ? Reading::kBlank : Reading::kValue;
}

/// "1111" for 1111; "" when it is no whole number that a spreadsheet keeps exactly.
std::string WholeNumber(double number) {
  if (!(std::fabs(number) <= kLastExactNumber) || std::floor(number) != number) return "";
  std::array<char, 24> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<long long>(number));
  return {digits.data(), end.ptr};
}

/// Texts of the cell that stand for themselves, made plain.
CellValue PlainOf(const SheetCell& cell, PlainText (*make_plain)(std::string_view)) {
  PlainText plain = make_plain(cell.text);
  if (!plain.valid) return Bad("the text has characters that cannot be read");
  const Reading presence = Presence(plain.text);
  if (presence != Reading::kValue) return {.reading = presence};
  CellValue value = Text(std::move(plain.text));
  value.changes = (plain.blanks ? kBlanksDropped : 0u) |
                  (plain.invisible ? kInvisibleDropped : 0u) | (plain.form ? kFormChanged : 0u);
  return value;
}

/// What stands in the cell as plain text. Errors and blanks are told apart first: kValue means there
/// is text.
CellValue Plain(const SheetCell& cell, PlainText (*make_plain)(std::string_view) = &MakePlain) {
  switch (cell.kind) {
    case CellKind::kBlank: return {.reading = Reading::kBlank};
    case CellKind::kBool: return Text(cell.number != 0 ? "yes" : "no");
    case CellKind::kError:
      if (cell.text == "#N/A") return {.reading = Reading::kNotKnown};
      if (cell.text == kFormulaWithoutValue) {
        return Bad(
            "the cell holds a formula whose result was not saved; open the workbook in a "
            "spreadsheet program and save it");
      }
      return Bad("the cell holds an error of the spreadsheet");
    case CellKind::kNumber: {
      std::string digits = WholeNumber(cell.number);
      return digits.empty() ? Bad("the number is not a whole one") : Text(std::move(digits));
    }
    case CellKind::kText: break;
  }
  return PlainOf(cell, make_plain);
}

CellValue FromDate(const DateOrReason& read) {
  if (const auto* reason = std::get_if<std::string>(&read)) return Bad(*reason);
  return {.reading = Reading::kValue, .date = std::get<Date>(read)};
}

/// A serial in a cell that does not say that it is a date.
CellValue PlainSerial(double serial, bool date_1904) {
  CellValue value = FromDate(DateOfSerial(serial, date_1904));
  const bool likely = value.reading == Reading::kValue && value.date >= kFirstPlainSerial;
  return likely ? value : Bad("the number does not look like a date");
}

/// The text behind "a) ", "zz) " or "p1) ".
std::string_view WithoutPrefix(std::string_view text) {
  const auto close = text.find(')');
  if (close == std::string_view::npos || close == 0 || close > 2 || !IsLetter(text[0])) return text;
  if (close == 2 && !IsLetter(text[1]) && !IsDigit(text[1])) return text;
  text.remove_prefix(close + 1);
  if (!text.empty() && text[0] == ' ') text.remove_prefix(1);
  return text;
}

/// The text behind "1 - ", "0: " or "a. ", where a word follows.
std::string_view WithoutNumber(std::string_view text) {
  const auto word = text.find_first_not_of("0123456789 -:.)");
  const bool numbered = word != std::string_view::npos && word > 0 && IsDigit(text[0]);
  const bool lettered = text.size() > 2 && IsLetter(text[0]) && text.substr(1, 2) == ". ";
  return numbered ? text.substr(word) : text.substr(lettered ? 3 : 0);
}

/// True when the token has the shape: '#' a digit, '@' a letter, others themselves.
bool HasShape(std::string_view token, std::string_view shape) {
  if (token.size() != shape.size()) return false;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool fits = shape[i] == '#'   ? IsDigit(token[i])
                      : shape[i] == '@' ? IsLetter(token[i])
                                        : token[i] == shape[i];
    if (!fits) return false;
  }
  return true;
}

using Words = std::span<const std::pair<std::string_view, std::string_view>>;

/// The shapes of a list's codes. Source: code lists of the inspectorate's template, August 2019,
/// and of the children in need census and SSDA903 guides.
std::span<const std::string_view> ShapesOf(CodeList list) {
  static constexpr std::array<std::string_view, 3> kSource = {"#", "##", "#@"};
  static constexpr std::array<std::string_view, 1> kNeed = {"N#"};
  static constexpr std::array<std::string_view, 1> kClosure = {"RC#"};
  static constexpr std::array<std::string_view, 5> kAbuse = {"NEG", "PHY", "SAB", "EMO", "MUL"};
  static constexpr std::array<std::string_view, 1> kLetterDigit = {"@#"};
  static constexpr std::array<std::string_view, 4> kCareEnd = {"E#", "E##", "E#@", "X#"};
  static constexpr std::array<std::string_view, 1> kReversal = {"RD#"};
  switch (list) {
    case CodeList::kSource: return kSource;
    case CodeList::kNeed: return kNeed;
    case CodeList::kClosure: return kClosure;
    case CodeList::kAbuse: return kAbuse;
    case CodeList::kLegalStatus: return kLetterDigit;
    case CodeList::kPlacement: return kLetterDigit;
    case CodeList::kCareEnd: return kCareEnd;
    case CodeList::kReversal: return kReversal;
  }
  return {};
}

/// Words that councils write in place of codes.
Words WordsOf(CodeList list) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kSource = {
      {{"individual", "individual"},
       {"school", "school"},
       {"schools", "school"},
       {"education", "education"},
       {"education services", "education"},
       {"health", "health"},
       {"health services", "health"},
       {"housing", "housing"},
       {"la services", "la services"},
       {"local authority", "la services"},
       {"police", "police"},
       {"legal agency", "other legal agency"},
       {"other legal agency", "other legal agency"},
       {"other", "other"},
       {"anonymous", "anonymous"},
       {"unknown", "unknown"},
       {"early help", "early help"},
       {"not known", "unknown"}}};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kAbuse = {
      {{"neglect", "NEG"},
       {"physical", "PHY"},
       {"physical abuse", "PHY"},
       {"sexual", "SAB"},
       {"sexual abuse", "SAB"},
       {"emotional", "EMO"},
       {"emotional abuse", "EMO"},
       {"multiple", "MUL"},
       {"multiple/not recommended", "MUL"},
       {"multiple categories", "MUL"}}};
  if (list == CodeList::kSource) return kSource;
  if (list == CodeList::kAbuse) return kAbuse;
  return {};
}

}  // namespace

CellValue ReadDate(const SheetCell& cell, bool date_1904) {
  if (cell.kind == CellKind::kNumber) {
    if (cell.date_format) return FromDate(DateOfSerial(cell.number, date_1904));
    return PlainSerial(cell.number, date_1904);
  }
  if (cell.kind == CellKind::kBool) return Bad("yes or no is not a date");
  CellValue plain = Plain(cell);
  if (plain.reading != Reading::kValue) return plain;
  // A serial number that was stored as text.
  if (plain.text.size() == 5 && std::all_of(plain.text.begin(), plain.text.end(), IsDigit)) {
    double serial = 0;
    std::from_chars(plain.text.data(), plain.text.data() + plain.text.size(), serial);
    return PlainSerial(serial, date_1904);
  }
  return FromDate(ReadDateText(plain.text));
}

namespace {

/// Drops an apostrophe in front, straight or typographic, as spreadsheets mark texts.
void DropApostrophe(CellValue& value) {
  for (const std::string_view mark : {"'", "\xE2\x80\x98", "\xE2\x80\x99", "`"}) {
    if (!value.text.starts_with(mark)) continue;
    value.text = PlainName(std::string_view(value.text).substr(mark.size()));
    value.changes |= kApostropheDropped;
    return;
  }
}

/// "1001" of "1001.0" and "1001.00".
void DropPointZero(CellValue& value) {
  const auto point = value.text.find('.');
  if (point == std::string::npos || point == 0 || point + 1 == value.text.size()) return;
  const bool whole = std::all_of(value.text.begin(),
                                 value.text.begin() + static_cast<std::ptrdiff_t>(point), IsDigit);
  if (!whole || value.text.find_first_not_of('0', point + 1) != std::string::npos) return;
  value.text.resize(point);
  value.changes |= kPointZeroDropped;
}

/// "1.23E+10", what is left of a long number.
bool IsScientific(std::string_view text) {
  const auto e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || text.find('+', e) != e + 1 || e + 2 == text.size())
    return false;
  return text.substr(0, e).find_first_not_of("0123456789.") == std::string_view::npos &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(e) + 2, text.end(), IsDigit);
}

/// "0", "000", "999999": what is typed where an identifier must be given and none is known.
bool StandsForNobody(std::string_view text) {
  constexpr std::size_t kFewestNines = 6;
  const auto is_all = [text](char digit) {
    return text.find_first_not_of(digit) == std::string_view::npos;
  };
  return is_all('0') || (text.size() >= kFewestNines && is_all('9'));
}

CellValue Bounded(CellValue value) {
  if (value.reading != Reading::kValue || value.text.size() <= kMaxTextBytes) return value;
  return Bad("the text is longer than " + std::to_string(kMaxTextBytes) + " bytes");
}

}  // namespace

CellValue ReadIdentifier(const SheetCell& cell) {
  if (cell.kind == CellKind::kBool) return Bad("yes or no is no identifier");
  if (cell.kind == CellKind::kNumber && WholeNumber(cell.number).empty()) {
    return Bad("the number is too long or not whole, so that the spreadsheet may have changed it");
  }
  CellValue value = Bounded(Plain(cell, &MakePlainIdentifier));
  if (value.reading != Reading::kValue) return value;
  DropApostrophe(value);
  DropPointZero(value);
  if (value.text.empty()) return {.reading = Reading::kBlank};
  if (IsScientific(value.text)) {
    return Bad("the number is too long or not whole, so that the spreadsheet may have changed it");
  }
  if (std::none_of(value.text.begin(), value.text.end(), IsDigit)) {
    return Bad("words without a digit are no identifier and may be a name");
  }
  if (StandsForNobody(value.text)) return Bad("zeros or nines alone stand for nobody");
  return value;
}

CellValue ReadText(const SheetCell& cell) { return Bounded(Plain(cell)); }

CellValue ReadYesNo(const SheetCell& cell) {
  const CellValue plain = Plain(cell);
  if (plain.reading != Reading::kValue) return plain;
  const std::string word = Folded(WithoutNumber(WithoutPrefix(plain.text)));
  if (word == "yes" || word == "y" || word == "1" || word == "true") return Whole(1);
  if (word == "no" || word == "n" || word == "0" || word == "false") return Whole(0);
  if (word == "unknown" || word == "not known") return {.reading = Reading::kNotKnown};
  return Bad("neither yes nor no");
}

CellValue ReadUnnecessary(const SheetCell& cell) {
  CellValue value = ReadYesNo(cell);
  if (value.reading != Reading::kBad || cell.kind != CellKind::kText) return value;
  static constexpr std::array<std::string_view, 6> kUnnecessaryWords = {
      "unnecessary", "deemed unnecessary", "not required",
      "not needed",  "not necessary",      "yes - not required"};
  static constexpr std::array<std::string_view, 4> kNecessaryWords = {"necessary", "required",
                                                                      "needed", "no - required"};
  const std::string word = Folded(WithoutNumber(WithoutPrefix(Plain(cell).text)));
  const auto among = [&word](const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (among(kUnnecessaryWords)) return Whole(1);
  if (among(kNecessaryWords)) return Whole(0);
  return Bad(
      "the word says neither that the conference was unnecessary nor that it was needed; write Yes "
      "or No");
}

CellValue ReadCount(const SheetCell& cell) {
  const CellValue plain = Plain(cell);
  if (plain.reading != Reading::kValue) return plain;
  int number = -1;
  const char* end = plain.text.data() + plain.text.size();
  const auto read = std::from_chars(plain.text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 0 || number > 1'000) {
    return Bad("not a whole number from 0 to 1,000");
  }
  return Whole(number);
}

CellValue ReadCode(const SheetCell& cell, CodeList list) {
  const CellValue plain = Plain(cell);
  if (plain.reading != Reading::kValue) return plain;
  const std::string_view rest = WithoutPrefix(plain.text);
  for (const auto& [word, code] : WordsOf(list)) {
    if (Folded(rest) == word) return Text(std::string(code));
  }
  std::string token;
  for (const char c : rest) {
    if (!IsDigit(c) && !IsLetter(c)) break;
    token += Upper(c);
  }
  for (const auto shape : ShapesOf(list)) {
    if (HasShape(token, shape)) return Text(std::move(token));
  }
  return Bad("not one of the codes of this column");
}

}  // namespace caseclock
