#pragma once

#include <cstdint>
#include <optional>

#include "host/measure/series/crossings.hpp"

namespace crossover {

/// A bracket is narrow where its ends are no further apart than that.
inline constexpr double narrow_bracket = 1.1;

/// The size to measure next so that a crossing of a series of two candidates is known more closely: the middle of its
/// two sizes, or, where nobody won there, the middle of the wider gap between these and the nearest of those at which
/// nobody did. None where the sizes are within a tenth of each other, or where those gaps are so narrow that the
/// machine cannot tell more.
std::optional<std::uint64_t> size_to_measure_within(const Series& pair, const Crossing& crossing);

/// A size to measure both candidates at, and how long that will take.
struct Probe {
  std::uint64_t size;
  double seconds;  ///< For a first run and six rounds of each, as long as they take at the bracket's upper end.
};

/// That of the first crossing of the pair that can be known more closely.
std::optional<Probe> next_probe(const Series& pair);

}  // namespace crossover
