/// @file
/// A desk that knows one link, and keeps what is acknowledged.
///
/// Example:
///   FakeAcknowledgementDesk desk;
///   desk.Look("good", 0);                  // an offer about an invented team; any other token is unreadable
///   desk.Refuse(AcknowledgementRefusal::kExpired);   // from now on every link is
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/page/acknowledgement_desk.h"

namespace caseclock {

class FakeAcknowledgementDesk final : public AcknowledgementDesk {
 public:
  struct Taken {
    std::string sentence;
    int working_days = 0;
    friend bool operator==(const Taken&, const Taken&) = default;
  };

  std::variant<AcknowledgementOffer, AcknowledgementRefusal> Look(std::string_view token,
                                                                  std::int64_t) const override {
    if (token != kToken) return AcknowledgementRefusal::kUnreadable;
    if (refusal_) return *refusal_;
    return offer;
  }
  std::variant<AcknowledgementNoted, AcknowledgementRefusal> Acknowledge(std::string_view token,
                                                                         std::string_view sentence,
                                                                         int working_days,
                                                                         std::int64_t) override {
    if (token != kToken) return AcknowledgementRefusal::kUnreadable;
    if (refusal_) return *refusal_;
    taken_.push_back({std::string(sentence), working_days});
    return AcknowledgementNoted{offer.headline, offer.where, offer.ref, "Tue 12 Mar 2024, 00:00"};
  }

  std::vector<SaidOfAlert> InForce(std::string_view authority, std::int64_t) const override {
    return authority == said_of ? said : std::vector<SaidOfAlert>();
  }

  void Refuse(AcknowledgementRefusal refusal) { refusal_ = refusal; }
  const std::vector<Taken>& taken() const { return taken_; }

  static constexpr std::string_view kToken = "good";
  std::string said_of;            ///< the council of `said`
  std::vector<SaidOfAlert> said;  ///< what is in force
  AcknowledgementOffer offer = {
      .headline = "Assessments over 45 working days: 12 of 85 open (14.1%)",
      .where = "Assessment North, E08000099",
      .since = "Mon 4 Mar 2024, 09:10",
      .why = "12 of 85 open clocks are over 45 working days (14.1%); the rule allows 10%.",
      .person = "Head of duty",
      .ref = "A3F7K9Q2M4XTB",
      .acknowledged = ""};

 private:
  std::optional<AcknowledgementRefusal> refusal_;
  std::vector<Taken> taken_;
};

}  // namespace caseclock
