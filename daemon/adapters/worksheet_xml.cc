#include "daemon/adapters/worksheet_xml.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

namespace caseclock {
namespace {

/// The name without its prefix: "row" of "x:row".
std::string_view Local(const char* name) {
  const std::string_view text = name;
  const auto colon = text.find(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

pugi::xml_node Child(pugi::xml_node parent, std::string_view name) {
  for (const pugi::xml_node child : parent.children()) {
    if (Local(child.name()) == name) return child;
  }
  return {};
}

/// The attribute r:id, whatever its prefix; never a plain "id".
std::string PrefixedId(pugi::xml_node node) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name.size() > 3 && name.substr(name.size() - 3) == ":id") return attribute.value();
  }
  return {};
}

bool IsTrue(const char* value) {
  const std::string_view text = value;
  return text == "1" || text == "true" || text == "on";
}

/// "xl/../customXml/item1.xml" -> "customXml/item1.xml".
std::string Normalise(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const auto part = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!part.empty() && part != "." && part != "..") parts.push_back(part);
  }
  std::string joined;
  for (const auto part : parts) joined += (joined.empty() ? "" : "/") + std::string(part);
  return joined;
}

/// Decodes the escapes that spreadsheets write for control characters: "_x000D_" becomes a space.
/// Others stay.
void AppendDecoded(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const auto at = text.find("_x00");
    out += text.substr(0, at);
    if (at == std::string_view::npos) return;
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
}

/// The text of <si> or <is>: <t>, or the <t> of each run <r>. Phonetic guides <rPh> are no text.
std::string RichText(pugi::xml_node item) {
  std::string text;
  for (const pugi::xml_node part : item.children()) {
    const auto name = Local(part.name());
    if (name == "t") AppendDecoded(part.child_value(), text);
    if (name == "r") AppendDecoded(Child(part, "t").child_value(), text);
  }
  return text;
}

/// Column and row of "AB12"; zeros for what is missing or absurd.
std::pair<int, int> ReadReference(std::string_view reference) {
  int column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && at < 3; ++at) {
    const char c = reference[at];
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + (c - 'A' + 1);
  }
  int row = 0;
  const char* end = reference.data() + reference.size();
  const auto read = std::from_chars(reference.data() + at, end, row);
  if (read.ec != std::errc() || read.ptr != end) row = 0;
  return {column, row};
}

constexpr int kLastRow = 1'048'576;
constexpr int kLastColumn = 16'384;

/// Numbers of formats that show a day. 18 to 21 and 45 to 47 show a time only.
/// Source: ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates.
bool IsBuiltInDate(int format) {
  return (14 <= format && format <= 17) || format == 22 || (27 <= format && format <= 31) ||
         format == 36 || (50 <= format && format <= 54) || format == 57 || format == 58;
}

}  // namespace

std::optional<std::string> ParseXml(std::string_view xml, pugi::xml_document& document) {
  const auto options = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), options);
  if (!parsed) return "is no well-formed XML";
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_doctype)
      return "declares a document type, which no workbook does";
  }
  return std::nullopt;
}

std::vector<SheetEntry> ReadSheetEntries(const pugi::xml_document& document, bool& date_1904) {
  const pugi::xml_node workbook = Child(document, "workbook");
  date_1904 = IsTrue(Child(workbook, "workbookPr").attribute("date1904").value());
  std::vector<SheetEntry> entries;
  for (const pugi::xml_node sheet : Child(workbook, "sheets").children()) {
    if (Local(sheet.name()) != "sheet") continue;
    const std::string_view state = sheet.attribute("state").value();
    const SheetVisibility visibility = state == "hidden"       ? SheetVisibility::kHidden
                                       : state == "veryHidden" ? SheetVisibility::kVeryHidden
                                                               : SheetVisibility::kVisible;
    entries.push_back({sheet.attribute("name").value(), PrefixedId(sheet), visibility});
  }
  return entries;
}

std::vector<Relationship> ReadRelationships(const pugi::xml_document& document,
                                            std::string_view base) {
  std::vector<Relationship> found;
  for (const pugi::xml_node node : Child(document, "Relationships").children()) {
    const std::string_view type = node.attribute("Type").value();
    const std::string_view target = node.attribute("Target").value();
    if (std::string_view(node.attribute("TargetMode").value()) == "External") continue;
    const bool absolute = !target.empty() && target[0] == '/';
    found.push_back({node.attribute("Id").value(), std::string(type.substr(type.rfind('/') + 1)),
                     Normalise(absolute ? std::string(target)
                                        : std::string(base) + "/" + std::string(target))});
  }
  return found;
}

std::optional<std::size_t> ReadSharedStrings(const pugi::xml_document& document,
                                             const WorkbookLimits& limits,
                                             std::deque<std::string>& texts) {
  std::size_t count = 0;
  for (const pugi::xml_node item : Child(document, "sst").children()) {
    if (Local(item.name()) != "si") continue;
    texts.push_back(RichText(item));
    if (++count > limits.strings || texts.back().size() > limits.text_bytes) return std::nullopt;
  }
  return count;
}

bool IsDateFormat(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case '"': i = std::min(code.find('"', i + 1), code.size() - 1); break;
      case '[': i = std::min(code.find(']', i + 1), code.size() - 1); break;
      case '\\':
      case '_':
      case '*': ++i; break;
      case ';': return false;  // what follows is for negative numbers and text
      case 'y':
      case 'Y':
      case 'd':
      case 'D': return true;
      default: break;
    }
  }
  return false;
}

std::vector<bool> ReadDateStyles(const pugi::xml_document& document) {
  const pugi::xml_node sheet = Child(document, "styleSheet");
  std::vector<int> own_dates;
  std::vector<int> own_others;
  for (const pugi::xml_node format : Child(sheet, "numFmts").children()) {
    const bool date = IsDateFormat(format.attribute("formatCode").value());
    (date ? own_dates : own_others).push_back(format.attribute("numFmtId").as_int());
  }
  const auto has = [](const std::vector<int>& list, int id) {
    return std::find(list.begin(), list.end(), id) != list.end();
  };
  std::vector<bool> dates;
  for (const pugi::xml_node style : Child(sheet, "cellXfs").children()) {
    if (Local(style.name()) != "xf") continue;
    const int id = style.attribute("numFmtId").as_int();
    dates.push_back(has(own_dates, id) || (IsBuiltInDate(id) && !has(own_others, id)));
  }
  return dates;
}

namespace {

Cell TextCell(std::string text, CellKind kind, SheetContext& context) {
  if (text.empty()) return {};
  context.texts.push_back(std::move(text));
  return {.kind = kind, .text = context.texts.back()};
}

Cell NumberCell(std::string_view value, SheetContext& context) {
  double number = 0;
  const char* end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, number);
  // A value that is no number is kept as the text it is: what reads it will say so.
  if (read.ec != std::errc() || read.ptr != end) {
    return TextCell(std::string(value), CellKind::kText, context);
  }
  return {.kind = CellKind::kNumber, .number = number};
}

Cell SharedCell(std::string_view value, SheetContext& context) {
  std::size_t index = 0;
  const char* end = value.data() + value.size();
  const auto read = std::from_chars(value.data(), end, index);
  if (read.ec != std::errc() || read.ptr != end || index >= context.shared) {
    return {.kind = CellKind::kError, .text = "text that is not in the workbook"};
  }
  const std::string& text = context.texts[index];
  if (text.empty()) return {};
  return {.kind = CellKind::kText, .text = text};
}

/// The cell <c>; blank when nothing stands in it.
Cell ReadCell(pugi::xml_node node, SheetContext& context) {
  const std::string_view type = node.attribute("t").value();
  if (type == "inlineStr") return TextCell(RichText(Child(node, "is")), CellKind::kText, context);
  const std::string_view value = Child(node, "v").child_value();
  if (value.empty()) {
    // A text formula may well have given "". Any other formula without its value was never
    // calculated.
    if (type == "str" || !Child(node, "f")) return {};
    return {.kind = CellKind::kError, .text = kFormulaWithoutValue};
  }
  if (type == "s") return SharedCell(value, context);
  if (type == "b") return {.kind = CellKind::kBool, .number = value == "1" ? 1.0 : 0.0};
  if (type == "e") return TextCell(std::string(value), CellKind::kError, context);
  if (type == "str" || type == "d") {
    std::string text;
    AppendDecoded(value, text);
    return TextCell(std::move(text), CellKind::kText, context);
  }
  Cell cell = NumberCell(value, context);
  const auto style = node.attribute("s").as_uint();
  cell.date_format = style < context.date_styles.size() && context.date_styles[style];
  return cell;
}

/// The cells of <row>. Cells without a reference stand right of the one before.
std::vector<Cell> ReadCells(pugi::xml_node row, SheetContext& context) {
  std::vector<Cell> cells;
  int column = 0;
  for (const pugi::xml_node node : row.children()) {
    if (Local(node.name()) != "c") continue;
    const int stated = ReadReference(node.attribute("r").value()).first;
    column = stated > 0 ? stated : column + 1;
    if (column > kLastColumn) continue;
    Cell cell = ReadCell(node, context);
    cell.column = column;
    if (cell.kind != CellKind::kBlank) cells.push_back(cell);
  }
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Cell& a, const Cell& b) { return a.column < b.column; });
  return cells;
}

}  // namespace

std::optional<std::string> ReadSheetRows(const pugi::xml_document& document, SheetContext& context,
                                         std::vector<SheetRow>& rows) {
  int number = 0;
  for (const pugi::xml_node node : Child(Child(document, "worksheet"), "sheetData").children()) {
    if (Local(node.name()) != "row") continue;
    const int stated = node.attribute("r").as_int();
    number = stated > 0 ? stated : number + 1;
    SheetRow row{number, ReadCells(node, context)};
    if (row.cells.empty() || number > kLastRow) continue;
    context.cells += row.cells.size();
    rows.push_back(std::move(row));
    if (rows.size() > context.limits.rows_per_sheet) {
      return "has more than " + std::to_string(context.limits.rows_per_sheet) + " rows";
    }
    if (context.cells > context.limits.cells) {
      return "brings the workbook over " + std::to_string(context.limits.cells) + " cells";
    }
    for (const Cell& cell : rows.back().cells) {
      if (cell.text.size() > context.limits.text_bytes) return "has a cell with too long a text";
    }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const SheetRow& a, const SheetRow& b) { return a.number < b.number; });
  return std::nullopt;
}

std::string ReadModified(const pugi::xml_document& document) {
  return Child(Child(document, "coreProperties"), "modified").child_value();
}

}  // namespace caseclock
