#include "tests/daemon/adapters/workbook_builder.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstdlib>

#include "daemon/adapters/workbook.h"
#include "processors/check.h"
#include "processors/record/fact_table.h"

namespace caseclock::testing {
namespace {

constexpr char kHead[] = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kOffice[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Number(double number) {
  std::string text = std::to_string(number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

double SerialOf(std::string_view iso) { return D(iso) - Date::FromYmd(1899, 12, 30); }

}  // namespace

CellXml::CellXml(const char* text) : CellXml(std::string(text)) {}
CellXml::CellXml(const std::string& text) : body(text), shared(!text.empty()) {}
CellXml::CellXml(int number) : CellXml(static_cast<double>(number)) {}
CellXml::CellXml(double number) : body("<v>" + Number(number) + "</v>") {}
CellXml::CellXml(std::string attributes_, std::string body_)
    : attributes(std::move(attributes_)), body(std::move(body_)) {}

CellXml Day(std::string_view iso) { return {" s=\"1\"", "<v>" + Number(SerialOf(iso)) + "</v>"}; }
CellXml PlainSerial(std::string_view iso) { return CellXml(SerialOf(iso)); }
CellXml Inline(std::string_view text) {
  return {" t=\"inlineStr\"", "<is><t>" + Escaped(text) + "</t></is>"};
}
CellXml ErrorCell(std::string_view code) {
  return {" t=\"e\"", "<v>" + std::string(code) + "</v>"};
}
CellXml Bool(bool value) { return {" t=\"b\"", value ? "<v>1</v>" : "<v>0</v>"}; }
CellXml Formula(double value) { return {"", "<f>A1+1</f><v>" + Number(value) + "</v>"}; }
CellXml FormulaWithoutValue() { return {"", "<f>A1+1</f>"}; }

SheetBuilder& SheetBuilder::Row(std::vector<CellXml> cells) {
  rows_.emplace_back(next_++, std::move(cells));
  return *this;
}

SheetBuilder& SheetBuilder::Skip(int rows) {
  next_ += rows;
  return *this;
}

SheetBuilder& SheetBuilder::Raw(std::string xml) {
  raw_ = std::move(xml);
  return *this;
}

SheetBuilder& SheetBuilder::State(std::string state) {
  state_ = std::move(state);
  return *this;
}

SheetBuilder& WorkbookBuilder::Sheet(const std::string& name) {
  sheets_.push_back(std::make_unique<SheetBuilder>());
  sheets_.back()->name_ = name;
  return *sheets_.back();
}

WorkbookBuilder& WorkbookBuilder::Date1904() {
  date_1904_ = true;
  return *this;
}

WorkbookBuilder& WorkbookBuilder::Modified(std::string instant) {
  modified_ = std::move(instant);
  return *this;
}

WorkbookBuilder& WorkbookBuilder::Part(std::string name, std::string content) {
  parts_[std::move(name)] = std::move(content);
  return *this;
}

std::string WorkbookBuilder::SheetXml(const SheetBuilder& sheet,
                                      std::vector<std::string>& shared) const {
  std::string xml = kHead + std::string("<worksheet xmlns=\"") + kMain + "\">";
  if (!sheet.raw_.empty()) return xml + sheet.raw_ + "</worksheet>";
  xml += "<sheetData>";
  for (const auto& [number, cells] : sheet.rows_) {
    xml += "<row r=\"" + std::to_string(number) + "\">";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const CellXml& cell = cells[i];
      if (cell.body.empty()) continue;
      const std::string reference = ColumnLetters(static_cast<int>(i) + 1) + std::to_string(number);
      xml += "<c r=\"" + reference + "\"" + (cell.shared ? " t=\"s\"" : cell.attributes) + ">";
      if (cell.shared) {
        xml += "<v>" + std::to_string(shared.size()) + "</v>";
        shared.push_back(cell.body);
      } else {
        xml += cell.body;
      }
      xml += "</c>";
    }
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

std::map<std::string, std::string> WorkbookBuilder::Parts() const {
  std::map<std::string, std::string> parts;
  std::vector<std::string> shared;
  std::string sheets;
  std::string links;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    parts["xl/worksheets/sheet" + n + ".xml"] = SheetXml(*sheets_[i], shared);
    sheets += "<sheet name=\"" + Escaped(sheets_[i]->name_) + "\"" +
              (sheets_[i]->state_.empty() ? "" : " state=\"" + sheets_[i]->state_ + "\"") +
              " sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    links += "<Relationship Id=\"rId" + n + "\" Type=\"" + kOffice +
             "/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
  }
  std::string texts;
  for (const std::string& text : shared) texts += "<si><t>" + Escaped(text) + "</t></si>";
  parts["xl/sharedStrings.xml"] =
      kHead + std::string("<sst xmlns=\"") + kMain + "\">" + texts + "</sst>";
  parts["xl/styles.xml"] =
      kHead + std::string("<styleSheet xmlns=\"") + kMain +
      "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
  parts["xl/workbook.xml"] = kHead + std::string("<workbook xmlns=\"") + kMain + "\" xmlns:r=\"" +
                             kOffice + "\"><workbookPr" + (date_1904_ ? " date1904=\"1\"" : "") +
                             "/><sheets>" + sheets + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] =
      kHead + std::string("<Relationships>") + links + "<Relationship Id=\"rIdT\" Type=\"" +
      kOffice + "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rIdS\" Type=\"" +
      kOffice + "/styles\" Target=\"styles.xml\"/></Relationships>";
  parts["_rels/.rels"] = kHead + std::string("<Relationships><Relationship Id=\"rId1\" Type=\"") +
                         kOffice + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  if (!modified_.empty()) {
    parts["docProps/core.xml"] =
        kHead +
        std::string("<cp:coreProperties xmlns:cp=\"c\" xmlns:dcterms=\"d\"><dcterms:modified>") +
        modified_ + "</dcterms:modified></cp:coreProperties>";
  }
  for (const auto& [name, content] : parts_) parts[name] = content;
  return parts;
}

std::string Zip(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(buffer);
  zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  CASECLOCK_CHECK(archive != nullptr, "a zip file can be made in memory");
  for (const auto& [name, content] : parts) {
    zip_source_t* part = zip_source_buffer(archive, content.data(), content.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8);
    CASECLOCK_CHECK(index >= 0, "a part can be added");
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1);
  }
  CASECLOCK_CHECK(zip_close(archive) == 0, "a zip file can be written in memory");
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
  zip_source_seek(buffer, 0, SEEK_SET);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return bytes;
}

std::int64_t UtcMidnight(Date day) { return day.days * std::int64_t{86'400'000'000}; }

ImportResult Import(const std::string& bytes, std::string_view extracted) {
  ImportOptions options{.authority = "E99999999", .extracted = {}, .midnight = &UtcMidnight};
  if (!extracted.empty()) options.extracted = D(extracted);
  auto read = ReadAnnexABytes(bytes, "book.xlsx", options);
  if (const auto* error = std::get_if<ImportError>(&read)) {
    ADD_FAILURE() << Describe(*error);
    return {};
  }
  return std::get<ImportResult>(std::move(read));
}

ImportError ImportFailure(const std::string& bytes) {
  const ImportOptions options{.authority = "E99999999", .extracted = {}, .midnight = &UtcMidnight};
  auto read = ReadAnnexABytes(bytes, "book.xlsx", options);
  if (auto* error = std::get_if<ImportError>(&read)) return *error;
  ADD_FAILURE() << "the workbook could be read";
  return {};
}

std::string Problems(const ImportResult& result) {
  std::string lines;
  for (const ImportProblem& problem : result.problems) lines += Describe(problem) + "\n";
  return lines;
}

namespace {

std::string DayOrDash(Date day) { return day == kNoDate ? "-" : FormatDate(day); }

/// Gives records short names in order of first mention.
class Names {
 public:
  std::string Of(RecordKind kind, const std::string& record) {
    auto& names = by_kind_[kind];
    const auto number = names.emplace(record, names.size() + 1).first->second;
    known_[record] = std::string(RecordKindName(kind)) + "#" + std::to_string(number);
    return known_[record];
  }
  std::string Text(const std::string& text) const {
    const auto found = known_.find(text);
    if (found != known_.end()) return found->second;
    std::string shown = text;
    for (char& c : shown) c = c == kWorkerSeparator ? '|' : c;
    return shown;
  }

 private:
  std::map<RecordKind, std::map<std::string, std::size_t>> by_kind_;
  std::map<std::string, std::string> known_;
};

std::string FactText(const FactAssertion& fact, const Names& names) {
  std::string text = " " + std::string(FactName(fact.fact));
  if (fact.first_day != kNoDate) text += " from " + FormatDate(fact.first_day);
  if (fact.value.date != kNoDate) text += " " + FormatDate(fact.value.date);
  if (fact.value.code != 0) text += " =" + std::to_string(fact.value.code);
  if (!fact.value.text.empty()) text += " " + names.Text(fact.value.text);
  return text;
}

std::string ActionText(const CaseEvent& event, Names& names) {
  if (const auto* complete = std::get_if<CompleteBatch>(&event.action)) {
    std::string text = "complete " + std::to_string(complete->events);
    for (const Scope& scope : complete->scopes) {
      text += " [" + std::string(RecordKindName(scope.kind)) + " " + DayOrDash(scope.first) + ".." +
              DayOrDash(scope.last) + (scope.open ? " open]" : "]");
    }
    return text;
  }
  std::string text = event.child + " " + names.Of(event.kind, event.record);
  if (const auto* clear = std::get_if<Clear>(&event.action)) {
    return text + " clear " + std::string(FactName(clear->fact));
  }
  for (const FactAssertion& fact : std::get<Assert>(event.action).facts) {
    text += FactText(fact, names);
  }
  return text;
}

}  // namespace

std::string Events(const ImportResult& result) {
  Names names;
  std::string lines;
  for (const CaseEvent& event : result.events) lines += ActionText(event, names) + "\n";
  return lines;
}

Date D(std::string_view iso) {
  const auto date = ParseDate(iso);
  CASECLOCK_CHECK(date.has_value(), "tests write dates that exist");
  return *date;
}

}  // namespace caseclock::testing
