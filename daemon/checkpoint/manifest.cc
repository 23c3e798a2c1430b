#include "daemon/checkpoint/manifest.h"

#include <algorithm>

#include "caseclock/v1/checkpoint.pb.h"
#include "daemon/checkpoint/fingerprint.h"

namespace caseclock {
namespace {

constexpr std::string_view kMagic = "caseclk1";
constexpr std::size_t kHeadBytes = kMagic.size() + 8;
/// 2: closing and reopening a referral are two facts, and exports are counted: the floors of format 1
/// were raised by completions that nobody had checked.
constexpr std::uint32_t kFormat = 3;

std::string LowestFirst(std::uint64_t number) {
  std::string bytes;
  for (int i = 0; i < 8; ++i, number >>= 8) bytes.push_back(static_cast<char>(number & 0xff));
  return bytes;
}

CheckpointPosition PositionOf(const v1::Manifest& message) {
  CheckpointPosition position{{message.topic(), message.partition()},
                              message.next_offset(),
                              message.last_event(),
                              message.created_at_us(),
                              message.topic_partitions(),
                              std::nullopt};
  if (message.counts_certain_authorities()) {
    const auto& codes = message.counted_authorities();
    position.counted_authorities.emplace(codes.begin(), codes.end());
  }
  return position;
}

}  // namespace

void Manifest::Add(std::string_view authority, std::string_view chunk) {
  auto at = std::find(authorities.begin(), authorities.end(), authority);
  if (at == authorities.end()) at = authorities.emplace(at, authority);
  const auto index = static_cast<std::uint32_t>(at - authorities.begin());
  chunks.push_back({index, chunk.size(), Fingerprint(chunk)});
}

std::uint64_t Manifest::TotalBytes() const {
  std::uint64_t total = 0;
  for (const ManifestChunk& chunk : chunks) total += chunk.size;
  return total;
}

std::string SerializeManifest(const Manifest& manifest) {
  v1::Manifest message;
  message.set_format(kFormat);
  message.set_topic(manifest.position.partition.topic);
  message.set_partition(manifest.position.partition.partition);
  message.set_next_offset(manifest.position.next_offset);
  message.set_last_event(manifest.position.last_event);
  message.set_created_at_us(manifest.position.created_at_us);
  message.set_topic_partitions(manifest.position.topic_partitions);
  if (const auto& counted = manifest.position.counted_authorities) {
    message.set_counts_certain_authorities(true);
    for (const std::string& code : *counted) message.add_counted_authorities(code);
  }
  for (const std::string& authority : manifest.authorities) message.add_authorities(authority);
  for (const ManifestChunk& chunk : manifest.chunks) {
    v1::ChunkEntry* entry = message.add_chunks();
    entry->set_authority(chunk.authority);
    entry->set_size(chunk.size);
    entry->set_checksum(chunk.checksum);
  }
  const std::string body = message.SerializeAsString();
  return std::string(kMagic) + LowestFirst(Fingerprint(body)) + body;
}

std::string ParseManifest(std::string_view bytes, Manifest& manifest) {
  if (bytes.size() < kHeadBytes || !bytes.starts_with(kMagic)) return "it is not a manifest";
  const std::string_view body = bytes.substr(kHeadBytes);
  if (bytes.substr(kMagic.size(), 8) != LowestFirst(Fingerprint(body))) {
    return "the manifest's checksum does not fit its content";
  }
  v1::Manifest message;
  if (!message.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return "it is not a manifest";
  }
  if (message.format() != kFormat) return "it is of a format that this version does not know";
  manifest = {
      PositionOf(message), {message.authorities().begin(), message.authorities().end()}, {}};
  for (const v1::ChunkEntry& entry : message.chunks()) {
    if (entry.authority() >= manifest.authorities.size() || entry.size() > kMaxChunkBytes) {
      return "the manifest contradicts itself";
    }
    manifest.chunks.push_back({entry.authority(), entry.size(), entry.checksum()});
  }
  return "";
}

}  // namespace caseclock
