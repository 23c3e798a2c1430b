#include "daemon/adapters/worksheet_xml.h"

#include <algorithm>
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
std::string Normalise(std::string_view written) {
  std::string slashes(written);
  std::replace(slashes.begin(), slashes.end(), '\\', '/');
  std::string_view path = slashes;
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

std::string ReadModified(const pugi::xml_document& document) {
  return Child(Child(document, "coreProperties"), "modified").child_value();
}

}  // namespace caseclock
