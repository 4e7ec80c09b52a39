#include "host/measure/series/narrowing.hpp"

#include <cmath>
#include <vector>

namespace crossover {
namespace {

struct Gap {
  std::uint64_t low, high;

  double ratio() const { return static_cast<double>(high) / static_cast<double>(low); }
  std::uint64_t middle() const {
    return static_cast<std::uint64_t>(std::round(std::sqrt(static_cast<double>(low) * static_cast<double>(high))));
  }
};

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

}  // namespace crossover
