#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/chart/svg.hpp"

namespace crossover {

/// A ratio of two results, and what is said of it.
struct Dot {
  std::string name;
  Look look;
  std::optional<double> ratio;
  std::optional<Interval> interval = {};
  std::string words = {};  ///< "slower"; stands at the right.
  std::string tip = {};
};

/// Ratios on a logarithmic axis with 1 in the middle; what lies within the threshold is shaded.
struct DotPlot {
  ChartWords words;
  std::string x_title;
  double threshold;  ///< 0.05 is 5 %.
  std::vector<Dot> dots;
};

std::string svg_of(const DotPlot& plot);

}  // namespace crossover
