#include "daemon/standards/csv.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace caseclock {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// How many bytes follow a first byte, and the least code point that needs them; count < 0: no first byte.
struct Utf8Lead {
  int count;
  std::uint32_t bits;
  std::uint32_t least;
};

Utf8Lead LeadOf(std::uint32_t byte) {
  if (byte < 0x80) return {0, byte, 0};
  if ((byte & 0xe0) == 0xc0) return {1, byte & 0x1f, 0x80};
  if ((byte & 0xf0) == 0xe0) return {2, byte & 0x0f, 0x800};
  if ((byte & 0xf8) == 0xf0) return {3, byte & 0x07, 0x10000};
  return {-1, 0, 0};
}

bool IsUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Lead lead = LeadOf(static_cast<std::uint8_t>(text[at++]));
    if (lead.count < 0) return false;
    std::uint32_t point = lead.bits;
    for (int i = 0; i < lead.count; ++i) {
      const std::uint32_t next = at < text.size() ? static_cast<std::uint8_t>(text[at++]) : 0;
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6 | (next & 0x3f);
    }
    const bool surrogate = 0xd800 <= point && point <= 0xdfff;
    if (point < lead.least || point > 0x10ffff || surrogate) return false;
  }
  return true;
}

class Reader {
 public:
  Reader(std::string_view text, CsvComments comments) : text_(text), comments_(comments) {
    if (text_.starts_with(kByteOrderMark)) Skip(kByteOrderMark.size());
    column_ = 1;
  }

  CsvTable Read() {
    while (!AtEnd()) {
      if (comments_ == CsvComments::kHash && Peek() == '#') {
        SkipLine();
        NextLine();
      } else {
        ReadRow();
      }
    }
    return std::move(table_);
  }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Peek() const { return text_[at_]; }
  bool AtLineEnd() const {
    return AtEnd() || Peek() == '\n' || text_.substr(at_).starts_with("\r\n");
  }
  void Skip(std::size_t bytes) {
    at_ += bytes;
    column_ += static_cast<int>(bytes);
  }
  void SkipLine() {
    while (!AtLineEnd()) Skip(1);
  }
  void NextLine() {
    if (AtEnd()) return;
    at_ += Peek() == '\r' ? std::size_t{2} : std::size_t{1};
    ++line_;
    column_ = 1;
  }

  void Tell(const CsvField& field, std::string sentence, std::string hint = "") {
    table_.problems.push_back({field.line, field.column, std::move(sentence), "", std::move(hint)});
  }

  void ReadRow() {
    CsvRow row;
    bool good = true;
    for (bool more = true; more;) {
      CsvField field{"", line_, column_};
      good = (!AtEnd() && Peek() == '"' ? ReadQuoted(field) : ReadPlain(field)) && good;
      if (good && !IsUtf8(field.text)) {
        Tell(field, "a field is not UTF-8", "save the file as CSV UTF-8");
        good = false;
      }
      row.fields.push_back(std::move(field));
      more = !AtEnd() && Peek() == ',';
      if (more) Skip(1);
    }
    NextLine();
    const bool is_blank = row.fields.size() == 1 && row.fields[0].text.empty();
    if (good && !is_blank) table_.rows.push_back(std::move(row));
  }

  bool ReadPlain(CsvField& field) {
    bool good = true;
    while (!AtLineEnd() && Peek() != ',') {
      good = good && Peek() != '"';
      field.text += Peek();
      Skip(1);
    }
    if (!good) {
      Tell(field, "a quote stands in the middle of a field", "quote the whole field and double it");
    }
    return good;
  }

  bool ReadQuoted(CsvField& field) {
    Skip(1);
    while (!AtEnd()) {
      const char c = Peek();
      Skip(1);
      if (c == '\n') {
        ++line_;
        column_ = 1;
      }
      if (c != '"') {
        field.text += c;
      } else if (!AtEnd() && Peek() == '"') {
        field.text += '"';
        Skip(1);
      } else {
        return AfterQuoted(field);
      }
    }
    Tell(field, "a quoted field has no closing quote");
    return false;
  }

  bool AfterQuoted(const CsvField& field) {
    if (AtLineEnd() || Peek() == ',') return true;
    Tell(field, "something follows the closing quote of a field", "double quotes inside a field");
    while (!AtLineEnd() && Peek() != ',') Skip(1);
    return false;
  }

  std::string_view text_;
  CsvComments comments_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  CsvTable table_;
};

/// What a spreadsheet passes over before it looks whether a cell is a formula: blanks of every kind, controls, and
/// characters that nobody sees.
constexpr std::array<std::string_view, 30> kPassedOver = {
    "\u00a0", "\u0085", "\u00ad", "\u061c", "\u1680", "\u180e", "\u2000", "\u2001",
    "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
    "\u200a", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029",
    "\u202f", "\u205f", "\u2060", "\u3000", "\ufeff", "\u115f"};
/// = + - @, full-width ones, the minus sign, and their small forms.
constexpr std::array<std::string_view, 13> kBeginsAFormula = {
    "=",      "+",      "-",      "@",      "\uff1d", "\uff0b", "\uff0d",
    "\uff20", "\u2212", "\ufe66", "\ufe62", "\ufe63", "\ufe6b"};

/// Bytes of the first of the texts that it begins with; 0: of none.
template <std::size_t kCount>
std::size_t BeginsWith(std::string_view text, const std::array<std::string_view, kCount>& any) {
  for (const std::string_view one : any) {
    if (text.starts_with(one)) return one.size();
  }
  return 0;
}

bool LooksLikeAFormula(std::string_view text) {
  while (!text.empty()) {
    const bool control = static_cast<unsigned char>(text[0]) <= 0x20 || text[0] == 0x7f;
    const std::size_t passed = control ? 1 : BeginsWith(text, kPassedOver);
    if (passed == 0) return BeginsWith(text, kBeginsAFormula) > 0;
    text.remove_prefix(passed);
  }
  return false;
}

}  // namespace

CsvTable ReadCsv(std::string_view text, CsvComments comments) {
  return Reader(text, comments).Read();
}

std::string CsvQuoted(std::string_view text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     !text.starts_with('#') && !text.starts_with(kByteOrderMark);
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string SafeCsvCell(std::string_view text) {
  // A tab or a line's end at the front makes some spreadsheets begin anew behind it.
  const bool begins_anew = !text.empty() && (text[0] == '\t' || text[0] == '\r' || text[0] == '\n');
  if (!begins_anew && !LooksLikeAFormula(text)) return CsvQuoted(text);
  return CsvQuoted("'" + std::string(text));
}

}  // namespace caseclock
