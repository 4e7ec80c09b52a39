#include <algorithm>
#include <optional>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

using RoundsOfTiming = std::optional<Summary> Timing::*;

/// The seconds of each round that as many samples would have taken as the other run counted.
std::vector<double> seconds_as_of(const PiRun& other, const PiRun& run, RoundsOfTiming rounds) {
  std::vector<double> seconds = (run.timing.*rounds)->raw;
  if (other.asked == run.asked) return seconds;
  for (double& s : seconds) s *= static_cast<double>(other.asked.size()) / static_cast<double>(run.asked.size());
  return seconds;
}

/// How many times as fast a run is as its baseline, which may be null.
std::optional<Summary> ratio_of(const PiRun* baseline, const PiRun& run, RoundsOfTiming rounds) {
  if (baseline == nullptr || !(baseline->timing.*rounds) || !(run.timing.*rounds)) return std::nullopt;
  return summarize_ratios((baseline->timing.*rounds)->raw, seconds_as_of(*baseline, run, rounds));
}

std::optional<Verdict> verdict_by_rounds(const PiRun* baseline, const PiRun& run, RoundsOfTiming rounds, bool quiet) {
  if (baseline == &run || !ratio_of(baseline, run, rounds)) return std::nullopt;
  return verdict_on(seconds_as_of(*baseline, run, rounds), (baseline->timing.*rounds)->raw, quiet);
}

}  // namespace

SampleRange ComparisonRequest::range_of(std::size_t configuration) const {
  return {range.first, sizes.empty() ? range.last : range.first + sizes.at(configuration)};
}

SampleRange ComparisonRequest::common_range() const {
  return {range.first, sizes.empty() ? range.last : range.first + *std::ranges::min_element(sizes)};
}

std::optional<Error> Comparison::first_failure() const {
  if (failure) return failure;
  const auto found = std::ranges::find_if(runs, [](const PiRun& run) { return run.failure.has_value(); });
  if (found != runs.end()) return found->failure;
  return starts ? starts->failure : std::nullopt;
}

bool Comparison::complete() const { return stopped_by != StoppedBy::interruption && !first_failure(); }

Ending Comparison::ending() const {
  const auto suspicious = [](const PiRun& run) { return is_suspicious(run.tally); };
  return {.wrong = disagreement || std::ranges::any_of(runs, suspicious), .failure = first_failure(), .signal = signal};
}

const PiRun* Comparison::baseline_of(const PiRun& run) const {
  const PiRun* best = nullptr;
  for (const PiRun& other : runs) {
    const Configuration& c = other.configuration;
    if (c.backend->name != serial_backend.name || other.failure) continue;
    if (c.kernel == run.configuration.kernel) return &other;
    const bool faster = best == nullptr || other.samples_per_second() > best->samples_per_second();
    if (!run.configuration.counts_on_cores() && faster) best = &other;
  }
  return best;
}

std::optional<Summary> Comparison::speed_up_of(const PiRun& run) const {
  return ratio_of(baseline_of(run), run, &Timing::warm_seconds);
}

std::optional<Verdict> Comparison::verdict_on(const PiRun& run) const {
  return verdict_by_rounds(baseline_of(run), run, &Timing::warm_seconds, machine.quiet);
}

std::optional<Summary> Comparison::cold_speed_up_of(const PiRun& run) const {
  return ratio_of(baseline_of(run), run, &Timing::cold_rounds);
}

std::optional<Verdict> Comparison::cold_verdict_on(const PiRun& run) const {
  return verdict_by_rounds(baseline_of(run), run, &Timing::cold_rounds, machine.quiet);
}

std::optional<double> Comparison::efficiency_of(const PiRun& run) const {
  const auto speed_up = speed_up_of(run);
  if (!speed_up || !run.configuration.counts_on_cores()) return std::nullopt;
  return speed_up->median / run.configuration.workers;
}

std::optional<Summary> Comparison::speed_up_of(const PiRun& run, const PiRun& other) {
  return ratio_of(&other, run, &Timing::warm_seconds);
}

std::optional<Verdict> Comparison::verdict_on(const PiRun& run, const PiRun& other) const {
  return verdict_by_rounds(&other, run, &Timing::warm_seconds, machine.quiet);
}

std::optional<Summary> Comparison::share_of_parts(const PiRun& run) const {
  const Configuration& whole = run.configuration;
  if (whole.backend->name != hybrid_backend.name || !run.timing.warm_seconds) return std::nullopt;
  const auto find = [&](const auto& is_part) {
    const auto part = std::find_if(runs.begin(), runs.end(), is_part);
    return part != runs.end() && part->timing.warm_seconds ? &*part : nullptr;
  };
  const PiRun* cpu = find([&](const PiRun& r) {
    const Configuration& c = r.configuration;
    return c.backend->name == threads_backend.name && c.kernel == whole.kernel && c.workers == whole.workers &&
           !c.chunk && r.asked == run.asked;
  });
  const PiRun* gpus = find([&](const PiRun& r) {
    const Configuration& c = r.configuration;
    return c.backend->name == cuda_backend.name && c.kernel == c.backend->kernels().front() &&
           c.devices == whole.devices && r.asked == run.asked;
  });
  if (cpu == nullptr || gpus == nullptr) return std::nullopt;
  std::vector<double> ideal;
  for (std::size_t i = 0; i < run.timing.warm_seconds->raw.size(); ++i)
    ideal.push_back(1 / (1 / cpu->timing.warm_seconds->raw.at(i) + 1 / gpus->timing.warm_seconds->raw.at(i)));
  return summarize_ratios(ideal, run.timing.warm_seconds->raw);
}

}  // namespace crossover
