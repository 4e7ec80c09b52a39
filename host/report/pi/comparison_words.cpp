#include "host/report/pi/comparison_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/compare/scaling/scaling.hpp"
#include "host/machine/topology/cpu_layout.hpp"
#include "host/pi/estimate.hpp"
#include "host/report/disagreement_words.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/device_words.hpp"
#include "host/report/pi/scaling/scaling_words.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

std::string describe_hits(const Comparison& comparison) {
  if (comparison.disagreement) return describe(*comparison.disagreement);
  if (!comparison.verified) return "Hits not verified: the run stopped first.";
  const auto n = std::ranges::count_if(comparison.runs, [](const PiRun& run) { return !run.failure; });
  const bool as_many = std::ranges::all_of(
      comparison.runs, [&](const PiRun& run) { return run.asked == comparison.runs.front().asked; });
  const std::string same =
      !as_many
          ? fmt::format("All {} configurations counted the same hits in every run, and of as many samples the same", n)
      : n > 1 ? fmt::format("All {} configurations counted the same hits in every run", n)
              : std::string("The configuration counted the same hits in every run");
  if (comparison.recount.samples == 0 && comparison.range.size() > 0)
    return same + "; for the plain loop they are too many to recount in the time there is.";
  const char* how_many = comparison.recount.whole_range ? "all" : "the first";
  return fmt::format("{}; the plain loop recounted {} {} samples and agrees.", same, how_many,
                     format_exact(comparison.recount.samples));
}

/// What all runs together say of pi.
std::string describe_pi(const Comparison& comparison) {
  if (!comparison.verified) return "";
  const auto samples = [](const PiRun& run) { return run.failure ? 0 : run.tally.range.size(); };
  const Tally& tally = std::ranges::max_element(comparison.runs, {}, samples)->tally;
  return fmt::format("pi is {} (standard error).", format_pi(tally.hits, tally.range.size()));
}

std::string describe_failure(const PiRun& run) {
  if (!run.failure) return "";
  const Configuration& c = run.configuration;
  return fmt::format("FAILED: {}, kernel {}: {}.", describe_configuration(c), c.kernel->name, run.failure->what());
}

std::string describe_efficiency(const Comparison& comparison, const PiRun& run) {
  const auto efficiency = comparison.efficiency_of(run);
  return efficiency ? fmt::format(", efficiency {}", format_ratio(*efficiency)) : std::string();
}

/// "serial", or with which kernel it was where a GPU is compared with it.
std::string describe_baseline(const Comparison& comparison, const PiRun& run) {
  if (run.configuration.counts_on_cores()) return "serial";
  return fmt::format("serial with kernel {}", comparison.baseline_of(run)->configuration.kernel->name);
}

std::string describe_devices(const PiRun& run) {
  const Configuration& c = run.configuration;
  return describe_parts_of_time(fmt::format("{}, kernel {}", describe_configuration(c), c.kernel->name), run.timing);
}

std::string describe_parts(const Comparison& comparison, const PiRun& run) {
  const auto share = comparison.share_of_parts(run);
  if (!share) return "";
  return fmt::format("{}: {} of the rates of threads and cuda added up{}.", describe_configuration(run.configuration),
                     format_ratio(share->median), format_interval(*share));
}

std::string describe_messages(const PiRun& run) {
  if (!run.message_costs) return "";
  return fmt::format("{}: {}.", describe_configuration(run.configuration), describe_message_costs(run));
}

void add_energy(const Comparison& comparison, std::vector<std::string>& sentences) {
  std::vector<const Timing*> timings;
  for (const PiRun& run : comparison.runs) {
    const Configuration& c = run.configuration;
    timings.push_back(&run.timing);
    sentences.push_back(describe_energy(fmt::format("{}, kernel {}", describe_configuration(c), c.kernel->name),
                                        run.timing, static_cast<double>(run.tally.range.size()), "samples",
                                        comparison.idle_power));
  }
  std::ranges::move(describe_unreadable_energy(timings), std::back_inserter(sentences));
}

std::string describe_starts(const Comparison& comparison) {
  if (!comparison.starts || !comparison.starts->thread) return "";
  const auto& process = comparison.starts->process;
  return fmt::format("Starting a thread takes {}{}.", format_duration(*comparison.starts->thread),
                     process ? ", a process " + format_duration(*process) : std::string());
}

std::string describe_failed_start(const Comparison& comparison) {
  if (!comparison.starts || !comparison.starts->failure) return "";
  return fmt::format("FAILED: timing the start of workers: {}.", comparison.starts->failure->what());
}

std::string verdict_on_run(const Comparison& comparison, const PiRun& run) {
  return describe_verdict(*comparison.verdict_on(run), run.cpu_share(), run.workers_with_work());
}

std::string describe_speed(const Comparison& comparison, const PiRun& run) {
  const auto ratio = comparison.speed_up_of(run);
  if (!ratio || &run == comparison.baseline_of(run)) return "";
  const Configuration& c = run.configuration;
  return fmt::format("{}, kernel {}: {}{}: {}{}.", describe_configuration(c), c.kernel->name,
                     describe_speed(*ratio, "times", describe_baseline(comparison, run)),
                     describe_efficiency(comparison, run), verdict_on_run(comparison, run), describe_idle_workers(run));
}

/// Each beside serial; where some are measured with several numbers of workers or GPUs, those beside one instead.
std::vector<std::string> describe_speeds(const Comparison& comparison) {
  const CpuLayout layout = cpu_layout();
  if (const auto scaling = find_scaling(comparison, layout); !scaling.empty()) return sentences_on(scaling, layout);
  std::vector<std::string> sentences;
  for (const PiRun& run : comparison.runs) sentences.push_back(describe_speed(comparison, run));
  return sentences;
}

std::string describe_method(const Comparison& comparison) {
  if (comparison.range.size() == 0 && comparison.stopped_by == StoppedBy::precision) return "";
  return describe_warm_rounds(comparison.rounds, comparison.stopped_by, "--samples");
}

}  // namespace

std::string device_lines(const Comparison& comparison) {
  std::set<std::string> lines;
  for (const PiRun& run : comparison.runs)
    for (const std::string& device : run.timing.devices) lines.insert("\n" + device);
  return fmt::format("{}", fmt::join(lines, ""));
}

std::vector<std::string> findings_of(const Comparison& comparison) {
  std::vector<std::string> sentences{describe(comparison.machine)};
  if (sentences.front().empty()) sentences.clear();
  std::ranges::move(findings_on_runs(comparison), std::back_inserter(sentences));
  return sentences;
}

std::vector<std::string> findings_on_runs(const Comparison& comparison) {
  std::vector<std::string> sentences{describe_hits(comparison), describe_pi(comparison)};
  for (const PiRun& run : comparison.runs) sentences.push_back(describe_failure(run));
  sentences.push_back(describe_failed_start(comparison));
  std::ranges::move(describe_speeds(comparison), std::back_inserter(sentences));
  for (const PiRun& run : comparison.runs) sentences.push_back(describe_devices(run));
  for (const PiRun& run : comparison.runs) sentences.push_back(describe_device_work(run));
  for (const PiRun& run : comparison.runs) sentences.push_back(describe_parts(comparison, run));
  for (const PiRun& run : comparison.runs) sentences.push_back(describe_messages(run));
  add_energy(comparison, sentences);
  sentences.push_back(describe_starts(comparison));
  for (const PiRun& run : comparison.runs)
    if (is_suspicious(run.tally))
      sentences.push_back(fmt::format("WRONG: {} is more than {} standard errors from pi; this is not chance.",
                                      run.configuration.backend->name, suspicious_z));
  sentences.push_back(describe_method(comparison));
  std::erase(sentences, "");
  return sentences;
}

}  // namespace crossover
