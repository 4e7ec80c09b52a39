#include "host/report/pi/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/unavailable.hpp"

namespace crossover {
namespace {

/// By the slowest of the runs.
RateUnit rate_unit_of(const Comparison& comparison) {
  std::optional<double> slowest;
  for (const PiRun& run : comparison.runs)
    if (const auto rate = run.samples_per_second(); rate && !run.failure)
      slowest = std::min(*rate, slowest.value_or(*rate));
  return rate_unit(slowest.value_or(1e9));
}

std::string rate_interval(const PiRun& run, const RateUnit& unit) {
  if (!run.timing.warm_seconds || !run.timing.warm_seconds->ci95) return absent;
  const auto n = static_cast<double>(run.tally.range.size());
  return unit.number(n / run.timing.warm_seconds->ci95->high) + " to " +
         unit.number(n / run.timing.warm_seconds->ci95->low);
}

std::string ratio_cell(const std::optional<double>& ratio) { return ratio ? format_ratio(*ratio) : absent; }

std::optional<double> median_of(const std::optional<Summary>& ratio) {
  return ratio ? std::optional(ratio->median) : std::nullopt;
}

/// In which units the columns are.
struct Units {
  RateUnit rate;
  TimeUnit time, cold;
};

Units units_of(const Comparison& comparison) {
  std::vector<double> times, colds;
  for (const PiRun& run : comparison.runs) {
    if (run.failure) continue;
    times.push_back(run.seconds());
    colds.push_back(run.timing.cold_seconds);
  }
  return {rate_unit_of(comparison), time_unit_of(times), time_unit_of(colds)};
}

std::vector<std::string> row_of(const Comparison& comparison, const PiRun& run, const Units& units) {
  const Configuration& c = run.configuration;
  const auto rate = run.samples_per_second();
  return {std::string(c.backend->name) + (run.complete() ? "" : " (partial)"),
          std::string(c.kernel->name),
          fmt::format("{}", c.workers),
          grouped(run.tally.hits),
          rate ? units.rate.number(*rate) : absent,
          rate_interval(run, units.rate),
          ratio_cell(median_of(comparison.speed_up_of(run))),
          ratio_cell(comparison.efficiency_of(run)),
          units.time.number(run.seconds()),
          units.cold.number(run.timing.cold_seconds)};
}

std::vector<std::string> row_of_failed(const PiRun& run) {
  const Configuration& c = run.configuration;
  return {std::string(c.backend->name), std::string(c.kernel->name), fmt::format("{}", c.workers), "", "failed"};
}

/// A column behind that of the workers, where not all count as many.
void insert_samples(Table& table, const Comparison& comparison) {
  const std::vector<PiRun>& runs = comparison.runs;
  if (std::ranges::all_of(runs, [&](const PiRun& run) { return run.asked == runs.front().asked; })) return;
  constexpr std::ptrdiff_t at = 3;
  table.columns.insert(table.columns.begin() + at, {.title = "samples", .align = Align::right});
  for (std::size_t i = 0; i < runs.size(); ++i)
    table.rows[i].insert(table.rows[i].begin() + at, format_exact(runs[i].asked.size()));
}

}  // namespace

Table table_of(const Comparison& comparison, const std::vector<const BackendEntry*>& unavailable) {
  const Units units = units_of(comparison);
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "kernel", .is_hoisted = true},
                          {.title = "workers", .align = Align::right},
                          {.title = "hits", .align = Align::right, .is_hoisted = true},
                          {.title = fmt::format("{}samples/s", units.rate.prefix), .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = "speed-up", .align = Align::right},
                          {.title = "efficiency", .align = Align::right, .drop = 3},
                          {.title = fmt::format("time, {}", units.time.symbol), .align = Align::right, .drop = 4},
                          {.title = fmt::format("cold run, {}", units.cold.symbol), .align = Align::right, .drop = 2}},
              .rows = {}};
  const std::size_t behind_time = table.columns.size() - 1;
  std::vector<MeteredRow> metered;
  for (const PiRun& run : comparison.runs) {
    table.rows.push_back(run.failure ? row_of_failed(run) : row_of(comparison, run, units));
    metered.push_back({.readings = run.failure ? nullptr : &run.timing.meters,
                       .was_held_up = !comparison.machine.quiet && was_held_up(run.cpu_share())});
  }
  insert_meters(table, behind_time, metered);
  insert_samples(table, comparison);
  table.notes = why_unavailable(unavailable);
  return table;
}

}  // namespace crossover
