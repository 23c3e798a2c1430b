#include "daemon/adapters/workbook.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "daemon/adapters/sheet_stream.h"
#include "daemon/adapters/worksheet_xml.h"
#include "processors/check.h"

namespace caseclock {
namespace {

/// Reads one workbook; a problem ends it.
class Reader {
 public:
  Reader(std::string_view bytes, const WorkbookLimits& limits)
      : limits_(limits), parts_(bytes, limits.zip) {}

  std::variant<Workbook, WorkbookProblem> Read() {
    const bool done = FindWorkbook() && ReadWorkbookPart() && ReadTexts() && ReadStyles() &&
                      ReadSheets() && ReadProperties();
    if (!done && parts_.ok()) return WorkbookProblem{problem_, too_large_};
    if (!done) return WorkbookProblem{parts_.problem(), parts_.too_large()};
    return std::move(book_);
  }

 private:
  bool Fail(std::string problem) {
    problem_ = std::move(problem);
    return false;
  }

  /// Parses a part into a fresh document. False when it is missing (`problem_` stays empty) or
  /// unreadable.
  bool Parse(const std::string& name, pugi::xml_document& document) {
    const auto xml = parts_.Read(name);
    if (!xml) return false;
    const auto problem = ParseXml(*xml, document);
    return !problem || Fail("its part " + name + " " + *problem);
  }

  /// As Parse, for parts that need not be there: false only when there is one and it cannot be
  /// read.
  bool ParseOptional(const std::string& name, pugi::xml_document& document) {
    return name.empty() || !parts_.Has(name) || Parse(name, document);
  }

  static std::string TargetOf(const std::vector<Relationship>& all, std::string_view type) {
    for (const Relationship& one : all) {
      if (one.type == type) return one.target;
    }
    return {};
  }

  bool FindWorkbook() {
    pugi::xml_document document;
    if (!parts_.ok() || !ParseOptional("_rels/.rels", document)) return false;
    const auto relationships = ReadRelationships(document, "");
    core_ = TargetOf(relationships, "core-properties");
    if (core_.empty()) core_ = "docProps/core.xml";
    main_ = TargetOf(relationships, "officeDocument");
    if (main_.empty()) main_ = "xl/workbook.xml";
    if (main_.size() < 4 || main_.substr(main_.size() - 4) != ".xml" || !parts_.Has(main_)) {
      return Fail("it has no workbook in it that can be read");
    }
    return true;
  }

  bool ReadWorkbookPart() {
    pugi::xml_document document;
    if (!Parse(main_, document)) return false;
    entries_ = ReadSheetEntries(document, book_.date_1904);
    if (entries_.empty()) return Fail("it has no sheets");
    if (entries_.size() > limits_.sheets) {
      return Fail("it has more than " + std::to_string(limits_.sheets) + " sheets");
    }
    const auto slash = main_.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : main_.substr(0, slash);
    const std::string file = slash == std::string::npos ? main_ : main_.substr(slash + 1);
    pugi::xml_document relationships;
    if (!ParseOptional(folder + "/_rels/" + file + ".rels", relationships)) return false;
    relationships_ = ReadRelationships(relationships, folder);
    return true;
  }

  bool ReadTexts() {
    const std::string name = TargetOf(relationships_, "sharedStrings");
    if (name.empty() || !parts_.Has(name)) return true;
    TextStream stream(limits_, book_.texts);
    if (!Stream(name, stream, "its part " + name)) return false;
    shared_ = book_.texts.size();
    return true;
  }

  /// Reads a large part piece by piece.
  template <typename Taker>
  bool Stream(const std::string& name, Taker& taker, const std::string& what) {
    if (!parts_.Stream(name, [&taker](std::string_view piece) { return taker.Take(piece); })) {
      return parts_.ok() ? Fail(what + " is missing") : false;
    }
    const auto problem = taker.Finish();
    if (!problem) return true;
    too_large_ = problem->find("XML") == std::string::npos &&
                 problem->find("document type") == std::string::npos;
    return Fail(what + " " + *problem);
  }

  bool ReadStyles() {
    pugi::xml_document document;
    if (!ParseOptional(TargetOf(relationships_, "styles"), document)) return false;
    date_styles_ = ReadDateStyles(document);
    return true;
  }

  bool ReadSheets() {
    SheetContext context{limits_, shared_, date_styles_, book_.texts, cells_};
    for (const SheetEntry& entry : entries_) {
      const auto found =
          std::find_if(relationships_.begin(), relationships_.end(),
                       [&entry](const auto& r) { return r.id == entry.relationship; });
      // Chart and dialogue sheets hold no cells.
      if (found == relationships_.end() || found->type != "worksheet") continue;
      book_.sheets.push_back({entry.name, entry.visibility, {}});
      SheetStream stream(context, book_.sheets.back().rows);
      if (!Stream(found->target, stream, "its sheet " + entry.name)) return false;
    }
    return true;
  }

  bool ReadProperties() {
    pugi::xml_document document;
    if (!ParseOptional(core_, document)) return false;
    book_.modified = ReadModified(document);
    return true;
  }

  const WorkbookLimits& limits_;
  ZipParts parts_;
  std::string core_;
  std::string main_;
  std::vector<SheetEntry> entries_;
  std::vector<Relationship> relationships_;
  std::size_t shared_ = 0;
  std::size_t cells_ = 0;
  std::vector<bool> date_styles_;
  Workbook book_;
  std::string problem_;
  bool too_large_ = false;
};

}  // namespace

const SheetCell* SheetRow::Find(int column) const {
  const auto at = std::lower_bound(cells.begin(), cells.end(), column,
                                   [](const SheetCell& cell, int c) { return cell.column < c; });
  return at != cells.end() && at->column == column ? &*at : nullptr;
}

std::variant<Workbook, WorkbookProblem> ReadWorkbook(std::string_view bytes,
                                                     const WorkbookLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return WorkbookProblem{"it is larger than " + std::to_string(limits.file_bytes >> 20) + " MB",
                           true};
  }
  return Reader(bytes, limits).Read();
}

std::string ColumnLetters(int column) {
  CASECLOCK_CHECK(column >= 1, "columns count from 1");
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

}  // namespace caseclock
