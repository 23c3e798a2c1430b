#include "tests/support/alertmanager_server.h"

#include <curl/curl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace caseclock {
namespace {

constexpr char kProgram[] = "/usr/bin/prometheus-alertmanager";
constexpr char kAmtool[] = "/usr/bin/amtool";

/// Starts a program whose output and errors come out of `output`.
pid_t Start(std::vector<std::string> words, int& output) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int ends[2];
  if (pipe(ends) != 0) return -1;
  const pid_t process = fork();
  if (process == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(ends[1]);
  output = ends[0];
  return process;
}

/// One line without its end; false when there are no more.
bool ReadLine(int from, std::string& line) {
  line.clear();
  for (char one = 0; read(from, &one, 1) == 1; line.push_back(one)) {
    if (one == '\n') return true;
  }
  return false;
}

std::size_t Collect(const char* bytes, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(bytes, size * count);
  return size * count;
}

}  // namespace

bool AlertmanagerServer::IsInstalled() {
  return std::filesystem::exists(kProgram) && std::filesystem::exists(kAmtool);
}

AlertmanagerServer::AlertmanagerServer(const std::string& config) {
  process_ = Start({kProgram, "--config.file=" + config, "--storage.path=" + directory_.path(),
                    "--web.listen-address=127.0.0.1:0", "--cluster.listen-address="},
                   log_);
  std::string line, all;
  while (url_.empty() && ReadLine(log_, line)) {
    all += line + "\n";
    const auto at = line.find("address=127.0.0.1:");
    if (line.find("Listening on") == std::string::npos || at == std::string::npos) continue;
    url_ = "http://" + line.substr(at + std::string("address=").size());
  }
  EXPECT_NE(url_, "") << "the Alertmanager does not listen:\n" << all;
}

AlertmanagerServer::~AlertmanagerServer() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(log_);
}

std::string AlertmanagerServer::Get(const std::string& path) const {
  std::string answer;
  CURL* easy = curl_easy_init();
  const std::string address = url_ + path;
  curl_easy_setopt(easy, CURLOPT_URL, address.c_str());
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 20L);
  curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, Collect);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
  const CURLcode code = curl_easy_perform(easy);
  curl_easy_cleanup(easy);
  EXPECT_EQ(code, CURLE_OK) << curl_easy_strerror(code);
  return answer;
}

AmtoolResult Amtool(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {kAmtool};
  words.insert(words.end(), arguments.begin(), arguments.end());
  int output = -1, status = 0;
  const pid_t process = Start(words, output);
  AmtoolResult result;
  for (std::string line; ReadLine(output, line);) result.output += line + "\n";
  close(output);
  waitpid(process, &status, 0);
  result.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return result;
}

}  // namespace caseclock
