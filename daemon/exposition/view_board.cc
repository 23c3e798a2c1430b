#include "daemon/exposition/view_board.h"

#include <utility>

#include "processors/check.h"

namespace caseclock {

ViewBoard::ViewBoard(std::int64_t series_budget, std::int64_t total_series_budget)
    : health_(std::make_shared<const Health>()),
      alerts_(std::make_shared<const AlertsHealth>()),
      texts_(std::make_shared<const IndicatorTexts>()),
      renderer_(series_budget, total_series_budget),
      rendered_text_(std::make_shared<const std::string>()) {}

void ViewBoard::Publish(std::shared_ptr<const View> view) {
  CASECLOCK_CHECK(view != nullptr, "a view is published");
  view_.Put(std::move(view));
}

void ViewBoard::PublishHealth(Health health) {
  health_.Put(std::make_shared<const Health>(std::move(health)));
}

void ViewBoard::PublishAlerts(AlertsHealth alerts) {
  alerts_.Put(std::make_shared<const AlertsHealth>(std::move(alerts)));
}

void ViewBoard::PublishTexts(std::shared_ptr<const IndicatorTexts> texts) {
  CASECLOCK_CHECK(texts != nullptr, "texts are published");
  texts_.Put(std::move(texts));
}

std::shared_ptr<const std::string> ViewBoard::FiguresText() {
  const std::lock_guard lock(rendering_);
  // Read under the lock: of two waiting threads the second then finds the newer view's text.
  std::shared_ptr<const View> view = view_.Get();
  if (view != rendered_view_) {
    rendered_text_ = std::make_shared<const std::string>(renderer_.Render(*view));
    rendered_view_ = std::move(view);
  }
  return rendered_text_;
}

std::string ViewBoard::DaemonText(std::int64_t now_us) const {
  const auto view = CurrentView();
  const auto health = CurrentHealth();
  return HealthMetricsText(*health, now_us) + StaleMetricsText(view.get(), *health, now_us) +
         IndicatorMetricsText(*texts_.Get()) + AlertMetricsText(*CurrentAlerts());
}

MetricsText ViewBoard::Metrics(std::int64_t now_us) {
  return {.figures = FiguresText(), .daemon = DaemonText(now_us)};
}

MetricsText ViewBoard::CompressedMetrics(std::int64_t now_us) {
  const std::string daemon = DaemonText(now_us);
  const std::lock_guard lock(compressing_);
  auto figures = FiguresText();
  if (figures != compressed_of_) {
    piece_ = CompressPiece(*figures);
    compressed_ =
        std::make_shared<const std::string>(GzipBegin() + std::exchange(piece_.bytes, {}));
    compressed_of_ = std::move(figures);
  }
  return {.figures = compressed_, .daemon = GzipEnd(piece_, daemon)};
}

}  // namespace caseclock
