#include "daemon/notify/alertmanager.h"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

namespace caseclock {
namespace {

/// What it answers is of no use: the code says all.
std::size_t TakeNothing(const char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

std::string PostAddress(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url + "/api/v2/alerts";
}

PostResult Refused(int code, const std::string& why) {
  return {false, code, "could not post alerts to the Alertmanager: " + why};
}

}  // namespace

/// Kept between posts, so that one connection serves many.
struct Alertmanager::Connection {
  Connection() : easy(curl_easy_init()) {
    headers = curl_slist_append(nullptr, "Content-Type: application/json");
  }
  ~Connection() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  CURL* easy;
  curl_slist* headers;
};

Alertmanager::Alertmanager(std::string url, std::int64_t interval_us)
    : url_(PostAddress(std::move(url))),
      interval_us_(interval_us),
      connection_(std::make_unique<Connection>()) {
  CURL* easy = connection_->easy;
  if (easy == nullptr) return;
  curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // whatever the environment says
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, connection_->headers);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "caseclock");
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, TakeNothing);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);  // there are other threads
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, kAlertmanagerConnectTimeoutMs);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, kAlertmanagerTimeoutMs);
}

Alertmanager::~Alertmanager() = default;

PostResult Alertmanager::Post(const AlertmanagerBody& body, std::int64_t now_us) {
  const PostResult result =
      body.alerts == 0 ? PostResult{.ok = true, .code = 0, .reason = ""} : Send(body.json);
  next_us_ = now_us + (result.ok ? interval_us_ : std::min(interval_us_, kAlertmanagerRetryUs));
  return result;
}

PostResult Alertmanager::Send(const std::string& json) {
  CURL* easy = connection_->easy;
  if (easy == nullptr) return Refused(0, "no memory");
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json.size()));
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, json.data());
  const CURLcode sent = curl_easy_perform(easy);
  if (sent != CURLE_OK) return Refused(0, curl_easy_strerror(sent));
  long code = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
  if (code != 200) return Refused(static_cast<int>(code), "it answers " + std::to_string(code));
  return {.ok = true, .code = 200, .reason = ""};
}

}  // namespace caseclock
