#include "daemon/notify/smtp_transport.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "curl/curl.h"
#include "daemon/mail/mail_message.h"
#include "daemon/notify/smtp_conversation.h"

namespace caseclock {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

// One attempt, as the library's callbacks see it.
struct Attempt {
  const SmtpOptions& options;
  const std::atomic<bool>& stopping;
  std::string_view rest;  // of the content
  SmtpConversation conversation = {};
  SteadyClock::time_point started = SteadyClock::now();
  SteadyClock::time_point stage_began = started;
  std::optional<SteadyClock::time_point> stop_seen = {};
  std::optional<SteadyClock::time_point> quit_seen = {};
  SmtpStage stage_seen = SmtpStage::kGreeting;
  bool too_long = false;
  bool login_missing = false;
};

bool Passed(SteadyClock::time_point since, int limit_ms) {
  return SteadyClock::now() - since >= std::chrono::milliseconds(limit_ms);
}

int OnDebug(CURL*, curl_infotype type, char* bytes, size_t size, void* user) {
  auto& conversation = static_cast<Attempt*>(user)->conversation;
  if (type == CURLINFO_HEADER_OUT) conversation.Sent({bytes, size});
  if (type == CURLINFO_HEADER_IN) conversation.Received({bytes, size});
  return 0;
}

size_t OnRead(char* to, size_t size, size_t count, void* user) {
  auto& attempt = *static_cast<Attempt*>(user);
  // The library goes on without a login when the server offers none.
  attempt.login_missing = !attempt.options.username.empty() && !attempt.conversation.logged_in();
  if (attempt.login_missing) return CURL_READFUNC_ABORT;
  const std::size_t taken = attempt.rest.copy(to, size * count);
  attempt.rest.remove_prefix(taken);
  if (taken == 0) attempt.conversation.ContentEnded();
  return taken;
}

// What the server would have said does not belong into a log.
size_t OnAnswer(char*, size_t size, size_t count, void*) { return size * count; }

// Once a second, or more often. The library's own limits know nothing of stages.
int OnProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& attempt = *static_cast<Attempt*>(user);
  if (attempt.conversation.quitting()) {
    if (!attempt.quit_seen) attempt.quit_seen = SteadyClock::now();
    return attempt.stopping || Passed(*attempt.quit_seen, attempt.options.quit_ms);
  }
  const SmtpStage stage = attempt.conversation.stage();
  if (stage != std::exchange(attempt.stage_seen, stage)) attempt.stage_began = SteadyClock::now();
  if (attempt.stopping && !attempt.stop_seen) attempt.stop_seen = SteadyClock::now();
  if (stage == SmtpStage::kFinalDot) {
    attempt.too_long = Passed(attempt.stage_began, attempt.options.answer_ms);
    return attempt.too_long ||
           (attempt.stop_seen && Passed(*attempt.stop_seen, attempt.options.stop_ms));
  }
  attempt.too_long = Passed(attempt.started, attempt.options.whole_ms);
  return attempt.too_long || attempt.stop_seen.has_value();
}

// nullptr when host, port or name cannot be ones.
Url UrlOf(const SmtpOptions& options) {
  Url url(curl_url());
  const char* scheme = options.security == MailSecurity::kTls ? "smtps" : "smtp";
  const bool is_ipv6 = options.host.find(':') != std::string::npos && options.host.front() != '[';
  const std::string host = is_ipv6 ? "[" + options.host + "]" : options.host;
  const bool good = curl_url_set(url.get(), CURLUPART_SCHEME, scheme, 0) == CURLUE_OK &&
                    curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0) == CURLUE_OK &&
                    curl_url_set(url.get(), CURLUPART_PORT, std::to_string(options.port).c_str(),
                                 0) == CURLUE_OK &&
                    curl_url_set(url.get(), CURLUPART_PATH, ("/" + options.helo).c_str(),
                                 CURLU_URLENCODE) == CURLUE_OK;
  return good ? std::move(url) : nullptr;
}

void SetSecurity(CURL* easy, const SmtpOptions& options) {
  const bool start = options.security == MailSecurity::kStartTls;
  curl_easy_setopt(easy, CURLOPT_USE_SSL, start ? long{CURLUSESSL_ALL} : long{CURLUSESSL_NONE});
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // this one and no other
  }
  if (!options.username.empty()) {
    curl_easy_setopt(easy, CURLOPT_USERNAME, options.username.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, options.password.c_str());
  }
}

void SetLimits(CURL* easy, const SmtpOptions& options) {
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);  // there are other threads
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, long{options.connect_ms});
  // The library's limit for each answer, two minutes, would be too short for the final dot; OnProgress keeps the rest.
  const long longest_ms = std::max(options.whole_ms, options.answer_ms);
  curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, longest_ms / 1000 + 1);
  // The connection ends with this attempt's limits; kept for later, QUIT would wait two minutes.
  curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // whatever the environment says
}

void SetCallbacks(CURL* easy, Attempt* attempt) {
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);  // to the callback, not to standard error
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, OnDebug);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, attempt);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, OnRead);
  curl_easy_setopt(easy, CURLOPT_READDATA, attempt);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, OnAnswer);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, OnProgress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, attempt);
}

// The fault in words, where no reply says it.
std::string FaultText(CURLcode result, const Attempt& attempt) {
  const std::string stage(SmtpStageName(attempt.conversation.stage()));
  if (attempt.too_long) return stage + " timed out";
  if (attempt.login_missing) return "the server offers no login";
  switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST: return "the server's name could not be resolved";
    case CURLE_COULDNT_CONNECT: return "the server could not be reached";
    case CURLE_OPERATION_TIMEDOUT: return stage + " timed out";
    case CURLE_PEER_FAILED_VERIFICATION: return "the server's certificate was not accepted";
    case CURLE_SSL_CACERT_BADFILE: return "the file of certificates could not be read";
    case CURLE_SSL_CONNECT_ERROR: return "TLS could not be agreed on";
    case CURLE_USE_SSL_FAILED: return "the server offers no STARTTLS";
    case CURLE_LOGIN_DENIED: return "the server offers no login that could be used";
    case CURLE_ABORTED_BY_CALLBACK: return "stopped at " + stage;
    default: return "connection lost at " + stage;
  }
}

SendResult ResultOf(CURLcode result, const Attempt& attempt) {
  const SmtpConversation& said = attempt.conversation;
  if (said.delivered()) return {SendResult::Kind::kDelivered, 250, "final dot was answered 250"};
  const bool about_this_mail =
      said.stage() >= SmtpStage::kMail && said.stage() <= SmtpStage::kFinalDot;
  // 530, 534, 535, 538: a login or TLS is missing (RFC 4954, RFC 3207); that can be put right, and the mail sent.
  const bool permanent = said.code() >= 500 && said.code() / 10 != 53;
  const bool answered = said.code() >= 400;
  SendResult sent;
  sent.code = answered ? said.code() : 0;
  sent.reason = answered ? std::string(SmtpStageName(said.stage())) + " was answered " +
                               std::to_string(said.code())
                         : FaultText(result, attempt);
  if (about_this_mail && permanent) sent.kind = SendResult::Kind::kRefused;
  sent.of_the_server =
      !about_this_mail || attempt.login_missing || said.code() == 421 || said.code() / 10 == 53;
  return sent;
}

}  // namespace

SmtpTransport::SmtpTransport(SmtpOptions options) : options_(std::move(options)) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(started);
}

std::string SmtpTransport::TryConnection() const {
  const std::unique_ptr<CURL, FreeEasy> easy(curl_easy_init());
  const Url url = UrlOf(options_);
  if (url == nullptr || easy == nullptr) return "the server is not configured well";
  Attempt attempt = {.options = options_, .stopping = stopping_, .rest = ""};
  curl_easy_setopt(easy.get(), CURLOPT_CURLU, url.get());
  curl_easy_setopt(easy.get(), CURLOPT_CONNECT_ONLY, 1L);
  SetSecurity(easy.get(), options_);
  SetLimits(easy.get(), options_);
  SetCallbacks(easy.get(), &attempt);
  const CURLcode result = curl_easy_perform(easy.get());
  if (result != CURLE_OK) return ResultOf(result, attempt).reason;
  const bool login_missing = !options_.username.empty() && !attempt.conversation.logged_in();
  return login_missing ? "the server offers no login" : "";
}

SendResult SmtpTransport::Send(const OutgoingMail& mail) {
  // The library passes on whatever it is given, line ends and further commands included.
  if (!IsMailAddress(mail.address)) {
    return {SendResult::Kind::kRefused, 0, "the address is not one for an envelope"};
  }
  const std::unique_ptr<CURL, FreeEasy> easy(curl_easy_init());
  const Url url = UrlOf(options_);
  if (!IsMailAddress(options_.from) || url == nullptr || easy == nullptr) {
    return {SendResult::Kind::kDeferred, 0, "the server or the sender is not configured well",
            true};
  }
  Attempt attempt = {.options = options_, .stopping = stopping_, .rest = mail.message};
  const std::unique_ptr<curl_slist, FreeList> recipient(
      curl_slist_append(nullptr, std::string(mail.address).c_str()));
  curl_easy_setopt(easy.get(), CURLOPT_CURLU, url.get());
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, options_.from.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, recipient.get());
  curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
  // Without a size: the library counts the dots it adds, and would take the mail for sent too soon.
  SetSecurity(easy.get(), options_);
  SetLimits(easy.get(), options_);
  SetCallbacks(easy.get(), &attempt);
  const CURLcode result = curl_easy_perform(easy.get());
  return ResultOf(result, attempt);
}

}  // namespace caseclock
