#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "tests/support/fakes/fake_sorters.hpp"

/// Made-up comparisons of sorters, for what reports make of them.
namespace crossover {

/// In six rounds each: an interval needs no fewer.
inline std::vector<double> seconds(double each) { return std::vector<double>(6, each); }

/// At these sizes; all of them were measured.
inline SortWalk walk_of(std::vector<SortComparison> points) {
  SortWalk walk;
  for (const SortComparison& point : points) walk.sizes.push_back(point.task.keys);
  walk.points = std::move(points);
  return walk;
}

/// Two arrays of 1000 keys: std in 4 ms one after the other and in 2 ms by threads, whose start takes 20 µs, and a
/// sorter for two workers in 1 ms.
inline SortWalk one_size() {
  SortComparison point =
      sorted_point(1000, {sorted(one_by_one(std_sorter), seconds(4e-3)), sorted(by_threads(std_sorter), seconds(2e-3)),
                          sorted(by_team(), seconds(1e-3))});
  point.thread_start = summarize(seconds(20e-6));
  return walk_of({point});
}

/// Two arrays: std on one core sorts a million keys a second, its threads take 10 ms whatever there is to do.
inline SortWalk three_sizes() {
  const auto point = [](std::uint64_t keys) {
    const double alone = 2 * static_cast<double>(keys) / 1e6;
    SortComparison comparison = sorted_point(
        keys, {sorted(one_by_one(std_sorter), seconds(alone)), sorted(by_threads(std_sorter), seconds(10e-3))});
    comparison.thread_start = summarize(seconds(20e-6));
    return comparison;
  };
  return walk_of({point(100), point(1000), point(10'000)});
}

/// Stopped or failed at its last size, after the first of its configurations or before any.
inline SortWalk stopped(SortWalk walk, std::size_t runs) {
  SortComparison& last = walk.points.back();
  last = sorted_point(last.task.keys, {});
  last.stopped_by = StoppedBy::interruption;
  for (std::size_t i = 0; i < runs; ++i) last.runs.push_back(sorted(one_by_one(std_sorter), {}));
  return walk;
}

}  // namespace crossover
