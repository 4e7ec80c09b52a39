#include "host/report/pi/pi_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/machine/cpus.hpp"
#include "host/pi/estimate.hpp"
#include "host/report/json.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/runs_table.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

std::string pi_line(const Tally& tally) {
  const auto e = estimate(tally.hits, tally.range.size());
  const std::string pi = pi_text(tally.hits, tally.range.size());
  return e ? fmt::format("{} (standard error), z = {:.2f}", pi, e->z) : pi;
}

/// Making a backend that only gets its threads ready is not worth a word.
constexpr double least_setup_seconds = 0.5e-3;

/// Where the time of a run went, as far as its backend can tell.
std::string parts_of_time(const PiRun& run) {
  std::vector<std::string> parts;
  if (run.setup_seconds >= least_setup_seconds) parts.push_back("set-up " + duration_text(run.setup_seconds));
  if (run.device_seconds) {
    parts.push_back("kernel " + duration_text(run.device_seconds->kernel));
    parts.push_back("reduction " + duration_text(run.device_seconds->reduce));
  }
  return parts.empty() ? "" : fmt::format("; of it {}", fmt::join(parts, ", "));
}

/// "1.60 s: this run got 1.98 of the 2 CPUs it asked for".
std::string cpu_line(const PiRun& run) {
  const std::string time = duration_text(run.cpu_seconds);
  if (run.cold_seconds <= 0 || !run.cpu_share()) return time;
  const unsigned cpus = std::min(run.workers_with_work(), usable_cpus());
  return fmt::format("{}: this run got {:.2f} of the {} CPU{} it asked for", time, run.cpu_seconds / run.cold_seconds,
                     cpus, cpus == 1 ? "" : "s");
}

std::string backend_line(const Configuration& c) {
  std::string line = fmt::format("{}, {}", c.backend->name, workers_text(c));
  if (c.chunk) line += ", chunks of " + exact_text(*c.chunk);
  if (c.release_gil) line += ", the lock released while they count";
  return line;
}

/// What the run found, as names and values.
Table findings(const PiRun& run) {
  const Configuration& c = run.configuration;
  const Tally& tally = run.tally;
  const auto rate = run.samples_per_second();
  Table table{{{.title = ""}, {.title = "", .is_prose = true}},
              {{"pi", pi_line(tally)},
               {"hits", grouped(tally.hits)},
               {"samples", fmt::format("{} (seed {}, from sample {})", exact_text(tally.range.size()),
                                       static_cast<std::uint64_t>(tally.seed), tally.range.first)},
               {"backend", backend_line(c) + idle_workers_in_words(run)},
               {"kernel", fmt::format("{} ({})", c.kernel->name, c.kernel->instruction_set())},
               {"time", duration_text(run.cold_seconds) + (rate ? ", " + rate_text(*rate) : "") + parts_of_time(run)}}};
  table.rows.push_back({"CPU", cpu_line(run)});
  if (run.message_costs) table.rows.push_back({"messages", message_costs_in_words(run)});
  for (const std::string& device : run.devices) table.rows.push_back({"device", device});
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
  return {.page = {{Paragraph{warnings_on(run)}, findings(run)}},
          .csv = csv(figures_of({run})),
          .json = text_of(json_report(run)),
          .exit_code = run.ending().exit_code(),
          .failure = run.failure ? run.failure->what() : "",
          .notes = run.incidents};
}

}  // namespace crossover
