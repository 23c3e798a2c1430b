#include "daemon/http/http_server.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "daemon/codec/ascii.h"
#include "daemon/exposition/gzip.h"
#include "daemon/http/bytes_in_flight.h"
#include "daemon/http/connection_deadlines.h"
#include "daemon/http/http_reply.h"
#include "daemon/http/listen_socket.h"
#include "daemon/http/refusal.h"
#include "daemon/http/request_head.h"
#include "daemon/http/socket_loop.h"
#include "daemon/http/work_queue.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kLookAtFilesEvery{10};

std::int64_t MachineNowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

HttpAnswer TooMuch(const HttpRequest& request) {
  HttpAnswer answer =
      Refusal(request.path, 503, "too many requests wait already", "ask again in a moment");
  answer.retry_after_seconds = 1;
  return answer;
}

HttpAnswer WhoAsks(const HttpRequest& request) {
  HttpAnswer answer = Refusal(request.path, 401, "name and password are needed");
  answer.asks_who = true;
  return answer;
}

/// One connection, from accepting it to its end.
struct Visit {
  ConnectionDeadlines::Handle line;
  std::shared_ptr<const TlsCredentials> tls;  // lives as long as the session that uses it
};

/// One request on its way through. Made when its first line has come, gone when its answer has left.
struct Exchange {
  HttpRequest request;
  Visit* visit = nullptr;
  std::optional<BasicCredentials> credentials;
  std::string known_etags;                     // If-None-Match
  std::string host;                            // that the first line names; "": none
  const char* path_end = nullptr;              // in the library's buffer
  bool begun = false;                          // its headers have been looked at
  bool asked = false;                          // somebody has been asked for the answer
  std::optional<BytesInFlight::Handle> sends;  // from its answer on
  std::optional<HttpAnswer> answer;
};

Visit* VisitOf(MHD_Connection* connection) {
  const auto* found = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return found == nullptr ? nullptr : static_cast<Visit*>(found->socket_context);
}

std::string ClientOf(MHD_Connection* connection) {
  const auto* found = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (found == nullptr || found->client_addr->sa_family != AF_INET) return "";
  const auto* address = reinterpret_cast<const sockaddr_in*>(found->client_addr);
  char text[INET_ADDRSTRLEN] = {};
  inet_ntop(AF_INET, &address->sin_addr, text, sizeof(text));
  return text;
}

/// Why a form is refused before it has come; nullopt: it is not.
std::optional<HttpAnswer> RefusedForm(const RequestHead& head, const HttpRequest& request) {
  const auto refuse = [&](int status, const char* sentence) {
    return Refusal(request.path, status, sentence);
  };
  if (head.Has("Transfer-Encoding")) {
    return refuse(411, "a form must come in one piece, with its Content-Length");
  }
  const std::string_view length = head.Value("Content-Length");
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
  if (error == std::errc::result_out_of_range) return refuse(413, "the form is too long");
  if (error != std::errc() || end != length.data() + length.size()) {
    return refuse(411, "a form must say its Content-Length");
  }
  if (size > kMaxFormBytes) return refuse(413, "the form is too long");
  if (IsMediaType(head.Value("Content-Type"), "application/x-www-form-urlencoded")) {
    return std::nullopt;
  }
  return refuse(415, "only application/x-www-form-urlencoded");
}

/// Where it pays, it may be, and has not been.
HttpAnswer Compressed(const HttpRequest& request, HttpAnswer answer) {
  const bool wanted = request.takes_gzip && answer.may_compress && !answer.compressed &&
                      answer.shared_body == nullptr && answer.body.size() >= kLeastToCompress;
  if (!wanted) return answer;
  answer.body = Gzipped(answer.body);
  answer.compressed = true;
  // Other bytes have another tag.
  if (!answer.etag.empty()) answer.etag.insert(answer.etag.size() - 1, "-gzip");
  return answer;
}

HttpAnswer UnknownHost(const HttpRequest& request) {
  return Refusal(request.path, 421, "the daemon is not known by the name in this address",
                 "use the machine's IP address, or add the name to http.host_names in the "
                 "configuration and restart");
}

}  // namespace

class HttpServer::Engine {
 public:
  Engine(HttpServerOptions options, const Router* router, ListenSocket listens)
      : options_(std::move(options)), router_(router), listens_(std::move(listens)) {
    if (!options_.now_us) options_.now_us = MachineNowUs;
  }
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  bool Run();
  const ListenSocket& listens() const { return listens_; }
  bool HasTls() const { return options_.access != nullptr && options_.access->tls() != nullptr; }

 private:
  static void* OnFirstLine(void* self, const char* uri, MHD_Connection* connection);
  static MHD_Result OnRequest(void* self, MHD_Connection* connection, const char* url,
                              const char* method, const char* version, const char* bytes,
                              std::size_t* size, void** state);
  static void OnCompleted(void* self, MHD_Connection* connection, void** state,
                          MHD_RequestTerminationCode how);
  static void OnConnection(void* self, MHD_Connection* connection, void** context,
                           MHD_ConnectionNotificationCode what);

  MHD_Result Begin(MHD_Connection* connection, Exchange& exchange, const RequestHead& head);
  MHD_Result Ask(MHD_Connection* connection, Exchange& exchange);
  MHD_Result AskForPassword(MHD_Connection* connection, Exchange& exchange);
  MHD_Result AskRouter(MHD_Connection* connection, Exchange& exchange);
  MHD_Result Send(MHD_Connection* connection, Exchange& exchange, HttpAnswer answer);

  void CheckPassword(MHD_Connection* connection, Exchange& exchange);
  void AddAnswer(MHD_Connection* connection, Exchange& exchange);
  void Finish(MHD_Connection* connection, Exchange& exchange, HttpAnswer answer);
  HttpAnswer AnswerOf(const Exchange& exchange) const;
  void WatchTheClock();

  steady_clock::time_point In(std::int64_t ms) const {
    return steady_clock::now() + milliseconds(ms);
  }

  HttpServerOptions options_;
  const Router* const router_;
  ListenSocket listens_;
  ConnectionDeadlines deadlines_;
  BytesInFlight sending_{options_.most_bytes_in_flight};  // of the thread of the sockets
  WorkQueue answers_{{.threads = kAnswerThreads,
                      .waiting = kMaxAnswersWaiting,
                      .waiting_of_one = kMaxAnswersOfOneClient}};
  WorkQueue passwords_{
      {.threads = 1, .waiting = kMaxPasswordsWaiting, .waiting_of_one = kMaxPasswordsOfOneClient}};
  MHD_Daemon* daemon_ = nullptr;
  std::optional<SocketLoop> loop_;
  std::mutex mutex_;
  std::condition_variable stops_;
  bool stopping_ = false;  // guarded by mutex_
  std::thread watch_;
};

bool HttpServer::Engine::Run() {
  unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
  std::vector<MHD_OptionItem> items = {
      {MHD_OPTION_LISTEN_SOCKET, listens_.socket, nullptr},
      {MHD_OPTION_CONNECTION_LIMIT, static_cast<intptr_t>(kMaxConnections), nullptr},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<intptr_t>(kConnectionBytes), nullptr},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, nullptr},
      {MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, nullptr},
      {MHD_OPTION_URI_LOG_CALLBACK, reinterpret_cast<intptr_t>(&OnFirstLine), this},
      {MHD_OPTION_NOTIFY_COMPLETED, reinterpret_cast<intptr_t>(&OnCompleted), this},
      {MHD_OPTION_NOTIFY_CONNECTION, reinterpret_cast<intptr_t>(&OnConnection), this}};
  const auto tls = options_.access == nullptr ? nullptr : options_.access->tls();
  if (tls != nullptr) {
    flags |= MHD_USE_TLS;
    // Only to begin with: each session gets the credentials that are in force when it begins.
    items.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char*>(tls->key().c_str())});
    items.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char*>(tls->certificate().c_str())});
  }
  items.push_back({MHD_OPTION_END, 0, nullptr});
  daemon_ = MHD_start_daemon(flags, 0, nullptr, nullptr, &OnRequest, this, MHD_OPTION_ARRAY,
                             items.data(), MHD_OPTION_END);
  if (daemon_ == nullptr) return false;
  loop_.emplace(daemon_);
  loop_->Start();
  watch_ = std::thread([this] { WatchTheClock(); });
  return true;
}

// The library must not be stopped while anything is suspended: first those who answer come to their end.
HttpServer::Engine::~Engine() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stops_.notify_all();
  if (watch_.joinable()) watch_.join();
  passwords_.Close();
  answers_.Close();
  if (loop_) loop_->Stop();
  if (daemon_ != nullptr) {
    MHD_quiesce_daemon(daemon_);  // so that it leaves the listening socket to us
    MHD_stop_daemon(daemon_);
  }
  close(listens_.socket);
}

void HttpServer::Engine::WatchTheClock() {
  const auto pause = milliseconds(std::clamp(options_.request_timeout_ms / 4, 10, 250));
  auto look_at = steady_clock::now() + kLookAtFilesEvery;
  std::unique_lock lock(mutex_);
  while (!stops_.wait_for(lock, pause, [this] { return stopping_; })) {
    lock.unlock();
    deadlines_.ShutLate(steady_clock::now(), kManyConnections);
    if (options_.access != nullptr && steady_clock::now() >= look_at) {
      options_.access->LookAtFiles();
      look_at = steady_clock::now() + kLookAtFilesEvery;
    }
    lock.lock();
  }
}

void HttpServer::Engine::OnConnection(void* self, MHD_Connection* connection, void** context,
                                      MHD_ConnectionNotificationCode what) {
  auto* engine = static_cast<Engine*>(self);
  if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
    std::unique_ptr<Visit> visit(static_cast<Visit*>(*context));
    if (visit != nullptr) engine->deadlines_.Close(visit->line);
    engine->loop_->LookAgain();
    return;
  }
  auto visit = std::make_unique<Visit>();
  const int socket =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  visit->line = engine->deadlines_.Open(socket, engine->In(engine->options_.request_timeout_ms));
  if (engine->HasTls()) {
    visit->tls = engine->options_.access->tls();
    const auto* found = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (found != nullptr) visit->tls->UseIn(static_cast<gnutls_session_t>(found->tls_session));
  }
  *context = visit.release();
}

// A connection that goes on with a next request has a deadline for it from here on.
void* HttpServer::Engine::OnFirstLine(void* self, const char* uri, MHD_Connection* connection) {
  auto* engine = static_cast<Engine*>(self);
  auto exchange = std::make_unique<Exchange>();
  const std::string_view whole = uri;
  const RequestTarget target = ReadRequestTarget(whole);
  exchange->path_end = uri + whole.size();
  exchange->request.path = target.path;
  exchange->request.query = target.query;
  exchange->host = target.host;
  exchange->visit = VisitOf(connection);
  engine->deadlines_.Set(exchange->visit->line, engine->In(engine->options_.request_timeout_ms));
  return exchange.release();
}

void HttpServer::Engine::OnCompleted(void* self, MHD_Connection* connection, void** state,
                                     MHD_RequestTerminationCode /*how*/) {
  auto* engine = static_cast<Engine*>(self);
  const std::unique_ptr<Exchange> exchange(static_cast<Exchange*>(*state));
  *state = nullptr;
  if (exchange != nullptr && exchange->sends) engine->sending_.Remove(*exchange->sends);
  engine->deadlines_.SetIdle(VisitOf(connection)->line, engine->In(kIdleMs));
}

MHD_Result HttpServer::Engine::OnRequest(void* self, MHD_Connection* connection,
                                         const char* /*url*/, const char* method,
                                         const char* version, const char* bytes, std::size_t* size,
                                         void** state) {
  auto* engine = static_cast<Engine*>(self);
  Exchange& exchange = *static_cast<Exchange*>(*state);
  if (!exchange.begun) {
    exchange.begun = true;
    exchange.request.method = method;
    const auto head = RequestHead::Of(connection, method, version, exchange.path_end);
    return engine->Begin(connection, exchange, head);
  }
  if (*size > 0) {
    // The library gives no more than Content-Length says, and that has been looked at.
    exchange.request.body.append(bytes, *size);
    *size = 0;
    return MHD_YES;
  }
  if (!exchange.asked) {
    exchange.asked = true;
    return engine->Ask(connection, exchange);
  }
  if (!exchange.answer) return MHD_YES;
  return engine->Send(connection, exchange, *std::move(exchange.answer));
}

// What is refused by its head is refused before its body is read, and the connection ends with the answer.
MHD_Result HttpServer::Engine::Begin(MHD_Connection* connection, Exchange& exchange,
                                     const RequestHead& head) {
  HttpRequest& request = exchange.request;
  const std::string problem = head.Problem();
  if (!problem.empty()) return Send(connection, exchange, Refusal(request.path, 400, problem));
  // Only a client of HTTP/1.0 names no host, and no browser is one.
  const bool is_known = (exchange.host.empty() || options_.host_names.Allow(exchange.host)) &&
                        (!head.Has("Host") || options_.host_names.Allow(head.Value("Host")));
  if (!is_known && !Router::IsForAnyHost(request.path)) {
    return Send(connection, exchange, UnknownHost(request));
  }
  request.client = ClientOf(connection);
  request.takes_gzip = AcceptsGzip(head.Value("Accept-Encoding"));
  exchange.known_etags = head.Value("If-None-Match");
  exchange.credentials = ReadBasicCredentials(head.Value("Authorization"));
  if (router_->TakesForm(request)) {
    auto refusal = RefusedForm(head, request);
    return refusal ? Send(connection, exchange, *std::move(refusal)) : MHD_YES;
  }
  if (request.method != "GET" && request.method != "HEAD") {
    return Send(connection, exchange, router_->Answer(request, options_.now_us()));
  }
  if (!head.HasBody()) return MHD_YES;
  return Send(connection, exchange, Refusal(request.path, 413, "no body is wanted here"));
}

MHD_Result HttpServer::Engine::Ask(MHD_Connection* connection, Exchange& exchange) {
  deadlines_.Set(exchange.visit->line, ConnectionDeadlines::kNever);
  const bool needs_password = options_.access != nullptr &&
                              options_.access->passwords().IsNeeded() &&
                              !Router::IsOpenToAll(exchange.request.path);
  if (needs_password) return AskForPassword(connection, exchange);
  return AskRouter(connection, exchange);
}

MHD_Result HttpServer::Engine::AskForPassword(MHD_Connection* connection, Exchange& exchange) {
  if (!exchange.credentials) return Send(connection, exchange, WhoAsks(exchange.request));
  const auto known = options_.access->passwords().Remembered(exchange.credentials->user,
                                                             exchange.credentials->password);
  exchange.request.user = exchange.credentials->user;
  if (known) {
    return *known ? AskRouter(connection, exchange)
                  : Send(connection, exchange, WhoAsks(exchange.request));
  }
  MHD_suspend_connection(connection);
  const bool added =
      passwords_.Add([this, connection, &exchange] { CheckPassword(connection, exchange); },
                     exchange.request.client);
  if (!added) Finish(connection, exchange, TooMuch(exchange.request));
  return MHD_YES;
}

MHD_Result HttpServer::Engine::AskRouter(MHD_Connection* connection, Exchange& exchange) {
  if (Router::IsQuick(exchange.request.path)) {
    return Send(connection, exchange, router_->Answer(exchange.request, options_.now_us()));
  }
  MHD_suspend_connection(connection);
  AddAnswer(connection, exchange);
  return MHD_YES;
}

void HttpServer::Engine::CheckPassword(MHD_Connection* connection, Exchange& exchange) {
  if (passwords_.IsClosed()) return Finish(connection, exchange, TooMuch(exchange.request));
  PasswordCheck& passwords = options_.access->passwords();
  // Several requests of one client wait with the same pair: the first of them has settled it.
  const auto known = passwords.Remembered(exchange.request.user, exchange.credentials->password);
  if (known && *known) return AddAnswer(connection, exchange);
  if (known) return Finish(connection, exchange, WhoAsks(exchange.request));
  const auto begun = steady_clock::now();
  const bool right = passwords.Check(exchange.request.user, exchange.credentials->password);
  if (right) return AddAnswer(connection, exchange);
  const auto took = steady_clock::now() - begun;
  Finish(connection, exchange, WhoAsks(exchange.request));
  passwords_.Rest(kRestAfterWrongPassword * took);
}

void HttpServer::Engine::AddAnswer(MHD_Connection* connection, Exchange& exchange) {
  const bool added = answers_.Add(
      [this, connection, &exchange] {
        Finish(connection, exchange,
               answers_.IsClosed() ? TooMuch(exchange.request) : AnswerOf(exchange));
      },
      exchange.request.client);
  if (!added) Finish(connection, exchange, TooMuch(exchange.request));
}

HttpAnswer HttpServer::Engine::AnswerOf(const Exchange& exchange) const {
  HttpAnswer answer = router_->Answer(exchange.request, options_.now_us());
  // A tag of the compressed form begins like that of the plain one: who has either has it.
  const std::string_view tag =
      std::string_view(answer.etag).substr(0, std::max<std::size_t>(answer.etag.size(), 1) - 1);
  const bool same = !answer.etag.empty() && answer.status == 200 &&
                    (exchange.known_etags.find(answer.etag) != std::string::npos ||
                     exchange.known_etags.find(fmt::format("{}-gzip\"", tag)) != std::string::npos);
  if (!same) return Compressed(exchange.request, std::move(answer));
  answer.status = 304;
  answer.shared_body = nullptr;
  answer.body.clear();
  return answer;
}

// From here on the exchange belongs to the thread of the sockets again.
void HttpServer::Engine::Finish(MHD_Connection* connection, Exchange& exchange, HttpAnswer answer) {
  exchange.answer = std::move(answer);
  MHD_resume_connection(connection);
  loop_->Wake();
}

MHD_Result HttpServer::Engine::Send(MHD_Connection* connection, Exchange& exchange,
                                    HttpAnswer answer) {
  const auto to_take = static_cast<std::int64_t>(answer.BodyBytes() * 1000 / kSlowestReader);
  deadlines_.Set(exchange.visit->line, In(options_.request_timeout_ms + to_take));
  exchange.sends = sending_.Add(answer.shared_body, answer.body.size(), exchange.visit->line);
  const auto overdue = sending_.TakeOverdue();
  for (const auto& line : overdue) deadlines_.Set(line, steady_clock::now());
  if (!overdue.empty()) deadlines_.ShutLate(steady_clock::now(), kManyConnections);
  const auto status = static_cast<unsigned>(answer.status);
  const ReplyPointer reply = Reply(std::move(answer));
  if (reply == nullptr) return MHD_NO;
  return MHD_queue_response(connection, status, reply.get());
}

HttpServer::HttpServer(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

HttpServer::~HttpServer() = default;

HttpServer::Started HttpServer::Start(HttpServerOptions options, const Router* router) {
  auto listens = ListenOn(options.listen);
  if (auto* error = std::get_if<std::string>(&listens)) return HttpServerError{std::move(*error)};
  auto engine = std::make_unique<Engine>(std::move(options), router,
                                         std::get<ListenSocket>(std::move(listens)));
  if (!engine->Run()) {
    return HttpServerError{
        "could not start the HTTP server\nDetail: the library refuses to begin."};
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(engine)));
}

int HttpServer::Port() const { return engine_->listens().port; }

std::string HttpServer::Url() const {
  return fmt::format("http{}://{}:{}", engine_->HasTls() ? "s" : "", engine_->listens().address,
                     engine_->listens().port);
}

}  // namespace caseclock
