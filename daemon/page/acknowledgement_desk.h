/// @file
/// Who knows what a link to acknowledge is for, and takes the acknowledgement: an interface of the page, with links,
/// board and inbox behind it, and a fake for tests.
///
/// Example:
///   auto looked = desk.Look(token, now_us);                                        // of a GET: changes nothing, ever
///   auto noted = desk.Acknowledge(token, "Agency cover from Monday.", 5, now_us);   // of a POST
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caseclock {

/// Longest sentence of an acknowledgement. Units: characters.
inline constexpr std::size_t kMaxSentenceToAcknowledge = 1'000;
/// For how many working days one may acknowledge.
inline constexpr std::array<int, 3> kAcknowledgeDays = {1, 5, 10};

/// What a good link is for. Texts are data.
struct AcknowledgementOffer {
  std::string headline;  ///< "Assessments over 45 working days: 12 of 85 open (14.1%)"
  std::string where;     ///< "Assessment North, E08000099"
  std::string since;     ///< "Mon 4 Mar 2024, 09:10"
  std::string why;       ///< one sentence
  std::string person;    ///< title of whom the link was sent to: "Head of duty"
  std::string ref;       ///< "A3F7K9Q2M4XTB"
  /// "By Head of duty on Tue 5 Mar 2024, until Tue 12 Mar 2024: ..."; "": nobody has. A new one replaces it.
  std::string acknowledged;
};

/// Why a link or an acknowledgement is not taken.
enum class AcknowledgementRefusal {
  kUnreadable,  ///< no link of ours, or cut short
  kExpired,
  kEnded,    ///< the alert has ended, or nothing is known of it any more
  kTooMany,  ///< this link has been used too often lately
  kBusy,     ///< not now: no figures yet, or the inbox is full or cannot be written
};

/// What has been noted; it will be in force within a moment.
struct AcknowledgementNoted {
  std::string headline;
  std::string where;
  std::string ref;
  std::string until;  ///< "Tue 12 Mar 2024, 00:00"
};

/// What somebody has said of an alert that fires, for the figure it is about.
struct SaidOfAlert {
  std::string team;       ///< "": the whole authority
  std::string indicator;  ///< id of the row
  std::string sentence;   ///< "Agency cover from Monday."
  std::string by;         ///< a role; "": not known
  friend bool operator==(const SaidOfAlert&, const SaidOfAlert&) = default;
};

/// Thread safety: Safe from any thread; called by HTTP workers.
class AcknowledgementDesk {
 public:
  virtual ~AcknowledgementDesk() = default;
  /// Changes nothing: programs that scan mails follow links.
  virtual std::variant<AcknowledgementOffer, AcknowledgementRefusal> Look(
      std::string_view token, std::int64_t now_us) const = 0;
  /// What is in force for alerts about rows of the council, by row and team.
  virtual std::vector<SaidOfAlert> InForce(std::string_view authority,
                                           std::int64_t now_us) const = 0;
  /// `sentence` is UTF-8, of 1 to kMaxSentenceToAcknowledge characters, without controls but line feeds;
  /// `working_days` one of kAcknowledgeDays. When it returns what was noted, that survives a power cut.
  virtual std::variant<AcknowledgementNoted, AcknowledgementRefusal> Acknowledge(
      std::string_view token, std::string_view sentence, int working_days, std::int64_t now_us) = 0;
};

}  // namespace caseclock
