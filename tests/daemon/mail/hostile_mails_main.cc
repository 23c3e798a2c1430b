// Writes a mail for each hostile text, and harmless ones to compare with, for another reader than GMime.
//   hostile_mails directory
#include <cstddef>
#include <fstream>
#include <string>

#include "daemon/mail/mail_message.h"
#include "tests/daemon/mail/hostile_texts.h"

namespace {

constexpr char kLink[] = "https://caseclock.council.example/?a=";

void Write(const std::string& path, const std::string& text, const std::string& link) {
  std::ofstream(path, std::ios::binary)
      << caseclock::MailBytes(caseclock::MessageFilledWith(text, link));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::string folder = std::string(arguments[1]) + "/";
  Write(folder + "harmless_linked.eml", "harmless", kLink);
  Write(folder + "harmless_unlinked.eml", "harmless", "");
  Write(folder + "harmless_empty.eml", "", "");
  // A long title is cut, and its sentence stands below it as a paragraph.
  Write(folder + "harmless_long.eml", std::string(300, 'x'), "");
  std::size_t number = 0;
  for (const std::string& text : caseclock::HostileTexts()) {
    const std::string name = folder + "hostile_" + std::to_string(number++);
    Write(name + "_alone.eml", text, text);
    Write(name + "_within.eml", "a" + text + "z", kLink + text);
  }
  return 0;
}
