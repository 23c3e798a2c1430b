/// @file
/// What an email says, before it is text or HTML: every word is here, the templates only arrange them.
///
/// Texts come from configuration and events (teams, comments): they are data, and are shown as data. Each is cleaned
/// and cut (mail_parts.h) before it is shown; a link that is none is left out.
///
/// Example: one urgent email about one team: heading "Assessment North", one section without a title, with one
/// MailAlert whose headline is "12 assessments overdue".
#pragma once

#include <string>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/mail_plan.h"

namespace caseclock {

/// One of the oldest open items.
struct OldItem {
  std::string started;    ///< "4 Dec 2023"
  std::string due;        ///< "7 Feb 2024"; "" without a limit
  std::string late_by;    ///< "18 working days overdue", "due in 3 working days"
  std::string reference;  ///< of the record; "" for readers who are not to see it
  friend bool operator==(const OldItem&, const OldItem&) = default;
};

/// What a paragraph says of one piece of work: one alert, or several about the same. A text that is "" is left out
/// with its label.
struct MailAlert {
  Item item = Item::kNew;
  Severity severity = Severity::kAttention;
  std::string headline;           ///< "12 assessments overdue"
  std::string where;              ///< "Assessment North, Rotherham"
  std::string about;              ///< the row's title
  std::string why;                ///< one sentence of figures, and the threshold
  std::vector<std::string> also;  ///< the same of other rows and rules about the same work
  std::string reached_you;        ///< why an escalated alert comes to the reader
  std::string since;              ///< "Monday 4 March 2024, 09:10"
  std::string advice;             ///< one sentence: what to do about it
  std::vector<OldItem> oldest;
  std::string owner;                   ///< title of the role
  std::vector<std::string> also_told;  ///< titles
  std::string acknowledged;            ///< AcknowledgedText of mail_words.h; "" if nobody has
  std::string rule;                    ///< "assessment_45.drag"
  std::string ref;                     ///< "A3F7K9Q2M4XTB"
  std::string acknowledge_url;  ///< "" where nothing can be acknowledged, or no link is configured
  std::string board_url;        ///< "" where none is configured
  bool stale = false;           ///< the last known state: no data at present
};

/// What is worth a line: unchanged, in hand, or over.
struct MailLine {
  std::string text;             ///< "Assessment North: 12 assessments overdue, since 4 March 2024"
  std::string note;             ///< "Still open: it closes at 20% or below."; or ""
  std::string acknowledge_url;  ///< or ""
};

/// Alerts under one heading: paragraphs, then lines, then how many there was no room for.
struct MailSection {
  std::string title;  ///< "New", "Still open"; "" in an email about one thing
  std::vector<MailAlert> alerts = {};
  std::vector<MailLine> lines = {};
  std::string more =
      {};  ///< "7 more new alerts: 4 in Assessment East, 3 in Assessment West."; or ""
};

/// One line of the weekly summary: an indicator over the reporting year to date.
struct WeeklyLine {
  std::string indicator;  ///< its title
  std::string value;      ///< "84.2%, 1,780 of 2,114"
  std::string target;     ///< "90%"; "" without one
  std::string rag;        ///< "RED", "AMBER", "GREEN", "not rated"
  std::string last_year;  ///< while there are too few to rate: "2023-24: RED, 59.0%"; or ""
  std::string direction;  ///< "improving"
  std::string drag;       ///< "24 of 310 open are overdue"
};

/// Whose figures, over which period.
struct WeeklyTable {
  std::string title;  ///< "Assessment North, April to today"
  std::vector<WeeklyLine> lines;
  std::string more;  ///< "4 more on the board." or why there are no figures; or ""
};

/// A whole email.
struct MailContent {
  MailKind kind = MailKind::kImmediate;
  bool weekly = false;
  std::string subject;
  std::string heading;
  std::string preview;       ///< what a phone shows under the subject; "": the summary
  std::string summary;       ///< one or two sentences at the top; or ""
  std::string on_behalf_of;  ///< OnBehalfText of mail_words.h; or ""
  std::string stale;         ///< StaleText of mail_words.h, of the whole feed; or ""
  std::string rolled_up;     ///< RolledUpText of mail_words.h; or ""
  std::vector<MailSection> sections;
  std::vector<WeeklyTable> weekly_tables;  ///< below the alerts
  std::string board_url;   ///< below everything, where an email has more than it shows; or ""
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
