#include "daemon/checkpoint/ledger_file.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "daemon/checkpoint/fingerprint.h"

namespace caseclock {
namespace {

constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kSealedBytes = 2 * kNumberBytes;
constexpr std::size_t kHeadBytes = kSealedBytes + kNumberBytes;
constexpr char kClosing = '\n';

void AppendNumber(std::uint64_t number, std::string& bytes) {
  for (std::size_t i = 0; i < kNumberBytes; ++i, number >>= 8) {
    bytes.push_back(static_cast<char>(number & 0xff));
  }
}

std::uint64_t NumberAt(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = kNumberBytes; i > 0; --i) {
    number = number << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  }
  return number;
}

}  // namespace

std::string FrameRecord(std::string_view content) {
  std::string bytes;
  bytes.reserve(kHeadBytes + content.size() + 1);
  AppendNumber(content.size(), bytes);
  AppendNumber(Fingerprint(content), bytes);
  AppendNumber(Fingerprint(bytes), bytes);
  bytes.append(content);
  bytes.push_back(kClosing);
  return bytes;
}

int LedgerFileReader::Open(const std::string& path) {
  position_ = 0;
  if (const int error = in_.Open(path)) return error;
  std::string magic;
  const int error = in_.Read(kLedgerMagic.size(), magic);
  if (error == ENODATA || (error == 0 && magic != kLedgerMagic)) return EBADMSG;
  position_ = kLedgerMagic.size();
  return error;
}

std::uint64_t LedgerFileReader::Left() const {
  const std::uint64_t size = in_.Size();
  return size > position_ ? size - position_
                          : 0;  // a writer may take back what it could not bring to the disk
}

LedgerFileReader::Found LedgerFileReader::Next(std::string& content) {
  const std::uint64_t left = Left();
  if (left == 0) return Found::kEnd;
  if (left < kHeadBytes) return Found::kTorn;
  std::string head;
  if (const int error = in_.Read(kHeadBytes, head)) return Damaged(ErrorText(error));
  if (NumberAt(head, kSealedBytes) != Fingerprint(std::string_view(head).substr(0, kSealedBytes))) {
    return TornOrDamaged(head, left - kHeadBytes, "the length of a record is corrupt");
  }
  const std::uint64_t size = NumberAt(head, 0);
  if (size >= left - kHeadBytes) return Found::kTorn;
  if (const int error = in_.Read(size + 1, content)) return Damaged(ErrorText(error));
  const std::string_view body = std::string_view(content).substr(0, size);
  if (NumberAt(head, kNumberBytes) != Fingerprint(body) || content.back() != kClosing) {
    return TornOrDamaged(content, left - kHeadBytes - content.size(),
                         "a record's checksum does not fit its content");
  }
  content.pop_back();
  position_ += kHeadBytes + size + 1;
  return Found::kRecord;
}

LedgerFileReader::Found LedgerFileReader::Damaged(std::string trouble) {
  trouble_ = std::move(trouble);
  return Found::kDamaged;
}

/// Some file systems lengthen a file before its bytes are on the disk: after a power cut the end reads as zeros. No
/// whole record ends in zero.
LedgerFileReader::Found LedgerFileReader::TornOrDamaged(std::string_view read, std::uint64_t left,
                                                        std::string trouble) {
  std::string rest;
  if (const int error = in_.Read(left, rest)) return Damaged(ErrorText(error));
  const bool zeros = std::all_of(rest.begin(), rest.end(), [](char byte) { return byte == 0; });
  return zeros && read.back() == 0 ? Found::kTorn : Damaged(std::move(trouble));
}

}  // namespace caseclock
