#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/measure/series/series.hpp"
#include "host/measure/verdict.hpp"

namespace crossover {

/// Why nothing can be said of who is the fastest: a verdict that is none. None where all that were measured can be held
/// against one another.
std::optional<Verdict> why_not_judged(const TimingsAtSize& timings);

/// The candidate that is faster than every other at a size, beyond doubt: by verdict_on() it pays against each. None
/// when two are too near to each other, and where nothing can be judged.
std::optional<std::size_t> clear_winner(const TimingsAtSize& timings);

/// Between two sizes that were measured, another candidate becomes the fastest. Between `last_before` and `first_after`
/// nobody was a clear winner, or somebody at one size alone: each interval misleads once in twenty times, so that who
/// takes part in a crossing has won at two sizes with no other winner between, or at the first or last of all.
struct Crossing {
  std::size_t before, after;               ///< Candidates.
  std::uint64_t last_before, first_after;  ///< Sizes.

  friend bool operator==(const Crossing&, const Crossing&) = default;
};

std::vector<Crossing> find_crossings(const Series& series);

/// From `first` to `last`, both included, in equal steps of their logarithm: so many for a factor of ten, rounded to
/// whole numbers, each once. 1 <= first <= last.
std::vector<std::uint64_t> sizes_between(std::uint64_t first, std::uint64_t last, unsigned points_per_decade);

}  // namespace crossover
