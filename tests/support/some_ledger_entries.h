/// @file
/// Invented entries of the ledger: one of each kind with every field filled, and as many as wanted of a small world
/// in which much happens to the same alerts and mails.
///
/// Example:
///   simulation::Dice dice(7);
///   for (int i = 0; i < 100; ++i) ledger.Apply(SomeEntry(dice));
#pragma once

#include <string>
#include <vector>

#include "processors/alert/ledger.h"
#include "tests/simulation/dice.h"

namespace caseclock {

/// A day after which invented alerts begin.
inline const Date kLedgerDay = Date::FromYmd(2024, 3, 4);
inline constexpr std::int64_t kLedgerDayUs = 1'709'510'400'000'000;

inline AlertKey DragKey(std::string team = "Invented North") {
  return {"assessment_45.drag", "E08000099", std::move(team)};
}

/// Fires since kLedgerDay.
inline AlertState FiringState(AlertKey key = DragKey(), Onset onset = {kLedgerDay, 1}) {
  return {.key = std::move(key),
          .phase = Phase::kFiring,
          .since_us = kLedgerDayUs,
          .onset = onset,
          .measured = {{14'118},
                       Level{8'000},
                       "12 assessments overdue",
                       "12 of 85 open assessments are overdue."},
          .acknowledged = std::nullopt};
}

inline MailClaim ClaimOf(std::string id, std::vector<ToldAlert> told = {}) {
  return {.id = std::move(id),
          .owner = "instance-7",
          .reader = "north",
          .day = kLedgerDay,
          .at_us = kLedgerDayUs,
          .told = std::move(told),
          .address = "north@council.example",
          .message = "Subject: invented\r\n\r\n12 are late.\r\n"};
}

/// One of each kind, no field left at its default.
inline std::vector<LedgerEntry> EveryKindOfEntry() {
  AlertState state = FiringState();
  state.clear_since_us = 5;
  state.resolved_at_us = 6;
  state.stale = true;
  state.acknowledged = Acknowledgement{"north", "Extra cover from Monday.", 7, 8};
  MailClaim claim =
      ClaimOf("c1f0", {{DragKey(), {kLedgerDay, 2}, Notification::kEscalated, "head"}});
  claim.kind = MailKind::kDigest;
  return {state,
          claim,
          MailOutcome{"c1f0", MailEnd::kRefused, 9, "550"},
          AlertAcknowledged{"A3F7K9Q2M4XTB", *state.acknowledged, "link"},
          AuditPublished{10},
          AlertsBegun{11}};
}

namespace some {

inline AlertKey Key(simulation::Dice& dice) {
  return {dice.Chance(50) ? "ni60.red" : "ni64.oldest", "E08000099",
          dice.Chance(50) ? "Invented North" : ""};
}

inline Onset AnOnset(simulation::Dice& dice) {
  return {kLedgerDay + dice.Between(0, 1), dice.Between(0, 2)};
}

/// Within half a year of kLedgerDay.
inline std::int64_t AtUs(simulation::Dice& dice) {
  return kLedgerDayUs + std::int64_t{dice.Between(0, 180)} * 24 * 60 * kMinuteUs;
}

inline std::string PersonId(simulation::Dice& dice) { return dice.Chance(50) ? "north" : "head"; }

inline std::string MailId(simulation::Dice& dice) {
  return "m-" + std::to_string(dice.Between(1, 30));
}

inline Acknowledgement Acknowledged(simulation::Dice& dice) {
  return {PersonId(dice), "Invented.", AtUs(dice), AtUs(dice)};
}

inline AlertState State(simulation::Dice& dice) {
  AlertState state = FiringState(Key(dice), AnOnset(dice));
  state.phase = static_cast<Phase>(dice.Between(0, 2));
  if (state.phase == Phase::kQuiet) state.resolved_at_us = AtUs(dice);
  if (dice.Chance(20)) state.acknowledged = Acknowledged(dice);
  return state;
}

inline MailClaim Claim(simulation::Dice& dice) {
  MailClaim claim = ClaimOf(MailId(dice));
  claim.kind = static_cast<MailKind>(dice.Between(0, 2));
  claim.reader = PersonId(dice);
  claim.at_us = AtUs(dice);
  for (int i = dice.Between(0, 3); i > 0; --i) {
    claim.told.push_back(
        {Key(dice), AnOnset(dice), static_cast<Notification>(dice.Between(0, 2)), PersonId(dice)});
  }
  return claim;
}

}  // namespace some

/// Any entry. Few alerts and mails, so that entries meet.
inline LedgerEntry SomeEntry(simulation::Dice& dice) {
  switch (dice.Between(0, 5)) {
    case 0: return some::State(dice);
    case 1: return some::Claim(dice);
    case 2:
      return MailOutcome{some::MailId(dice), static_cast<MailEnd>(dice.Between(0, 2)),
                         some::AtUs(dice), ""};
    case 3:
      return AlertAcknowledged{AlertRef(some::Key(dice), some::AnOnset(dice)),
                               some::Acknowledged(dice), "link"};
    case 4: return AlertsBegun{some::AtUs(dice)};
    default: return AuditPublished{static_cast<std::uint64_t>(dice.Between(1, 1000))};
  }
}

}  // namespace caseclock
