#include "host/compare/walk/sort_walk.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

std::vector<double> raw_of(const SortRun* run) {
  return run != nullptr && run->timing.warm_seconds ? run->timing.warm_seconds->raw : std::vector<double>();
}

const SortRun* fastest_on_one_core(const SortComparison& point) {
  const SortRun* fastest = nullptr;
  for (const SortRun& run : point.runs) {
    const SortConfiguration& c = run.configuration;
    if (!run.is_right() || c.sharing != Sharing::sequential || !c.sorter->is_for_one_core()) continue;
    if (fastest == nullptr || run.seconds() < fastest->seconds()) fastest = &run;
  }
  return fastest;
}

/// The time limits of sizes: four tenths shared evenly, the rest by how many keys there are to sort.
std::vector<double> time_limits(double all_seconds, const std::vector<std::uint64_t>& sizes) {
  double all_keys = 0;
  for (const std::uint64_t size : sizes) all_keys += static_cast<double>(size);
  std::vector<double> limits;
  for (const std::uint64_t size : sizes) {
    const double share_of_keys = all_keys > 0 ? static_cast<double>(size) / all_keys : 1;
    limits.push_back(all_seconds * (0.4 / static_cast<double>(sizes.size()) + 0.6 * share_of_keys));
  }
  return limits;
}

/// A size at which nothing was measured.
SortComparison failed_at_once(const SortTask& task, const Error& error) {
  SortComparison point;
  point.task = task;
  point.failure = error;
  point.stopped_by = StoppedBy::interruption;
  return point;
}

}  // namespace

const SortRun* baseline_of(const SortComparison& point, const SortRun& run) {
  const SortConfiguration& c = run.configuration;
  if (c.sharing != Sharing::sequential) return point.sequential_run_of(*c.sorter);
  return c.sorter->is_for_one_core() ? nullptr : fastest_on_one_core(point);
}

std::optional<Verdict> verdict_against_one_core(const SortComparison& point, const SortRun& run) {
  const SortRun* baseline = baseline_of(point, run);
  return baseline == nullptr ? std::nullopt : verdict_on(point, run, *baseline);
}

TimingsAtSize timings_at(const SortComparison& point) {
  TimingsAtSize timings{point.task.keys, {}, point.machine.quiet};
  for (const SortRun& run : point.runs) timings.seconds.push_back(raw_of(&run));
  return timings;
}

bool SortWalk::complete() const { return !was_stopped() && std::ranges::all_of(points, &SortComparison::complete); }

Ending SortWalk::ending() const {
  const SortComparison* failed = first_failed();
  return {.wrong = first_wrong() != nullptr,
          .failure = failed != nullptr ? failed->first_failure() : std::nullopt,
          .signal = points.back().signal};
}

const SortComparison* SortWalk::first_where(const std::function<bool(const SortComparison&)>& is) const {
  const auto found = std::ranges::find_if(points, is);
  return found == points.end() ? nullptr : &*found;
}

const SortComparison* SortWalk::first_wrong() const {
  return first_where([](const SortComparison& point) { return point.wrong_run() != nullptr; });
}

const SortComparison* SortWalk::first_failed() const {
  return first_where([](const SortComparison& point) { return point.first_failure().has_value(); });
}

const SortComparison* SortWalk::first_busy() const {
  return first_where([](const SortComparison& point) { return !point.machine.quiet; });
}

const SortComparison& SortWalk::last_measured() const {
  const auto found =
      std::find_if(points.rbegin(), points.rend(), [](const auto& point) { return !point.runs.empty(); });
  return found == points.rend() ? points.front() : *found;
}

Series SortWalk::series() const {
  Series series{.axis = "keys", .points = {}};
  for (const SortComparison& point : points) series.points.push_back(timings_at(point));
  return series;
}

std::vector<Crossing> SortWalk::crossings() const { return find_crossings(series()); }

Series SortWalk::against_one_core(std::size_t run) const {
  Series series{.axis = "keys", .points = {}};
  for (const SortComparison& point : points) {
    if (run >= point.runs.size()) continue;
    const SortRun* baseline = baseline_of(point, point.runs[run]);
    const auto alone = raw_of(baseline), shared = raw_of(&point.runs[run]);
    if (!alone.empty() && !shared.empty())
      series.points.push_back({point.task.keys, {alone, shared}, point.machine.quiet});
  }
  return series;
}

SortWalk walk_sizes(SortRequest request, const std::vector<std::uint64_t>& sizes, const Watch<SortWalk>& watch) {
  request.task.keys = sizes.back();
  require_memory(request);
  const std::vector<double> limits = time_limits(request.time_limit, sizes);
  double saved_seconds = 0;
  SortWalk walk{.sizes = sizes, .points = {}};
  walk.idle_power = measure_idle_power(addresses_of(request.configurations), [&] { return watch.signal() != 0; });
  for (const std::uint64_t size : sizes) {
    const std::size_t done = walk.points.size();
    request.task.keys = size;
    request.time_limit = limits[done] + saved_seconds;
    const Stopwatch since_start;
    const Watch<SortComparison> sorts{.stop_signal = watch.stop_signal, .on_progress = [&](const Progress& at_size) {
                                        watch.progress({at_size.what, done, sizes.size()});
                                      }};
    try {
      walk.points.push_back(compare_sorters(request, sorts));
    } catch (const Error& error) {
      if (walk.points.empty()) throw;
      walk.points.push_back(failed_at_once(request.task, error));
      return walk;
    }
    if (walk.points.back().was_stopped()) return walk;
    saved_seconds = request.time_limit - since_start.seconds();
    if (walk.points.size() < sizes.size() && watch.on_part) watch.on_part(walk);
  }
  return walk;
}

}  // namespace crossover
