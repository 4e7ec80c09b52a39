#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "host/measure/series/line_fit.hpp"
#include "host/measure/series/series.hpp"
#include "host/measure/statistics.hpp"

/// What lines through all sizes say, and how well it is known.
namespace crossover {

/// The line of one candidate.
struct Model {
  Line line;
  Interval t0_ci95, rate_ci95;
  std::size_t sizes;      ///< So many it goes by, three at least.
  double relative_error;  ///< The median over these of |T(N) / t - 1|.
};

/// Where the line of one candidate crosses that of another: from which size on the other is faster.
struct ModelCrossing {
  double size;
  double low;                  ///< Of the 95 % interval.
  std::optional<double> high;  ///< None where the lines of over one in forty draws do not cross.
};

/// The lines of a series' candidates, each through its medians at all sizes but those at which the machine was busy,
/// some of its workers had nothing to do, or it has less than six rounds.
///
/// Intervals are 95 % by the bootstrap: 400 times sizes are drawn anew, and of each size its rounds, the same ones for
/// all candidates; everything is derived from each draw. Drawing sizes too makes the intervals as wide as it is
/// uncertain that lines fit at all. The draws are the same every time.
class Lines {
 public:
  explicit Lines(const Series& series);

  /// None where there are less than three sizes, or no line goes through them.
  std::optional<Model> model_of(std::size_t candidate) const;
  /// By the sizes that both have. None where the lines do not cross, or in more draws than not.
  std::optional<ModelCrossing> crossing_of(std::size_t before, std::size_t after) const;

 private:
  /// The seconds of one candidate at one size: the median, and that of each draw.
  struct Medians {
    double measured;
    std::vector<double> drawn;
  };
  struct Size {
    double work;
    std::vector<std::optional<Medians>> candidates;
  };

  /// Those at which both have medians.
  std::vector<const Size*> sizes_of(std::size_t one, std::size_t other) const;
  static std::optional<Line> measured_line(std::span<const Size* const> sizes, std::size_t candidate);
  std::optional<Line> drawn_line(std::span<const Size* const> sizes, std::size_t candidate, std::size_t draw) const;

  Growth growth_;
  std::vector<Size> sizes_;
  std::vector<std::vector<std::uint64_t>> draws_;  ///< [draw]: numbers, of which each chooses a size.
};

}  // namespace crossover
