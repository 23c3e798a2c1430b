/// @file
/// The alerts of an email as sections: a paragraph for what is new, a line for what is not, a count for what has no
/// room. Several alerts about the same work of a team are one paragraph; a record is listed once in an email.
///
/// Example: assessment_45.drag and assessment_45.month of Assessment North, both new: one paragraph, "12 assessments
/// overdue", whose `also` has the sentence of the other.
#pragma once

#include <vector>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_maker.h"
#include "daemon/mail/mail_words.h"

namespace caseclock {

/// The alerts of one email.
struct AlertParagraphs {
  std::vector<MailSection> sections;  ///< in reading order
  std::vector<SubjectAlert>
      subjects;           ///< one for each paragraph and line, also of those without room
  bool has_more = false;  ///< there is more than is shown
};

/// Requires: the items of `mail` are in the ledger.
AlertParagraphs MakeParagraphs(const PlannedMail& mail, const MakerInput& input,
                               const Person& reader);

}  // namespace caseclock
