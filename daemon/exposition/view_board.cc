#include "daemon/exposition/view_board.h"

#include <utility>

#include "processors/check.h"

namespace caseclock {

ViewBoard::ViewBoard(std::int64_t series_budget)
    : health_(std::make_shared<const Health>()),
      alerts_(std::make_shared<const AlertsHealth>()),
      renderer_(series_budget),
      rendered_text_(std::make_shared<const std::string>()) {}

void ViewBoard::Publish(std::shared_ptr<const View> view) {
  CASECLOCK_CHECK(view != nullptr, "a view is published");
  view_.store(std::move(view));
}

void ViewBoard::PublishHealth(Health health) {
  health_.store(std::make_shared<const Health>(std::move(health)));
}

void ViewBoard::PublishAlerts(AlertsHealth alerts) {
  alerts_.store(std::make_shared<const AlertsHealth>(std::move(alerts)));
}

std::shared_ptr<const std::string> ViewBoard::FiguresText() {
  const std::lock_guard lock(rendering_);
  // Read under the lock: of two waiting threads the second then finds the newer view's text.
  std::shared_ptr<const View> view = view_.load();
  if (view != rendered_view_) {
    rendered_text_ = std::make_shared<const std::string>(renderer_.Render(*view));
    rendered_view_ = std::move(view);
  }
  return rendered_text_;
}

MetricsText ViewBoard::Metrics(std::int64_t now_us) {
  return {
      .figures = FiguresText(),
      .daemon = HealthMetricsText(*CurrentHealth(), now_us) + AlertMetricsText(*CurrentAlerts())};
}

}  // namespace caseclock
