#pragma once

#include <cstdint>
#include <functional>

#include "host/pi/backend.hpp"
#include "host/pi/tally.hpp"

namespace crossover {

/// Sees the tally after each batch; answers whether to go on.
using OnBatch = std::function<bool(const Tally& so_far)>;

/// How many samples to give out at a time, so that they take about `target_seconds`.
class Pace {
 public:
  Pace(double target_seconds, std::uint64_t first_samples) : target_seconds_(target_seconds), samples_(first_samples) {}

  std::uint64_t samples() const { return samples_; }

  /// Learns from `samples` that took so long: the next ones shall take the target's time, but be at most eight times as
  /// many, since the first are too few to go by. What was cut short by the end of a range tells nothing, unless it
  /// took too long all the same.
  void learn(std::uint64_t samples, double seconds);

 private:
  double target_seconds_;
  std::uint64_t samples_;
};

/// Of a batch of the range that run() gives to a backend. Long enough that waking the workers and waiting for the
/// last of them, about 0.1 ms, stays under 0.5 %.
inline constexpr double batch_seconds = 0.08;

/// Counts a range batch by batch, so that somebody can watch and stop it about every 0.08 s. The result covers the
/// range from its start up to where the watch stopped it. Throws Error.
Tally run(Backend& backend, Seed seed, SampleRange range, const OnBatch& goes_on);

/// The same at a pace that was learned in an earlier run of this backend, and learns on.
Tally run(Backend& backend, Seed seed, SampleRange range, Pace& pace, const OnBatch& goes_on);

}  // namespace crossover
