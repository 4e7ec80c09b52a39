#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "host/measure/statistics.hpp"

/// Intervals by drawing measurements anew, with replacement. Source: B. Efron, R. Tibshirani, "An Introduction to the
/// Bootstrap", chapters 8 and 13 (percentile intervals).
namespace crossover {

inline constexpr std::size_t bootstrap_draws = 400;

/// No more values are drawn than that.
inline constexpr std::size_t max_drawn = 64;

/// Of more rounds than are drawn, medians of neighbours, so that drawing takes no time that anybody notices.
std::vector<double> in_groups(const std::vector<double>& rounds);

/// Which of several things each draw takes: a number modulo how many there are. The same ones every time.
class DrawnNumbers {
 public:
  std::vector<std::uint64_t> next(std::size_t how_many);

 private:
  std::mt19937_64 random_{42};
};

/// Of as many values as there are, drawn from them.
double median_of_drawn(const std::vector<double>& values, std::span<const std::uint64_t> drawn);

/// The middle 95 % of what the draws say; of one at least.
Interval middle_of(std::vector<double> of_draws);

}  // namespace crossover
