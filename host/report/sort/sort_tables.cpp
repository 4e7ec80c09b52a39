#include "host/report/sort/sort_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/sort/sort_words.hpp"
#include "host/report/unavailable.hpp"

namespace crossover {
namespace {

const char* const absent = "-";

std::string rate_of(const SortTask& task, const SortRun& run) {
  if (run.fault) return "WRONG";
  if (run.failure) return "failed";
  const auto rate = keys_per_second(task, run);
  return rate ? mega_text(*rate) : absent;
}

/// How many times as fast as another run, which may be null.
std::string speed_up_cell(const SortRun& run, const SortRun* over) {
  if (over == nullptr || !over->warm_seconds || !run.warm_seconds) return absent;
  const auto ratio = speed_up(run, over);
  return ratio ? ratio_in_words(ratio->median) : "not judged";
}

std::string duration_cell(double seconds) { return seconds > 0 ? duration_text(seconds) : absent; }

/// As JSON has it.
std::string verdict_cell(const SortComparison& point, const SortRun& run) {
  const auto verdict = verdict_against_one_core(point, run);
  return verdict ? std::string(name_of(*verdict)) : std::string();
}

/// Marked where it got too little of the CPUs.
std::string time_cell(const SortComparison& point, const SortRun& run) {
  const bool marked = !point.machine.quiet && was_held_up(cpu_share(point.task, run));
  return duration_cell(run.seconds()) + (marked ? "!" : "");
}

std::string interval_of_rate(const SortTask& task, const SortRun& run) {
  if (!run.warm_seconds || !run.warm_seconds->ci95 || task.keys == 0) return absent;
  const double keys = static_cast<double>(task.keys) * task.arrays;
  return mega_text(keys / run.warm_seconds->ci95->high) + " to " + mega_text(keys / run.warm_seconds->ci95->low);
}

}  // namespace

Table table_of(const SortComparison& point, const std::vector<const SorterEntry*>& unavailable) {
  Table table{.columns = {{.title = "sorter", .is_key = true},
                          {.title = "sharing", .is_key = true},
                          {.title = "workers", .align = Align::right},
                          {.title = "Mkeys/s", .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = "time", .align = Align::right, .drop = 3},
                          {.title = "over sequential", .align = Align::right},
                          {.title = "over std", .align = Align::right},
                          {.title = "cold run", .align = Align::right, .drop = 2}},
              .rows = {}};
  for (const SortRun& run : point.runs) {
    const SortConfiguration& c = run.configuration;
    if (run.failure) {
      table.rows.push_back({std::string(c.sorter->name), std::string(name_of(c.sharing)),
                            fmt::format("{}", std::max(c.workers, c.threads)), "failed"});
      continue;
    }
    const SortRun* sequential = c.sharing == Sharing::sequential ? nullptr : point.sequential_run_of(*c.sorter);
    table.rows.push_back({std::string(c.sorter->name), std::string(name_of(c.sharing)),
                          fmt::format("{}", std::max(c.workers, c.threads)), rate_of(point.task, run),
                          interval_of_rate(point.task, run), time_cell(point, run), speed_up_cell(run, sequential),
                          speed_up_cell(run, point.plain_run()), duration_cell(run.cold_seconds)});
  }
  table.notes = why_unavailable(unavailable);
  return table;
}

Table table_of_sizes(const SortWalk& walk) {
  Table table{.columns = {{.title = "keys", .align = Align::right, .is_key = true}}, .rows = {}};
  for (const SortRun& run : walk.points.front().runs)
    table.columns.push_back({label_of(run.configuration), Align::right});
  for (const SortComparison& point : walk.points) {
    if (point.runs.empty()) continue;
    const auto winner = clear_winner(standings_of(point));
    std::vector<std::string> row{fmt::format("{}", point.task.keys)};
    for (std::size_t i = 0; i < point.runs.size(); ++i)
      row.push_back(fmt::format("{}{}{}", point.runs[i].warm_seconds || !point.runs[i].is_right() ? "" : "~",
                                rate_of(point.task, point.runs[i]), winner == i && point.runs.size() > 1 ? "*" : " "));
    row.resize(table.columns.size(), std::string(absent) + " ");
    table.rows.push_back(row);
  }
  return table;
}

Table figures_of(const SortWalk& walk) {
  Table table;
  for (const char* title : {"sorter",
                            "sharing",
                            "arrays",
                            "keys",
                            "type",
                            "distribution",
                            "seed",
                            "workers",
                            "threads",
                            "keys_per_second",
                            "setup_seconds",
                            "cold_seconds",
                            "warm_median_seconds",
                            "warm_min_seconds",
                            "warm_max_seconds",
                            "rounds",
                            "to_device_seconds",
                            "sort_seconds",
                            "to_host_seconds",
                            "cpu_seconds",
                            "cpu_share",
                            "verdict"})
    table.columns.push_back({title});
  const auto cell = [](const auto& value) { return value ? fmt::format("{}", *value) : std::string(); };
  for (const SortComparison& point : walk.points)
    for (const SortRun& run : point.runs) {
      const SortConfiguration& c = run.configuration;
      const auto of_warm = [&](double Summary::*part) {
        return run.warm_seconds ? fmt::format("{}", *run.warm_seconds.*part) : std::string();
      };
      const auto of_cold = [&](double seconds) {
        return run.cold_seconds > 0 ? fmt::format("{}", seconds) : std::string();
      };
      const auto of_device = [&](double SortDeviceSeconds::*part) {
        return run.device_seconds ? fmt::format("{}", *run.device_seconds.*part) : std::string();
      };
      table.rows.push_back({std::string(c.sorter->name),
                            std::string(name_of(c.sharing)),
                            fmt::format("{}", point.task.arrays),
                            fmt::format("{}", point.task.keys),
                            std::string(name_of(point.task.type)),
                            std::string(name_of(point.task.distribution)),
                            fmt::format("{}", static_cast<std::uint64_t>(point.task.seed)),
                            fmt::format("{}", c.workers),
                            fmt::format("{}", c.threads),
                            cell(keys_per_second(point.task, run)),
                            of_cold(run.setup_seconds),
                            of_cold(run.cold_seconds),
                            of_warm(&Summary::median),
                            of_warm(&Summary::min),
                            of_warm(&Summary::max),
                            fmt::format("{}", run.warm_seconds ? run.warm_seconds->raw.size() : 0),
                            of_device(&SortDeviceSeconds::to_device),
                            of_device(&SortDeviceSeconds::sort),
                            of_device(&SortDeviceSeconds::to_host),
                            of_cold(run.cpu_seconds),
                            cell(cpu_share(point.task, run)),
                            verdict_cell(point, run)});
    }
  return table;
}

}  // namespace crossover
