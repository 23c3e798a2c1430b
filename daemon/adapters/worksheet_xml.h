/// @file
/// The XML parts of a workbook, one function for each kind of part. Used by workbook.cc only.
///
/// Element names are compared without their prefix, because some programs write <x:row> for <row>.
///
/// Example: <sheet name="List 4" r:id="rId5"/> in xl/workbook.xml becomes SheetEntry{"List 4", "rId5"}.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/adapters/workbook.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace caseclock {

/// A sheet's name and the id of its relationship.
struct SheetEntry {
  std::string name;
  std::string relationship;
  SheetVisibility visibility = SheetVisibility::kVisible;
};

/// One relationship of a part: where it leads.
struct Relationship {
  std::string id;
  std::string type;    ///< the last part of its address: "worksheet"
  std::string target;  ///< the part's full name
};

/// Parses XML. Errors: a sentence when it is no well-formed XML or declares a document type.
std::optional<std::string> ParseXml(std::string_view xml, pugi::xml_document& document);

/// xl/workbook.xml: the sheets, and whether dates count from 1904.
std::vector<SheetEntry> ReadSheetEntries(const pugi::xml_document& document, bool& date_1904);

/// A .rels part. `base` is the folder of the part it belongs to: "xl".
std::vector<Relationship> ReadRelationships(const pugi::xml_document& document,
                                            std::string_view base);

/// xl/sharedStrings.xml: appends to `texts`, returns how many. Rich text is joined, phonetic guides
/// are left out. Errors: nullopt when a limit is broken.
std::optional<std::size_t> ReadSharedStrings(const pugi::xml_document& document,
                                             const WorkbookLimits& limits,
                                             std::deque<std::string>& texts);

/// xl/styles.xml: for each cell style whether it shows a date.
std::vector<bool> ReadDateStyles(const pugi::xml_document& document);

/// True when a number format shows a day: "dd/mm/yyyy" does, "h:mm", "0.00" and "General" do not.
bool IsDateFormat(std::string_view code);

/// What a sheet's cells refer to. `shared` strings stand at the front of `texts`; others are
/// appended.
struct SheetContext {
  const WorkbookLimits& limits;
  std::size_t shared;
  const std::vector<bool>& date_styles;
  std::deque<std::string>& texts;
  std::size_t& cells;  ///< of all sheets so far
};

/// A worksheet part. Errors: a sentence when a limit is broken.
std::optional<std::string> ReadSheetRows(const pugi::xml_document& document, SheetContext& context,
                                         std::vector<SheetRow>& rows);

/// docProps/core.xml: dcterms:modified, or "".
std::string ReadModified(const pugi::xml_document& document);

}  // namespace caseclock
