#include "daemon/checkpoint/manifest.h"

#include <gtest/gtest.h>

#include "caseclock/v1/checkpoint.pb.h"
#include "daemon/checkpoint/fingerprint.h"

namespace caseclock {
namespace {

Manifest Some() {
  Manifest manifest;
  manifest.position = {
      {"case-events", 3},    42, 0xfeed,
      1'711'843'200'000'000, 12, std::vector<std::string>{"E08000098", "E08000099"}};
  manifest.Add("E08000099", "first");
  manifest.Add("E08000098", "second");
  manifest.Add("E08000099", "third");
  return manifest;
}

TEST(ManifestTest, NotesChunksByAuthority) {
  const Manifest manifest = Some();
  EXPECT_EQ(manifest.authorities, (std::vector<std::string>{"E08000099", "E08000098"}));
  ASSERT_EQ(manifest.chunks.size(), 3u);
  EXPECT_EQ(manifest.chunks[2], (ManifestChunk{0, 5, Fingerprint("third")}));
  EXPECT_EQ(manifest.TotalBytes(), 16u);
}

TEST(ManifestTest, SurvivesBytes) {
  Manifest read;
  EXPECT_EQ(ParseManifest(SerializeManifest(Some()), read), "");
  EXPECT_EQ(read, Some());
}

TEST(ManifestTest, SameManifestSameBytes) {
  EXPECT_EQ(SerializeManifest(Some()), SerializeManifest(Some()));
}

TEST(ManifestTest, EveryFlippedByteAndTruncationIsSeen) {
  const std::string bytes = SerializeManifest(Some());
  Manifest read;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
    EXPECT_NE(ParseManifest(flipped, read), "") << i;
    EXPECT_NE(ParseManifest(bytes.substr(0, i), read), "") << i;
  }
  EXPECT_NE(ParseManifest(bytes + "x", read), "");
}

/// Bytes whose checksum is right, whatever is in them.
std::string Sealed(const v1::Manifest& message) {
  std::string bytes = SerializeManifest({}).substr(0, 8);
  const std::string body = message.SerializeAsString();
  const std::uint64_t checksum = Fingerprint(body);
  bytes.append(reinterpret_cast<const char*>(&checksum), sizeof(checksum));  // lowest byte first
  return bytes + body;
}

TEST(ManifestTest, AFormatOfALaterVersionIsLeftAlone) {
  v1::Manifest message;
  message.set_format(3);
  Manifest read;
  EXPECT_EQ(ParseManifest(Sealed(message), read), "");
  message.set_format(2);
  EXPECT_EQ(ParseManifest(Sealed(message), read),
            "it is of a format that this version does not know");
}

TEST(ManifestTest, AChunkOfNobodyIsSeen) {
  v1::Manifest message;
  message.set_format(3);
  message.add_chunks()->set_authority(0);
  Manifest read;
  EXPECT_EQ(ParseManifest(Sealed(message), read), "the manifest contradicts itself");
}

}  // namespace
}  // namespace caseclock
