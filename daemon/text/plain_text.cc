#include "daemon/text/plain_text.h"

#include <glib.h>

#include <memory>

namespace caseclock {
namespace {

/// Characters without a look of their own that are no formatting characters by category.
/// Source: Unicode 15, DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
bool IsIgnorable(gunichar c) {
  return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164 ||
         c == 0xFFA0 || (0x180B <= c && c <= 0x180F) || (0xFE00 <= c && c <= 0xFE0F) ||
         (0xE0000 <= c && c <= 0xE0FFF);
}

bool IsBlank(gunichar c) {
  switch (g_unichar_type(c)) {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_CONTROL: return true;
    default: return false;
  }
}

bool IsInvisible(gunichar c) { return g_unichar_type(c) == G_UNICODE_FORMAT || IsIgnorable(c); }

void Append(gunichar c, std::string& out) {
  char bytes[6];
  out.append(bytes, static_cast<std::size_t>(g_unichar_to_utf8(c, bytes)));
}

/// Drops what is not seen and joins blanks. Requires: valid UTF-8.
void Strip(const char* from, const char* end, PlainText& plain) {
  bool pending = false;
  for (; from < end; from = g_utf8_next_char(from)) {
    const gunichar c = g_utf8_get_char(from);
    if (IsInvisible(c)) {
      plain.invisible = true;
    } else if (IsBlank(c)) {
      plain.blanks = plain.blanks || pending || plain.text.empty() || c != ' ';
      pending = !plain.text.empty();
    } else {
      if (pending) plain.text += ' ';
      pending = false;
      Append(c, plain.text);
    }
  }
  plain.blanks = plain.blanks || pending;
}

PlainText Make(std::string_view text, GNormalizeMode mode) {
  if (IsPlain(text)) return {.text = std::string(text)};
  if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) == FALSE) {
    return {.valid = false};
  }
  PlainText plain;
  Strip(text.data(), text.data() + text.size(), plain);
  if (IsPlain(plain.text)) return plain;
  const std::unique_ptr<char, void (*)(void*)> normal(
      g_utf8_normalize(plain.text.data(), static_cast<gssize>(plain.text.size()), mode), g_free);
  if (normal == nullptr) return plain;
  // What looks like a blank may have become one.
  PlainText again{.blanks = plain.blanks, .invisible = plain.invisible};
  const std::string_view view = normal.get();
  again.form = view != plain.text;
  Strip(view.data(), view.data() + view.size(), again);
  return again;
}

}  // namespace

bool IsPlain(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (c < 0x20 || c > 0x7E || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

PlainText MakePlain(std::string_view text) { return Make(text, G_NORMALIZE_NFC); }

PlainText MakePlainIdentifier(std::string_view text) { return Make(text, G_NORMALIZE_NFKC); }

std::string PlainName(std::string_view text) {
  PlainText plain = MakePlain(text);
  return plain.valid ? std::move(plain.text) : std::string(text);
}

}  // namespace caseclock
