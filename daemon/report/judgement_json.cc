#include "daemon/report/judgement_json.h"

namespace caseclock {
namespace {

using Json = OrderedJson;

std::string_view UnitName(ValueUnit unit) {
  switch (unit) {
    case ValueUnit::kPercent: return "percent";
    case ValueUnit::kPer10000: return "per_10000";
    case ValueUnit::kDays: return "days";
    case ValueUnit::kCount: return "count";
  }
  return "";
}

Json Thousandths(std::int64_t value) { return static_cast<double>(value) / 1000; }
Json Hundredths(std::int64_t value) { return static_cast<double>(value) / 100; }

Json HundredthsOrNull(const std::optional<std::int64_t>& value) {
  return value ? Hundredths(*value) : Json(nullptr);
}

Json DayOrNull(Date date) { return date == Date::Max() ? Json(nullptr) : Json(FormatDate(date)); }

Json TargetJson(const AppliedTarget& target) {
  Json json = Json::object();
  if (target.low == target.high) json["value"] = Thousandths(target.low.thousandths);
  if (target.low != target.high) {
    json["from"] = Thousandths(target.low.thousandths);
    json["to"] = Thousandths(target.high.thousandths);
  }
  json["by"] = DayOrNull(target.by);
  json["met"] = target.met;
  json["difference"] = Hundredths(target.difference_hundredths);
  return json;
}

Json ComparatorJson(const AppliedComparator& one) {
  Json json = {{"kind", ComparatorKindName(one.kind)},        {"name", one.name},
               {"from", FormatDate(one.period.first)},        {"to", FormatDate(one.period.last)},
               {"value", Thousandths(one.value.thousandths)}, {"comparable", one.comparable}};
  if (one.kind != ComparatorKind::kRank) {
    json["gap"] = Hundredths(one.gap_hundredths);
    json["previous_gap"] = HundredthsOrNull(one.previous_gap_hundredths);
    json["at_or_better"] = one.at_or_better;
  }
  if (one.areas > 0) json["areas"] = one.areas;
  if (!one.note.empty()) json["note"] = one.note;
  return json;
}

Json ChangeJson(const Change& change) {
  Json json = {{"direction", DirectionName(change.direction)},
               {"difference", HundredthsOrNull(change.hundredths)}};
  if (change.flow) {
    json["per_working_day"] = true;
    json["count"] = change.flow->now;
    json["count_before"] = change.flow->before;
    json["working_days"] = change.flow->working_days;
    json["working_days_before"] = change.flow->working_days_before;
  }
  return json;
}

Json CountsJson(const ShareCounts& counts) {
  Json json = {{"numerator", counts.numerator}, {"denominator", counts.denominator}};
  json["share"] =
      counts.denominator == 0
          ? Json(nullptr)
          : Json(static_cast<double>(counts.numerator) / static_cast<double>(counts.denominator));
  return json;
}

Json RatioOrNull(const std::optional<double>& ratio) {
  return ratio ? Json(*ratio) : Json(nullptr);
}

std::string_view ReachName(Reach reach) {
  switch (reach) {
    case Reach::kNoTarget: return "no_target";
    case Reach::kNeeded: return "needed";
    case Reach::kCertain: return "certain";
    case Reach::kOutOfReach: return "out_of_reach";
  }
  return "";
}

Json ProjectionJson(const Projection& projection) {
  return {
      {"on", FormatDate(projection.on)},
      {"committed", CountsJson(projection.committed)},
      {"best", CountsJson(projection.best)},
      {"worst", CountsJson(projection.worst)},
      {"expected", RatioOrNull(projection.expected)},
      {"expected_low", RatioOrNull(projection.expected_low)},
      {"expected_high", RatioOrNull(projection.expected_high)},
      {"pace", CountsJson(projection.pace)},
      {"pace_from", FormatDate(projection.pace_period.first)},
      {"pace_to", FormatDate(projection.pace_period.last)},
      {"including_drag", CountsJson(projection.including_drag)},
      {"still_to_stop", projection.still_to_stop},
      {"stopped_by_then", projection.stopped_by_then},
      {"target", projection.target ? Thousandths(projection.target->thousandths) : Json(nullptr)},
      {"reach", ReachName(projection.reach)},
      {"needed", RatioOrNull(projection.needed_ratio)},
      {"out_of_reach_since", DayOrNull(projection.out_of_reach_since)}};
}

}  // namespace

void AddJudgement(const Judgement& judgement, OrderedJson& row) {
  row["unit"] = UnitName(judgement.unit);
  row["value"] =
      judgement.value.is_defined() ? Thousandths(RoundTo(judgement.value, 1000)) : Json(nullptr);
  row["target"] = judgement.target ? TargetJson(*judgement.target) : Json(nullptr);
  row["comparators"] = Json::array();
  for (const AppliedComparator& one : judgement.comparators) {
    row["comparators"].push_back(ComparatorJson(one));
  }
  row["rag"] = RagName(judgement.rag);
  row["rag_reason"] = RagReasonName(judgement.reason);
  row["sentence"] = judgement.sentence;
  row["direction"] = {{"previous_month", ChangeJson(judgement.month_on_month)},
                      {"same_point_last_year", ChangeJson(judgement.year_on_year)},
                      {"last_year", ChangeJson(judgement.on_outturn)}};
  row["projection"] = judgement.projection ? ProjectionJson(*judgement.projection) : Json(nullptr);
}

OrderedJson WeekJson(const std::string& authority, const WeekPoint& week) {
  return {{"authority", authority},
          {"indicator", week.indicator},
          {"week", FormatDate(week.monday)},
          {"count", week.count}};
}

OrderedJson ChartJson(const std::string& authority, const FlowChart& chart) {
  Json json = {{"authority", authority},         {"indicator", chart.indicator},
               {"step", WindowName(chart.step)}, {"mean", chart.chart.mean},
               {"lower", chart.chart.lower},     {"upper", chart.chart.upper},
               {"signals", Json::array()}};
  for (const Signal& signal : chart.chart.signals) {
    const int point = static_cast<int>(signal.point);
    const Date at =
        chart.step == Window::kWeek ? chart.first + 7 * point : AddMonths(chart.first, point);
    json["signals"].push_back({{"rule", SignalRuleName(signal.rule)},
                               {"at", FormatDate(at)},
                               {"way", signal.up ? "up" : "down"}});
  }
  return json;
}

OrderedJson BacklogJson(const std::string& authority, const OpenByQuarter& part) {
  return {{"authority", authority},
          {"team", part.team},
          {"indicator", part.indicator},
          {"quarter", FormatDate(part.quarter)},
          {"open", part.open}};
}

OrderedJson BandJson(const std::string& authority, const BandCount& band) {
  return {{"authority", authority},      {"team", band.team},
          {"indicator", band.indicator}, {"band", band.band},
          {"count", band.count},         {"change", band.count - band.count_before}};
}

OrderedJson CommentJson(const std::string& authority, const Comment& comment) {
  return {{"authority", authority},         {"team", comment.team},
          {"indicator", comment.indicator}, {"written_on", FormatDate(comment.written_on)},
          {"author", comment.author},       {"text", comment.text}};
}

}  // namespace caseclock
