#include "host/compare/walk/pi_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "host/compare/device_starts.hpp"
#include "host/compare/walk/walk_plan.hpp"
#include "host/measure/series/narrowing.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

/// Of the time limit; the rest is for narrowing.
constexpr double share_of_sizes = 0.85;

constexpr double seconds_of_size_between = 0.4;  // at least

/// Sizes that need no longer are measured in several sweeps over all of them, so that a machine whose speed changes
/// over seconds is not met fast at some and slow at others.
constexpr unsigned sweeps = 3;
constexpr double longest_in_sweeps = 3;  // seconds

/// A size at which nothing was measured.
Comparison failed_at_once(const ComparisonRequest& request, const Error& error) {
  Comparison comparison;
  comparison.seed = request.seed;
  comparison.range = request.range;
  comparison.failure = error;
  comparison.stopped_by = StoppedBy::interruption;
  return comparison;
}

/// About how long the rounds take that each run lacks for intervals, cold and warm, by those that it has.
double seconds_of_missing_rounds(const Comparison& comparison) {
  constexpr double for_starts = 1.2;  // backends are made ready anew
  const auto missing = [](const std::optional<Summary>& rounds) {
    const std::size_t there = rounds ? rounds->raw.size() : 0;
    return static_cast<double>(rounds_for_an_interval - std::min(rounds_for_an_interval, there));
  };
  double seconds = 0;
  for (const PiRun& run : comparison.runs)
    if (!run.failure)
      seconds +=
          missing(run.timing.warm_seconds) * run.seconds() + missing(run.timing.cold_rounds) * run.timing.cold_seconds;
  return for_starts * seconds;
}

/// The state of a walk.
class SampleWalk {
 public:
  SampleWalk(const PiWalkRequest& request, const Watch<PiWalk>& watch)
      : request_(request),
        watch_(watch),
        walk_{.configurations = request.configurations, .sizes = request.sizes, .longest = request.longest},
        has_left_(request.configurations.size()) {}

  PiWalk carry_out() && {
    walk_.idle_power = measure_idle_power(addresses_of(request_.configurations), [&] { return watch_.signal() != 0; });
    learn_device_starts();
    walk_.is_done = measure_sizes() && measure_missing_rounds() && narrow_crossings();
    return std::move(walk_);
  }

 private:
  // Each step answers whether the walk goes on: it ends when somebody stops it, and at the first disagreement.

  /// In this process the set-up of devices is seen once; what a process of its own needs is the difference to the next.
  void learn_device_starts() {
    const auto on_devices = std::ranges::find_if(request_.configurations,
                                                 [](const Configuration& c) { return c.backend->takes_devices(); });
    if (on_devices == request_.configurations.end()) return;
    try {
      for (int run = 0; run < 2; ++run)
        device_starts_.missing_from(run_cold_and_end(*on_devices, request_.seed, {request_.first, request_.first + 2},
                                                     [](const Tally&) { return true; }));
    } catch (const Error&) {  // its first run tells why
    }
  }

  /// First those that need little time, then the others.
  bool measure_sizes() {
    const WalkPlan plan = plan_walk(request_);
    const std::vector<double>& needs = plan.seconds_needed;
    max_recounted_ = plan.max_recounted;
    const auto first_long = std::ranges::find_if(needs, [](double seconds) { return seconds > longest_in_sweeps; });
    const auto short_ones = static_cast<std::size_t>(first_long - needs.begin());
    for (unsigned sweep = 0; sweep < sweeps; ++sweep)
      for (std::size_t n = 0; n < short_ones; ++n)
        if (!measure_in_time(n, sweeps, needs[n] / sweeps, short_ones * (sweeps - sweep) - n)) return false;
    for (std::size_t n = short_ones; n < needs.size(); ++n)
      if (!measure_in_time(n, 1, needs[n], needs.size() - n)) return false;
    return true;
  }

  /// Where runs took longer than was planned, some sizes have too few rounds for intervals although time is left.
  bool measure_missing_rounds() {
    std::vector<std::size_t> lacking;
    for (std::size_t n = 0; n < walk_.points.size(); ++n)
      if (walk_.points[n].comparison.complete() && seconds_of_missing_rounds(walk_.points[n].comparison) > 0)
        lacking.push_back(n);
    for (std::size_t i = 0; i < lacking.size(); ++i) {
      const std::size_t n = lacking[i];
      const double needed = seconds_of_missing_rounds(walk_.points[n].comparison);
      if (!measure_in_time(n, 1, needed, lacking.size() - i)) return false;
    }
    return true;
  }

  /// For as long as it needs, or its share of the time that is left where that is shorter.
  bool measure_in_time(std::size_t n, unsigned in_sweeps, double seconds_needed, std::size_t sizes_left) {
    const double left = share_of_sizes * request_.time_limit - since_start_.seconds();
    const bool goes_on = measure(n, in_sweeps, std::min(seconds_needed, left / static_cast<double>(sizes_left)));
    tell_of_part(walk_);
    return goes_on;
  }

  void leave_out_those_that_take_too_long(std::uint64_t size) {
    if (walk_.points.empty()) return;
    const PiPoint& last = walk_.points.back();
    for (std::size_t i = 0; i < has_left_.size(); ++i) {
      const PiRun* run = last.run_of(i);
      if (run == nullptr) continue;
      const double factor = static_cast<double>(size) / static_cast<double>(last.samples());
      if (run->failure || factor * run->seconds() > request_.longest) has_left_[i] = true;
    }
  }

  bool measure(std::size_t n, unsigned in_sweeps, double seconds) {
    const std::uint64_t size = request_.sizes[n];
    const bool is_first_time = n == walk_.points.size();
    if (n > walk_.points.size()) return true;  // all had left before
    if (is_first_time) leave_out_those_that_take_too_long(size);
    if (is_first_time && std::ranges::count(has_left_, false) == 0) return true;
    PiPoint point = is_first_time ? PiPoint{} : walk_.points[n];
    const Comparison so_far = point.comparison;
    if (!is_first_time && !so_far.complete()) return true;
    if (is_first_time)
      for (std::size_t i = 0; i < has_left_.size(); ++i)
        if (!has_left_[i]) point.configurations.push_back(i);
    if (is_first_time && size <= max_recounted_ && !recount(size)) return false;
    ComparisonRequest at = request_at(size, point);
    at.time_limit = std::max(0.0, seconds);
    at.at_one_of_sizes->sweeps = in_sweeps;
    if (!is_first_time)
      at.at_one_of_sizes->so_far = &so_far;
    else if (size <= max_recounted_)
      at.at_one_of_sizes->hits = hits_;
    const Watch<Comparison> watch = watch_at(size, [&](const Comparison& c) { tell_of_part(n, point, c); });
    try {
      point.comparison = compare(at, watch);
    } catch (const Error& error) {
      if (walk_.points.empty()) throw;
      point.comparison = failed_at_once(at, error);
    }
    const bool goes_on = point.comparison.signal == 0 && !point.comparison.failure && !point.comparison.disagreement;
    walk_.disagreement = point.comparison.disagreement;
    walk_.signal = point.comparison.signal;
    keep(n, std::move(point));
    return goes_on;
  }

  ComparisonRequest request_at(std::uint64_t size, const PiPoint& point) {
    ComparisonRequest at{.configurations = {},
                         .seed = request_.seed,
                         .range = {request_.first, request_.first + size},
                         .time_limit = 0,
                         .at_one_of_sizes = AtOneOfSizes{.device_starts = &device_starts_}};
    for (const std::size_t i : point.configurations) at.configurations.push_back(request_.configurations[i]);
    return at;
  }

  void keep(std::size_t n, PiPoint point) {
    walk_.points.resize(std::max(walk_.points.size(), n + 1));
    walk_.points[n] = std::move(point);
  }

  /// Goes on from what was counted for the size before.
  bool recount(std::uint64_t size) {
    const SampleRange rest{request_.first + counted_, request_.first + size};
    const auto watch = watch_at(size, nullptr);
    const auto hits = count_by_plain_loop(request_.seed, rest, [&](const Tally&) {
      watch.progress({"plain loop", 0, 1});
      return watch.signal() == 0;
    });
    if (!hits) {
      note_signal(size);
      return false;
    }
    hits_ += *hits;
    counted_ = size;
    return true;
  }

  /// Where no run of a size was begun, it is one without runs.
  void note_signal(std::uint64_t size) {
    PiPoint point;
    point.comparison.seed = request_.seed;
    point.comparison.range = {request_.first, request_.first + size};
    point.comparison.stopped_by = StoppedBy::interruption;
    point.comparison.signal = walk_.signal = watch_.signal();
    walk_.points.push_back(std::move(point));
  }

  /// A size of each bracket in turn, as long as there is time and something to tell.
  bool narrow_crossings() {
    for (bool has_measured = true; has_measured;) {
      has_measured = false;
      for (const RunKind kind : run_kinds)
        for (const Pair& pair : walk_.pairs()) {
          if (since_start_.seconds() + seconds_of_size_between > request_.time_limit) return true;
          const auto probe = probe_of(pair, kind);
          if (!probe || since_start_.seconds() + probe->seconds > request_.time_limit) continue;
          if (!tried_.emplace(pair.baseline, pair.other, kind, probe->size).second) continue;
          if (!measure_between(pair, kind, *probe)) return false;
          has_measured = true;
        }
    }
    return true;
  }

  /// Where a bracket of the pair can be narrowed.
  std::optional<Probe> probe_of(const Pair& pair, RunKind kind) const {
    auto probe = next_probe(pair_of(walk_.series(kind), pair.baseline, pair.other));
    if (probe) probe->seconds = std::max(probe->seconds, seconds_of_size_between);
    return probe;
  }

  bool measure_between(const Pair& pair, RunKind kind, const Probe& probe) {
    const ComparisonRequest at{
        .configurations = {request_.configurations[pair.baseline], request_.configurations[pair.other]},
        .seed = request_.seed,
        .range = {request_.first, request_.first + probe.size},
        .time_limit = probe.seconds,
        .at_one_of_sizes = AtOneOfSizes{
            .cold = kind == RunKind::cold, .warm = kind == RunKind::warm, .device_starts = &device_starts_}};
    try {
      return keep_between({compare(at, watch_at(probe.size, nullptr)), {pair.baseline, pair.other}}, kind);
    } catch (const Error& error) {
      walk_.points.back().comparison.failure = error;
      return false;
    }
  }

  bool keep_between(PiPoint point, RunKind kind) {
    walk_.disagreement = point.comparison.disagreement;
    const bool goes_on = point.comparison.complete() && !walk_.disagreement;
    PiWalk alone{.configurations = walk_.configurations, .sizes = {}, .points = {std::move(point)}};
    std::vector<TimingsAtSize>& between = walk_.between.at(static_cast<std::size_t>(kind));
    between.push_back(alone.series(kind).points.front());
    std::ranges::stable_sort(between, {}, &TimingsAtSize::size);
    if (goes_on) return true;
    Comparison& last = walk_.points.back().comparison;
    walk_.signal = alone.points.front().comparison.signal;
    if (const auto failure = alone.first_failure()) last.failure = failure;
    return false;
  }

  Watch<Comparison> watch_at(std::uint64_t size, std::function<void(const Comparison&)> on_part) const {
    return {.stop_signal = watch_.stop_signal,
            .on_progress =
                [this, size](const Progress& at_size) {
                  const auto in_ms = [](double seconds) { return static_cast<std::uint64_t>(1000 * seconds); };
                  const std::uint64_t total = in_ms(request_.time_limit);
                  watch_.progress({fmt::format("{} samples, {}", size, at_size.what),
                                   std::min(in_ms(since_start_.seconds()), total), total, Progress::Pieces::even});
                },
            .on_part = std::move(on_part)};
  }

  /// What is told is written to a file, after much has been derived from it.
  bool is_time_to_tell() const {
    constexpr double pause = 4;  // seconds
    return watch_.on_part && since_part_.seconds() >= pause;
  }

  void tell_of_part(const PiWalk& walk) {
    if (!is_time_to_tell()) return;
    watch_.on_part(walk);
    since_part_ = Stopwatch();
  }

  void tell_of_part(std::size_t n, const PiPoint& point, const Comparison& so_far) {
    if (!is_time_to_tell()) return;
    PiWalk walk = walk_;
    walk.points.resize(std::max(walk.points.size(), n + 1));
    walk.points[n] = {so_far, point.configurations};
    tell_of_part(walk);
  }

  const PiWalkRequest& request_;
  const Watch<PiWalk>& watch_;
  PiWalk walk_;
  std::vector<bool> has_left_;  ///< [configuration]
  DeviceStarts device_starts_;
  Stopwatch since_start_, since_part_;
  std::uint64_t max_recounted_ = 0, counted_ = 0, hits_ = 0;
  std::set<std::tuple<std::size_t, std::size_t, RunKind, std::uint64_t>> tried_;  ///< Pair, kind and size between.
};

}  // namespace

PiWalk walk_samples(const PiWalkRequest& request, const Watch<PiWalk>& watch) {
  return SampleWalk(request, watch).carry_out();
}

}  // namespace crossover
