#include <algorithm>
#include <string>

#include "processors/authority.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

void Put(std::string& out, const StampRef& stamp) {
  out += std::to_string(stamp.recorded_at_us);
  out.append("/").append(stamp.source).append("/");
  out += std::to_string(stamp.sequence);
  out.append("/").append(stamp.event_id);
}

void Put(std::string& out, const Register& reg) {
  out.append("  ").append(FactName(reg.fact)).append(" ");
  out += std::to_string(reg.first_day.days) + (reg.asserted ? " = " : " cleared ");
  out += std::to_string(reg.value.date.days) + "|" + std::to_string(reg.value.code) + "|";
  out.append(reg.value.text).append(" @ ");
  Put(out, reg.stamp);
  out += " first " + std::to_string(reg.first_recorded_on.days) + "\n";
}

void Put(std::string& out, const Record& record) {
  out.append(RecordKindName(record.kind)).append(" ").append(record.id).append(" of ");
  out.append(record.has_child ? record.child : "-");
  if (record.has_child) {
    out += " @ ";
    Put(out, record.child_stamp);
  }
  if (record.has_floor) {
    out += " floor ";
    Put(out, record.floor);
  }
  out += "\n";
  for (const Register& reg : record.registers) Put(out, reg);
}

void Put(std::string& out, const char* what, const BatchKey& key) {
  out.append(what).append(" ").append(key.source).append(" ").append(key.id).append(" ");
  out += std::to_string(key.extracted_at_us);
}

void Put(std::string& out, const BatchKey& key, const UnfinishedBatch& batch) {
  Put(out, "unfinished", key);
  std::uint64_t digest = 0;
  for (const std::uint64_t hash : batch.accepted) digest ^= hash;
  out += " " + std::to_string(batch.accepted.size()) + " events " + std::to_string(digest) +
         " kinds " + std::to_string(batch.kinds) + (batch.without_count ? " without count" : "");
  for (const CompleteBatch& completion : batch.completions) {
    out += " of " + std::to_string(completion.events);
  }
  out += "\n";
}

void Put(std::string& out, const BatchState& state) {
  for (const auto& [key, batch] : state.unfinished) Put(out, key, batch);
  // How many events had come when it took effect depends on the order; that it did does not.
  for (const auto& [key, events] : state.effective) {
    Put(out, "effective", key);
    out += "\n";
  }
  for (const auto& [key, floors] : state.floors) {
    out.append("floors ").append(key.first).append(" ").append(RecordKindName(key.second));
    out += " open " + std::to_string(floors.open_until_us);
    for (const auto& [day, until] : floors.steps) {
      out += " " + std::to_string(day) + ":" + std::to_string(until);
    }
    out += "\n";
  }
}

}  // namespace

std::string Authority::CanonicalState() const {
  std::vector<std::string> texts;
  Record record;
  for (RecordNumber number = 0; number < store_.record_count(); ++number) {
    store_.Read(number, record);
    Put(texts.emplace_back(), record);
  }
  std::sort(texts.begin(), texts.end());
  std::string all;
  for (const std::string& text : texts) all += text;
  Put(all, store_.batches().state());
  return all;
}

}  // namespace caseclock
