/// @file
/// The named parts of a zip file held in memory, read within limits: a small file must not grow
/// into a large one.
///
/// Example:
///   ZipParts parts(bytes, {});
///   if (!parts.ok()) return parts.problem();          // "it is not a zip file"
///   std::optional<std::string> xml = parts.Read("xl/workbook.xml");
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace caseclock {

/// Bounds on what is unpacked. Units: bytes, except parts. A workbook of a large council is 5 MB
/// packed and 60 MB unpacked; its parts but sheets and texts are small.
struct ZipLimits {
  std::size_t parts = 2'000;
  std::size_t part_bytes = 64u << 20;
  std::size_t total_bytes = 192u << 20;
  /// Of parts that are read piece by piece and not held. A sheet with a million formatted empty rows of
  /// 30 columns unpacks to 900 MB.
  std::size_t streamed_bytes = 1'024u << 20;
};

/// An open zip file. `bytes` must outlive it. Used by one thread.
class ZipParts {
 public:
  ZipParts(std::string_view bytes, ZipLimits limits);
  ~ZipParts();
  ZipParts(const ZipParts&) = delete;
  ZipParts& operator=(const ZipParts&) = delete;

  /// False when it could not be opened or a part broke a limit; `problem()` says why, and every
  /// later Read fails.
  bool ok() const { return problem_.empty(); }
  const std::string& problem() const { return problem_; }

  /// True when `problem()` is about a limit and the file may well be sound.
  bool too_large() const { return too_large_; }

  /// True when the file has a part of this name, in any case of its letters; backslashes in the names
  /// of parts are slashes, as spreadsheets read them.
  bool Has(std::string_view name) const;

  /// The unpacked part. Errors: nullopt when there is no such part (ok() stays true), or when it
  /// cannot be unpacked within the limits, is damaged or encrypted (ok() turns false).
  std::optional<std::string> Read(std::string_view name);

  /// Gives the unpacked part to `take` piece by piece until that returns false. Errors: false as Read;
  /// a piece that is not wanted is none.
  bool Stream(std::string_view name, const std::function<bool(std::string_view)>& take);

 private:
  std::int64_t IndexOf(std::string_view name) const;
  void ReadNames(std::int64_t count);
  std::optional<std::string> Fail(std::string problem);

  zip* archive_ = nullptr;
  ZipLimits limits_;
  std::map<std::string, std::uint64_t> index_;  // by folded name
  std::size_t unpacked_ = 0;
  std::size_t streamed_ = 0;
  std::string problem_;
  bool too_large_ = false;
};

}  // namespace caseclock
