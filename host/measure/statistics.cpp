#include "host/measure/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace crossover {
namespace {

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> in_order(values.begin(), values.end());
  std::sort(in_order.begin(), in_order.end());
  return in_order;
}

/// How many of n values may be cut off at each end: the largest k with 2 P(Binomial(n, 1/2) < k) <= 5 %.
std::size_t cut_off_at_each_end(std::size_t n) {
  // P(X = 0) and P(X <= 0); long doubles hold 0.5^n for up to 16,000 values.
  long double term = std::pow(0.5L, static_cast<long double>(n)), tail = term;
  std::size_t k = 0;
  while (2 * tail <= 0.05 && k < n / 2) {
    ++k;
    term *= static_cast<long double>(n - k + 1) / static_cast<long double>(k);
    tail += term;
  }
  return k;
}

}  // namespace

double median(std::span<const double> values) {
  const auto in_order = sorted(values);
  const std::size_t middle = in_order.size() / 2;
  return in_order.size() % 2 == 1 ? in_order[middle] : (in_order[middle - 1] + in_order[middle]) / 2;
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<Interval> median_ci95(std::span<const double> values) {
  const std::size_t k = cut_off_at_each_end(values.size());
  if (k == 0) return std::nullopt;
  const auto in_order = sorted(values);
  return Interval{in_order[k - 1], in_order[in_order.size() - k]};
}

bool Summary::is_within(double fraction) const {
  return ci95 && median - ci95->low <= fraction * median && ci95->high - median <= fraction * median;
}

Summary summarize(std::span<const double> values) {
  const auto [min, max] = std::minmax_element(values.begin(), values.end());
  return {median(values), *min, *max, median_ci95(values), {values.begin(), values.end()}};
}

Summary summarize_ratios(std::span<const double> a, std::span<const double> b) {
  std::vector<double> ratios(a.size());
  std::transform(a.begin(), a.end(), b.begin(), ratios.begin(), std::divides<>());
  return summarize(ratios);
}

}  // namespace crossover
