#include "tests/daemon/mail/parsed_mail.h"

#include <gmime/gmime.h>

#include <algorithm>

namespace caseclock {
namespace {

std::string Taken(char* text) {
  std::string taken = text == nullptr ? "" : text;
  g_free(text);
  return taken;
}

void AddPart(GMimeObject*, GMimeObject* part, gpointer parsed) {
  if (!GMIME_IS_TEXT_PART(part)) return;
  std::string text = Taken(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  GMimeContentType* type = g_mime_object_get_content_type(part);
  static_cast<ParsedMail*>(parsed)->parts.emplace_back(
      Taken(g_mime_content_type_get_mime_type(type)), text);
}

void AddHeaders(GMimeObject* object, ParsedMail& parsed) {
  GMimeHeaderList* headers = g_mime_object_get_header_list(object);
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    parsed.headers.emplace_back(g_mime_header_get_name(header), g_mime_header_get_value(header));
  }
}

}  // namespace

std::vector<std::string> ParsedMail::HeaderNames() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : headers) names.push_back(name);
  return names;
}

std::string ParsedMail::Header(const std::string& name) const {
  for (const auto& [found, value] : headers)
    if (found == name) return value;
  return "";
}

ParsedMail Parse(const std::string& bytes) {
  g_mime_init();
  ParsedMail parsed;
  GMimeStream* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
  GMimeParser* parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage* message = g_mime_parser_construct_message(parser, nullptr);
  if (message != nullptr) {
    AddHeaders(GMIME_OBJECT(message), parsed);
    // Content-Type stands in the message, and GMime counts it among the part's headers.
    AddHeaders(g_mime_message_get_mime_part(message), parsed);
    g_mime_message_foreach(message, AddPart, &parsed);
    g_object_unref(message);
  }
  g_object_unref(parser);
  g_object_unref(stream);
  return parsed;
}

}  // namespace caseclock
