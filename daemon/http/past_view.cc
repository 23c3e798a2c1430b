#include "daemon/http/past_view.h"

#include <utility>

namespace caseclock {
namespace {

PastRefused Refused(PastRefusal refusal) {
  switch (refusal) {
    case PastRefusal::kNotCaughtUp:
      return {503, "there are no figures for this council now", "ask again later"};
    case PastRefusal::kOutside:
      return {400, "there are no figures for this day",
              "a day up to today, in the years whose bank holidays are known"};
    case PastRefusal::kBusy:
      return {503, "another day is being counted", "ask again in a few seconds"};
    case PastRefusal::kTooLarge:
      return {503, "this council has too many records for a past day to be counted here",
              "caseclock report --as-of DATE counts it from the events"};
  }
  return {};
}

}  // namespace

std::variant<PastViewFound, PastRefused> PastView(PastDesk* desk, const std::string& authority,
                                                  Date as_of) {
  if (desk == nullptr) {
    return PastRefused{404, "only figures of today are shown here",
                       "caseclock report --as-of DATE counts a past day from the events"};
  }
  auto asked = desk->FiguresOf(authority, as_of);
  if (const auto* refusal = std::get_if<PastRefusal>(&asked)) return Refused(*refusal);
  auto& found = std::get<PastFigures>(asked);
  auto view = std::make_shared<View>();
  view->as_of = as_of;
  view->authorities.push_back(std::move(found.council));
  return PastViewFound{std::move(view), found.known_us};
}

}  // namespace caseclock
