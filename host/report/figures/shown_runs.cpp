#include "host/report/figures/shown_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "host/report/numbers.hpp"
#include "host/report/page/table.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/saved/run_columns.hpp"
#include "host/report/saved/run_names.hpp"

namespace crossover {
namespace {

ShownTimes times_at(const Json& run, const std::string& pointer) {
  return {.median = number_at(run, pointer + "/median"),
          .interval = interval_at(run, pointer + "/ci95"),
          .rounds = numbers_at(run, pointer + "/raw")};
}

ShownTimes cold_times_of(const Json& run) {
  ShownTimes times = times_at(run, "/seconds/cold_rounds");
  if (!times.median) times.median = number_at(run, "/seconds/cold");
  return times;
}

/// A run's names without the size.
Json names_of(const Json& run, const char* size) {
  Json names = named(run, names_of_run(run));
  if (names.is_object()) names.erase(size);
  return names;
}

void name_configurations(ShownRuns& shown) {
  std::vector<Json> all;
  std::vector<std::string> owners;
  for (const ShownConfiguration& configuration : shown.configurations) {
    all.push_back(configuration.names);
    owners.push_back(text_at(configuration.names, shown.what == "keys" ? "/sorter" : "/backend"));
  }
  const auto members = members_that_distinguish(all);
  const auto looks = looks_for(owners);
  for (std::size_t i = 0; i < all.size(); ++i) {
    shown.configurations[i].name = describe_run(all[i], members);
    shown.configurations[i].look = looks[i];
  }
}

std::size_t index_of(ShownRuns& shown, const Json& names) {
  const auto found = std::ranges::find(shown.configurations, names, &ShownConfiguration::names);
  if (found != shown.configurations.end()) return static_cast<std::size_t>(found - shown.configurations.begin());
  shown.configurations.push_back({.name = {}, .look = {}, .names = names});
  return shown.configurations.size() - 1;
}

}  // namespace

std::vector<ShownRun> ShownRuns::of(std::size_t configuration) const {
  std::vector<ShownRun> its;
  std::ranges::copy_if(runs, std::back_inserter(its),
                       [&](const ShownRun& run) { return run.configuration == configuration; });
  std::ranges::stable_sort(its, {}, &ShownRun::size);
  return its;
}

ShownRuns shown_runs(const Json& runs) {
  ShownRuns shown;
  if (!runs.is_array()) return shown;
  for (const Json& run : runs)
    if (run.is_object() && run.contains("sorter")) shown.what = "keys";
  for (const Json& run : runs) {
    if (!run.is_object() || !run.contains("seconds")) continue;
    const auto size = number_at(run, "/" + shown.what);
    if (!size || !(*size >= 0)) continue;
    shown.runs.push_back({.configuration = index_of(shown, names_of(run, shown.what.c_str())),
                          .size = *size,
                          .cold = cold_times_of(run),
                          .warm = times_at(run, "/seconds/warm"),
                          .speed_up = number_at(run, "/speed_up/median"),
                          .cold_speed_up = number_at(run, "/cold_speed_up/median"),
                          .speed_up_interval = interval_at(run, "/speed_up/ci95"),
                          .cold_speed_up_interval = interval_at(run, "/cold_speed_up/ci95"),
                          .json = &run});
    shown.sizes.push_back(*size);
  }
  std::ranges::sort(shown.sizes);
  shown.sizes.erase(std::unique(shown.sizes.begin(), shown.sizes.end()), shown.sizes.end());
  name_configurations(shown);
  return shown;
}

std::string format_times(const ShownTimes& times) {
  if (!times.median) return absent;
  return format_duration(Summary{.median = *times.median, .min = 0, .max = 0, .ci95 = times.interval, .raw = {}});
}

std::string format_sized(const ShownRuns& shown, double size) {
  return fmt::format("{} {}", format_size(whole_number(size)), shown.what);
}

std::string tip_of(const ShownRuns& shown, const ShownRun& run, bool is_cold) {
  const ShownTimes& times = is_cold ? run.cold : run.warm;
  std::string tip = fmt::format("{}, {}{}: {}", shown.configurations.at(run.configuration).name,
                                format_sized(shown, run.size), is_cold ? ", cold" : "", format_times(times));
  if (!times.rounds.empty()) tip += fmt::format(", {}", plural(times.rounds.size(), "round"));
  if (times.median && *times.median > 0) {
    const auto arrays = shown.what == "keys" ? number_at(*run.json, "/arrays").value_or(1) : 1;
    tip += fmt::format(", {}", format_rate(run.size * arrays / *times.median, shown.what));
  }
  const auto& ratio = is_cold ? run.cold_speed_up : run.speed_up;
  if (ratio && *ratio > 0 && text_at(*run.json, is_cold ? "/cold_verdict" : "/verdict") != absent)
    tip += fmt::format(", {} times the baseline", format_ratio(*ratio));
  return tip;
}

}  // namespace crossover
