#include "daemon/config/config_warnings.h"

#include <algorithm>

#include "processors/record/authority_code.h"

namespace caseclock {
namespace {

class Warnings {
 public:
  explicit Warnings(const Config& config) : config_(config) {}

  std::vector<std::string> Collect() {
    for (const AuthorityConfig& one : config_.authorities) {
      CheckIsEnglish(one.code);
      CheckClosures(one);
    }
    for (const Target& target : config_.standards->targets) {
      CheckIsListed("a target of " + target.indicator + " is", target.authority);
    }
    for (const Person& person : config_.alerts.people) {
      CheckIsListed("\"" + person.id + "\" is told", person.authority);
    }
    for (const RecordReaderConfig& reader : config_.http.record_readers) {
      if (!reader.authorities) continue;
      for (const std::string& code : *reader.authorities) {
        CheckIsListed("\"" + reader.user + "\" may see records", code);
      }
    }
    return std::move(warnings_);
  }

 private:
  /// Codes of invented councils begin with X and are nobody's slip.
  void CheckIsEnglish(const std::string& code) {
    if (code.starts_with('X') || IsEnglishChildrensServices(code)) return;
    Add(code + " is not the code of an English council with children's services");
  }

  /// A day that no calendar knows closes nothing.
  void CheckClosures(const AuthorityConfig& council) {
    if (council.closure_days.empty()) return;
    const auto definitions = config_.DefinitionsFor(council.code);
    const WorkingDays& calendar = definitions->calendar;
    for (const Date day : council.closure_days) {
      if (calendar.first() <= day && day <= calendar.last()) continue;
      Add("closure day " + FormatDate(day) + " of council " + council.code +
          " has no effect: working days are known from " + FormatDate(calendar.first()) + " to " +
          FormatDate(calendar.last()));
    }
  }

  void CheckIsListed(const std::string& what, const std::string& code) {
    if (code.empty()) return;
    const auto is_it = [&](const AuthorityConfig& one) { return one.code == code; };
    if (std::ranges::any_of(config_.authorities, is_it)) return;
    if (config_.authorities.empty()) return CheckIsEnglish(code);
    Add(what + " of council " + code + ", which is not among the authorities");
  }

  void Add(std::string sentence) {
    if (std::ranges::find(warnings_, sentence) == warnings_.end()) {
      warnings_.push_back(std::move(sentence));
    }
  }

  const Config& config_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::vector<std::string> ConfigWarnings(const Config& config) { return Warnings(config).Collect(); }

}  // namespace caseclock
