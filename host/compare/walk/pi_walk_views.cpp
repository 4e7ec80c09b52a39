#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "host/compare/walk/pi_walk.hpp"

namespace crossover {
namespace {

std::vector<double> raw_of(const PiRun& run, RunKind kind) {
  const auto& seconds = kind == RunKind::cold ? run.timing.cold_rounds : run.timing.warm_seconds;
  return seconds && !run.failure ? seconds->raw : std::vector<double>();
}

TimingsAtSize timings_at(const PiPoint& point, RunKind kind, std::size_t configurations) {
  TimingsAtSize at{point.samples(), {}, point.comparison.machine.quiet};
  for (std::size_t i = 0; i < configurations; ++i) {
    const PiRun* run = point.run_of(i);
    at.seconds.push_back(run != nullptr ? raw_of(*run, kind) : std::vector<double>());
    at.had_idle_workers.push_back(run != nullptr && run->workers_with_work() < run->configuration.workers);
  }
  return at;
}

/// `fastest` where no other is faster.
const PiRun* fastest_on_cpus(const PiPoint& point, const PiRun* fastest) {
  for (const PiRun& other : point.comparison.runs)
    if (other.configuration.counts_on_cores() && !other.failure && other.seconds() < fastest->seconds())
      fastest = &other;
  return fastest;
}

}  // namespace

const PiRun* PiPoint::run_of(std::size_t configuration) const {
  const auto& runs = comparison.runs;
  for (std::size_t n = 0; n < std::min(runs.size(), configurations.size()); ++n)
    if (configurations[n] == configuration) return &runs[n];
  return nullptr;
}

Ending PiWalk::ending() const {
  const auto is_wrong = [](const PiPoint& point) { return point.comparison.ending().wrong; };
  return {.wrong = disagreement || std::ranges::any_of(points, is_wrong), .failure = first_failure(), .signal = signal};
}

std::optional<Error> PiWalk::first_failure() const {
  for (const PiPoint& point : points)
    if (auto failure = point.comparison.first_failure()) return failure;
  return std::nullopt;
}

const MachineState& PiWalk::machine() const {
  const auto busy = std::ranges::find_if(points, [](const PiPoint& p) { return !p.comparison.machine.quiet; });
  return (busy != points.end() ? *busy : points.front()).comparison.machine;
}

std::uint64_t PiWalk::recounted() const {
  std::uint64_t largest = 0;
  for (const PiPoint& point : points) largest = std::max(largest, point.comparison.recount.samples);
  return largest;
}

Series PiWalk::series_of_points(RunKind kind) const {
  Series series{.axis = "samples", .points = {}};
  for (const PiPoint& point : points) series.points.push_back(timings_at(point, kind, configurations.size()));
  return series;
}

Series PiWalk::series(RunKind kind) const {
  Series series = series_of_points(kind);
  const std::vector<TimingsAtSize>& more = between.at(static_cast<std::size_t>(kind));
  std::ranges::copy(more, std::back_inserter(series.points));
  std::ranges::stable_sort(series.points, {}, &TimingsAtSize::size);
  return series;
}

std::vector<Pair> PiWalk::pairs() const {
  std::vector<Pair> all;
  const auto number_of = [&](const PiPoint& point, const PiRun* run) {
    return point.configurations.at(static_cast<std::size_t>(run - point.comparison.runs.data()));
  };
  const auto add = [&](std::size_t baseline, std::size_t other) {
    if (baseline != other && std::ranges::find(all, Pair{baseline, other}) == all.end())
      all.push_back({baseline, other});
  };
  const auto has_baseline = [](const PiPoint& point, std::size_t i) {
    const PiRun* run = point.run_of(i);
    return run != nullptr && !run->failure && point.comparison.baseline_of(*run) != nullptr;
  };
  for (std::size_t i = 0; i < configurations.size(); ++i) {
    const auto last =
        std::find_if(points.rbegin(), points.rend(), [&](const PiPoint& point) { return has_baseline(point, i); });
    if (last == points.rend()) continue;
    const PiRun* baseline = last->comparison.baseline_of(*last->run_of(i));
    add(number_of(*last, baseline), i);
    if (!configurations[i].counts_on_cores()) add(number_of(*last, fastest_on_cpus(*last, baseline)), i);
  }
  return all;
}

}  // namespace crossover
