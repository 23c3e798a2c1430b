#include "daemon/exposition/collector.h"

#include <array>
#include <set>
#include <sstream>
#include <utility>

#include "fmt/format.h"
#include "processors/check.h"
#include "prometheus/text_serializer.h"

namespace caseclock {
namespace {

constexpr double kMicrosPerSecond = 1e6;
// What the comment lines of a family take at most, to reserve room for them. Units: bytes.
constexpr std::size_t kCommentBytes = 300;

double Seconds(std::int64_t instant_us) {
  return static_cast<double>(instant_us) / kMicrosPerSecond;
}

prometheus::MetricType LibraryType(MetricType type) {
  return type == MetricType::kCounter ? prometheus::MetricType::Counter
                                      : prometheus::MetricType::Gauge;
}

// One family for each metric of the catalogue, filled in any order.
class Families {
 public:
  Families() : families_(kMetricCount) {
    for (const MetricDescription& each : MetricCatalogue()) {
      prometheus::MetricFamily& family = families_[static_cast<std::size_t>(each.metric)];
      family.name = each.name;
      family.help = each.help;
      family.type = LibraryType(each.type);
    }
  }

  void Add(Metric metric, std::span<const std::string_view> values, double value) {
    const MetricDescription& description = Describe(metric);
    const auto names = description.Labels();
    CASECLOCK_CHECK(names.size() == values.size(), "a sample has the labels of its family");
    prometheus::ClientMetric sample;
    sample.label.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      sample.label.push_back({std::string(names[i]), std::string(values[i])});
    }
    (description.type == MetricType::kCounter ? sample.counter.value : sample.gauge.value) = value;
    families_[static_cast<std::size_t>(metric)].metric.push_back(std::move(sample));
  }

  void Add(Metric metric, std::initializer_list<std::string_view> values, double value) {
    Add(metric, std::span(values.begin(), values.size()), value);
  }
  void Add(Metric metric, std::int64_t value) { Add(metric, {}, static_cast<double>(value)); }

  // An instant that has not come is absent, never 0: an age computed from it would be fifty years.
  void AddInstant(Metric metric, std::int64_t instant_us) {
    if (instant_us != 0) Add(metric, {}, Seconds(instant_us));
  }

  std::vector<prometheus::MetricFamily> TakeFilled() {
    std::erase_if(families_, [](const auto& family) { return family.metric.empty(); });
    return std::move(families_);
  }

  // All families, also the empty ones, each at the place of its metric.
  std::vector<prometheus::MetricFamily> TakeAll() { return std::move(families_); }

 private:
  std::vector<prometheus::MetricFamily> families_;
};

Families AuthorityFamilies(const AuthorityView& view, const SeriesPlan& plan) {
  Families families;
  ForEachSample(view, [&](const Sample& sample) {
    if (plan.Shows(sample.group)) families.Add(sample.metric, sample.labels, sample.value);
  });
  families.Add(Metric::kAuthorityInfo, {view.authority, NameOf(view)}, 1);
  families.Add(Metric::kSeries, {view.authority}, static_cast<double>(plan.shown));
  families.Add(Metric::kSeriesDropped, {view.authority}, static_cast<double>(plan.dropped));
  return families;
}

/// Of each source the newest alone: its id is no label, or every night would make a series.
void AddExports(const std::string& code, const std::vector<IncompleteExport>& exports,
                Families& families) {
  std::set<std::string_view> sources;
  for (const IncompleteExport& one : exports) {
    if (!sources.insert(one.key.source).second) continue;
    const std::array<std::string_view, 2> labels = {code, one.key.source};
    if (one.declared) {
      families.Add(Metric::kExportEventsDeclared, labels, static_cast<double>(*one.declared));
    }
    families.Add(Metric::kExportEventsReceived, labels, static_cast<double>(one.accepted));
    families.Add(Metric::kExportEventsRefused, labels, static_cast<double>(one.refused));
    families.Add(Metric::kExportBegan, labels, Seconds(one.began_at_us));
  }
}

void AddIntake(const Health& health, Families& families) {
  families.Add(Metric::kEventsAccepted, health.events_accepted);
  for (const auto& [reason, count] : health.events_rejected) {
    families.Add(Metric::kEventsRejected, {reason}, static_cast<double>(count));
  }
  families.Add(Metric::kEventsDuplicate, health.events_duplicate);
  families.Add(Metric::kDeadLettersDelivered, health.dead_letters_delivered);
  families.AddInstant(Metric::kLastEvent, health.last_event_at_us);
  for (const PartitionHealth& each : health.partitions) {
    const std::string partition = std::to_string(each.partition);
    families.Add(Metric::kKafkaLag, {partition}, static_cast<double>(each.lag));
    families.Add(Metric::kPartitionCaughtUp, {partition}, each.caught_up ? 1 : 0);
  }
  families.Add(Metric::kHeldBatches, health.held_batches);
  if (health.held_batches > 0) families.AddInstant(Metric::kHeldSince, health.held_since_us);
  families.Add(Metric::kContractBreaches,
               static_cast<std::int64_t>(health.contract_breaches.size()));
  for (const auto& [code, exports] : health.incomplete_exports) AddExports(code, exports, families);
}

void AddCheckpointAndAudit(const Health& health, Families& families) {
  const CheckpointHealth& checkpoint = health.checkpoint;
  families.Add(Metric::kCheckpointGeneration, checkpoint.generation);
  families.AddInstant(Metric::kCheckpointWritten, checkpoint.written_at_us);
  families.Add(Metric::kCheckpointSize, checkpoint.bytes);
  families.Add(Metric::kCheckpointDuration, {}, checkpoint.duration_seconds);
  families.Add(Metric::kCheckpointFailures, checkpoint.failures);
  families.Add(Metric::kAuditRuns, health.audit.runs);
  families.Add(Metric::kAuditDifferences, health.audit.differences);
  families.AddInstant(Metric::kAuditLast, health.audit.last_at_us);
}

void AddProcess(const Health& health, std::int64_t now_us, Families& families) {
  families.Add(Metric::kViewsPublished, health.views_published);
  families.Add(Metric::kViewBuildDuration, {}, health.view_build_seconds);
  families.Add(Metric::kResidentMemory, health.resident_memory_bytes);
  families.Add(Metric::kLoopBusy, {}, health.loop_busy_seconds);
  families.AddInstant(Metric::kHealthTaken, health.at_us);
  families.Add(Metric::kReady, NotReadyReasons(health, now_us).empty() ? 1 : 0);
  families.Add(Metric::kLive, IsLive(health, now_us) ? 1 : 0);
  const std::string definitions = fmt::format("{:016x}", health.definitions);
  families.Add(Metric::kBuildInfo, {health.build_version, definitions}, 1);
}

std::string_view BetterName(BetterIs better) {
  switch (better) {
    case BetterIs::kHigh: return "high";
    case BetterIs::kLow: return "low";
    case BetterIs::kBand: return "band";
    case BetterIs::kNone: return "none";
  }
  return "";
}

std::string Serialized(const std::vector<prometheus::MetricFamily>& families) {
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return std::move(out).str();
}

// The samples of a family without its comment lines.
std::string SampleLines(const prometheus::MetricFamily& family) {
  if (family.metric.empty()) return "";
  std::string text = Serialized({family});
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == '#') begin = text.find('\n', begin) + 1;
  return text.substr(begin);
}

std::string CommentLines(const MetricDescription& description) {
  return fmt::format("# HELP {} {}\n# TYPE {} {}\n", description.name, description.help,
                     description.name,
                     description.type == MetricType::kCounter ? "counter" : "gauge");
}

}  // namespace

std::vector<prometheus::MetricFamily> CollectAuthority(const AuthorityView& view,
                                                       std::int64_t series_budget) {
  return AuthorityFamilies(view, PlanSeries(view, series_budget)).TakeFilled();
}

std::vector<prometheus::MetricFamily> CollectHealth(const Health& health, std::int64_t now_us) {
  Families families;
  AddIntake(health, families);
  AddCheckpointAndAudit(health, families);
  AddProcess(health, now_us, families);
  return families.TakeFilled();
}

std::vector<prometheus::MetricFamily> CollectAlerts(const AlertsHealth& alerts) {
  Families families;
  if (alerts.enabled || alerts.told_elsewhere) {
    families.Add(Metric::kAlertsTelling, alerts.enabled ? 1 : 0);
  }
  if (!alerts.enabled) return families.TakeFilled();
  for (const auto& [severity, count] : alerts.firing) {
    families.Add(Metric::kAlertsFiring, {severity}, static_cast<double>(count));
  }
  families.Add(Metric::kAlertsPending, alerts.pending);
  families.Add(Metric::kAlertsAcknowledged, alerts.acknowledged);
  families.Add(Metric::kAlertsStale, alerts.stale);
  families.Add(Metric::kAlertLedgerProblems, alerts.ledger_problems);
  families.Add(Metric::kMailsClaimed, alerts.mails_claimed);
  families.Add(Metric::kMailsQueued, alerts.mails_queued);
  families.AddInstant(Metric::kMailOldestQueued, alerts.oldest_queued_us);
  families.Add(Metric::kMailsDelivered, alerts.mails_delivered);
  families.Add(Metric::kMailAttemptsDeferred, alerts.mail_attempts_deferred);
  families.Add(Metric::kMailsRefused, alerts.mails_refused);
  families.AddInstant(Metric::kMailLastDelivered, alerts.last_delivered_us);
  families.Add(Metric::kAlertmanagerFailures, alerts.alertmanager_failures);
  families.Add(Metric::kAcknowledgementsRefused, alerts.acknowledgements_refused);
  return families.TakeFilled();
}

std::string StaleMetricsText(const View* view, const Health& health, std::int64_t now_us) {
  if (view == nullptr) return "";
  Families families;
  for (const auto& each : view->authorities) {
    const FigureState state = StateOfFigures(health, each->authority, true, now_us);
    families.Add(Metric::kStale, {each->authority}, IsStale(state) ? 1 : 0);
  }
  return Serialized(families.TakeFilled());
}

std::string IndicatorMetricsText(const IndicatorTexts& texts) {
  Families families;
  for (const IndicatorText& text : texts) {
    const std::string_view figure = text.figure == FigureKind::kShare ? "share" : "count";
    families.Add(Metric::kIndicatorInfo,
                 {text.id, text.title, text.short_title, text.kind, text.about,
                  BetterName(text.better), figure},
                 1);
  }
  return Serialized(families.TakeFilled());
}

std::string AlertMetricsText(const AlertsHealth& alerts) {
  return Serialized(CollectAlerts(alerts));
}

std::string HealthMetricsText(const Health& health, std::int64_t now_us) {
  return Serialized(CollectHealth(health, now_us));
}

/// Of each authority of the View; what was known of others is forgotten.
void ViewRenderer::LearnSizes(const View& view) {
  std::map<const AuthorityView*, Rendered> next;
  for (const auto& authority : view.authorities) {
    auto known = rendered_.find(authority.get());
    if (known == rendered_.end()) {
      known =
          rendered_.emplace(authority.get(), Rendered{authority, CountSeries(*authority), {}, {}})
              .first;
    }
    next.insert(*known);
  }
  rendered_ = std::move(next);
}

std::vector<std::shared_ptr<const ViewRenderer::Lines>> ViewRenderer::LinesOf(const View& view) {
  LearnSizes(view);
  std::vector<SeriesSizes> sizes;
  for (const auto& authority : view.authorities)
    sizes.push_back(rendered_.at(authority.get()).sizes);
  const auto plans = PlanAllSeries(sizes, series_budget_, total_budget_);
  std::vector<std::shared_ptr<const Lines>> lines;
  lines.reserve(view.authorities.size());
  for (std::size_t i = 0; i < plans.size(); ++i) {
    Rendered& one = rendered_.at(view.authorities[i].get());
    if (one.lines == nullptr || one.plan != plans[i]) {
      const auto families = AuthorityFamilies(*one.view, plans[i]).TakeAll();
      auto fresh = std::make_shared<Lines>();
      for (std::size_t j = 0; j < families.size(); ++j) (*fresh)[j] = SampleLines(families[j]);
      one.plan = plans[i];
      one.lines = std::move(fresh);
    }
    lines.push_back(one.lines);
  }
  return lines;
}

std::string ViewRenderer::Render(const View& view) {
  const auto lines = LinesOf(view);
  std::size_t bytes = 0;
  for (const auto& authority : lines) {
    for (const std::string& samples : *authority) bytes += samples.size();
  }
  std::string text;
  text.reserve(bytes + kMetricCount * kCommentBytes);
  for (const MetricDescription& each : MetricCatalogue()) {
    bool commented = false;
    for (const auto& authority : lines) {
      const std::string& samples = (*authority)[static_cast<std::size_t>(each.metric)];
      if (samples.empty()) continue;
      if (!commented) text += CommentLines(each);
      commented = true;
      text += samples;
    }
  }
  return text;
}

}  // namespace caseclock
