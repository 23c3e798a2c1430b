#include "daemon/http/request_head.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caseclock {
namespace {

using testing::HasSubstr;

RequestHead Head(std::vector<RequestHead::Field> fields) { return RequestHead(std::move(fields)); }

TEST(RequestHeadTest, NamesAreFoundInAnyCase) {
  const RequestHead head = Head({{"hOST", "127.0.0.1:9464"}, {"Accept", "*/*"}});
  EXPECT_EQ(head.Value("Host"), "127.0.0.1:9464");
  EXPECT_TRUE(head.Has("ACCEPT"));
  EXPECT_FALSE(head.Has("Accept-Encoding"));
  EXPECT_EQ(head.Problem(), "");
}

TEST(RequestHeadTest, WhatTwoReadersTakeDifferentlyIsAProblem) {
  EXPECT_EQ(Head({{"Content-Length", "5"}, {"content-length", "5"}}).Problem(),
            "the request has two Content-Length headers");
  EXPECT_EQ(Head({{"Host", "a"}, {"Host", "b"}}).Problem(), "the request has two Host headers");
  EXPECT_EQ(Head({{"Authorization", "a"}, {"authorization", "b"}}).Problem(),
            "the request has two Authorization headers");
  EXPECT_EQ(Head({{"Content-Length", "5"}, {"Transfer-Encoding", ""}}).Problem(),
            "the request has both Content-Length and Transfer-Encoding");
}

TEST(RequestHeadTest, NamesAreTokensAndValuesAreText) {
  for (const char* name : {"", "Content-Length ", "Content Length", "H\tost", "H\xc3\xb6st"}) {
    EXPECT_THAT(Head({{name, "5"}}).Problem(), HasSubstr("name cannot be read")) << name;
  }
  for (const char* value : {"a\rb", "a\x01", "a\x7f"}) {
    EXPECT_THAT(Head({{"X", value}}).Problem(), HasSubstr("control character")) << value;
  }
  EXPECT_EQ(Head({{"X-Caf\x60", "caf\xc3\xa9\tau lait"}}).Problem(), "");
}

TEST(RequestHeadTest, KnowsWhetherABodyFollows) {
  EXPECT_FALSE(Head({}).HasBody());
  EXPECT_FALSE(Head({{"Content-Length", "0"}}).HasBody());
  EXPECT_TRUE(Head({{"Content-Length", "1"}}).HasBody());
  EXPECT_TRUE(Head({{"Transfer-Encoding", ""}}).HasBody());
}

TEST(AcceptsGzipTest, ByNameAndWeight) {
  for (const char* text : {"gzip", "GZIP", "x-gzip", "deflate, gzip;q=1.0, *;q=0.5",
                           "br,gzip ; q=0.001", "*", "gzip;q=0.5", "identity;q=0, gzip"}) {
    EXPECT_TRUE(AcceptsGzip(text)) << text;
  }
  for (const char* text :
       {"", "identity", "br", "gzip;q=0", "gzip; Q=0.000, *", "*;q=0", "gzipped", "deflate;q=1"}) {
    EXPECT_FALSE(AcceptsGzip(text)) << text;
  }
}

TEST(ReadBasicCredentialsTest, TakesItsSchemeInAnyCase) {
  const BasicCredentials anna{"anna", "secret:word"};
  for (const char* scheme : {"Basic ", "basic ", "BASIC ", "bAsIc   "}) {
    EXPECT_EQ(ReadBasicCredentials(std::string(scheme) + "YW5uYTpzZWNyZXQ6d29yZA=="), anna)
        << scheme;
  }
}

// "anna:secret\0word": a check of passwords would end at the zero.
TEST(ReadBasicCredentialsTest, GivesNothingOfWhatItCannotRead) {
  for (const char* text :
       {"", "Basic", "Basic ", "Basic ???", "Bearer YW5uYTpzZWNyZXQ=", "BasicYW5uYTpzZWNyZXQ=",
        "Basic YW5uYQ==", "Basic YW5uYTpzZWNyZXQAd29yZA=="}) {
    EXPECT_EQ(ReadBasicCredentials(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace caseclock
