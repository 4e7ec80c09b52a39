#include "host/measure/round_kinds.hpp"

#include <algorithm>
#include <cstddef>

namespace crossover {

ByDirection by_direction(std::span<const double> rounds) {
  ByDirection values;
  for (std::size_t i = 0; i < rounds.size(); ++i) (i % 2 == 0 ? values.forward : values.backward).push_back(rounds[i]);
  return values;
}

std::optional<RoundKinds> two_kinds_of_rounds(std::span<const double> seconds) {
  constexpr double max_ratio = 1.03;
  const auto [forward, backward] = by_direction(seconds);
  const auto a = median_ci95(forward), b = median_ci95(backward);
  if (!a || !b || (a->low <= b->high && b->low <= a->high)) return std::nullopt;
  const RoundKinds kinds{median(forward), median(backward)};
  const auto [less, more] = std::minmax(kinds.forward, kinds.backward);
  if (more <= max_ratio * less) return std::nullopt;
  return kinds;
}

bool RoundKinds::are_far_apart() const {
  constexpr double max_ratio = 1.1;
  return std::max(forward, backward) > max_ratio * std::min(forward, backward);
}

bool agrees_with_medians(const Summary& ratio, const Summary& a, const Summary& b) {
  if (!a.ci95 || !b.ci95 || b.ci95->low <= 0) return true;
  return a.ci95->low / b.ci95->high <= ratio.median && ratio.median <= a.ci95->high / b.ci95->low;
}

}  // namespace crossover
