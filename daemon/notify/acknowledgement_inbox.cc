#include "daemon/notify/acknowledgement_inbox.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <random>
#include <system_error>

#include "daemon/checkpoint/file.h"
#include "daemon/codec/wire_reader.h"
#include "nlohmann/json.hpp"

namespace caseclock {
namespace {

using nlohmann::json;

constexpr std::size_t kTimeDigits = 20;
constexpr std::size_t kLotDigits = 16;
constexpr std::string_view kEnding = ".json";
// More than the longest comment, every character escaped. Units: bytes.
constexpr std::uint64_t kMaxFileBytes = 64 * 1024;

std::string Problem(const std::string& what, const std::string& detail, const std::string& hint) {
  return "could not " + what + "\nDetail: " + detail + ".\nHint: " + hint + ".";
}

// "00001700000000000000-4f1d0c88a1b2c3d4.json": sorted by name is sorted by time; the lot keeps two of one instant
// apart, whoever writes them.
std::string NewName(std::int64_t at_us) {
  std::random_device random;
  std::array<char, 64> name = {};
  std::snprintf(name.data(), name.size(), "%020lld-%08x%08x.json", static_cast<long long>(at_us),
                random(), random());
  return name.data();
}

bool IsName(std::string_view name) {
  const auto all = [](std::string_view text, std::string_view of) {
    return text.find_first_not_of(of) == std::string_view::npos;
  };
  return name.size() == kTimeDigits + 1 + kLotDigits + kEnding.size() && name.ends_with(kEnding) &&
         name[kTimeDigits] == '-' && all(name.substr(0, kTimeDigits), "0123456789") &&
         all(name.substr(kTimeDigits + 1, kLotDigits), "0123456789abcdef");
}

// "" or what is wrong with it.
std::string Fault(const AlertAcknowledged& acknowledged) {
  const std::string& comment = acknowledged.acknowledgement.comment;
  for (const std::string* text :
       {&acknowledged.ref, &acknowledged.acknowledgement.by, &acknowledged.via, &comment}) {
    if (text->empty()) return "a text is empty";
    if (!wire::IsUtf8(*text)) return "a text is not UTF-8";
  }
  const auto characters = std::ranges::count_if(
      comment, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  if (static_cast<std::size_t>(characters) > kMaxAcknowledgementComment) {
    return "the comment has " + std::to_string(characters) + " characters, at most " +
           std::to_string(kMaxAcknowledgementComment) + " are kept";
  }
  return acknowledged.acknowledgement.at_us < 0 ? "it is from before 1970" : "";
}

std::string Text(const AlertAcknowledged& acknowledged) {
  const Acknowledgement& said = acknowledged.acknowledgement;
  const json text = {{"ref", acknowledged.ref},   {"by", said.by},
                     {"comment", said.comment},   {"at_us", said.at_us},
                     {"until_us", said.until_us}, {"via", acknowledged.via}};
  return text.dump() + "\n";
}

std::optional<AlertAcknowledged> Parsed(const std::string& text) {
  const json read = json::parse(text, nullptr, false);
  if (!read.is_object()) return std::nullopt;
  AlertAcknowledged found;
  Acknowledgement& said = found.acknowledgement;
  for (const auto& [name, to] : {std::pair{"ref", &found.ref},
                                 {"via", &found.via},
                                 {"by", &said.by},
                                 {"comment", &said.comment}}) {
    if (!read.contains(name) || !read[name].is_string()) return std::nullopt;
    *to = read[name].get<std::string>();
  }
  for (const auto& [name, to] : {std::pair{"at_us", &said.at_us}, {"until_us", &said.until_us}}) {
    if (!read.contains(name) || !read[name].is_number_integer()) return std::nullopt;
    *to = read[name].get<std::int64_t>();
  }
  return Fault(found).empty() ? std::optional(found) : std::nullopt;
}

std::optional<AlertAcknowledged> ReadOne(const std::string& path) {
  std::error_code ignored;
  InputFile file;
  std::string text;
  const bool regular =
      std::filesystem::is_regular_file(std::filesystem::symlink_status(path, ignored));
  if (!regular || file.Open(path) != 0 || file.Size() > kMaxFileBytes ||
      file.Read(static_cast<std::size_t>(file.Size()), text) != 0) {
    return std::nullopt;
  }
  return Parsed(text);
}

// Names of the directory that are seen, sorted; what begins with a dot is being written.
std::vector<std::string> NamesIn(const std::string& directory, std::error_code& error) {
  std::vector<std::string> names;
  std::filesystem::directory_iterator at(directory, error);
  for (const std::filesystem::directory_iterator end; !error && at != end; at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::erase_if(names, [](const std::string& name) { return name.starts_with('.'); });
  std::ranges::sort(names);
  if (error == std::errc::no_such_file_or_directory) error.clear();
  return names;
}

int WriteWhole(const std::string& directory, const std::string& name, const std::string& text) {
  const std::string partial = directory + "/." + name + ".partial";
  OutputFile file;
  int error = file.Create(partial);
  if (error == 0) error = file.Append(text);
  if (error == 0) error = file.SyncAndClose();
  if (error == 0) error = Rename(partial, directory + "/" + name);
  if (error == 0) return SyncDirectory(directory);
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);
  return error;
}

}  // namespace

std::string AcknowledgementInbox::Put(const AlertAcknowledged& acknowledged) const {
  const std::string what = "keep the acknowledgement";
  const std::string fault = Fault(acknowledged);
  if (!fault.empty()) return Problem(what, fault, "acknowledge with one or two sentences");
  // An acknowledgement may come before the daemon's first start, which makes the alerts' directory around this one.
  int failed = MakePrivateDirectory(std::filesystem::path(directory_).parent_path().string());
  if (failed == 0) failed = MakePrivateDirectory(directory_);
  std::error_code error(failed, std::generic_category());
  const auto names = error ? std::vector<std::string>() : NamesIn(directory_, error);
  if (names.size() >= kMaxWaitingAcknowledgements) {
    return Problem(what, std::to_string(names.size()) + " wait in " + directory_ + " already",
                   "does the daemon run, and may it write there?");
  }
  if (!error) {
    const std::string name = NewName(acknowledged.acknowledgement.at_us);
    error.assign(WriteWhole(directory_, name, Text(acknowledged)), std::generic_category());
  }
  if (!error) return "";
  return Problem(what, directory_ + ": " + error.message(),
                 "give the daemon's user that directory");
}

TakenAcknowledgements AcknowledgementInbox::Take() const {
  TakenAcknowledgements taken;
  std::error_code error;
  for (const std::string& name : NamesIn(directory_, error)) {
    auto read = IsName(name) ? ReadOne(directory_ + "/" + name) : std::nullopt;
    if (read) {
      taken.waiting.push_back({name, *std::move(read)});
    } else {
      ++taken.passed_over;
    }
  }
  if (error) {
    taken.problem = Problem("read acknowledgements", directory_ + ": " + error.message(),
                            "give the daemon's user that directory");
  }
  return taken;
}

std::string AcknowledgementInbox::Done(std::string_view file) const {
  const std::string what = "remove an acknowledgement that is in the ledger";
  if (!IsName(file)) return Problem(what, "that is no name of a file here", "use the name of Take");
  std::error_code error;
  std::filesystem::remove(directory_ + "/" + std::string(file), error);
  if (!error) error.assign(SyncDirectory(directory_), std::generic_category());
  if (!error || error == std::errc::no_such_file_or_directory) return "";
  return Problem(what, directory_ + ": " + error.message(),
                 "give the daemon's user that directory");
}

}  // namespace caseclock
