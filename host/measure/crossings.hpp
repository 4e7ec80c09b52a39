#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "host/measure/statistics.hpp"

namespace crossover {

/// Several candidates, each measured at one size in paired rounds.
struct Standings {
  std::uint64_t size;
  std::vector<std::vector<double>> seconds;  ///< [candidate][round]; empty for one that was not measured.
};

/// The candidate that is faster than every other at a size, beyond doubt: the 95 % interval of the ratio to each leaves
/// out 1, and a hundredth more. None when two are too near to each other, or rounds are too few to tell.
std::optional<std::size_t> clear_winner(const Standings& standings);

/// Between two sizes that were measured, another candidate becomes the fastest. Between `last_before` and `first_after`
/// nobody was a clear winner.
struct Crossing {
  std::size_t before, after;               ///< Candidates.
  std::uint64_t last_before, first_after;  ///< Sizes.

  friend bool operator==(const Crossing&, const Crossing&) = default;
};

/// `all` in ascending order of size.
std::vector<Crossing> find_crossings(std::span<const Standings> all);

/// The one candidate that is the clear winner wherever there is one.
std::optional<std::size_t> only_winner(std::span<const Standings> all);

/// From `first` to `last`, both included, in equal steps of their logarithm: so many for a factor of ten, rounded to
/// whole numbers, each once. 1 <= first <= last.
std::vector<std::uint64_t> sizes_between(std::uint64_t first, std::uint64_t last, unsigned points_per_decade);

}  // namespace crossover
