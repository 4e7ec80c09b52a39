#include "host/measure/bootstrap.hpp"

#include <algorithm>

namespace crossover {

std::vector<double> in_groups(const std::vector<double>& rounds) {
  if (rounds.size() <= max_drawn) return rounds;
  std::vector<double> medians;
  for (std::size_t group = 0; group < max_drawn; ++group) {
    const std::size_t first = group * rounds.size() / max_drawn, last = (group + 1) * rounds.size() / max_drawn;
    medians.push_back(median(std::span(rounds).subspan(first, last - first)));
  }
  return medians;
}

std::vector<std::uint64_t> DrawnNumbers::next(std::size_t how_many) {
  std::vector<std::uint64_t> some(how_many);
  std::ranges::generate(some, [&] { return random_() >> 32; });
  return some;
}

double median_of_drawn(const std::vector<double>& values, std::span<const std::uint64_t> drawn) {
  std::vector<double> some;
  for (std::size_t n = 0; n < values.size(); ++n) some.push_back(values[drawn[n] % values.size()]);
  const auto middle = some.begin() + static_cast<std::ptrdiff_t>(some.size() / 2);
  std::ranges::nth_element(some, middle);
  return some.size() % 2 == 1 ? *middle : (*middle + *std::max_element(some.begin(), middle)) / 2;
}

Interval middle_of(std::vector<double> of_draws) {
  std::ranges::sort(of_draws);
  const std::size_t cut_off = of_draws.size() / 40;
  return {of_draws[cut_off], of_draws[of_draws.size() - 1 - cut_off]};
}

}  // namespace crossover
