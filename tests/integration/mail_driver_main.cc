// Sends invented mails through an SMTP server, keeping the ledger as the daemon does: claim, send, outcome. To be
// killed at any moment and started again.
//   caseclock_mail_driver DIRECTORY PORT CA_FILE MAILS STARTED_US
// Its clock runs a thousand times as fast as the machine's, from STARTED_US on, so that half a minute's wait is short.
// It ends when every mail has an outcome, and prints each: "m-7 delivered".
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

#include "daemon/checkpoint/directory_ledger.h"
#include "daemon/mail/mail_message.h"
#include "daemon/notify/courier.h"
#include "daemon/notify/smtp_transport.h"

namespace {

using namespace caseclock;

struct Arguments {
  std::string directory;
  int port = 0;
  std::string ca_file;
  int mails = 0;
  std::int64_t started_us = 0;
};

std::int64_t FastNowUs(std::int64_t started_us) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t us = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  return started_us + (us - started_us) * 1000;
}

SmtpOptions Options(const Arguments& arguments) {
  return {.host = "127.0.0.1",
          .port = arguments.port,
          .security = MailSecurity::kStartTls,
          .ca_file = arguments.ca_file,
          .username = "caseclock",
          .password = "invented password",
          .helo = "caseclock.example",
          .from = "caseclock@council.example",
          .connect_ms = 800,
          .whole_ms = 1000,
          .answer_ms = 1000,
          .quit_ms = 100};
}

MailClaim ClaimOf(int number, std::int64_t now_us) {
  const std::string id = "m-" + std::to_string(number);
  MailMessage message;
  message.from_name = "Caseclock";
  message.from_address = "caseclock@council.example";
  message.to_address = "reader-" + std::to_string(number) + "@council.example";
  message.subject = "Invented alert " + std::to_string(number);
  message.date_us = now_us;
  message.id = id;
  message.list = "alerts";
  message.text = ".\n..\nNothing is late.\n";
  message.html = "<p>Nothing is late.</p>";
  MailClaim claim;
  claim.id = id;
  claim.owner = "driver";
  claim.reader = "reader-" + std::to_string(number);
  claim.at_us = now_us;
  claim.address = message.to_address;
  claim.message = MailBytes(message);
  return claim;
}

// The ledger with its store; whatever goes wrong with it ends the program.
class Book {
 public:
  explicit Book(const std::string& directory) : store_(directory) { Read(); }
  void Add(const LedgerEntry& entry) {
    Must(store_.Append({entry}));
    Read();
  }
  const Ledger& ledger() const { return ledger_; }

 private:
  void Read() {
    Must(store_.ReadNew([this](std::uint64_t, const LedgerEntry& entry) { ledger_.Apply(entry); }));
  }
  static void Must(const std::string& problem) {
    if (problem.empty()) return;
    std::cerr << problem << std::endl;
    std::exit(1);
  }

  DirectoryLedger store_;
  Ledger ledger_;
};

int Run(const Arguments& arguments) {
  const auto now = [&] { return FastNowUs(arguments.started_us); };
  Book book(arguments.directory);
  SmtpTransport transport(Options(arguments));
  Courier courier(&transport, now);
  int open = 0;
  for (int i = 0; i < arguments.mails; ++i) {
    if (book.ledger().FindMail("m-" + std::to_string(i)) == nullptr) book.Add(ClaimOf(i, now()));
  }
  for (const auto& [id, mail] : book.ledger().mails()) {
    if (mail.outcome) continue;
    courier.Enqueue({id, mail.claim.address, mail.claim.message, mail.claim.at_us});
    ++open;
  }
  while (open > 0) {
    // A wait of the real clock, for the mails that wait by the fast one.
    if (!courier.Step()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    for (const MailOutcome& outcome : courier.TakeOutcomes()) {
      book.Add(outcome);
      --open;
    }
  }
  for (const auto& [id, mail] : book.ledger().mails()) {
    std::cout << id << " " << MailEndName(mail.outcome->end) << "\n";
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  return Run({.directory = argv[1],
              .port = std::atoi(argv[2]),
              .ca_file = argv[3],
              .mails = std::atoi(argv[4]),
              .started_us = std::atoll(argv[5])});
}
