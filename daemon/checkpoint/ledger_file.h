/// @file
/// The file of the ledger: records one behind the other, of which the last may be torn, because the power failed or
/// the process was killed while it was being written.
///
/// Bytes: the eight characters "caselgr1", then for each record
///   the length of its content, 8 bytes, lowest first
///   the Fingerprint of the content, 8 bytes
///   the Fingerprint of these 16 bytes, 8 bytes, so that a spoilt length does not pass for a torn end
///   the content, a LedgerBatch (ledger_codec.h)
///   a line feed, so that a record that ends in zeros is one that was never finished
///
/// Example: FrameRecord("abc") has 28 bytes; without its last byte it is read as torn, with its last bit flipped as
/// damaged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/checkpoint/file.h"

namespace caseclock {

/// What the file begins with.
inline constexpr std::string_view kLedgerMagic = "caselgr1";

/// A record as it stands in the file.
std::string FrameRecord(std::string_view content);

/// Reads records from front to back. Not copyable.
class LedgerFileReader {
 public:
  /// What is found where reading goes on.
  enum class Found {
    kRecord,
    kEnd,
    kTorn,    ///< begun and never finished: shorter than it says, or zeros to the end of the file
    kDamaged  ///< was whole once
  };

  /// Errors: a number of the system; EBADMSG when it does not begin as ledgers do.
  int Open(const std::string& path);
  /// Reads the next record. After kTorn and kDamaged reading cannot go on. Errors of the system are kDamaged, with
  /// trouble().
  Found Next(std::string& content);
  /// The end of the last record read. Units: bytes.
  std::uint64_t position() const { return position_; }
  /// How many bytes there are behind the last record read.
  std::uint64_t Left() const;
  /// Why kDamaged, in a sentence without its full stop.
  const std::string& trouble() const { return trouble_; }

 private:
  Found Damaged(std::string trouble);
  Found TornOrDamaged(std::string_view read, std::uint64_t left, std::string trouble);

  InputFile in_;
  std::uint64_t position_ = 0;
  std::string trouble_;
};

}  // namespace caseclock
