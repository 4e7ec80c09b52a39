#include "host/report/sort/sort_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "host/measure/series/models.hpp"
#include "host/measure/series/overtaking.hpp"
#include "host/report/crossings/crossing_json.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/rounds_csv.hpp"
#include "host/report/saved/result_csv.hpp"
#include "host/report/sort/sort_json.hpp"
#include "host/report/sort/sort_tables.hpp"
#include "host/report/sort/sort_words.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const SorterEntry*>;

std::string what_failed(const SortComparison& point) {
  if (point.failure) return "a failure stopped it";
  const auto failed = std::ranges::count_if(point.runs, [](const SortRun& run) { return run.failure.has_value(); });
  return fmt::format("{} of {} ways to sort failed", failed, point.runs.size());
}

std::string partial_notice(const SortWalk& walk) {
  if (walk.complete()) return "";
  const auto notice = [](const std::string& what, const SortComparison& where) {
    return fmt::format("PARTIAL: {} at {}.\n", what, format_keys(where.task.keys));
  };
  if (const SortComparison* wrong = walk.first_wrong()) return notice("a sorter is wrong", *wrong);
  const SortComparison& last = walk.points.back();
  const int signal = walk.ending().signal;
  if (signal != 0) return notice(fmt::format("{} stopped it", name_of_stop_signal(signal)), last);
  if (const SortComparison* failed = walk.first_failed()) return notice(what_failed(*failed), *failed);
  return notice("stopped", last);
}

std::string heading(const SortWalk& walk) {
  std::string lines = describe_task(walk) + " on " + one_line(describe_machine());
  std::set<std::string> devices;
  for (const SortRun& run : walk.last_measured().runs)
    devices.insert(run.timing.devices.begin(), run.timing.devices.end());
  for (const std::string& device : devices) lines += "\n" + device;
  return lines;
}

/// Of several sizes first what all of them have, then the last size's rows.
Page page_of(const SortWalk& walk, const Entries& unavailable) {
  const SortComparison& last = walk.last_measured();
  Page page{{Paragraph{partial_notice(walk) + heading(walk)}}};
  if (walk.sizes.size() > 1 && !last.runs.empty()) {
    page.blocks.emplace_back(Paragraph{"Mkeys/s; a star marks the fastest where it clearly is:"});
    page.blocks.emplace_back(table_of_sizes(walk));
    page.blocks.emplace_back(Paragraph{format_keys(last.task.keys) + ":"});
  }
  page.blocks.emplace_back(table_of(last, unavailable));
  page.blocks.emplace_back(findings_of(walk));
  return page;
}

/// Where the fastest of all changes, then where each run overtakes, or is overtaken by, what it is compared with.
Json json_of_crossings(const SortWalk& walk) {
  Json all = Json::array();
  const auto& runs = walk.points.front().runs;
  const Series series = walk.series();
  for (const Overtaking& o : overtakings_of_the_fastest(series, Lines(series)))
    all.push_back(
        json_of(o, RunKind::warm, "all", json_of(runs[o.from].configuration), json_of(runs[o.to].configuration)));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const SortRun* baseline = last_baseline_of(walk, i);
    if (baseline == nullptr) continue;
    const Series pair = walk.against_one_core(i);
    const std::array names{json_of(baseline->configuration), json_of(runs[i].configuration)};
    for (const Overtaking& o : overtakings_of(pair, Lines(pair), 0, 1))
      all.push_back(json_of(o, RunKind::warm, "pair", names.at(o.from), names.at(o.to)));
  }
  return all;
}

/// T0 + N log2 N / R of each run.
Json json_of_models(const SortWalk& walk) {
  Json all = Json::array();
  const auto& runs = walk.points.front().runs;
  const Lines lines(walk.series());
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (const auto model = lines.model_of(i))
      all.push_back(json_of(*model, RunKind::warm, json_of(runs[i].configuration)));
  return all;
}

/// The rounds of runs and what they are compared with at sizes between.
Json json_of_sizes_between(const SortWalk& walk) {
  Json all = Json::array();
  for (const auto& [_, comparison] : walk.between)
    for (const SortRun& run : comparison.runs)
      if (run.timing.warm_seconds)
        all.push_back({{"configuration", json_of(run.configuration)},
                       {"kind", name_of(RunKind::warm)},
                       {"keys", comparison.task.keys},
                       {"machine_was_quiet", comparison.machine.quiet},
                       {"seconds", json_of(*run.timing.warm_seconds)}});
  return all;
}

/// Where runs on several cores begin or cease to pay against one core.
Json json_of_sharing(const SortWalk& walk) {
  Json all = Json::array();
  const auto& runs = walk.points.front().runs;
  for (std::size_t i = 0; i < runs.size(); ++i)
    for (const Crossing& crossing : find_crossings(walk.against_one_core(i))) {
      Json one = json_of(runs[i].configuration);
      one.update({{"pays", crossing.after == 1 ? "from" : "up_to"},
                  {"last_before", crossing.last_before},
                  {"first_after", crossing.first_after}});
      all.push_back(one);
    }
  return all;
}

/// Null when nothing was sorted.
Json json_of_verification(const SortWalk& walk) {
  if (walk.first_wrong() != nullptr) return false;
  return walk.last_measured().runs.empty() ? Json(nullptr) : Json(true);
}

std::string first_failure_of(const SortWalk& walk) {
  const SortComparison* failed = walk.first_failed();
  return failed != nullptr ? failed->first_failure()->what() : "";
}

Json json_report(const SortWalk& walk, const Entries& unavailable) {
  const std::string failure = first_failure_of(walk);
  Json document = json_head("sort");
  document["complete"] = walk.complete();
  document["verified"] = json_of_verification(walk);
  document["failure"] = failure.empty() ? Json(nullptr) : Json(failure);
  document["machine_state"] = json_of(walk.first_busy() ? walk.first_busy()->machine : walk.points.front().machine);
  document["idle_power"] = json_of(walk.idle_power);
  document["findings"] = findings_of(walk);
  document["crossings"] = json_of_crossings(walk);
  document["sharing_pays"] = json_of_sharing(walk);
  document["models"] = json_of_models(walk);
  document["sizes_between"] = json_of_sizes_between(walk);
  document["machine_states"] = Json::array();
  document["thread_starts"] = Json::array();
  document["runs"] = Json::array();
  for (const SortComparison& point : walk.points) {
    document["machine_states"].push_back({{"keys", point.task.keys}, {"machine_state", json_of(point.machine)}});
    if (point.thread_start)
      document["thread_starts"].push_back(
          {{"keys", point.task.keys}, {"threads", point.task.arrays}, {"seconds", json_of(*point.thread_start)}});
    for (const SortRun& run : point.runs) document["runs"].push_back(json_of(point, run, walk.idle_power));
  }
  for (const SorterEntry* entry : unavailable) document["runs"].push_back(json_of_unavailable(*entry));
  return document;
}

}  // namespace

Document report_on(const SortWalk& walk, const Entries& unavailable) {
  const Json json = json_report(walk, unavailable);
  return {.page = page_of(walk, unavailable),
          .csv = csv_of_result(json),
          .json = text_of(json),
          .csv_rounds = csv_of_rounds(json),
          .exit_code = walk.ending().exit_code(),
          .failure = first_failure_of(walk)};
}

}  // namespace crossover
