#include "host/compare/walk/sort_walk.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "host/measure/series/crossings.hpp"
#include "host/measure/series/narrowing.hpp"
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

const SortRun* last_baseline_of(const SortWalk& walk, std::size_t run) {
  const SortRun* baseline = nullptr;
  for (const SortComparison& point : walk.points)
    if (run < point.runs.size())
      if (const SortRun* at_size = baseline_of(point, point.runs[run])) baseline = at_size;
  return baseline;
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

bool SortWalk::complete() const {
  return !was_stopped() && first_where([](const SortComparison& point) { return !point.complete(); }) == nullptr;
}

Ending SortWalk::ending() const {
  const SortComparison* failed = first_failed();
  return {.wrong = first_wrong() != nullptr,
          .failure = failed != nullptr ? failed->first_failure() : std::nullopt,
          .signal = between.empty() ? points.back().signal : between.back().comparison.signal};
}

const SortComparison* SortWalk::first_where(const std::function<bool(const SortComparison&)>& is) const {
  const auto found = std::ranges::find_if(points, is);
  if (found != points.end()) return &*found;
  const auto found_between = std::ranges::find_if(between, is, &SortBetween::comparison);
  return found_between == between.end() ? nullptr : &found_between->comparison;
}

const SortComparison* SortWalk::first_wrong() const {
  return first_where([](const SortComparison& point) { return point.wrong_run() != nullptr; });
}

const SortComparison* SortWalk::first_failed() const {
  return first_where([](const SortComparison& point) { return point.first_failure().has_value(); });
}

const SortComparison* SortWalk::first_busy() const {
  const auto found = std::ranges::find_if(points, [](const SortComparison& point) { return !point.machine.quiet; });
  return found == points.end() ? nullptr : &*found;
}

const SortComparison& SortWalk::last_measured() const {
  const auto found =
      std::find_if(points.rbegin(), points.rend(), [](const auto& point) { return !point.runs.empty(); });
  return found == points.rend() ? points.front() : *found;
}

Series SortWalk::series() const {
  Series series{.axis = "keys", .points = {}, .growth = Growth::n_log_n};
  for (const SortComparison& point : points) series.points.push_back(timings_at(point));
  return series;
}

std::vector<Crossing> SortWalk::crossings() const { return find_crossings(series()); }

Series SortWalk::against_one_core(std::size_t run) const {
  Series series{.axis = "keys", .points = {}, .growth = Growth::n_log_n};
  const auto add = [&](const SortComparison& point, const SortRun* baseline, const SortRun& shared) {
    const std::vector<double> of_baseline = raw_of(baseline), of_shared = raw_of(&shared);
    if (!of_baseline.empty() && !of_shared.empty())
      series.points.push_back({point.task.keys, {of_baseline, of_shared}, point.machine.quiet});
  };
  for (const SortComparison& point : points)
    if (run < point.runs.size()) add(point, baseline_of(point, point.runs[run]), point.runs[run]);
  for (const SortBetween& b : between)
    if (b.run == run && b.comparison.runs.size() == 2)
      add(b.comparison, &b.comparison.runs.front(), b.comparison.runs.back());
  std::ranges::stable_sort(series.points, {}, &TimingsAtSize::size);
  return series;
}

namespace {

constexpr double share_of_asked = 0.85, seconds_of_one_between = 0.5;

/// A walk over sizes of a request while it is made.
class KeysWalk {
 public:
  KeysWalk(const SortRequest& request, const std::vector<std::uint64_t>& sizes, const Watch<SortWalk>& watch)
      : request_(request), watch_(watch), walk_{.sizes = sizes, .points = {}} {}

  SortWalk carry_out() && {
    walk_.idle_power = measure_idle_power(addresses_of(request_.configurations), [&] { return watch_.signal() != 0; });
    const bool all_sizes = measure_sizes();
    if (all_sizes && walk_.sizes.size() > 1) narrow_crossings();
    return std::move(walk_);
  }

 private:
  // Each step answers whether the walk goes on.

  bool measure_sizes() {
    const double share = walk_.sizes.size() > 1 ? share_of_asked : 1;
    const std::vector<double> limits = time_limits(share * request_.time_limit, walk_.sizes);
    double saved_seconds = 0;
    for (std::size_t n = 0; n < walk_.sizes.size(); ++n) {
      SortRequest at = request_;
      at.task.keys = walk_.sizes[n];
      at.time_limit = limits[n] + saved_seconds;
      const Stopwatch since_start;
      try {
        walk_.points.push_back(compare_sorters(at, watch_of_size()));
      } catch (const Error& error) {
        if (walk_.points.empty()) throw;
        walk_.points.push_back(failed_at_once(at.task, error));
        return false;
      }
      if (walk_.points.back().was_stopped()) return false;
      saved_seconds = at.time_limit - since_start.seconds();
      if (n + 1 < walk_.sizes.size() && watch_.on_part) watch_.on_part(walk_);
    }
    return true;
  }

  /// A size of each bracket in turn, as long as there is time and something to tell.
  void narrow_crossings() {
    for (bool has_measured = true; has_measured;) {
      has_measured = false;
      for (std::size_t run = 0; run < request_.configurations.size(); ++run) {
        if (since_start_.seconds() + seconds_of_one_between > request_.time_limit) return;
        const auto probe = probe_of(run);
        if (!probe || since_start_.seconds() + probe->seconds > request_.time_limit) continue;
        if (!tried_.emplace(run, probe->size).second) continue;
        if (!measure_between(run, *probe)) return;
        has_measured = true;
      }
    }
  }

  std::optional<Probe> probe_of(std::size_t run) const {
    auto probe = next_probe(walk_.against_one_core(run));
    if (probe) probe->seconds = std::max(probe->seconds, seconds_of_one_between);
    return probe;
  }

  /// Against what the run was compared with at the largest size at which it was.
  bool measure_between(std::size_t run, const Probe& probe) {
    const SortRun* baseline = last_baseline_of(walk_, run);
    if (baseline == nullptr) return true;
    SortRequest at = request_;
    at.configurations = {baseline->configuration, request_.configurations[run]};
    at.task.keys = probe.size;
    at.time_limit = probe.seconds;
    at.min_seconds = seconds_of_one_between / 2;
    try {
      walk_.between.push_back({run, compare_sorters(at, watch_of_size())});
    } catch (const Error& error) {
      walk_.between.push_back({run, failed_at_once(at.task, error)});
    }
    return walk_.between.back().comparison.complete();
  }

  Watch<SortComparison> watch_of_size() const {
    return {.stop_signal = watch_.stop_signal, .on_progress = [this](const Progress& at_size) {
              const std::size_t sizes = walk_.sizes.size();
              watch_.progress({at_size.what, std::min(walk_.points.size(), sizes), sizes});
            }};
  }

  const SortRequest& request_;
  const Watch<SortWalk>& watch_;
  SortWalk walk_;
  const Stopwatch since_start_;
  std::set<std::pair<std::size_t, std::uint64_t>> tried_;  ///< Run and size between.
};

}  // namespace

SortWalk walk_sizes(SortRequest request, const std::vector<std::uint64_t>& sizes, const Watch<SortWalk>& watch) {
  request.task.keys = sizes.back();
  require_memory(request);
  return KeysWalk(request, sizes, watch).carry_out();
}

}  // namespace crossover
