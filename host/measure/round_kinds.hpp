#pragma once

#include <optional>
#include <span>
#include <vector>

#include "host/measure/statistics.hpp"

namespace crossover {

/// What was measured in forward rounds, and in backward ones.
struct ByDirection {
  std::vector<double> forward, backward;
};

/// `rounds` has a value for each, in the order measured, the first, third, ... of forward ones, as measure_in_rounds()
/// has them.
ByDirection by_direction(std::span<const double> rounds);

/// Medians of the rounds of each direction, in seconds.
struct RoundKinds {
  double forward, backward;

  /// By more than a tenth: then nothing is judged by them.
  bool are_far_apart() const;

  friend bool operator==(const RoundKinds&, const RoundKinds&) = default;
};

/// The medians of forward and backward rounds where they tell of two different things, since what stands before a sort
/// decides how long it takes: the 95 % intervals of the two medians exclude each other, and the larger is more than 3 %
/// above the smaller. None otherwise, so always below six rounds of each. `seconds` are in the order of
/// by_direction().
std::optional<RoundKinds> two_kinds_of_rounds(std::span<const double> seconds);

/// Whether the median of paired ratios a / b lies where the intervals of the medians of a and of b let their ratio lie.
/// Where it does not, the rounds are of several kinds, whatever tells these apart. True without intervals.
bool agrees_with_medians(const Summary& ratio, const Summary& a, const Summary& b);

}  // namespace crossover
