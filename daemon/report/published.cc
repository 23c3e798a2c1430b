// Reads a kept report strictly: whoever compares with it must not compare with half of it.
#include "daemon/report/published.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "absl/time/time.h"
#include "processors/indicator/team_names.h"

namespace caseclock {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxNameCharacters = 100;

std::optional<Window> WindowOf(std::string_view name) {
  for (const Window window : kAllWindows) {
    if (WindowName(window) == name) return window;
  }
  return std::nullopt;
}

/// Reads the parts of one object and remembers the first that is not as it should be.
class PartReader {
 public:
  explicit PartReader(std::string& error) : error_(error) {}

  void Enter(const Json& object, std::string name) {
    object_ = &object;
    name_ = std::move(name);
  }

  std::string Text(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    return Refuse(key, "a text"), "";
  }

  std::int64_t Count(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_number_integer()) return value->get<std::int64_t>();
    return Refuse(key, "a whole number"), 0;
  }

  Date Day(const char* key) {
    const Json* value = Find(key);
    const auto date = value != nullptr && value->is_string()
                          ? ParseDate(value->get_ref<const std::string&>())
                          : std::nullopt;
    if (!date) Refuse(key, "a date");
    return date.value_or(Date{});
  }

  /// Null is 0: nothing had been recorded.
  std::int64_t Instant(const char* key) {
    const Json* value = Find(key);
    if (value != nullptr && value->is_null()) return 0;
    absl::Time time;
    const bool is_time =
        value != nullptr && value->is_string() &&
        absl::ParseTime(absl::RFC3339_full, value->get_ref<const std::string&>(), &time, nullptr);
    if (!is_time) Refuse(key, "an instant");
    return is_time ? absl::ToUnixMicros(time) : 0;
  }

  /// An empty list where there is none, which is refused.
  const Json& List(const char* key) {
    static const Json kNothing = Json::array();
    const Json* value = Find(key);
    if (value != nullptr && value->is_array()) return *value;
    return Refuse(key, "a list"), kNothing;
  }

  const Json& Object(const char* key) {
    static const Json kNothing = Json::object();
    const Json* value = Find(key);
    if (value != nullptr && value->is_object()) return *value;
    return Refuse(key, "an object"), kNothing;
  }

  void Refuse(const char* key, const char* expected) {
    if (error_.empty()) error_ = fmt::format("{}{} is not {}", name_, key, expected);
  }

 private:
  const Json* Find(const char* key) const {
    if (!object_->is_object()) return nullptr;
    const auto found = object_->find(key);
    return found == object_->end() ? nullptr : &*found;
  }

  std::string& error_;
  const Json* object_ = nullptr;
  std::string name_;
};

PublishedRow ReadRow(PartReader& reader) {
  PublishedRow row;
  row.authority = reader.Text("authority");
  row.indicator = reader.Text("indicator");
  row.team = reader.Text("team");
  const auto window = WindowOf(reader.Text("window"));
  if (!window) reader.Refuse("window", "a window");
  row.window = window.value_or(Window::kYear);
  row.period = {reader.Day("from"), reader.Day("to")};
  row.counts = {reader.Count("numerator"), reader.Count("denominator"), reader.Count("open"),
                reader.Count("drag")};
  return row;
}

void ReadReport(const Json& report, PartReader& reader, PublishedReport& published) {
  reader.Enter(report, "report.");
  published.as_of = reader.Day("as_of");
  const Json& councils = reader.List("authorities");
  const Json& rows = reader.List("rows");
  for (std::size_t i = 0; i < councils.size(); ++i) {
    reader.Enter(councils[i], fmt::format("report.authorities[{}].", i));
    published.councils.push_back(
        {reader.Text("authority"), reader.Instant("data_as_of"), reader.Text("definitions")});
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    reader.Enter(rows[i], fmt::format("report.rows[{}].", i));
    PublishedRow row = ReadRow(reader);
    if (IsCompared(row.window, row.team)) published.rows.push_back(std::move(row));
  }
}

using FigureKey = std::tuple<std::string_view, std::string_view, Window>;

FigureCounts CountsOf(const Row& row) {
  return {row.current.numerator, row.current.denominator, row.open, row.drag};
}

/// One council's figures, published and now.
class Comparison {
 public:
  Comparison(const PublishedReport& published, const PublishedCouncil& council,
             const AuthorityView& now, std::vector<Restatement>& restatements)
      : published_(published), council_(council), now_(now), restatements_(restatements) {
    for (const PublishedRow& row : published.rows) {
      if (row.authority != council.authority) continue;
      was_[{row.indicator, row.team, row.window}] = &row;
      published_indicators_.insert(row.indicator);
    }
  }

  void Run() {
    for (const Row& row : now_.rows) {
      indicators_now_.insert(row.indicator);
      if (IsCompared(row.window, row.team) && published_indicators_.contains(row.indicator)) {
        CompareNow(row);
      }
    }
    for (const auto& [key, row] : was_) {
      if (!seen_.contains(key)) CompareGone(*row);
    }
  }

 private:
  void CompareNow(const Row& row) {
    const FigureKey key{row.indicator, row.team, row.window};
    const auto found = was_.find(key);
    if (found != was_.end()) seen_.insert(found->first);
    const FigureCounts was = found == was_.end() ? FigureCounts{} : found->second->counts;
    if (was == CountsOf(row)) return;
    Add(row.indicator, row.team, row.window, row.current.period).was = was;
    restatements_.back().now = CountsOf(row);
  }

  /// A published figure without one today: its team holds nothing any more, or nobody counts it.
  void CompareGone(const PublishedRow& row) {
    const bool is_counted = indicators_now_.contains(row.indicator);
    if (is_counted && row.counts == FigureCounts{}) return;
    Add(row.indicator, row.team, row.window, row.period).was = row.counts;
    if (is_counted) restatements_.back().now = FigureCounts{};
  }

  Restatement& Add(const std::string& indicator, const std::string& team, Window window,
                   Period period) {
    Restatement& one = restatements_.emplace_back();
    one.published = published_.name;
    one.published_on = published_.published_on;
    one.as_of = published_.as_of;
    one.authority = council_.authority;
    one.indicator = indicator;
    one.team = team;
    one.window = window;
    one.period = period;
    one.definitions_changed = council_.definitions != std::to_string(now_.definitions);
    return one;
  }

  const PublishedReport& published_;
  const PublishedCouncil& council_;
  const AuthorityView& now_;
  std::vector<Restatement>& restatements_;
  std::map<FigureKey, const PublishedRow*> was_;
  std::set<FigureKey> seen_;
  std::set<std::string_view> published_indicators_;
  std::set<std::string_view> indicators_now_;
};

}  // namespace

bool IsCompared(Window window, std::string_view team) {
  if (window == Window::kYear) return true;
  return team == kWholeAuthority && (window == Window::kMonth || window == Window::kQuarter);
}

bool IsPublicationName(std::string_view name) {
  const auto is_plain = [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= kMaxNameCharacters && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), is_plain);
}

std::string PublishedJson(const std::string& name, Date on, const std::string& report_json) {
  return fmt::format("{{\"published\":{},\"published_on\":{},\n\"report\":{}}}\n",
                     Json(name).dump(), Json(FormatDate(on)).dump(), report_json);
}

std::variant<PublishedReport, std::string> ReadPublished(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return "it is not JSON";
  std::string error;
  PartReader reader(error);
  PublishedReport published;
  reader.Enter(json, "");
  published.name = reader.Text("published");
  published.published_on = reader.Day("published_on");
  const Json& report = reader.Object("report");
  if (error.empty() && !IsPublicationName(published.name)) reader.Refuse("published", "a name");
  if (error.empty()) ReadReport(report, reader, published);
  if (!error.empty()) return error;
  return published;
}

std::vector<Restatement> CompareWithPublished(const PublishedReport& published, const View& now) {
  std::vector<Restatement> restatements;
  for (const PublishedCouncil& council : published.councils) {
    for (const auto& view : now.authorities) {
      if (view->authority != council.authority) continue;
      Comparison(published, council, *view, restatements).Run();
    }
  }
  return restatements;
}

}  // namespace caseclock
