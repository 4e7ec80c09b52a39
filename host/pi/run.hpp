#pragma once

#include <functional>

#include "host/pi/backend.hpp"
#include "host/pi/tally.hpp"

namespace crossover {

/// Sees the tally after each chunk; answers whether to go on.
using Watch = std::function<bool(const Tally& so_far)>;

/// Counts a range chunk by chunk, so that somebody can watch and stop it about every 0.08 s. The result covers the
/// range from its start up to where the watch stopped it. Throws Error.
Tally run(Backend& backend, Seed seed, SampleRange range, const Watch& go_on);

/// How many samples to give to a backend at a time.
class ChunkSize {
 public:
  std::uint64_t samples() const { return samples_; }

  /// Learns from a chunk of `samples` that took so long: the next one shall take `target_seconds`, but at most eight
  /// times the samples of this one, since the first chunks are too short to go by.
  void learn(std::uint64_t samples, double seconds);

  /// Long enough that waking the workers and waiting for the last of them, about 0.1 ms, stays under 0.5 %.
  static constexpr double target_seconds = 0.08;

 private:
  std::uint64_t samples_ = std::uint64_t{1} << 20;  ///< 10 ms for the slowest kernel
};

}  // namespace crossover
