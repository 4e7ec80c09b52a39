#include "host/pi/tally.hpp"

#include <fmt/format.h>

#include "host/system/error.hpp"

namespace crossover {

Tally join(const Tally& a, const Tally& b) {
  if (a.seed != b.seed)
    throw Error(fmt::format("cannot join tallies of seeds {} and {}", static_cast<std::uint64_t>(a.seed),
                            static_cast<std::uint64_t>(b.seed)));
  if (a.range.last != b.range.first)
    throw Error(fmt::format("cannot join samples [{}, {}) with [{}, {}): they are not adjacent", a.range.first,
                            a.range.last, b.range.first, b.range.last));
  return {a.seed, {a.range.first, b.range.last}, a.hits + b.hits};
}

}  // namespace crossover
