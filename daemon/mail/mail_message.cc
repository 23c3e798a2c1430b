#include "daemon/mail/mail_message.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr std::size_t kMaxFromName = 60;  // characters
// A word that GMime need not break; and the bytes of an encoded word, which may have 75 characters (RFC 2047).
constexpr std::size_t kMaxPlainWord = 60;
constexpr std::size_t kEncodedBytes = 42;
constexpr std::size_t kMaxId = 60;
// A thread names its first mail and the newest ones.
constexpr std::size_t kMaxReferences = 20;
// What stands where an address should, and is none: the server refuses it.
constexpr char kNoAddress[] = "nobody@invalid";

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

void InitialiseOnce() {
  static const bool kDone = (g_mime_init(), true);
  static_cast<void>(kDone);
}

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsHost(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  const auto allowed = [](char c) { return IsLetterOrDigit(c) || c == '.' || c == '-'; };
  if (!std::all_of(host.begin(), host.end(), allowed)) return false;
  // Each label begins and ends with a letter or digit.
  const std::string ringed = "." + std::string(host) + ".";
  for (const std::string_view wrong : {"..", ".-", "-."})
    if (ringed.find(wrong) != std::string::npos) return false;
  return true;
}

// RFC 5322 allows "=" and "?" too; together they may be read as an encoded word.
bool IsLocalPart(std::string_view local) {
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.' ||
      local.find("..") != std::string_view::npos)
    return false;
  return std::all_of(local.begin(), local.end(), [](char c) {
    return IsLetterOrDigit(c) ||
           std::string_view(".!#$%&'*+-/^_`{|}~").find(c) != std::string_view::npos;
  });
}

std::string AddressOr(std::string_view address) {
  return std::string(IsMailAddress(address) ? address : kNoAddress);
}

/// Letters, digits, dots, hyphens and underscores of an id; whatever else would end it.
std::string CleanId(std::string_view id) {
  std::string clean;
  for (const char c : id.substr(0, kMaxId))
    clean += IsLetterOrDigit(c) || c == '-' || c == '_' || c == '.' ? c : '_';
  return clean.empty() ? "_" : clean;
}

/// True for text that stands in a header as it is: ASCII, no word that must be broken, nothing like an encoded word.
bool IsPlain(std::string_view text) {
  std::size_t word = 0;
  for (const char c : text) {
    word = c == ' ' ? 0 : word + 1;
    if (c < 0x20 || c >= 0x7F || word > kMaxPlainWord) return false;
  }
  return text.find("=?") == std::string_view::npos;
}

/// As encoded words, each of whole characters, one a line. GMime would decode what looks like one, and guess a charset.
std::string EncodedWords(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    std::size_t bytes = std::min(kEncodedBytes, text.size());
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
      --bytes;
    gchar* base64 = g_base64_encode(reinterpret_cast<const guchar*>(text.data()), bytes);
    words += fmt::format("{}=?utf-8?B?{}?=", words.empty() ? "" : "\n ", base64);
    g_free(base64);
    text.remove_prefix(bytes);
  }
  return words;
}

/// Adds a header whose value stands in the message as it is.
void AddRaw(GMimeObject* message, const char* name, const std::string& value) {
  g_mime_object_append_header(message, name, "", nullptr);
  GMimeHeaderList* headers = g_mime_object_get_header_list(message);
  GMimeHeader* header =
      g_mime_header_list_get_header_at(headers, g_mime_header_list_get_count(headers) - 1);
  g_mime_header_set_raw_value(header, (" " + value + "\n").c_str());
}

void AddFrom(GMimeMessage* message, const MailMessage& mail) {
  const std::string name = report_html::CleanText(mail.from_name, kMaxFromName);
  const std::string address = AddressOr(mail.from_address);
  if (IsPlain(name)) {
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM,
                               name.empty() ? nullptr : name.c_str(), address.c_str());
  } else {
    AddRaw(GMIME_OBJECT(message), "From", EncodedWords(name) + "\n <" + address + ">");
  }
}

void AddSubject(GMimeMessage* message, const std::string& subject) {
  const std::string clean = report_html::CleanText(subject, kMaxSubject);
  if (IsPlain(clean)) {
    g_mime_message_set_subject(message, clean.c_str(), "us-ascii");
  } else {
    AddRaw(GMIME_OBJECT(message), "Subject", EncodedWords(clean));
  }
}

void AddDate(GMimeMessage* message, std::int64_t date_us) {
  GDateTime* date = g_date_time_new_from_unix_utc(date_us / 1'000'000);
  if (date == nullptr) date = g_date_time_new_from_unix_utc(0);  // outside the years 1 to 9999
  g_mime_message_set_date(message, date);
  g_date_time_unref(date);
}

/// In-Reply-To is the last of the thread; References are all, or the first and the last ones.
void AddThread(GMimeObject* message, const std::vector<std::string>& ids,
               const std::string& domain) {
  if (ids.empty()) return;
  std::string references;
  std::string last;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0 && i + kMaxReferences <= ids.size()) continue;
    last = "<" + CleanId(ids[i]) + "@" + domain + ">";
    references += (references.empty() ? "" : "\n ") + last;
  }
  AddRaw(message, "In-Reply-To", last);
  AddRaw(message, "References", references);
}

void AddHeaders(GMimeMessage* message, const MailMessage& mail) {
  GMimeObject* object = GMIME_OBJECT(message);
  const std::string from = AddressOr(mail.from_address);
  const std::string domain = from.substr(from.find('@') + 1);
  AddFrom(message, mail);
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, nullptr,
                             AddressOr(mail.to_address).c_str());
  AddSubject(message, mail.subject);
  AddDate(message, mail.date_us);
  AddRaw(object, "Message-ID", "<" + CleanId(mail.id) + "@" + domain + ">");
  AddThread(object, mail.references, domain);
  AddRaw(object, "Auto-Submitted", "auto-generated");
  AddRaw(object, "X-Auto-Response-Suppress", "All");
  AddRaw(object, "List-Id", "<" + CleanId(mail.list) + "." + domain + ">");
}

/// Lines of clean text: whatever ended a line before, and no other control.
std::string CleanLines(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    clean += report_html::CleanText(line, line.size()) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return clean;
}

Owned<GMimeObject> MakePart(const char* subtype, const std::string& text) {
  GMimeTextPart* part = g_mime_text_part_new_with_subtype(subtype);
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
  const Owned<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(GMIME_PART(part), content.get());
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
  g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return Owned<GMimeObject>(GMIME_OBJECT(part));
}

Owned<GMimeMultipart> MakeParts(const MailMessage& mail) {
  Owned<GMimeMultipart> parts(g_mime_multipart_new_with_subtype("alternative"));
  // Quoted-printable writes "=" as "=3D": no part can hold the boundary.
  g_mime_multipart_set_boundary(parts.get(), ("=_" + CleanId(mail.id)).c_str());
  g_mime_multipart_add(parts.get(), MakePart("plain", CleanLines(mail.text)).get());
  g_mime_multipart_add(parts.get(), MakePart("html", CleanLines(mail.html)).get());
  return parts;
}

}  // namespace

std::string MailBytes(const MailMessage& mail) {
  InitialiseOnce();
  const Owned<GMimeMessage> message(g_mime_message_new(FALSE));
  AddHeaders(message.get(), mail);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(MakeParts(mail).get()));

  GMimeFormatOptions* format = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  gchar* text = g_mime_object_to_string(GMIME_OBJECT(message.get()), format);
  std::string bytes(text);
  g_free(text);
  g_mime_format_options_free(format);
  return bytes;
}

bool IsMailAddress(std::string_view address) {
  const std::size_t at = address.find('@');
  return at != std::string_view::npos && IsLocalPart(address.substr(0, at)) &&
         IsHost(address.substr(at + 1));
}

}  // namespace caseclock
