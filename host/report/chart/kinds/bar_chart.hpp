#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/report/chart/palette.hpp"
#include "host/report/chart/svg.hpp"

namespace crossover {

/// A part of a bar. Parts of one kind have one colour, and one place in the legend.
struct BarPart {
  std::size_t kind;  ///< Of BarChart::kinds.
  double value;
  std::string tip = {};
};

struct Bar {
  std::string name;
  Look look;
  std::vector<BarPart> parts;
};

/// Bars that begin at 0, whose parts stand one behind another.
struct BarChart {
  ChartWords words;
  std::string unit_title;
  double unit = 1;                 ///< What the axis counts in.
  std::vector<std::string> kinds;  ///< Six at most.
  std::vector<Bar> bars;
};

std::string svg_of(const BarChart& chart);

}  // namespace crossover
