#include "daemon/notify/acknowledge_link.h"

#include <array>
#include <optional>
#include <utility>

#include "openssl/crypto.h"
#include "openssl/evp.h"
#include "openssl/hmac.h"
#include "processors/check.h"

namespace caseclock {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kExpiryBytes = 8;
constexpr std::size_t kSignatureBytes = 32;
// Signed with the ticket, so that the key's other uses, should there be any, make no tickets.
constexpr std::string_view kPurpose = "caseclock acknowledge\n";
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// Everything at its longest, in base64.
constexpr std::size_t kMaxToken =
    (1 + kExpiryBytes + 2 * (1 + kMaxTicketText) + kSignatureBytes) * 4 / 3 + 1;

std::string Base64Url(std::string_view bytes) {
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8 | static_cast<unsigned char>(c)) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) text += kAlphabet[held >> (bits - 6) & 63];
  }
  if (bits > 0) text += kAlphabet[held << (6 - bits) & 63];
  return text;
}

// Nothing for what Base64Url would not have written.
std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string bytes;
  unsigned held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    held = (held << 6 | static_cast<unsigned>(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xff);
  }
  if (Base64Url(bytes) != text) return std::nullopt;
  return bytes;
}

void AppendText(std::string_view text, std::string& payload) {
  CASECLOCK_CHECK(!text.empty() && text.size() <= kMaxTicketText, "a ticket's texts have bounds");
  payload += static_cast<char>(text.size());
  payload += text;
}

std::string PayloadOf(const AcknowledgeTicket& ticket) {
  std::string payload(1, kVersion);
  const auto expiry = static_cast<std::uint64_t>(ticket.expires_us);
  for (int shift = 56; shift >= 0; shift -= 8) payload += static_cast<char>(expiry >> shift & 0xff);
  AppendText(ticket.ref, payload);
  AppendText(ticket.person, payload);
  return payload;
}

// Takes one text off the front. False: there is none of a good length.
bool TakeText(std::string_view& rest, std::string& text) {
  if (rest.empty()) return false;
  const std::size_t size = static_cast<unsigned char>(rest.front());
  rest.remove_prefix(1);
  if (size == 0 || size > kMaxTicketText || size > rest.size()) return false;
  text = rest.substr(0, size);
  rest.remove_prefix(size);
  return true;
}

std::optional<AcknowledgeTicket> TicketOf(std::string_view payload) {
  if (payload.size() < 1 + kExpiryBytes || payload.front() != kVersion) return std::nullopt;
  std::uint64_t expiry = 0;
  for (const char c : payload.substr(1, kExpiryBytes)) {
    expiry = expiry << 8 | static_cast<unsigned char>(c);
  }
  AcknowledgeTicket ticket;
  ticket.expires_us = static_cast<std::int64_t>(expiry);
  payload.remove_prefix(1 + kExpiryBytes);
  if (!TakeText(payload, ticket.ref) || !TakeText(payload, ticket.person)) return std::nullopt;
  if (!payload.empty()) return std::nullopt;
  return ticket;
}

}  // namespace

AcknowledgeLinks::AcknowledgeLinks(std::string base, std::string key)
    : base_(std::move(base)), key_(std::move(key)) {
  CASECLOCK_CHECK(key_.size() >= kMinLinkKeyBytes, "a key that cannot be guessed");
}

std::string AcknowledgeLinks::Sign(std::string_view payload) const {
  std::string said(kPurpose);
  said += payload;
  std::array<unsigned char, kSignatureBytes> signature = {};
  unsigned size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(said.data());
  const auto* made = HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), bytes,
                          said.size(), signature.data(), &size);
  CASECLOCK_CHECK(made != nullptr && size == kSignatureBytes, "HMAC-SHA256 is always there");
  return {reinterpret_cast<const char*>(signature.data()), signature.size()};
}

std::string AcknowledgeLinks::Make(const AcknowledgeTicket& ticket) const {
  const std::string payload = PayloadOf(ticket);
  return base_ + "/alerts/acknowledge?t=" + Base64Url(payload + Sign(payload));
}

std::variant<AcknowledgeTicket, TicketProblem> AcknowledgeLinks::Read(std::string_view token,
                                                                      std::int64_t now_us) const {
  if (token.size() > kMaxToken) return TicketProblem::kUnreadable;
  const std::optional<std::string> bytes = FromBase64Url(token);
  if (!bytes || bytes->size() < kSignatureBytes) return TicketProblem::kUnreadable;
  const std::string_view all = *bytes;
  const std::string_view payload = all.substr(0, all.size() - kSignatureBytes);
  const std::string expected = Sign(payload);
  // Nothing of a ticket is looked at before its signature is known to be ours.
  if (CRYPTO_memcmp(expected.data(), all.substr(payload.size()).data(), kSignatureBytes) != 0) {
    return TicketProblem::kUnreadable;
  }
  std::optional<AcknowledgeTicket> ticket = TicketOf(payload);
  if (!ticket) return TicketProblem::kUnreadable;
  if (now_us >= ticket->expires_us) return TicketProblem::kExpired;
  return *std::move(ticket);
}

}  // namespace caseclock
