/// @file
/// A real SMTP server (tests/support/smtp_server.py) that misbehaves as it is told.
///
/// Example:
///   SmtpServer server;
///   server.Fault("RCPT 550");            // of the next mail
///   server.port();                       // where to send it
///   server.Received();                   // nothing: it was refused
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace caseclock {

/// A mail the server has taken.
struct ReceivedMail {
  std::string from, to, helo, protection, login;
  std::string bytes;  ///< without the dots of the protocol
};

/// A folder that is gone after the test.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The server runs from construction to destruction. Aborts the test program when it cannot be started.
class SmtpServer {
 public:
  explicit SmtpServer(const std::vector<std::string>& options = {});
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  int port() const { return port_; }
  /// Returns once the server knows. Example: "DOT late-drop".
  void Fault(const std::string& fault);
  /// Forgets faults and mails.
  void Clear();
  std::vector<ReceivedMail> Received() const;
  /// Returns once a fault has happened since Clear.
  void WaitForAFault() const;

 private:
  std::string ReadLine();

  TestFolder folder_;
  pid_t process_ = -1;
  int to_ = -1;    // its standard input
  int from_ = -1;  // its standard output
  int port_ = 0;
};

/// Keys and certificates made for the test: an authority, a server called 127.0.0.1, and another authority.
class TestCertificates {
 public:
  TestCertificates();
  std::string ca() const { return folder_.path() + "/ca.pem"; }
  std::string other_ca() const { return folder_.path() + "/other_ca.pem"; }
  std::string certificate() const { return folder_.path() + "/server.pem"; }
  std::string key() const { return folder_.path() + "/server.key"; }

 private:
  TestFolder folder_;
};

}  // namespace caseclock
