#include "daemon/http/host_names.h"

#include "gtest/gtest.h"

namespace caseclock {
namespace {

TEST(HostNamesTest, AddressesAndLocalhostAreAlwaysRight) {
  const HostNames names;
  for (const char* host : {"127.0.0.1", "127.0.0.1:9464", "10.20.30.40:80", "[::1]", "[::1]:9464",
                           "[2001:db8::7]:443", "localhost", "LocalHost:9464", "localhost.:1"}) {
    EXPECT_TRUE(names.Allow(host)) << host;
  }
}

TEST(HostNamesTest, ANameMustBeConfigured) {
  const HostNames names({"caseclock.council.example", "Board01"});
  for (const char* host : {"caseclock.council.example", "CASECLOCK.Council.Example:8443",
                           "caseclock.council.example.", "board01:9464"}) {
    EXPECT_TRUE(names.Allow(host)) << host;
  }
  for (const char* host : {"",
                           ":9464",
                           ".",
                           "attacker.example",
                           "caseclock.council.example.attacker.example",
                           "xcaseclock.council.example",
                           "localhost.attacker.example",
                           "127.0.0.1.attacker.example",
                           "127.0.0.1:9464.attacker.example",
                           "localhost:x",
                           "localhost:123456",
                           "127.1",
                           "0x7f000001",
                           "2130706433",
                           "::1",
                           "[::1",
                           "[::1]x",
                           "[attacker.example]",
                           "[::1]:x",
                           "a b"}) {
    EXPECT_FALSE(names.Allow(host)) << host;
  }
}

TEST(HostNamesTest, TheNameInAnAddressOfTheBoard) {
  EXPECT_EQ(HostOfUrl("https://clock.example:8443/a"), "clock.example");
  EXPECT_EQ(HostOfUrl("http://clock.example"), "clock.example");
  EXPECT_EQ(HostOfUrl(""), "");
}

}  // namespace
}  // namespace caseclock
