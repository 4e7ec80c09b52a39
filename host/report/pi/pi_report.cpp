#include "host/report/pi/pi_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/cuda/instruction_set.hpp"
#include "host/machine/cpus.hpp"
#include "host/pi/estimate.hpp"
#include "host/report/json.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/device_words.hpp"
#include "host/report/pi/pi_columns.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

std::string pi_line(const Tally& tally) {
  const auto e = estimate(tally.hits, tally.range.size());
  const std::string pi = format_pi(tally.hits, tally.range.size());
  return e ? fmt::format("{} (standard error), z = {:.2f}", pi, e->z) : pi;
}

/// "1.60 s: this run got 1.98 of the 2 CPUs it asked for".
std::string cpu_line(const PiRun& run) {
  std::string time = format_duration(run.timing.cpu_seconds());
  if (run.timing.cold_seconds <= 0 || !run.cpu_share()) return time;
  const unsigned cpus = std::min(run.workers_with_work(), usable_cpus());
  return fmt::format("{}: this run got {:.2f} of the {} CPU{} it asked for", time,
                     run.timing.cpu_seconds() / run.timing.cold_seconds, cpus, cpus == 1 ? "" : "s");
}

std::string backend_line(const Configuration& c) {
  std::string line = fmt::format("{}, {}", c.backend->name, describe_workers(c));
  if (c.chunk) line += ", chunks of " + format_exact(*c.chunk);
  if (c.release_gil) line += ", the lock released while they count";
  return line;
}

/// What the run found, as names and values.
Table findings(const PiRun& run) {
  const Configuration& c = run.configuration;
  const Tally& tally = run.tally;
  const auto rate = run.samples_per_second();
  const auto parts = parts_of_time(run.timing);
  const std::string of_it = parts.empty() ? "" : fmt::format("; of it {}", fmt::join(parts, ", "));
  Table table{{{.title = ""}, {.title = "", .is_prose = true}},
              {{"pi", pi_line(tally)},
               {"hits", grouped(tally.hits)},
               {"samples", fmt::format("{} (seed {}, from sample {})", format_exact(tally.range.size()),
                                       static_cast<std::uint64_t>(tally.seed), tally.range.first)},
               {"backend", backend_line(c) + describe_idle_workers(run)},
               {"kernel", fmt::format("{} ({})", c.kernel->name, instruction_set_of(*c.kernel))},
               {"time", format_duration(run.timing.cold_seconds) + (rate ? ", " + format_rate(*rate) : "") + of_it}}};
  for (const Reading& reading : run.timing.meters)
    if (reading.was_read() && !reading.meter->is_part_of_time)
      table.rows.push_back(
          {std::string(reading.meter->title), reading.meter == &cpu_meter ? cpu_line(run) : format_reading(reading)});
  const auto samples = static_cast<double>(tally.range.size());
  if (const std::string per_joule = describe_per_joule(run.timing, samples, "samples"); !per_joule.empty())
    table.rows.push_back({"energy", per_joule});
  if (run.message_costs) table.rows.push_back({"messages", describe_message_costs(run)});
  for (const std::string& device : run.timing.devices) table.rows.push_back({"device", device});
  for (const DeviceWork& work : run.device_work.by_device)
    table.rows.push_back({fmt::format("GPU {}", work.device), describe(work, run.device_work)});
  return table;
}

std::string what_stopped(const PiRun& run) { return run.failure ? "a failure" : name_of_stop_signal(run.signal); }

std::string warnings_on(const PiRun& run) {
  std::string lines;
  if (!run.complete())
    lines += fmt::format("PARTIAL: {} stopped the run after {} of {} samples.\n", what_stopped(run),
                         run.tally.range.size(), run.asked.size());
  if (is_suspicious(run.tally))
    lines += fmt::format("WRONG: this is more than {} standard errors from pi; this is not chance.\n", suspicious_z);
  return lines;
}

Json json_report(const PiRun& run) {
  Json document = json_head("pi");
  document["runs"] = Json::array({json_of(run)});
  return document;
}

}  // namespace

Document report_on(const PiRun& run) {
  const Json json = json_report(run);
  return {.page = {{Paragraph{warnings_on(run)}, findings(run)}},
          .csv = csv_of(json["runs"], pi_columns()),
          .json = text_of(json),
          .exit_code = run.ending().exit_code(),
          .failure = run.failure ? run.failure->what() : "",
          .notes = run.timing.incidents};
}

}  // namespace crossover
