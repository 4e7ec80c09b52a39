#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/measure/series/crossings.hpp"
#include "host/measure/series/models.hpp"
#include "host/measure/series/series.hpp"

/// Where one of two overtakes the other: as it was measured, and by the lines through all sizes.
namespace crossover {

/// From some size on `to` is faster than `from`. Of what was measured and what the lines say, one is there at least.
struct Overtaking {
  std::size_t from, to;  ///< Candidates.
  std::optional<Crossing> measured;
  std::optional<ModelCrossing> model;

  /// How far the lines' size is from where it was measured: 1.2, a fifth above all that both allow; 0.8, below; 1 where
  /// the bracket and the interval have a size in common. None where one of the two is missing.
  std::optional<double> model_over_measured() const;
};

/// All of two candidates, by what was measured; where nothing was, of the lines, which are those of the series. The
/// lines of two cross only once, so the first in their direction has their size.
std::vector<Overtaking> overtakings_of(const Series& series, const Lines& lines, std::size_t first, std::size_t second);

/// Where another becomes the fastest of all.
std::vector<Overtaking> overtakings_of_the_fastest(const Series& series, const Lines& lines);

}  // namespace crossover
