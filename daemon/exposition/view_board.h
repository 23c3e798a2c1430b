/// @file
/// Where the loop puts what it publishes, and where everybody else reads it.
///
/// Example:
///   ViewBoard board;
///   board.Publish(authorities.BuildView());        // the loop, a few times a second
///   board.PublishHealth(health);                   // the loop, once a second
///   board.CurrentView()->authorities.size()        // any thread; the view cannot change meanwhile
///
/// Publishing swaps a pointer: it never waits for a reader that renders, nor a reader for the loop.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "daemon/exposition/collector.h"
#include "daemon/exposition/gzip.h"
#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "daemon/exposition/newest.h"
#include "daemon/exposition/view_renderer.h"
#include "processors/view.h"

namespace caseclock {

/// What /metrics answers, in two parts: the figures, rendered once for each View and shared by
/// those who ask, and the daemon's own metrics as of now.
struct MetricsText {
  std::shared_ptr<const std::string> figures;  ///< never null
  std::string daemon;
};

/// Holds the newest View and the newest Health. Thread safety: Safe from any thread.
class ViewBoard {
 public:
  /// `series_budget`: how many series each authority may show; `total_series_budget`: all together.
  explicit ViewBoard(std::int64_t series_budget = kDefaultSeriesBudget,
                     std::int64_t total_series_budget = kDefaultTotalSeriesBudget);
  ViewBoard(const ViewBoard&) = delete;
  ViewBoard& operator=(const ViewBoard&) = delete;

  /// Puts up a View. Requires: not null, and nobody changes it any more. Cost: a pointer swap.
  void Publish(std::shared_ptr<const View> view);
  /// Puts up a Health. Cost: a move and a pointer swap.
  void PublishHealth(Health health);

  /// Puts up how alerts stand. Cost: a move and a pointer swap.
  void PublishAlerts(AlertsHealth alerts);

  /// Puts up the words of the catalogue's rows. Requires: not null.
  void PublishTexts(std::shared_ptr<const IndicatorTexts> texts);

  /// The newest View; nullptr until the first.
  std::shared_ptr<const View> CurrentView() const { return view_.Get(); }
  /// The newest Health, never null; before the first an empty one, which is live and not ready.
  std::shared_ptr<const Health> CurrentHealth() const { return health_.Get(); }

  /// How alerts stand, never null; before the first an empty one.
  std::shared_ptr<const AlertsHealth> CurrentAlerts() const { return alerts_.Get(); }

  /// The metrics of the newest View, Health and texts. Renders a View when first asked for it, under a
  /// lock that publishing does not take; so at most one thread renders, and a View nobody asks for
  /// costs nothing.
  MetricsText Metrics(std::int64_t now_us);
  /// The same in gzip form: both parts, one after the other, are one gzip text. The figures of a View are compressed
  /// once, when they are first asked for so.
  MetricsText CompressedMetrics(std::int64_t now_us);

 private:
  std::shared_ptr<const std::string> FiguresText();
  std::string DaemonText(std::int64_t now_us) const;

  Newest<View> view_;
  Newest<Health> health_;
  Newest<AlertsHealth> alerts_;
  Newest<IndicatorTexts> texts_;

  ViewRenderer renderer_;
  std::mutex rendering_;
  std::shared_ptr<const View> rendered_view_;         // guarded by rendering_
  std::shared_ptr<const std::string> rendered_text_;  // of rendered_view_

  std::mutex compressing_;
  std::shared_ptr<const std::string> compressed_of_;  // guarded by compressing_
  std::shared_ptr<const std::string>
      compressed_;   // of compressed_of_, with what begins a gzip text
  GzipPiece piece_;  // the same without its bytes
};

}  // namespace caseclock
