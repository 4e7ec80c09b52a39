#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/sample.hpp"

namespace crossover {

/// What each of some members that count at different rates takes of one range, lot by lot, so that all end together:
/// half of what its rate makes its share of the rest, and the whole of it where that takes less than a lot is worth.
class Lots {
 public:
  /// Each member begins with a lot of so many samples, until its rate is known.
  explicit Lots(std::vector<std::uint64_t> first_lots);

  /// From now on they are of this range.
  void begin(SampleRange range) { rest_ = range; }

  /// The member's next lot; none when nothing is left.
  std::optional<SampleRange> take(std::size_t member);

  /// A lot of the member took so long. One that was too short to time tells only when the rate was taken for too low.
  void learn(std::size_t member, std::uint64_t samples, double seconds);

  /// Samples a second, as far as known; 0 before.
  double rate_of(std::size_t member) const { return rates_[member]; }

  /// Shorter lots would cost more to hand out than the others wait for the last one.
  static constexpr double min_lot_seconds = 0.5e-3;

 private:
  std::uint64_t lot_of(std::size_t member) const;

  std::vector<std::uint64_t> first_lots_;
  std::vector<double> rates_;
  SampleRange rest_{0, 0};
};

}  // namespace crossover
