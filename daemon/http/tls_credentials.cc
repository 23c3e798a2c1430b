#include "daemon/http/tls_credentials.h"

#include <gnutls/gnutls.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr std::string_view kTls13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";
constexpr std::string_view kTls13And12 = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";
/// A recorded session stays closed when the key of the certificate becomes known later, and no byte of one can be
/// changed unseen: keys are agreed anew each time (ECDHE, DHE; no RSA), and ciphers are AEAD (no CBC, no CCM-8).
constexpr std::string_view kOnlyModernCiphers =
    "-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:+DHE-RSA:-CIPHER-ALL:+AES-256-GCM:+CHACHA20-POLY1305:"
    "+AES-128-GCM:-MAC-ALL:+AEAD:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:%SERVER_PRECEDENCE";

std::optional<std::string> Contents(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) return std::nullopt;
  return text.str();
}

gnutls_datum_t Datum(const std::string& text) {
  // The library reads it only.
  auto* bytes = reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
  return {bytes, static_cast<unsigned>(text.size())};
}

}  // namespace

TlsCredentials::~TlsCredentials() {
  if (credentials_ != nullptr) gnutls_certificate_free_credentials(credentials_);
  if (priorities_ != nullptr) gnutls_priority_deinit(priorities_);
}

std::variant<std::shared_ptr<const TlsCredentials>, std::string> TlsCredentials::Load(
    const WebTlsConfig& config) {
  std::shared_ptr<TlsCredentials> loaded(new TlsCredentials());
  const std::string problem = loaded->Read(config);
  if (!problem.empty()) return problem;
  return std::shared_ptr<const TlsCredentials>(std::move(loaded));
}

std::string TlsCredentials::Read(const WebTlsConfig& config) {
  const auto certificate = Contents(config.cert_file);
  if (!certificate) return "could not read the certificate " + config.cert_file;
  const auto key = Contents(config.key_file);
  if (!key) return "could not read the key " + config.key_file;
  certificate_ = *certificate;
  key_ = *key;
  gnutls_certificate_allocate_credentials(&credentials_);
  const std::string rules = fmt::format(
      "{}:{}", config.min_version == "TLS13" ? kTls13 : kTls13And12, kOnlyModernCiphers);
  if (gnutls_priority_init(&priorities_, rules.c_str(), nullptr) < 0) {
    return "could not set the rules of TLS: the library does not know them";
  }
  const gnutls_datum_t shown = Datum(certificate_);
  const gnutls_datum_t secret = Datum(key_);
  int result =
      gnutls_certificate_set_x509_key_mem(credentials_, &shown, &secret, GNUTLS_X509_FMT_PEM);
  if (result < 0) {
    return fmt::format("could not use {} with {}: {}", config.cert_file, config.key_file,
                       gnutls_strerror(result));
  }
  if (config.client_ca_file.empty()) return "";
  asks_clients_ = true;
  result = gnutls_certificate_set_x509_trust_file(credentials_, config.client_ca_file.c_str(),
                                                  GNUTLS_X509_FMT_PEM);
  if (result > 0) return "";
  return fmt::format("could not read certificates of {}: {}", config.client_ca_file,
                     result == 0 ? "there are none" : gnutls_strerror(result));
}

void TlsCredentials::UseIn(gnutls_session_int* session) const {
  gnutls_priority_set(session, priorities_);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials_);
  if (!asks_clients_) return;
  gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUIRE);
  gnutls_session_set_verify_cert(session, nullptr, 0);
}

}  // namespace caseclock
