#pragma once

#include <optional>
#include <span>

#include "host/measure/series/series.hpp"

/// T(N) = T0 + N / R: what a run costs whatever it does, and how fast it is.
namespace crossover {

/// How much work a size is: N, or N log2 N.
double work_of(Growth growth, double size);

/// The size that is so much work, which is positive.
double size_of_work(Growth growth, double work);

/// How long work takes.
struct Line {
  double t0;     ///< Seconds; not negative.
  double slope;  ///< Seconds for a unit of work; positive.

  double rate() const { return 1 / slope; }
  double seconds(double work) const { return t0 + work * slope; }
};

struct LinePoint {
  double work, seconds;
};

/// The line from which the points are the least distance by relative errors: sum (1 - T(N) / t)^2 is the least, so that
/// a short time counts as much as a long one. Source: weighted linear least squares, weights 1 / t^2; T0 is 0 where it
/// would be negative. None for less than two different amounts of work, and where longer work takes no longer.
std::optional<Line> fit_line(std::span<const LinePoint> points);

/// How much work it is from which on `after` is faster than `before`. None where there is no such.
std::optional<double> crossing_of(const Line& before, const Line& after);

}  // namespace crossover
