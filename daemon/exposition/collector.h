/// @file
/// From Health to families of metrics, and from those to the text that Prometheus reads. Of the figures of a View:
/// view_renderer.h.
///
/// Example:
///   const std::string text = HealthMetricsText(health, now_us);   // "# HELP caseclock_events_accepted_total ..."
///
/// Nothing here can name a child, a record or a worker: a View and a Health have none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "daemon/exposition/series.h"
#include "prometheus/metric_family.h"

namespace caseclock {

/// The media type of the text.
inline constexpr char kMetricsContentType[] = "text/plain; version=0.0.4; charset=utf-8";

/// The families of the daemon itself. `now_us` decides whether the loop is silent.
std::vector<prometheus::MetricFamily> CollectHealth(const Health& health, std::int64_t now_us);

/// kStale of each authority of a View; nothing before the first View (nullptr).
std::string StaleMetricsText(const View* view, const Health& health, std::int64_t now_us);

/// kIndicatorInfo: the words of each row of the catalogue.
std::string IndicatorMetricsText(const IndicatorTexts& texts);

/// The families of alerts; none where no alerts are configured.
std::vector<prometheus::MetricFamily> CollectAlerts(const AlertsHealth& alerts);

/// The families of alerts as text; "" where there are none.
std::string AlertMetricsText(const AlertsHealth& alerts);

/// The daemon's own families as text. Cost: microseconds.
std::string HealthMetricsText(const Health& health, std::int64_t now_us);

}  // namespace caseclock
