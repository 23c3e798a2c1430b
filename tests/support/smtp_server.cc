#include "tests/support/smtp_server.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "processors/check.h"
#include "tests/support/source_dir.h"

extern char** environ;

namespace caseclock {
namespace {

std::string WholeFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Starts `arguments` with pipes at both ends.
pid_t Spawn(std::vector<std::string> arguments, int& to, int& from) {
  std::array<int, 2> in = {}, out = {};
  CASECLOCK_CHECK(pipe2(in.data(), O_CLOEXEC) == 0 && pipe2(out.data(), O_CLOEXEC) == 0, "no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::vector<char*> words;
  for (std::string& each : arguments) words.push_back(each.data());
  words.push_back(nullptr);
  pid_t process = -1;
  const int error = posix_spawn(&process, words[0], &actions, nullptr, words.data(), environ);
  CASECLOCK_CHECK(error == 0, "could not start the SMTP server");
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to = in[1];
  from = out[0];
  return process;
}

}  // namespace

TestFolder::TestFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "caseclock-test-XXXXXX";
  CASECLOCK_CHECK(mkdtemp(pattern.data()) != nullptr, "no folder for the test");
  path_ = pattern;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

SmtpServer::SmtpServer(const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"/usr/bin/python3", "-B",
                                        CASECLOCK_SOURCE_DIR "/tests/support/smtp_server.py",
                                        folder_.path()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  process_ = Spawn(std::move(arguments), to_, from_);
  const std::string line = ReadLine();
  CASECLOCK_CHECK(line.starts_with("port "), "the SMTP server did not start");
  port_ = std::stoi(line.substr(5));
}

SmtpServer::~SmtpServer() {
  close(to_);
  close(from_);
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

std::string SmtpServer::ReadLine() {
  std::string line;
  for (char c = 0; read(from_, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

void SmtpServer::Fault(const std::string& fault) {
  const std::string line = fault + "\n";
  CASECLOCK_CHECK(write(to_, line.data(), line.size()) == ssize_t(line.size()), "server gone");
  CASECLOCK_CHECK(ReadLine() == "ok", "the SMTP server did not take the fault");
}

void SmtpServer::Clear() {
  Fault("clear");
  for (const auto& each : std::filesystem::directory_iterator(folder_.path())) {
    std::filesystem::remove(each.path());
  }
}

std::vector<ReceivedMail> SmtpServer::Received() const {
  std::set<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator(folder_.path())) {
    if (each.path().extension() == ".eml") files.insert(each.path());
  }
  std::vector<ReceivedMail> mails;
  for (std::filesystem::path each : files) {
    ReceivedMail mail;
    mail.bytes = WholeFile(each);
    std::ifstream envelope(each.replace_extension(".envelope"));
    for (std::string* line : {&mail.from, &mail.to, &mail.helo, &mail.protection, &mail.login}) {
      std::getline(envelope, *line);
    }
    mails.push_back(std::move(mail));
  }
  return mails;
}

void SmtpServer::WaitForAFault() const {
  while (!std::filesystem::exists(folder_.path() + "/faults")) std::this_thread::yield();
}

TestCertificates::TestCertificates() {
  const std::string script = "cd '" + folder_.path() + "' && exec >openssl.log 2>&1 && " +
                             R"(for each in ca other_ca; do
           openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Invented $each" -keyout $each.key -out $each.pem
         done &&
         openssl req -newkey rsa:2048 -nodes -subj "/CN=127.0.0.1" -keyout server.key -out server.csr &&
         printf 'subjectAltName=IP:127.0.0.1\n' >server.ext &&
         openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext \
           -out server.pem)";
  CASECLOCK_CHECK(std::system(script.c_str()) == 0, "openssl could not make certificates");
}

}  // namespace caseclock
