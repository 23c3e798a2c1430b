#include "daemon/notify/mail_folder.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "daemon/checkpoint/file.h"

namespace caseclock {
namespace {

constexpr std::string_view kEnding = ".eml";
// Units: characters. With number and ending well below what file systems allow.
constexpr std::size_t kMaxId = 128;

bool IsFileName(std::string_view id) {
  return !id.empty() && id.size() <= kMaxId && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._-").find(c) != std::string_view::npos;
  });
}

// What the folder holds already.
struct Contents {
  int last_number = 0;
  bool has_id = false;
};

Contents Look(const std::string& path, std::string_view id, std::error_code& error) {
  Contents found;
  std::filesystem::directory_iterator at(path, error);
  for (const std::filesystem::directory_iterator end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    int number = 0;
    const auto [digits_end, problem] =
        std::from_chars(name.data(), name.data() + name.size(), number);
    const std::string_view rest(digits_end,
                                static_cast<std::size_t>(name.data() + name.size() - digits_end));
    if (problem != std::errc() || !rest.starts_with('-') || !rest.ends_with(kEnding)) continue;
    found.last_number = std::max(found.last_number, number);
    found.has_id = found.has_id || rest.substr(1, rest.size() - 1 - kEnding.size()) == id;
  }
  return found;
}

std::string FileName(int number, std::string_view id) {
  std::string digits = std::to_string(number);
  digits.insert(0, 4 - std::min<std::size_t>(4, digits.size()), '0');
  return digits + "-" + std::string(id) + std::string(kEnding);
}

// 0, or an error of the system.
int WriteWhole(const std::string& path, const std::string& name, std::string_view bytes) {
  const std::string partial = path + "/." + name + ".partial";
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);  // of a run that was cut short
  OutputFile file;
  int error = file.Create(partial, 0600);
  if (error == 0) error = file.Append(bytes);
  if (error == 0) error = file.SyncAndClose();
  if (error == 0) error = Rename(partial, path + "/" + name);
  return error == 0 ? SyncDirectory(path) : error;
}

}  // namespace

SendResult MailFolder::Send(const OutgoingMail& mail) {
  if (!IsFileName(mail.id)) return {SendResult::Kind::kRefused, 0, "the id is no file name"};
  std::error_code error(MakePrivateDirectory(path_), std::generic_category());
  if (error) return {SendResult::Kind::kDeferred, 0, "the folder: " + error.message(), true};
  const Contents found = Look(path_, mail.id, error);
  if (error) return {SendResult::Kind::kDeferred, 0, "the folder: " + error.message(), true};
  if (found.has_id) return {SendResult::Kind::kDelivered, 250, "in the folder already"};
  const int failed = WriteWhole(path_, FileName(found.last_number + 1, mail.id), mail.message);
  if (failed != 0) {
    return {SendResult::Kind::kDeferred, 0, "the folder: " + ErrorText(failed), true};
  }
  return {SendResult::Kind::kDelivered, 250, "in the folder"};
}

}  // namespace caseclock
