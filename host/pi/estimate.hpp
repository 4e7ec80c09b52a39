#pragma once

#include <cstdint>
#include <optional>

#include "host/pi/tally.hpp"

namespace crossover {

/// What `hits` of `samples` say of pi.
struct Estimate {
  double pi;              ///< 4 p with p = hits / samples
  double standard_error;  ///< 4 sqrt(p (1 - p) / samples); 0 when all samples hit or none did
  /// How many standard errors the estimate lies from pi, by the error that pi itself implies, 4 sqrt(p0 (1 - p0) /
  /// samples) with p0 = pi / 4 (the score test). With the estimated error, few samples would look suspicious by chance:
  /// 29 hits of 30 are 5.5 such errors off, once in 170 runs, but 2.4 of these.
  double z;
};

/// None for 0 samples: pi is undefined then.
std::optional<Estimate> estimate(std::uint64_t hits, std::uint64_t samples);

/// An estimate further from pi than this many standard errors is taken for a fault: chance does it once in 1.7 million
/// runs. That holds for a thousand samples or more; of seven, none hits once in 48,000 runs, though z is -5.06 then.
inline constexpr double suspicious_z = 5;
inline constexpr std::uint64_t min_suspicious_samples = 1000;
bool is_suspicious(const Tally& tally);

}  // namespace crossover
