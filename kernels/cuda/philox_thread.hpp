#pragma once

#include <cmath>
#include <cstdint>

#include "kernels/cuda/disc_tests.hpp"
#include "kernels/cuda/shared_rounds.hpp"

/// What one thread of a launch does in the kernels `philox` and `philox-integer`, for host and device: threads 0, ...,
/// n - 1 of a grid together count every block of the launch once.
namespace crossover::cuda {

/// All threads of a warp pass here the same number of times. If one must recount, all do: then the compiler knows that
/// none runs alone, and keeps the constants in the registers that a warp shares.
CROSSOVER_HD inline bool any_in_warp(bool mine) {
#if defined(__CUDA_ARCH__)
  return __any_sync(0xFFFFFFFFU, mine);
#else
  return mine;
#endif
}

/// A launch as its threads see it: thread t counts blocks t, t + threads, t + 2 threads, ...; those of all whole
/// strides in groups, the rest one by one.
class PhiloxLaunch {
 public:
  /// So many blocks are in flight in a thread at a time.
  static constexpr int group = 8;

  constexpr PhiloxLaunch(const Launch& launch, const Grid& grid)
      : rounds_(launch),
        step_(std::uint64_t{Philox::m0} * grid.threads()),
        threads_(grid.threads()),
        groups_(static_cast<std::uint32_t>(launch.blocks.size() / group / threads_)),
        rest_(static_cast<std::uint32_t>(launch.blocks.size() - std::uint64_t{groups_} * group * threads_)),
        first_(low_word(launch.blocks.first)) {}

  // In both, 32 bits suffice for the hits of a thread: a launch has at most 2^32 blocks and a grid at least 32 threads,
  // so that a thread counts at most 2^27 blocks and one more, 2^28 + 2 hits.

  CROSSOVER_HD std::uint32_t hits_by_integers(std::uint32_t thread) const {
    std::uint32_t hits = 0;
    std::uint64_t product = SharedRounds::first_product(first_ + thread);
    for (std::uint32_t n = groups_; n > 0; --n) {
      CROSSOVER_UNROLL
      for (int i = 0; i < group; ++i, product += step_) {
        const Words words = rounds_.words_after(product);
        hits += hit_by_integers(point_of(words, 0));
        hits += hit_by_integers(point_of(words, 1));
      }
    }
    return hits + hits_of_rest(thread);
  }

  /// Floats judge a group; where one of its points is too close to the circle for them, integers do it again. That is
  /// one group in 80,000: the ring of uncertain points, 2 * 2^41 wide in units of r^2, holds pi * 2^42 / 2^64 of all.
  CROSSOVER_HD std::uint32_t hits_by_floats(std::uint32_t thread) const {
    std::uint32_t hits = 0;
    std::uint64_t product = SharedRounds::first_product(first_ + thread);
    for (std::uint32_t n = groups_; n > 0; --n) {
      std::uint32_t hits_of_group = 0;
      float nearest = HUGE_VALF;
      CROSSOVER_UNROLL
      for (int i = 0; i < group; ++i, product += step_) {
        const Words words = rounds_.words_after(product);
        const float a = distance_by_floats(point_of(words, 0)), b = distance_by_floats(point_of(words, 1));
        hits_of_group += sign_of(a);
        hits_of_group += sign_of(b);
        nearest = std::fmin(nearest, std::fmin(std::fabs(a), std::fabs(b)));
      }
      if (any_in_warp(nearest < min_certain_distance)) hits_of_group = recount(product);
      hits += hits_of_group;
    }
    return hits + hits_of_rest(thread);
  }

 private:
  /// The hits of the group that ended before the block with that first product.
  CROSSOVER_HD std::uint32_t recount(std::uint64_t product) const {
    std::uint32_t hits = 0;
    CROSSOVER_DO_NOT_UNROLL
    for (int i = 0; i < group; ++i) hits += exact_hits(rounds_.words_after(product -= step_));
    return hits;
  }

  /// Less than `group` blocks a thread, and one more.
  CROSSOVER_HD std::uint32_t hits_of_rest(std::uint32_t thread) const {
    std::uint32_t hits = 0;
    const std::uint32_t first = first_ + groups_ * static_cast<std::uint32_t>(group) * threads_;
    CROSSOVER_DO_NOT_UNROLL
    for (std::uint64_t i = thread; i < rest_; i += threads_)
      hits += exact_hits(rounds_.words_of_block(first + static_cast<std::uint32_t>(i)));
    return hits;
  }

  CROSSOVER_HD static std::uint32_t exact_hits(const Words& words) {
    return hit_by_integers(point_of(words, 0)) + hit_by_integers(point_of(words, 1));
  }

  SharedRounds rounds_;
  std::uint64_t step_;  ///< Between the first products of a thread's blocks.
  std::uint32_t threads_, groups_, rest_, first_;
};

}  // namespace crossover::cuda
