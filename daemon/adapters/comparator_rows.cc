#include "daemon/adapters/comparator_rows.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr char kStockNote[] = "at 31 March";
constexpr std::int64_t kWholeShare = 100'000;  // 100 % in thousandths

/// Which measure of the extract is which indicator, where the catalogue's source does not say it. Source of each line:
/// the measure's description (data_item) in the extract, and its figure for England in the release it is from.
struct Mapping {
  std::string_view measure;
  std::string_view indicator;
  std::string_view note;
};
constexpr std::array kMappings = {
    // Characteristics of children in need, assessments within 45 working days. England 2025: 85.7 %.
    Mapping{"Continue_Assess_Comp", "assessment_45", ""},
    // The same, conferences within 15 working days of the start of section 47. England 2025: 81.4 %.
    Mapping{"CP_conf_15days", "icpc_15", ""},
    // The same, re-referrals within 12 months. England 2025: 22.6 %.
    Mapping{"ReReferral", "rereferral", ""},
    // The same, plans that ceased having lasted 2 years or more; CPPlans2yrsActive is of open ones. England 2025: 4.4.
    Mapping{"CPPlans2yrs", "ni64", ""},
    // Its name says plans, its description and figures say referrals. England 2025: 519.4 per 10,000.
    Mapping{"CPP_Total_Rateper10,000", "referral_rate", ""},
    // Children who are the subject of a plan at 31 March. England 2025: 40.6 per 10,000.
    Mapping{"CPP_rate", "cpp", kStockNote},
    // Plans started that are a second or later plan. England 2025: 24.5 %.
    Mapping{"PrevRegCPR", "ni65", ""},
    // Plans open 3 months or more whose reviews were all in time. England 2025: 90.6 %.
    Mapping{"RevCP", "ni67", kStockNote},
    // Children in need at 31 March. England 2025: 330.3 per 10,000.
    Mapping{"CIN", "cin", kStockNote},
    // Children looked after at 31 March, published in whole numbers. England 2025: 67 per 10,000.
    Mapping{"LAC", "cla", kStockNote},
    // Looked-after children with 3 or more placements in the year, and in the same placement for 2 years.
    Mapping{"LACStable_2016on", "ni62", kStockNote},
    Mapping{"LAC_LongStable%", "ni63", kStockNote},
};

std::string_view NoteOfMeasure(std::string_view measure) {
  for (const Mapping& mapping : kMappings) {
    if (mapping.measure == measure) return mapping.note;
  }
  return "";
}

/// Whether a source such as "NI 67, LAIT RevCP" names the measure.
bool Names(std::string_view source, std::string_view measure) {
  const std::string wanted = "LAIT " + std::string(measure);
  const std::size_t at = source.find(wanted);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = source.substr(at + wanted.size());
  return rest.empty() || rest[0] == ',' || rest[0] == ';';
}

Period ReportingYear(int year) {
  return {Date::FromYmd(year - 1, 4, 1), Date::FromYmd(year, 3, 31)};
}

/// Everything published of one measure for one year.
struct Group {
  const Indicator* indicator = nullptr;
  std::string measure;
  int year = 0;
  std::map<int, const PublishedFigure*> councils;
  std::map<std::string, const PublishedFigure*> regions;
  const PublishedFigure* england = nullptr;
};

/// The mean in thousandths, half away from zero. Requires: not empty.
Level Mean(const std::vector<Level>& values) {
  std::int64_t sum = 0;
  for (const Level& value : values) sum += value.thousandths;
  return ToLevel({sum, static_cast<std::int64_t>(values.size()) * 1000});
}

/// The middle value, or the mean of the two in the middle. Requires: not empty.
Level Median(std::vector<Level> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  if (values.size() % 2 == 1) return values[half];
  return Mean({values[half - 1], values[half]});
}

class Maker {
 public:
  Maker(const ComparatorSources& sources, const ComparatorWishes& wishes)
      : sources_(sources), wishes_(wishes) {}

  ComparatorsMade Make() {
    const auto codes = WantedCodes(wishes_, *sources_.populations, made_.problems);
    MakeGroups();
    for (const std::string& code : codes) Introduce(code);
    if (wishes_.all) TellCouncilsLeftOut();
    for (const auto& [key, group] : groups_) {
      AddShared(group);
      for (const std::string& code : codes) AddOwn(group, code);
    }
    TellMeasures();
    return std::move(made_);
  }

 private:
  void Tell(int row, const std::string& field, std::string sentence) {
    made_.problems.push_back({sources_.extract->file, row, field, std::move(sentence)});
  }

  void MakeGroups() {
    for (const PublishedFigure& figure : sources_.extract->figures) {
      if (!wishes_.years.empty() && !wishes_.years.contains(figure.year)) continue;
      const Indicator* indicator = IndicatorOfMeasure(figure.measure, *sources_.catalogue);
      if (indicator == nullptr || !IsPlausible(figure, *indicator)) continue;
      if (PublishedOn(figure.year) < ReportingYear(figure.year).last)
        continue;  // told by TellMeasures
      Group& group = groups_[{indicator - sources_.catalogue->indicators.data(), figure.year}];
      group.indicator = indicator;
      group.measure = figure.measure;
      group.year = figure.year;
      const PublishedFigure*& place = figure.kind == AreaKind::kEngland ? group.england
                                      : figure.kind == AreaKind::kRegion
                                          ? group.regions[figure.area]
                                          : group.councils[figure.number];
      if (place != nullptr) {
        Tell(figure.row, "", figure.area + " has stood before for this measure and year; left out");
      } else {
        place = &figure;
      }
    }
  }

  bool IsPlausible(const PublishedFigure& figure, const Indicator& indicator) {
    if (!TraitsOf(indicator).is_share || figure.value.thousandths <= kWholeShare) return true;
    Tell(figure.row, "value", "a share over 100%; left out");
    return false;
  }

  Date PublishedOn(int year) const {
    return wishes_.published_on.value_or(Date::FromYmd(year, 11, 30));
  }

  int NumberOf(const std::string& code) const { return sources_.populations->OfCode(code)->number; }

  /// Tells once what will be missing for a council.
  void Introduce(const std::string& code) {
    const CouncilPopulation& council = *sources_.populations->OfCode(code);
    const std::string who =
        council.name + " (" + code + ", number " + std::to_string(council.number) + ")";
    if (!sources_.extract->councils.contains(council.number)) {
      Tell(0, "", "there is no row of " + who);
    }
    const auto& lists = sources_.neighbours->neighbours;
    const auto list = lists.find(council.number);
    if (list == lists.end()) {
      made_.problems.push_back({sources_.neighbours->file, 0, "", "there is no row of " + who});
      return;
    }
    for (const int neighbour : list->second) {
      if (sources_.extract->councils.contains(neighbour)) continue;
      Tell(0, "",
           "there is no row of number " + std::to_string(neighbour) + ", a neighbour of " + who);
    }
  }

  /// Of the extract's councils those that --all does not reach.
  void TellCouncilsLeftOut() {
    std::string gone;
    const int newest = sources_.populations->NewestYear();
    for (const auto& [number, name] : sources_.extract->councils) {
      const std::string who = name + " (" + std::to_string(number) + ")";
      const CouncilPopulation* council = sources_.populations->OfNumber(number);
      if (council == nullptr) {
        Tell(0, "la_number", who + " has no code in " + sources_.populations->file);
      } else if (council->year < newest) {
        gone += (gone.empty() ? "" : ", ") + who;
      }
    }
    if (gone.empty()) return;
    made_.notes.push_back("no longer there in " + std::to_string(newest) + ", left out: " + gone);
  }

  Comparator Row(const Group& group, ComparatorKind kind, Level value) const {
    Comparator row;
    row.indicator = group.indicator->id;
    row.kind = kind;
    row.period = ReportingYear(group.year);
    row.published_on = PublishedOn(group.year);
    row.value = value;
    row.note = NoteOfMeasure(group.measure);
    row.source = "LAIT " + group.measure;
    return row;
  }

  /// England and the best quarter, for every council.
  void AddShared(const Group& group) {
    if (group.england != nullptr) {
      Comparator row = Row(group, ComparatorKind::kNational, group.england->value);
      row.name = group.england->area;
      Add("", std::move(row));
    }
    const auto best_first = BestFirst(group);
    if (best_first.empty()) return;
    const std::size_t place =
        (best_first.size() + 3) / 4;  // nearest rank: the first that covers a quarter
    Comparator row = Row(group, ComparatorKind::kBestQuartile, best_first[place - 1]);
    row.areas = static_cast<int>(best_first.size());
    row.name = "best quarter of councils";
    Add("", std::move(row));
  }

  /// Empty when neither way is better.
  static std::vector<Level> BestFirst(const Group& group) {
    const Polarity polarity = group.indicator->polarity;
    if (polarity != Polarity::kHigh && polarity != Polarity::kLow) return {};
    std::vector<Level> values;
    for (const auto& [number, figure] : group.councils) values.push_back(figure->value);
    std::sort(values.begin(), values.end());
    if (polarity == Polarity::kHigh) std::reverse(values.begin(), values.end());
    return values;
  }

  void AddOwn(const Group& group, const std::string& code) {
    AddNeighbours(group, code);
    const auto own = group.councils.find(NumberOf(code));
    if (own == group.councils.end()) return AddRegion(group, code, nullptr);
    const PublishedFigure& figure = *own->second;
    Comparator row = Row(group, ComparatorKind::kOwnPublished, figure.value);
    row.name = figure.area;
    Add(code, std::move(row));
    AddRegion(group, code, &figure);
    const auto best_first = BestFirst(group);
    if (best_first.empty()) return;
    const auto found = std::find(best_first.begin(), best_first.end(), figure.value);
    Comparator rank = Row(group, ComparatorKind::kRank, {(found - best_first.begin() + 1) * 1000});
    rank.areas = static_cast<int>(best_first.size());
    rank.name = "councils of England";
    Add(code, std::move(rank));
  }

  void AddRegion(const Group& group, const std::string& code, const PublishedFigure* own) {
    // A council whose own value is withheld is still in its region: any other row of it says in which.
    const std::string* region = own != nullptr ? &own->region : RegionOf(NumberOf(code));
    if (region == nullptr) return;
    const auto found = group.regions.find(*region);
    if (found == group.regions.end()) return;
    Comparator row = Row(group, ComparatorKind::kRegion, found->second->value);
    row.name = found->second->area;
    Add(code, std::move(row));
  }

  const std::string* RegionOf(int number) {
    if (regions_.empty()) {
      for (const PublishedFigure& figure : sources_.extract->figures) {
        if (figure.kind == AreaKind::kCouncil) regions_.emplace(figure.number, figure.region);
      }
    }
    const auto found = regions_.find(number);
    return found == regions_.end() ? nullptr : &found->second;
  }

  void AddNeighbours(const Group& group, const std::string& code) {
    const auto list = sources_.neighbours->neighbours.find(NumberOf(code));
    if (list == sources_.neighbours->neighbours.end()) return;
    std::vector<Level> values;
    for (const int neighbour : list->second) {
      const auto figure = group.councils.find(neighbour);
      if (figure != group.councils.end()) values.push_back(figure->second->value);
    }
    if (values.empty()) return;
    for (const auto statistic : {NeighbourStatistic::kMean, NeighbourStatistic::kMedian}) {
      const bool is_mean = statistic == NeighbourStatistic::kMean;
      Comparator row = Row(group, ComparatorKind::kStatisticalNeighbours,
                           is_mean ? Mean(values) : Median(values));
      row.statistic = statistic;
      row.areas = static_cast<int>(values.size());
      row.name = "statistical neighbours";
      row.source += ", " + sources_.neighbours->file;
      Add(code, std::move(row));
    }
  }

  void Add(const std::string& code, Comparator row) {
    row.authority = code;
    const bool is_share = TraitsOf(*sources_.catalogue->Find(row.indicator)).is_share;
    if (!is_share && row.value == Level{0}) {
      const int year = PartsOf(row.period.last).year;
      return Tell(0, "value",
                  row.indicator + " of " + row.name + " for " + code + " is 0 in " +
                      std::to_string(year) + "; a rate of 0 is left out");
    }
    made_.comparators.push_back(std::move(row));
  }

  /// Which measures were taken for what, how many values were withheld, and which were not taken.
  void TellMeasures() {
    std::string others;
    for (const auto& [measure, suppressed] : sources_.extract->suppressed) {
      const Indicator* indicator = IndicatorOfMeasure(measure, *sources_.catalogue);
      if (indicator == nullptr) {
        others += (others.empty() ? "" : "; ") + measure;
        continue;
      }
      made_.notes.push_back(measure + " is " + indicator->id + "; " + std::to_string(suppressed) +
                            " values of all years withheld or not available, left out");
    }
    if (!others.empty()) made_.notes.push_back("without an indicator, left out: " + others);
    std::set<int> early;
    for (const PublishedFigure& figure : sources_.extract->figures) {
      const bool wanted = wishes_.years.empty() || wishes_.years.contains(figure.year);
      if (wanted && PublishedOn(figure.year) < ReportingYear(figure.year).last) {
        early.insert(figure.year);
      }
    }
    for (const int year : early) {
      Tell(0, "",
           "the reporting year " + std::to_string(year) +
               " ends after the day given as published; left out");
    }
  }

  const ComparatorSources& sources_;
  const ComparatorWishes& wishes_;
  std::map<std::pair<std::ptrdiff_t, int>, Group> groups_;  // by place in the catalogue and year
  std::map<int, std::string> regions_;
  ComparatorsMade made_;
};

}  // namespace

ComparatorsMade MakeComparators(const ComparatorSources& sources, const ComparatorWishes& wishes) {
  return Maker(sources, wishes).Make();
}

const Indicator* IndicatorOfMeasure(std::string_view measure, const Catalogue& catalogue) {
  for (const Indicator& indicator : catalogue.indicators) {
    if (Names(indicator.source, measure)) return &indicator;
  }
  for (const Mapping& mapping : kMappings) {
    if (mapping.measure == measure) return catalogue.Find(mapping.indicator);
  }
  return nullptr;
}

std::vector<std::string> WantedCodes(const ComparatorWishes& wishes,
                                     const CouncilPopulations& populations,
                                     std::vector<OpenDataProblem>& problems) {
  std::set<std::string> codes;
  for (const std::string& code : wishes.authorities) {
    if (populations.OfCode(code) != nullptr) {
      codes.insert(code);
    } else {
      problems.push_back({populations.file, 0, "new_la_code", "there is no council " + code});
    }
  }
  const int newest = wishes.all ? populations.NewestYear() : 0;
  for (const CouncilPopulation& council : populations.councils) {
    if (wishes.all && council.year == newest) codes.insert(council.code);
  }
  return {codes.begin(), codes.end()};
}

std::string PopulationLines(const std::vector<std::string>& codes,
                            const CouncilPopulations& populations,
                            std::vector<OpenDataProblem>& problems) {
  std::string lines;
  for (const std::string& code : codes) {
    const CouncilPopulation& council = *populations.OfCode(code);
    if (!council.children) {
      problems.push_back({populations.file, 0, "population_estimate",
                          "the newest of " + council.name + " (" + code + ") is withheld"});
      continue;
    }
    std::string name = council.name;  // behind a #, where a line break would end the comment
    std::replace_if(
        name.begin(), name.end(), [](char c) { return 0 <= c && c < ' '; }, ' ');
    lines += "- {code: " + code + ", population: " + std::to_string(*council.children) +
             "}  # mid-" + std::to_string(council.year) + ", " + name + "\n";
  }
  return lines;
}

}  // namespace caseclock
