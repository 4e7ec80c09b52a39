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

}  // namespace crossover
