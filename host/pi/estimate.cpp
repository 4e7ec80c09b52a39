#include "host/pi/estimate.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace crossover {

std::optional<Estimate> estimate(std::uint64_t hits, std::uint64_t samples) {
  if (samples == 0) return std::nullopt;
  const auto n = static_cast<double>(samples);
  const double p = static_cast<double>(hits) / n;
  const double p0 = std::numbers::pi / 4;
  return Estimate{
      .pi = 4 * p, .standard_error = 4 * std::sqrt(p * (1 - p) / n), .z = (p - p0) / std::sqrt(p0 * (1 - p0) / n)};
}

bool is_suspicious(const Tally& tally) {
  const std::uint64_t samples = tally.range.size();
  const auto e = estimate(tally.hits, samples);
  return e && samples >= min_suspicious_samples && std::abs(e->z) > suspicious_z;
}

}  // namespace crossover
