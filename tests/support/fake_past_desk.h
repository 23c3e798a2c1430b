/// @file
/// Figures of past days without a loop: of one council, as it is handed in, on whatever day.
///
/// Example: FakePastDesk desk(council); desk.FiguresOf("X01", day) has the council with as_of = day.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "daemon/page/past_desk.h"

namespace caseclock {

/// Not thread-safe: for tests of one thread.
class FakePastDesk final : public PastDesk {
 public:
  explicit FakePastDesk(AuthorityView council) : council_(std::move(council)) {}

  /// From now on nothing is answered but this.
  void Refuse(PastRefusal refusal) { refusal_ = refusal; }

  std::variant<PastFigures, PastRefusal> FiguresOf(const std::string& authority,
                                                   Date as_of) override {
    if (refusal_) return *refusal_;
    AuthorityView council = council_;
    council.authority = authority;
    council.as_of = as_of;
    return PastFigures{std::make_shared<const AuthorityView>(std::move(council)), kKnownUs};
  }

  /// 2024-03-31 17:00 in London.
  static constexpr std::int64_t kKnownUs = 1'711'900'800'000'000;

 private:
  AuthorityView council_;
  std::optional<PastRefusal> refusal_;
};

}  // namespace caseclock
