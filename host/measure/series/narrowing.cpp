#include "host/measure/series/narrowing.hpp"

#include <cmath>
#include <vector>

#include "host/measure/statistics.hpp"

namespace crossover {
namespace {

struct Gap {
  std::uint64_t low, high;

  double ratio() const { return static_cast<double>(high) / static_cast<double>(low); }
  std::uint64_t middle() const {
    return static_cast<std::uint64_t>(std::round(std::sqrt(static_cast<double>(low) * static_cast<double>(high))));
  }
};

double seconds_of_a_probe(const Series& pair, std::uint64_t size) {
  constexpr double runs = 8;  // the first is cold, and warm rounds begin behind another one
  double seconds = 0;
  for (const TimingsAtSize& at : pair.points)
    if (at.size == size)
      for (const auto& rounds : at.seconds) seconds += rounds.empty() ? 0 : runs * median(rounds);
  return seconds;
}

}  // namespace

std::optional<std::uint64_t> size_to_measure_within(const Series& pair, const Crossing& crossing) {
  const Gap bracket{crossing.last_before, crossing.first_after};
  if (bracket.ratio() <= narrow_bracket) return std::nullopt;
  std::optional<std::uint64_t> first, last;  // at which nobody won
  for (const TimingsAtSize& at : pair.points) {
    if (at.size <= bracket.low || at.size >= bracket.high) continue;
    if (!first) first = at.size;
    last = at.size;
  }
  const Gap below{bracket.low, first.value_or(bracket.high)}, above{last.value_or(bracket.low), bracket.high};
  const Gap& wider = below.ratio() >= above.ratio() ? below : above;
  const std::uint64_t middle = wider.middle();
  if (wider.ratio() <= std::sqrt(narrow_bracket) || middle <= wider.low || middle >= wider.high) return std::nullopt;
  return middle;
}

std::optional<Probe> next_probe(const Series& pair) {
  for (const Crossing& crossing : find_crossings(pair))
    if (const auto size = size_to_measure_within(pair, crossing))
      return Probe{*size, seconds_of_a_probe(pair, crossing.first_after)};
  return std::nullopt;
}

}  // namespace crossover
