/// @file
/// The small XML parts of a workbook, one function for each kind of part; cells and texts are read by
/// sheet_stream.h. Used by workbook.cc only.
///
/// Element names are compared without their prefix, because some programs write <x:row> for <row>.
///
/// Example: <sheet name="List 4" r:id="rId5"/> in xl/workbook.xml becomes SheetEntry{"List 4", "rId5"}.
#pragma once

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

/// xl/styles.xml: for each cell style whether it shows a date.
std::vector<bool> ReadDateStyles(const pugi::xml_document& document);

/// True when a number format shows a day: "dd/mm/yyyy" does, "h:mm", "0.00" and "General" do not.
bool IsDateFormat(std::string_view code);

/// docProps/core.xml: dcterms:modified, or "".
std::string ReadModified(const pugi::xml_document& document);

}  // namespace caseclock
