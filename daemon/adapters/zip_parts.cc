#include "daemon/adapters/zip_parts.h"

#include <zip.h>

#include <utility>

namespace caseclock {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

/// "12 MB", for messages about limits.
std::string Megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

/// A name as compared: in lower case, with slashes, none in front.
std::string Folded(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    const char slash = c == '\\' ? '/' : c;
    if (slash == '/' && folded.empty()) continue;
    folded += 'A' <= slash && slash <= 'Z' ? static_cast<char>(slash - 'A' + 'a') : slash;
  }
  return folded;
}

std::string WhyNotOpen(std::string_view bytes) {
  if (bytes.empty()) return "it is empty";
  if (bytes.substr(0, 4) == "\xD0\xCF\x11\xE0") {
    return "it is protected by a password, or an old .xls file; an .xlsx workbook is a zip file";
  }
  if (bytes.substr(0, 2) == "PK") return "it is a damaged zip file, perhaps cut short";
  return "it is not a zip file, and so no .xlsx workbook";
}

}  // namespace

ZipParts::ZipParts(std::string_view bytes, ZipLimits limits) : limits_(limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  // An empty file is an empty archive to the library.
  if (source != nullptr && !bytes.empty()) {
    archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
  }
  if (source != nullptr && archive_ == nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive_ == nullptr) {
    problem_ = WhyNotOpen(bytes);
    return;
  }
  const auto count = zip_get_num_entries(archive_, 0);
  if (count < 0 || static_cast<std::size_t>(count) > limits_.parts) {
    problem_ = "it has more than " + std::to_string(limits_.parts) + " parts";
    too_large_ = true;
    return;
  }
  ReadNames(count);
}

void ZipParts::ReadNames(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    if (const char* name = zip_get_name(archive_, index, 0)) index_.emplace(Folded(name), index);
  }
}

std::int64_t ZipParts::IndexOf(std::string_view name) const {
  const auto found = index_.find(Folded(name));
  return found == index_.end() ? -1 : static_cast<std::int64_t>(found->second);
}

ZipParts::~ZipParts() {
  if (archive_ != nullptr) zip_discard(archive_);
}

bool ZipParts::Has(std::string_view name) const { return IndexOf(name) >= 0; }

std::optional<std::string> ZipParts::Fail(std::string problem) {
  problem_ = std::move(problem);
  return std::nullopt;
}

std::optional<std::string> ZipParts::Read(std::string_view name) {
  if (!ok()) return std::nullopt;
  const std::string part(name);
  const auto index = IndexOf(part);
  if (index < 0) return std::nullopt;
  zip_file_t* file = zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return Fail("its part " + part + " is damaged or encrypted");

  // What the directory says about sizes may be a lie: count what really comes out.
  std::string content;
  std::string chunk(kChunkBytes, '\0');
  zip_int64_t got = 0;
  bool too_large = false;
  while (!too_large && (got = zip_fread(file, chunk.data(), chunk.size())) > 0) {
    content.append(chunk, 0, static_cast<std::size_t>(got));
    too_large =
        content.size() > limits_.part_bytes || unpacked_ + content.size() > limits_.total_bytes;
  }
  zip_fclose(file);
  unpacked_ += content.size();
  if (too_large) {
    too_large_ = true;
    return Fail("its part " + part + " unpacks to more than " + Megabytes(limits_.part_bytes) +
                ", or all parts to more than " + Megabytes(limits_.total_bytes));
  }
  if (got < 0) return Fail("its part " + part + " is damaged");
  return content;
}

bool ZipParts::Stream(std::string_view name, const std::function<bool(std::string_view)>& take) {
  const std::string part(name);
  const auto index = ok() ? IndexOf(part) : -1;
  if (index < 0) return false;
  zip_file_t* file = zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return Fail("its part " + part + " is damaged or encrypted").has_value();
  std::string chunk(kChunkBytes, '\0');
  zip_int64_t got = 0;
  bool wanted = true;
  while (wanted && streamed_ <= limits_.streamed_bytes &&
         (got = zip_fread(file, chunk.data(), chunk.size())) > 0) {
    streamed_ += static_cast<std::size_t>(got);
    wanted = take(std::string_view(chunk.data(), static_cast<std::size_t>(got)));
  }
  zip_fclose(file);
  if (streamed_ > limits_.streamed_bytes) {
    too_large_ = true;
    return Fail("its sheets and texts unpack to more than " + Megabytes(limits_.streamed_bytes))
        .has_value();
  }
  return got >= 0 || Fail("its part " + part + " is damaged").has_value();
}

}  // namespace caseclock
