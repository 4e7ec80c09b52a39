#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "host/sort/exchange.hpp"
#include "host/sort/sample.hpp"
#include "host/sort/stripes.hpp"
#include "host/threads/spin_barrier.hpp"
#include "host/threads/worker_pool.hpp"
#include "kernels/simd/sort.hpp"

namespace crossover {

/// Sorts one array by several workers, in place: a quicksort whose first partitions are made by teams.
///
/// The team of all workers partitions the array: each worker its stripe, by one pivot; then they exchange what stands
/// on the wrong side. Half of the team goes on with either side, and so on, until each worker has a segment of its own.
/// It cuts that into parts, and whoever is free sorts the next part, so that nobody waits long for the last. A
/// partition reads and writes each key once, as quicksort's own would; only the exchange is added, of a quarter of the
/// keys.
template <Key T>
class ParallelSort {
 public:
  /// `pool` must outlive it. Used by one thread at a time.
  explicit ParallelSort(WorkerPool& pool)
      : pool_(pool),
        segments_(pool.workers()),
        pivots_(pool.workers()),
        stripes_(pool.workers()),
        parts_(pool.workers() << cuts_of_segment) {}

  /// Keys as for SimdSort.
  void sort(std::span<T> keys) {
    workers_ = workers_worth_waking(keys);
    if (workers_ == 1) return simd_.sort(keys.data(), keys.size());
    together_.set_workers(workers_);
    segments_[0] = keys;
    parts_made_ = parts_taken_ = 0;
    pool_.run(workers_, [this](unsigned worker) { work(worker); });
  }

 private:
  /// Workers [first, last), who share segments_[first] and pivots_[first].
  struct Team {
    unsigned first, last;

    unsigned size() const { return last - first; }
    unsigned middle() const { return first + size() / 2; }
  };

  // With less work than this, waking a worker takes longer than it saves, about 0.15 ms. Keys of few values are sorted
  // several times faster than others. Both with a margin: sharing too late costs less than sharing too early.
  static constexpr std::size_t min_bytes_of_worker = std::size_t{1} << 19;
  static constexpr std::size_t min_bytes_of_worker_with_few_values = std::size_t{1} << 24;
  /// A segment becomes two parts, four, eight.
  static constexpr unsigned cuts_of_segment = 3;
  /// A part is not worth a cut with fewer keys.
  static constexpr std::size_t min_keys_to_cut = std::size_t{1} << 13;
  /// A pivot misses its place by about 0.5 / sqrt(so many) of the keys.
  static constexpr std::size_t max_samples = 1024;

  unsigned workers_worth_waking(std::span<const T> keys) const {
    const auto workers = [&](std::size_t bytes_of_worker) {
      return static_cast<unsigned>(std::clamp<std::size_t>(keys.size_bytes() / bytes_of_worker, 1, pool_.workers()));
    };
    if (workers(min_bytes_of_worker) == 1) return 1;
    return workers(has_few_values(keys) ? min_bytes_of_worker_with_few_values : min_bytes_of_worker);
  }

  /// Whether many of some keys are like another: so are they for fewer than about 150 values.
  bool has_few_values(std::span<const T> keys) const {
    constexpr std::size_t samples = 128, min_values = 80;
    std::array<T, samples> memory;
    const std::span<T> sample = sorted_sample<T>(keys, memory);
    return std::unique(sample.begin(), sample.end()) - sample.begin() < std::ptrdiff_t{min_values};
  }

  void work(unsigned worker) {
    Team team{0, workers_};
    for (unsigned teams = 1; teams < workers_; teams *= 2) {
      halve(team, worker);
      if (team.size() > 1) (worker < team.middle() ? team.last : team.first) = team.middle();
    }
    cut(segments_[worker], cuts_of_segment);
    together_.arrive_and_wait();
    for (std::size_t i = parts_taken_++; i < parts_made_; i = parts_taken_++)
      simd_.sort(parts_[i].data(), parts_[i].size());
  }

  /// Partitions the team's segment for its two halves. All teams do so at the same time; those of one only keep step.
  void halve(const Team& team, unsigned worker) {
    const auto together = [&](const auto& step) {
      if (team.size() > 1) step();
      together_.arrive_and_wait();
    };
    const unsigned member = worker - team.first;
    const std::span<T> segment = segments_[team.first];
    together([&] {
      if (member == 0) pivots_[team.first] = quantile(segment, team.middle() - team.first, team.size());
    });
    together([&] {
      T* const first = segment.data() + border_of_stripe(segment.size(), member, team.size());
      T* const last = segment.data() + border_of_stripe(segment.size(), member + 1, team.size());
      const std::size_t left = simd_.partition(first, static_cast<std::size_t>(last - first), pivots_[team.first]);
      stripes_[worker] = {first, first + left, last};
    });
    const auto stripes = std::span<const Stripe<T>>(stripes_).subspan(team.first, team.size());
    std::size_t left = 0;
    together([&] {
      for (const Stripe<T>& stripe : stripes) left += static_cast<std::size_t>(stripe.bound - stripe.first);
      T* const border = segment.data() + left;
      const std::size_t misplaced = count_misplaced(stripes, border);
      exchange_misplaced(stripes, border, border_of_stripe(misplaced, member, team.size()),
                         border_of_stripe(misplaced, member + 1, team.size()));
    });
    together([&] {
      if (member == 0) segments_[team.first] = segment.first(left);
      if (worker == team.middle()) segments_[worker] = segment.subspan(left);
    });
  }

  /// Makes parts of a segment, which may be sorted in any order. Keys that have found their place are in none.
  void cut(std::span<T> segment, unsigned cuts) {
    if (cuts == 0 || segment.size() < min_keys_to_cut) {
      parts_[parts_made_++] = segment;
      return;
    }
    const T pivot = quantile(segment, 1, 2);
    const std::size_t left = simd_.partition(segment.data(), segment.size(), pivot);
    if (left < segment.size()) {
      cut(segment.first(left), cuts - 1);
      return cut(segment.subspan(left), cuts - 1);
    }
    // The pivot is the largest key, and there are many like it: behind the others they are in their place.
    if (pivot == least) return;
    cut(segment.first(simd_.partition(segment.data(), segment.size(), next_smaller(pivot))), cuts - 1);
  }

  static constexpr T least =
      std::floating_point<T> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();

  /// `key` is not the least.
  static T next_smaller(T key) {
    if constexpr (std::floating_point<T>) {
      return std::nextafter(key, least);
    } else {
      return static_cast<T>(key - 1);
    }
  }

  /// About so large that `part` of `whole` equal shares of the keys are not larger.
  T quantile(std::span<const T> keys, std::size_t part, std::size_t whole) const {
    std::array<T, max_samples> memory;
    const std::span<T> sample = sorted_sample<T>(keys, memory);
    return sample.empty() ? T{} : sample[std::min(sample.size() - 1, sample.size() * part / whole)];
  }

  WorkerPool& pool_;
  const SimdSort<T>& simd_ = fastest_simd_sort<T>();

  // Of the sort that is being done.
  unsigned workers_ = 1;
  SpinBarrier together_;
  std::vector<std::span<T>> segments_;
  std::vector<T> pivots_;
  std::vector<Stripe<T>> stripes_;
  std::vector<std::span<T>> parts_;
  std::atomic<std::size_t> parts_made_ = 0, parts_taken_ = 0;
};

}  // namespace crossover
