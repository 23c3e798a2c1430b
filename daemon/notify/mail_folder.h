/// @file
/// Mail into a folder instead of out of the house: for the demo, and to look at what would be sent.
///
/// Example:
///   MailFolder folder("/tmp/mails");
///   folder.Send({"m-1", "north@council.example", bytes});   // /tmp/mails/0001-m-1.eml
///
/// A mail whose id is there already is not written again, so that a restart shows each mail once.
#pragma once

#include <string>

#include "daemon/notify/mail_transport.h"

namespace caseclock {

/// Writes mails, numbered in the order of sending. Whoever looks sees whole files or none.
class MailFolder final : public MailTransport {
 public:
  /// `path` is made when it is first needed.
  explicit MailFolder(std::string path) : path_(std::move(path)) {}

  /// Errors: an id that is no file name is refused; a file that cannot be written is deferred.
  SendResult Send(const OutgoingMail& mail) override;

 private:
  const std::string path_;
};

}  // namespace caseclock
