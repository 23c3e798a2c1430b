#include "daemon/intake/murmur2.h"

#include <gtest/gtest.h>

#include <string>

namespace caseclock {
namespace {

std::int32_t Signed(std::string_view key) { return static_cast<std::int32_t>(Murmur2(key)); }

// The values of Apache Kafka's own UtilsTest.testMurmur2.
TEST(Murmur2Test, GivesWhatTheJavaClientsGive) {
  EXPECT_EQ(Signed("21"), -973932308);
  EXPECT_EQ(Signed("foobar"), -790332482);
  EXPECT_EQ(Signed("a-little-bit-long-string"), -985981536);
  EXPECT_EQ(Signed("a-little-bit-longer-string"), -1486304829);
  EXPECT_EQ(Signed("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8"), -58897971);
  EXPECT_EQ(Signed("abc"), 479470107);
}

TEST(Murmur2Test, TakesBytesOver127AsUnsigned) {
  EXPECT_NE(Signed("\xff\xfe\xfd"), Signed("\x7f\x7e\x7d"));
  EXPECT_EQ(Signed(std::string_view("\0\0\0\0", 4)), Signed(std::string(4, '\0')));
}

TEST(Murmur2Test, PartitionIsThePositiveHashModuloThePartitions) {
  // -973932308 & 0x7fffffff = 1173551340.
  EXPECT_EQ(MurmurPartition("21", 12), 1173551340 % 12);
  EXPECT_EQ(MurmurPartition("21", 1), 0);
}

}  // namespace
}  // namespace caseclock
