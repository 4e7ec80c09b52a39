#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/chart/svg.hpp"

namespace crossover {

/// The rounds of a configuration, as they are spread: an outline of their density, and a dot for each.
struct Violin {
  std::string name;
  Look look;
  std::vector<double> values;  ///< In the order measured: odd rounds ran forward, even ones backward.
  double median = 0;
  std::optional<Interval> interval = {};
  std::string tip = {};
};

struct ViolinChart {
  ChartWords words;
  std::string unit_title;  ///< "time of a round in ms"
  double unit = 1;         ///< What the axis counts in.
  std::vector<Violin> violins;
};

/// The axis begins at 0. It ends where few rounds lie beyond, far from the others; these are counted in words. Of more
/// than `max_dots` rounds each second, third, ... has a dot.
std::string svg_of(const ViolinChart& chart);

inline constexpr std::size_t max_dots = 300;

/// Every k-th of the values, so that there are `most` of them at most; all where there are no more.
std::vector<double> thinned(const std::vector<double>& values, std::size_t most);

/// The largest value that is not far beyond the others: three times the distance of the quartiles beyond the third.
double fence_of(std::vector<double> values);

/// A Gaussian kernel's density of values at so many places from the least of them to the greatest; the bandwidth by
/// Silverman's rule (Density Estimation for Statistics and Data Analysis, 1986, eq. 3.31). 1 at its highest.
std::vector<double> density_of(const std::vector<double>& values, std::size_t places);

}  // namespace crossover
