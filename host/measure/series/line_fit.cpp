#include "host/measure/series/line_fit.hpp"

#include <algorithm>
#include <cmath>

namespace crossover {

double work_of(Growth growth, double size) {
  return growth == Growth::linear ? size : size * std::log2(std::max(size, 2.0));
}

double size_of_work(Growth growth, double work) {
  if (growth == Growth::linear) return work;
  double low = 0, high = std::max(work, 2.0);  // N log2 N is N at least
  for (int step = 0; step < 100; ++step) {
    const double middle = (low + high) / 2;
    (work_of(growth, middle) < work ? low : high) = middle;
  }
  return high;
}

std::optional<Line> fit_line(std::span<const LinePoint> points) {
  // With times t and works x, all divided by t: minimise sum (1 - T0 / t - slope x / t)^2.
  double aa = 0, ab = 0, bb = 0, a1 = 0, b1 = 0;
  for (const auto& [work, seconds] : points) {
    const double a = 1 / seconds, b = work / seconds;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    a1 += a;
    b1 += b;
  }
  const double determinant = aa * bb - ab * ab;
  constexpr double rounding = 1e-12;
  if (determinant <= rounding * aa * bb) return std::nullopt;
  const Line line{(a1 * bb - b1 * ab) / determinant, (b1 * aa - a1 * ab) / determinant};
  if (line.slope <= 0) return std::nullopt;
  return line.t0 >= 0 ? line : Line{0, b1 / bb};
}

std::optional<double> crossing_of(const Line& before, const Line& after) {
  const double work = (after.t0 - before.t0) / (before.slope - after.slope);
  if (before.slope <= after.slope || work <= 0) return std::nullopt;
  return work;
}

}  // namespace crossover
