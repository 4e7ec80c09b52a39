#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace crossover {

struct Interval {
  double low, high;

  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The fewest values whose median has a 95 % confidence interval: all of n lie on one side of the true median with
/// probability 2^(1-n), which is below 0.05 from 6 on.
inline constexpr std::size_t rounds_for_an_interval = 6;

/// What a set of repeated measurements says. `values` must not be empty.
struct Summary {
  double median, min, max;
  /// The 95 % confidence interval of the median; none below 6 values, which cannot support one.
  std::optional<Interval> ci95;
  std::vector<double> raw;  ///< In the order measured.

  /// Whether the interval is there and nowhere further than `fraction` of the median from the median.
  bool is_within(double fraction) const;
};

Summary summarize(std::span<const double> values);

/// a[i] / b[i] for the values measured in the same round, whose drift cancels. Both of the same length, not empty.
Summary summarize_ratios(std::span<const double> a, std::span<const double> b);

/// A gain of less than a hundredth is none to go by: it may be where the code lies in memory.
inline constexpr double min_gain = 1.01;

double median(std::span<const double> values);
double mean(std::span<const double> values);

/// The confidence interval of the median that holds for every distribution: from the k-th smallest to the k-th largest
/// value, with the largest k that both tails of the binomial distribution (n, 1/2) leave at least 95 %.
/// Source: W. J. Conover, "Practical Nonparametric Statistics", confidence interval for a quantile.
std::optional<Interval> median_ci95(std::span<const double> values);

}  // namespace crossover
