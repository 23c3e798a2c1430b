#include "daemon/exposition/router.h"

#include <algorithm>
#include <random>
#include <utility>

#include "daemon/exposition/board_page.h"
#include "daemon/report/report.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace caseclock {
namespace {

HttpAnswer Text(int status, std::string body) {
  return {.status = status, .body = std::move(body)};
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string PercentDecoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
                        HexDigit(text[i + 2]) >= 0;
    if (escape) {
      decoded += static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

// Names this one page's inline style and script to the browser; nobody can guess it beforehand.
std::string FreshNonce() {
  thread_local std::random_device random;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

bool HasAuthority(const View& view, std::string_view code) {
  return std::ranges::any_of(view.authorities,
                             [&](const auto& each) { return each->authority == code; });
}

}  // namespace

std::string QueryValue(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), part.size() + 1));
    const std::size_t equals = std::min(part.find('='), part.size());
    if (part.substr(0, equals) != name) continue;
    return PercentDecoded(part.substr(std::min(part.size(), equals + 1)));
  }
  return "";
}

Router::Router(ViewBoard* board, IndicatorTexts texts) : board_(board) {
  SetTexts(std::move(texts));
}

void Router::SetTexts(IndicatorTexts texts) {
  texts_ = std::make_shared<const IndicatorTexts>(std::move(texts));
}

HttpAnswer Router::Metrics(std::int64_t now_us) const {
  MetricsText text = board_->Metrics(now_us);
  return {.content_type = kMetricsContentType,
          .shared_body = std::move(text.figures),
          .body = std::move(text.daemon)};
}

HttpAnswer Router::Healthy(std::int64_t now_us) const {
  if (IsLive(*board_->CurrentHealth(), now_us)) return Text(200, "healthy\n");
  return Text(503, "not healthy: the loop is silent or has stopped\n");
}

HttpAnswer Router::Ready(std::int64_t now_us) const {
  const auto reasons = NotReadyReasons(*board_->CurrentHealth(), now_us);
  if (reasons.empty()) return Text(200, "ready\n");
  return Text(503, fmt::format("{}\n", fmt::join(reasons, "\n")));
}

HttpAnswer Router::Page(const HttpRequest& request, std::int64_t now_us) const {
  const std::string authority = QueryValue(request.query, "authority");
  const auto view = board_->CurrentView();
  if (view != nullptr && !authority.empty() && !HasAuthority(*view, authority)) {
    return Text(404, "no such authority\n");
  }
  std::string nonce = FreshNonce();
  const PageRequest page = {.authority = authority, .now_us = now_us, .nonce = nonce};
  return {.content_type = "text/html; charset=utf-8",
          .body = BoardPage(view.get(), *board_->CurrentHealth(), *texts_.load(), page),
          .nonce = std::move(nonce)};
}

HttpAnswer Router::Indicators(const HttpRequest& request) const {
  const std::string authority = QueryValue(request.query, "authority");
  const auto view = board_->CurrentView();
  if (view == nullptr) return Text(503, "no figures yet: the daemon is catching up\n");
  if (!authority.empty() && !HasAuthority(*view, authority)) {
    return Text(404, "no such authority\n");
  }
  return {.content_type = "application/json",
          .body = ReportJson(*view, {view->as_of, std::nullopt}, authority)};
}

HttpAnswer Router::Answer(const HttpRequest& request, std::int64_t now_us) const {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads) return Text(405, "only GET and HEAD\n");
  if (request.path == "/metrics") return Metrics(now_us);
  if (request.path == "/-/healthy") return Healthy(now_us);
  if (request.path == "/-/ready") return Ready(now_us);
  if (request.path == "/") return Page(request, now_us);
  if (request.path == "/api/v1/indicators") return Indicators(request);
  return Text(404, "not found\n");
}

}  // namespace caseclock
