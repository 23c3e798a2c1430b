#include "daemon/adapters/sheet_stream.h"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace caseclock {
namespace {

constexpr int kLastRow = 1'048'576;
constexpr int kLastColumn = 16'384;

/// The name without its prefix: "row" of "x:row".
std::string_view Local(const char* name) {
  const std::string_view text = name;
  const auto colon = text.find(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

/// Decodes the escapes that spreadsheets write for control characters: "_x000D_" becomes a space.
/// Others stay.
std::string Decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto at = text.find("_x00");
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at);
    unsigned code = 0;
    const bool complete = text.size() >= 7 && text[6] == '_' &&
                          std::from_chars(&text[2], &text[6], code, 16).ptr == &text[6];
    if (complete && code < 0x80) {
      out += code < 0x20 ? ' ' : static_cast<char>(code);
      text.remove_prefix(7);
    } else {
      out += text.substr(0, 4);
      text.remove_prefix(4);
    }
  }
  return out;
}

/// A whole number of an attribute; nullopt when it is none.
std::optional<long long> WholeOf(std::string_view text) {
  long long number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The column of "AB12"; 0 for what is missing or absurd.
int ColumnOf(std::string_view reference) {
  int column = 0;
  for (std::size_t at = 0; at < reference.size() && at < 3; ++at) {
    const char c = reference[at];
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + (c - 'A' + 1);
  }
  return column;
}

/// What both parts have in common: expat's events as virtual functions, and the first problem.
class XmlParser {
 public:
  XmlParser() : parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &OnStart, &OnEnd);
    XML_SetCharacterDataHandler(parser_, &OnText);
    XML_SetStartDoctypeDeclHandler(parser_, &OnDoctype);
  }
  virtual ~XmlParser() { XML_ParserFree(parser_); }
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  bool Take(std::string_view piece) { return Parse(piece, false); }

  std::optional<std::string> Finish() {
    if (problem_.empty()) Parse({}, true);
    if (problem_.empty()) return std::nullopt;
    return problem_;
  }

 protected:
  virtual void Start(std::string_view name, const char** attributes) = 0;
  virtual void End(std::string_view name) = 0;
  virtual void Text(std::string_view text) = 0;

  void Fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    XML_StopParser(parser_, XML_FALSE);
  }

  static std::string_view Attribute(const char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
      if (name == *attributes) return attributes[1];
    }
    return {};
  }

 private:
  static XmlParser& Of(void* self) { return *static_cast<XmlParser*>(self); }
  static void OnStart(void* self, const char* name, const char** attributes) {
    if (Of(self).problem_.empty()) Of(self).Start(Local(name), attributes);
  }
  static void OnEnd(void* self, const char* name) {
    if (Of(self).problem_.empty()) Of(self).End(Local(name));
  }
  static void OnText(void* self, const char* text, int length) {
    if (Of(self).problem_.empty()) Of(self).Text({text, static_cast<std::size_t>(length)});
  }
  static void OnDoctype(void* self, const char*, const char*, const char*, int) {
    Of(self).Fail("declares a document type, which no workbook does");
  }

  /// Control characters that XML does not know are blanks: exports have them, and one must not lose the workbook.
  std::string_view WithoutControls(std::string_view piece) {
    const auto is_control = [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    if (!began_) is_utf16_ = piece.starts_with("\xff\xfe") || piece.starts_with("\xfe\xff");
    began_ = true;
    if (is_utf16_ || std::none_of(piece.begin(), piece.end(), is_control)) return piece;
    cleaned_ = piece;
    std::replace_if(cleaned_.begin(), cleaned_.end(), is_control, ' ');
    return cleaned_;
  }

  bool Parse(std::string_view piece, bool last) {
    if (!last) piece = WithoutControls(piece);
    const auto status = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), last);
    if (status != XML_STATUS_OK && problem_.empty()) problem_ = "is no well-formed XML";
    return problem_.empty();
  }

  XML_Parser parser_;
  std::string problem_;
  bool began_ = false;
  bool is_utf16_ = false;
  std::string cleaned_;
};

/// Collects the text of <t> elements, but for those of phonetic guides.
class RichText {
 public:
  void Start(std::string_view name) {
    if (name == "rPh") ++guides_;
    if (name == "t") ++open_;
  }
  void End(std::string_view name) {
    if (name == "rPh") --guides_;
    if (name == "t") --open_;
  }
  /// False when the text is over the limit.
  bool Add(std::string_view text, std::size_t most) {
    if (open_ > 0 && guides_ == 0) text_ += text;
    return text_.size() <= most;
  }
  void Clear() { text_.clear(); }
  bool empty() const { return text_.empty(); }
  std::string Take() { return Decoded(std::exchange(text_, {})); }

 private:
  std::string text_;
  int guides_ = 0;
  int open_ = 0;
};

}  // namespace

class TextStream::Parser : public XmlParser {
 public:
  Parser(const WorkbookLimits& limits, std::deque<std::string>& texts)
      : limits_(limits), texts_(texts) {}

 private:
  void Start(std::string_view name, const char**) override { text_.Start(name); }

  void End(std::string_view name) override {
    text_.End(name);
    if (name != "si") return;
    if (texts_.size() >= limits_.strings) return Fail("has too many texts");
    texts_.push_back(text_.Take());
  }

  void Text(std::string_view text) override {
    if (!text_.Add(text, limits_.text_bytes)) Fail("has too long a text");
  }

  const WorkbookLimits& limits_;
  std::deque<std::string>& texts_;
  RichText text_;
};

class SheetStream::Parser : public XmlParser {
 public:
  Parser(SheetContext& context, std::vector<SheetRow>& rows) : context_(context), rows_(rows) {}

  void Sort() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const SheetRow& a, const SheetRow& b) { return a.number < b.number; });
  }

 private:
  void Start(std::string_view name, const char** attributes) override {
    if (in_data_ && name == "c") return StartCell(attributes);
    if (name == "sheetData") in_data_ = true;
    if (!in_data_) return;
    if (name == "row") return StartRow(Attribute(attributes, "r"));
    if (name == "f") has_formula_ = true;
    if (name == "v") in_value_ = true;
    inline_.Start(name);
  }

  void End(std::string_view name) override {
    if (!in_data_) return;
    if (name == "c") return EndCell();
    if (name == "v") in_value_ = false;
    inline_.End(name);
    if (name == "row") EndRow();
    if (name == "sheetData") in_data_ = false;
  }

  void Text(std::string_view text) override {
    if (!in_data_) return;
    if (in_value_) value_ += text;
    if (!inline_.Add(text, context_.limits.text_bytes) ||
        value_.size() > context_.limits.text_bytes) {
      Fail("has a cell with too long a text");
    }
  }

  void StartRow(std::string_view stated) {
    const auto number = stated.empty() ? std::nullopt : WholeOf(stated);
    const long long row = number && *number > 0 ? *number : row_ + 1LL;
    if (row > kLastRow || (!stated.empty() && !number)) {
      return Fail("has a row number that no spreadsheet has: the last row is 1,048,576");
    }
    row_ = static_cast<int>(row);
    column_ = 0;
    cells_.clear();
  }

  /// Most cells of a formatted sheet are empty: nothing here takes memory, and little takes time.
  void StartCell(const char** attributes) {
    int stated = 0;
    style_.clear();
    type_.clear();
    for (; *attributes != nullptr; attributes += 2) {
      const char* name = attributes[0];
      if (name[0] == '\0' || name[1] != '\0') continue;
      if (name[0] == 'r') stated = ColumnOf(attributes[1]);
      if (name[0] == 's') style_ = attributes[1];
      if (name[0] == 't') type_ = attributes[1];
    }
    column_ = stated > 0 ? stated : std::min(column_, kLastColumn) + 1;
    value_.clear();
    inline_.Clear();
    has_formula_ = false;
  }

  void EndCell() {
    if (column_ > kLastColumn) return;
    if (value_.empty() && !has_formula_ && inline_.empty()) return;
    SheetCell cell = MakeCell();
    if (cell.kind == CellKind::kBlank) return;
    cell.column = column_;
    cells_.push_back(cell);
    if (++context_.cells > context_.limits.cells) {
      Fail("brings the workbook over " + std::to_string(context_.limits.cells) + " cells");
    }
  }

  void EndRow() {
    if (cells_.empty()) return;
    if (rows_.size() >= context_.limits.rows_per_sheet) {
      return Fail("has more than " + std::to_string(context_.limits.rows_per_sheet) + " rows");
    }
    std::stable_sort(cells_.begin(), cells_.end(),
                     [](const SheetCell& a, const SheetCell& b) { return a.column < b.column; });
    rows_.push_back({row_, cells_});
  }

  /// What stands in the cell that ends here; blank when nothing does.
  SheetCell MakeCell() {
    if (type_ == "inlineStr") return TextCell(inline_.Take(), CellKind::kText);
    if (value_.empty()) {
      // A text formula may well have given "". Any other formula without its value was never
      // calculated.
      if (type_ == "str" || !has_formula_) return {};
      return {.kind = CellKind::kError, .text = kFormulaWithoutValue};
    }
    if (type_ == "s") return SharedCell();
    if (type_ == "b") return {.kind = CellKind::kBool, .number = value_ == "1" ? 1.0 : 0.0};
    if (type_ == "e") return TextCell(value_, CellKind::kError);
    if (type_ == "str" || type_ == "d") return TextCell(Decoded(value_), CellKind::kText);
    return NumberCell();
  }

  SheetCell TextCell(std::string text, CellKind kind) {
    if (text.empty()) return {};
    context_.texts.push_back(std::move(text));
    return {.kind = kind, .text = context_.texts.back()};
  }

  SheetCell SharedCell() const {
    const auto index = WholeOf(value_);
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= context_.shared) {
      return {.kind = CellKind::kError, .text = "text that is not in the workbook"};
    }
    const std::string& text = context_.texts[static_cast<std::size_t>(*index)];
    if (text.empty()) return {};
    return {.kind = CellKind::kText, .text = text};
  }

  SheetCell NumberCell() {
    double number = 0;
    const char* end = value_.data() + value_.size();
    const auto read = std::from_chars(value_.data(), end, number);
    // A value that is no number is kept as the text it is: what reads it will say so.
    if (read.ec != std::errc() || read.ptr != end) return TextCell(value_, CellKind::kText);
    const auto style = static_cast<std::size_t>(std::max(WholeOf(style_).value_or(0), 0LL));
    return {.kind = CellKind::kNumber,
            .date_format = style < context_.date_styles.size() && context_.date_styles[style],
            .number = number};
  }

  SheetContext& context_;
  std::vector<SheetRow>& rows_;
  bool in_data_ = false;
  bool in_value_ = false;
  bool has_formula_ = false;
  int row_ = 0;
  int column_ = 0;
  std::string style_;
  std::string type_;
  std::string value_;
  RichText inline_;
  std::vector<SheetCell> cells_;
};

TextStream::TextStream(const WorkbookLimits& limits, std::deque<std::string>& texts)
    : parser_(std::make_unique<Parser>(limits, texts)) {}
TextStream::~TextStream() = default;
bool TextStream::Take(std::string_view piece) { return parser_->Take(piece); }
std::optional<std::string> TextStream::Finish() { return parser_->Finish(); }

SheetStream::SheetStream(SheetContext& context, std::vector<SheetRow>& rows)
    : parser_(std::make_unique<Parser>(context, rows)) {}
SheetStream::~SheetStream() = default;
bool SheetStream::Take(std::string_view piece) { return parser_->Take(piece); }
std::optional<std::string> SheetStream::Finish() {
  auto problem = parser_->Finish();
  parser_->Sort();
  return problem;
}

}  // namespace caseclock
