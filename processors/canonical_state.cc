#include <algorithm>
#include <string>

#include "processors/authority.h"

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

void Put(std::string& out, const BatchState& state) {
  for (const auto& [id, batch] : state.batches) {
    out += "batch " + id + " " + std::to_string(batch.extracted_at_us) +
           (batch.seen ? " seen" : "") + (batch.completed ? " completed" : "") + "\n";
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
