#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "daemon/http/http_server.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/daemon/http/http_client.h"

namespace caseclock {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::StartsWith;

constexpr std::string_view kHealthy = "GET /-/healthy HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

/// Holds the thread of the sockets where the server asks for the time, as a busy machine would anywhere.
class Gate {
 public:
  std::int64_t Pass() {
    std::unique_lock lock(mutex_);
    held_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    held_ = false;
    return invented::kNowUs;
  }
  void Shut() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void WaitUntilHeld() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return held_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;
  bool held_ = false;
};

using Clients = std::vector<std::unique_ptr<HttpClient>>;

class HttpBurstTest : public testing::Test {
 protected:
  HttpBurstTest() {
    board_.PublishHealth(invented::GoodHealth());
    auto started = HttpServer::Start({.listen = "127.0.0.1:0",
                                      .request_timeout_ms = 60'000,
                                      .now_us = [this] { return gate_.Pass(); }},
                                     &router_);
    server_ = std::get<std::unique_ptr<HttpServer>>(std::move(started));
  }
  ~HttpBurstTest() override { gate_.Open(); }

  /// While the thread of the sockets is held by the request of the first client, everything happens that `act` does:
  /// the server finds it all at once.
  template <typename Act>
  void AtOnce(const Clients& clients, Act act) {
    gate_.Shut();
    clients.front()->Say(kHealthy);
    gate_.WaitUntilHeld();
    act();
    gate_.Open();
    EXPECT_THAT(clients.front()->HearSome(), StartsWith("HTTP/1.1 200 "));
  }

  /// Accepted by the server; none has asked for anything yet.
  Clients Connected(std::size_t count) {
    const std::size_t before = OpenDescriptors();
    Clients clients;
    while (clients.size() < count) {
      clients.push_back(std::make_unique<HttpClient>(server_->Port()));
    }
    // One of the client and one of the server, which is in this program.
    while (OpenDescriptors() < before + 2 * count) std::this_thread::yield();
    return clients;
  }

  static std::size_t OpenDescriptors() {
    const auto folder = std::filesystem::directory_iterator("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
  }

  static void Say(std::span<const std::unique_ptr<HttpClient>> clients, std::string_view words) {
    for (const auto& client : clients) client->Say(words);
  }

  static std::size_t Answered(std::span<const std::unique_ptr<HttpClient>> clients) {
    return static_cast<std::size_t>(std::ranges::count_if(clients, [](const auto& client) {
      return client->HearSome().starts_with("HTTP/1.1 200 ");
    }));
  }

  void ExpectAnswersAtOnce() {
    const auto begun = steady_clock::now();
    EXPECT_THAT(Ask(server_->Port(), "GET", "/-/healthy"), StartsWith("HTTP/1.1 200 "));
    EXPECT_LT(steady_clock::now() - begun, seconds(1));
  }

  Gate gate_;
  ViewBoard board_;
  Router router_{&board_, invented::Texts()};
  std::unique_ptr<HttpServer> server_;
};

class HttpBurstOfTest : public HttpBurstTest, public testing::WithParamInterface<std::size_t> {};

TEST_P(HttpBurstOfTest, RequestsThatComeInTheSameInstantAreAllAnswered) {
  const Clients clients = Connected(GetParam() + 1);
  const auto others = std::span(clients).subspan(1);
  AtOnce(clients, [&] { Say(others, kHealthy); });
  EXPECT_EQ(Answered(others), GetParam());
  ExpectAnswersAtOnce();
}

TEST_P(HttpBurstOfTest, ClientsThatLeaveInTheSameInstantMakeRoom) {
  Clients clients = Connected(GetParam() + 1);
  AtOnce(clients, [&] { clients.resize(1); });
  ExpectAnswersAtOnce();
}

INSTANTIATE_TEST_SUITE_P(Sizes, HttpBurstOfTest,
                         testing::Values(100, 127, 128, 200, 256, 384, kMaxConnections - 1),
                         [](const auto& size) { return std::to_string(size.param); });

// No room is left: the listening socket is not looked at, and nothing else would wake the server.
TEST_F(HttpBurstTest, AFullHouseThatLeavesMakesRoom) {
  Clients clients = Connected(kMaxConnections);
  AtOnce(clients, [&] { clients.resize(1); });
  ExpectAnswersAtOnce();
}

TEST_F(HttpBurstTest, WhoFindsNoRoomIsAnsweredAfterAWait) {
  Clients clients = Connected(kMaxConnections);
  Clients waiting;
  while (waiting.size() < 128) waiting.push_back(std::make_unique<HttpClient>(server_->Port()));
  Say(waiting, kHealthy);
  AtOnce(clients, [&] { clients.resize(1); });
  const auto begun = steady_clock::now();
  EXPECT_EQ(Answered(waiting), waiting.size());
  EXPECT_LT(steady_clock::now() - begun, seconds(1));
}

}  // namespace
}  // namespace caseclock
