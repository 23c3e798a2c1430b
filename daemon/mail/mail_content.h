/// @file
/// What a mail says, before it is text or HTML: every word is here, the templates only arrange them.
///
/// Texts come from configuration and events (teams, comments): they are data, and are shown as data. Each is cleaned
/// and cut (mail_parts.h) before it is shown; a link that is none is left out.
///
/// Example: one urgent mail about one team: heading "Assessment North: 12 assessments are late", one section without a
/// title, with one MailAlert whose item is kNew.
#pragma once

#include <string>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/mail_plan.h"

namespace caseclock {

/// One of the oldest open items.
struct OldItem {
  std::string started;    ///< "Mon 4 Dec 2023"
  std::string due;        ///< "Wed 7 Feb 2024"; "" without a limit
  std::string late_by;    ///< "18 working days late", "due in 3 working days"
  std::string reference;  ///< of the record; "" for readers who are not to see it
  friend bool operator==(const OldItem&, const OldItem&) = default;
};

/// One alert in a mail. A text that is "" is left out with its label.
struct MailAlert {
  Item item = Item::kNew;
  Severity severity = Severity::kAttention;
  std::string headline;  ///< "Assessments over 45 working days: 12 of 85 open (14.1 %)"
  std::string where;     ///< "Assessment North, E08000099"
  std::string now;       ///< "14.1 %"
  std::string before;    ///< "8.0 % a week before"; "" where unknown
  std::string since;     ///< "Mon 4 Mar 2024, 09:10"
  std::string resolved;  ///< when it ended; "" while it has not
  std::string rule;      ///< "assessment_45.drag"
  std::string why;       ///< one sentence
  std::string advice;    ///< one sentence: what to do about it
  std::vector<OldItem> oldest;
  std::string owner;                   ///< title of the role
  std::vector<std::string> also_told;  ///< titles
  std::string acknowledged;            ///< AcknowledgedText of mail_words.h; "" if nobody has
  std::string ref;                     ///< "A3F7K9Q2M4XTB"
  std::string acknowledge_url;  ///< "" where nothing can be acknowledged, or no link is configured
  std::string board_url;        ///< "" where none is configured
  bool stale = false;           ///< the last known state: no data at present
};

/// Alerts under one heading.
struct MailSection {
  std::string title;  ///< "New", "Assessment North"; "" in a mail about one thing
  std::vector<MailAlert> alerts;
};

/// One line of the weekly summary: an indicator of the reader's whole authority.
struct WeeklyLine {
  std::string indicator;  ///< its title
  std::string value;      ///< "84.2 %, 1,780 of 2,114"
  std::string target;     ///< "90 %"; "" without one
  std::string rag;        ///< "RED", "AMBER", "GREEN", "not judged"
  std::string direction;  ///< "improving"
  std::string drag;       ///< "24 late of 310 open"
};

/// A whole mail.
struct MailContent {
  MailKind kind = MailKind::kImmediate;
  bool weekly = false;
  std::string subject;
  std::string heading;
  std::string summary;  ///< one or two sentences at the top; a phone shows them under the subject
  std::string on_behalf_of;  ///< OnBehalfText of mail_words.h; or ""
  std::string stale;         ///< StaleText of mail_words.h, of the whole feed; or ""
  std::string week;          ///< "Week from Mon 4 Mar 2024": of the weekly summary; or ""
  std::vector<WeeklyLine> weekly_lines;
  std::string rolled_up;  ///< RolledUpText of mail_words.h; or ""
  std::vector<MailSection> sections;
  std::string data_as_of;  ///< DataAsOfText of mail_words.h
  std::string footer;      ///< why the reader gets this, and whom to ask
  /// What a reader with a command line types before the reference; "" for those who have none.
  std::string acknowledge_command;
};

/// The plain text: no line longer than 78 characters but links.
std::string MailText(const MailContent& content);

/// The HTML: no external resource, no script, readable in light and dark, at phone width, without style at all.
std::string MailHtml(const MailContent& content);

}  // namespace caseclock
