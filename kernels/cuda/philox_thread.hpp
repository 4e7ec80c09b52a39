#pragma once

#include <cmath>
#include <cstdint>

#include "kernels/cuda/disc_tests.hpp"
#include "kernels/cuda/launch.hpp"
#include "kernels/cuda/unroll.hpp"
#include "kernels/philox.hpp"

/// What one thread of a launch does in the kernel `philox`, for host and device: threads 0, ..., n - 1 of a grid
/// together count every block of the launch once.
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
/// strides in groups, the rest one by one. `Rounds`, SharedRounds or Fp64Rounds, make a block's words.
template <class Rounds>
class PhiloxLaunch {
 public:
  /// So many blocks are in flight in a thread at a time.
  static constexpr int group = 16;

  constexpr PhiloxLaunch(const Launch& launch, const Grid& grid)
      : rounds_(launch),
        step_(Rounds::step_of(grid.threads())),
        threads_(grid.threads()),
        groups_(static_cast<std::uint32_t>(launch.blocks.size() / group / threads_)),
        rest_(static_cast<std::uint32_t>(launch.blocks.size() - std::uint64_t{groups_} * group * threads_)),
        first_(low_word(launch.blocks.first)) {}

  /// 32 bits suffice for the hits of a thread: a launch has at most 2^32 blocks and a grid at least 32 threads, so that
  /// a thread counts at most 2^27 blocks and one more, 2^28 + 2 hits.
  ///
  /// Floats judge a group; where one of its points is too close to the circle for them, integers do it again. That is
  /// one group in 40,000: the ring of uncertain points, 2 * 2^41 wide in units of r^2, holds pi * 2^42 / 2^64 of all.
  CROSSOVER_HD std::uint32_t hits(std::uint32_t thread) const {
    std::uint32_t hits = 0;
    Position position = Rounds::position_of(first_ + thread);
    for (std::uint32_t n = groups_; n > 0; --n) {
      std::uint32_t hits_of_group = 0;
      float nearest = HUGE_VALF;
      CROSSOVER_UNROLL
      for (int i = 0; i < group; ++i, position += step_) {
        const Words words = rounds_.words_at(position);
        const float a = distance_by_floats(point_of(words, 0)), b = distance_by_floats(point_of(words, 1));
        hits_of_group += sign_of(a);
        hits_of_group += sign_of(b);
        nearest = std::fmin(nearest, std::fmin(std::fabs(a), std::fabs(b)));
      }
      if (any_in_warp(nearest < min_certain_distance)) hits_of_group = recount(position);
      hits += hits_of_group;
    }
    return hits + hits_of_rest(thread);
  }

 private:
  using Position = typename Rounds::Position;

  /// The hits of the group that ended before the block at that position.
  CROSSOVER_HD std::uint32_t recount(Position position) const {
    std::uint32_t hits = 0;
    CROSSOVER_DO_NOT_UNROLL
    for (int i = 0; i < group; ++i) hits += exact_hits(rounds_.words_at(position -= step_));
    return hits;
  }

  /// Less than `group` blocks a thread, and one more.
  CROSSOVER_HD std::uint32_t hits_of_rest(std::uint32_t thread) const {
    std::uint32_t hits = 0;
    const std::uint32_t first = first_ + groups_ * static_cast<std::uint32_t>(group) * threads_;
    CROSSOVER_DO_NOT_UNROLL
    for (std::uint64_t i = thread; i < rest_; i += threads_)
      hits += exact_hits(rounds_.words_at(Rounds::position_of(first + static_cast<std::uint32_t>(i))));
    return hits;
  }

  CROSSOVER_HD static std::uint32_t exact_hits(const Words& words) {
    return hit_by_integers(point_of(words, 0)) + hit_by_integers(point_of(words, 1));
  }

  Rounds rounds_;
  Position step_;  ///< Between a thread's blocks.
  std::uint32_t threads_, groups_, rest_, first_;
};

}  // namespace crossover::cuda
