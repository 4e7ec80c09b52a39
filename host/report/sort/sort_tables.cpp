#include "host/report/sort/sort_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/sort/sort_words.hpp"
#include "host/report/unavailable.hpp"

namespace crossover {
namespace {

std::string rate_of(const SortTask& task, const SortRun& run) {
  if (run.fault) return "WRONG";
  if (run.failure) return "failed";
  const auto rate = keys_per_second(task, run);
  return rate ? format_mega(*rate) : absent;
}

/// How many times as fast as another run, which may be null.
std::string speed_up_cell(const SortRun& run, const SortRun* over) {
  if (over == nullptr || !over->timing.warm_seconds || !run.timing.warm_seconds) return absent;
  const auto ratio = speed_up(run, over);
  return ratio ? format_ratio(ratio->median) : "not judged";
}

std::string time_cell(const TimeUnit& unit, double seconds) { return seconds > 0 ? unit.number(seconds) : absent; }

std::string interval_of_rate(const SortTask& task, const SortRun& run) {
  if (!run.timing.warm_seconds || !run.timing.warm_seconds->ci95 || task.keys == 0) return absent;
  const double keys = task.all_keys();
  return format_mega(keys / run.timing.warm_seconds->ci95->high) + " to " +
         format_mega(keys / run.timing.warm_seconds->ci95->low);
}

/// In which units the columns are.
struct SortUnits {
  TimeUnit time, cold;
};

SortUnits units_of(const SortComparison& point) {
  std::vector<double> times, colds;
  for (const SortRun& run : point.runs) {
    times.push_back(run.seconds());
    colds.push_back(run.timing.cold_seconds);
  }
  return {time_unit_of(times), time_unit_of(colds)};
}

std::vector<std::string> row_of(const SortComparison& point, const SortRun& run, const SortUnits& units) {
  const SortConfiguration& c = run.configuration;
  std::vector<std::string> row{std::string(c.sorter->name), std::string(name_of(c.sharing)),
                               fmt::format("{}", std::max(c.workers, c.threads)), rate_of(point.task, run)};
  if (run.failure) return row;
  const SortRun* sequential = c.sharing == Sharing::sequential ? nullptr : point.sequential_run_of(*c.sorter);
  const auto add = [&](std::string cell) { row.push_back(std::move(cell)); };
  add(interval_of_rate(point.task, run));
  add(time_cell(units.time, run.seconds()));
  add(speed_up_cell(run, sequential));
  add(speed_up_cell(run, point.plain_run()));
  add(time_cell(units.cold, run.timing.cold_seconds));
  return row;
}

}  // namespace

Table table_of(const SortComparison& point, const std::vector<const SorterEntry*>& unavailable) {
  const SortUnits units = units_of(point);
  Table table{.columns = {{.title = "sorter", .is_key = true},
                          {.title = "sharing", .is_key = true},
                          {.title = "workers", .align = Align::right},
                          {.title = "Mkeys/s", .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = fmt::format("time, {}", units.time.symbol), .align = Align::right, .drop = 3},
                          {.title = "over sequential", .align = Align::right},
                          {.title = "over std", .align = Align::right},
                          {.title = fmt::format("cold run, {}", units.cold.symbol), .align = Align::right, .drop = 2}},
              .rows = {}};
  std::vector<MeteredRow> metered;
  for (const SortRun& run : point.runs) {
    table.rows.push_back(row_of(point, run, units));
    metered.push_back({.readings = run.is_right() ? &run.timing.meters : nullptr,
                       .was_held_up = !point.machine.quiet && was_held_up(cpu_share(point.task, run))});
  }
  constexpr std::size_t behind_time = 6;
  constexpr unsigned like_the_cold_run = 2;
  insert_meters(table, behind_time, metered, like_the_cold_run);
  table.notes = why_unavailable(unavailable);
  return table;
}

Table table_of_sizes(const SortWalk& walk) {
  Table table{.columns = {{.title = "keys", .align = Align::right, .is_key = true}}, .rows = {}};
  for (const SortRun& run : walk.points.front().runs)
    table.columns.push_back({label_of(run.configuration), Align::right});
  for (const SortComparison& point : walk.points) {
    if (point.runs.empty()) continue;
    const auto winner = clear_winner(timings_at(point));
    std::vector<std::string> row{fmt::format("{}", point.task.keys)};
    for (std::size_t i = 0; i < point.runs.size(); ++i)
      row.push_back(fmt::format("{}{}{}", point.runs[i].timing.warm_seconds || !point.runs[i].is_right() ? "" : "~",
                                rate_of(point.task, point.runs[i]), winner == i && point.runs.size() > 1 ? "*" : " "));
    row.resize(table.columns.size(), std::string(absent) + " ");
    table.rows.push_back(row);
  }
  return table;
}

}  // namespace crossover
