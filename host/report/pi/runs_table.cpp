#include "host/report/pi/runs_table.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>

#include "host/pi/estimate.hpp"

namespace crossover {
namespace {

/// A member of something that may not be there; empty then.
template <class T>
std::string cell(const std::optional<T>& whole, double T::*part) {
  return whole ? fmt::format("{}", (*whole).*part) : std::string();
}

std::vector<std::string> row_of(const PiRun& run) {
  static const std::optional<Interval> none;
  const auto samples = run.tally.range.size();
  const auto e = estimate(run.tally.hits, samples);
  const auto rate = run.samples_per_second();
  const auto& warm = run.warm_seconds;
  const std::optional<Interval>& ci95 = warm ? warm->ci95 : none;
  return {std::string(run.configuration.backend->name),
          std::string(run.configuration.kernel->name),
          fmt::format("{}", run.configuration.workers),
          fmt::format("{}", static_cast<std::uint64_t>(run.tally.seed)),
          fmt::format("{}", run.tally.range.first),
          fmt::format("{}", samples),
          run.complete() ? "yes" : "no",
          fmt::format("{}", run.tally.hits),
          cell(e, &Estimate::pi),
          cell(e, &Estimate::standard_error),
          cell(e, &Estimate::z),
          rate ? fmt::format("{}", *rate) : std::string(),
          fmt::format("{}", run.setup_seconds),
          fmt::format("{}", run.cold_seconds),
          cell(warm, &Summary::median),
          cell(warm, &Summary::min),
          cell(warm, &Summary::max),
          cell(ci95, &Interval::low),
          cell(ci95, &Interval::high),
          fmt::format("{}", warm ? warm->raw.size() : 0),
          cell(run.device_seconds, &DeviceSeconds::kernel),
          cell(run.device_seconds, &DeviceSeconds::reduce),
          run.configuration.chunk ? fmt::format("{}", *run.configuration.chunk) : std::string(),
          run.configuration.release_gil ? "yes" : "no",
          fmt::format("{}", run.cpu_seconds),
          run.message_costs ? fmt::format("{}", run.message_costs->messages) : std::string(),
          run.message_costs ? fmt::format("{}", run.message_costs->seconds_per_message()) : std::string(),
          run.message_costs ? fmt::format("{}", run.message_costs->seconds_per_sample()) : std::string()};
}

}  // namespace

Table figures_of(const std::vector<PiRun>& runs) {
  Table table;
  for (const char* title : {"backend",
                            "kernel",
                            "workers",
                            "seed",
                            "first",
                            "samples",
                            "complete",
                            "hits",
                            "pi",
                            "standard_error",
                            "z",
                            "samples_per_second",
                            "setup_seconds",
                            "cold_seconds",
                            "warm_median_seconds",
                            "warm_min_seconds",
                            "warm_max_seconds",
                            "warm_ci95_low_seconds",
                            "warm_ci95_high_seconds",
                            "rounds",
                            "kernel_seconds",
                            "reduce_seconds",
                            "chunk",
                            "release_gil",
                            "cpu_seconds",
                            "messages",
                            "seconds_per_message",
                            "seconds_per_sample"})
    table.columns.push_back({title});
  for (const PiRun& run : runs) table.rows.push_back(row_of(run));
  return table;
}

}  // namespace crossover
