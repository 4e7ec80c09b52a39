#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/chart/scale.hpp"
#include "host/report/chart/svg.hpp"

namespace crossover {

struct ChartPoint {
  double x, y;
  std::optional<Interval> interval = {};
  std::string tip = {};       ///< Its name and figures, shown when somebody points at it.
  bool is_predicted = false;  ///< Drawn hollow and dashed.
  std::string key = {};       ///< By which it is known in other charts that have it.
};

/// What a line is of, where charts have both; lines of the two have a switch each.
enum class LineKind { warm, cold };

struct ChartLine {
  std::string name;
  Look look;
  LineKind kind = LineKind::warm;
  std::vector<ChartPoint> points;
};

/// A place on the x axis that was found: a line there, and a band about it.
struct ChartMark {
  std::optional<double> at;
  std::optional<Interval> band;
  std::string label;
  Look look;
  LineKind kind = LineKind::warm;
};

/// Whose x axis is cut into parts, each with a name: "who is fastest where".
struct ChartStrip {
  struct Part {
    double from, to;
    std::string name;
    Look look;
  };
  std::string title;
  std::vector<Part> parts;
};

/// A line without points to look at: what would be ideal, or follows from a formula.
struct ChartCurve {
  std::string name;
  std::vector<std::pair<double, double>> points;
};

struct Axis {
  std::string title;
  AxisKind kind = AxisKind::linear;
  std::optional<double> holds = {};  ///< A value that it holds in any case: 0, or 1.
};

struct LineChart {
  ChartWords words;
  Axis x, y;
  std::vector<ChartLine> lines;
  std::vector<ChartCurve> curves = {};
  std::vector<ChartMark> marks = {};
  std::vector<ChartStrip> strips = {};
  bool has_markers = true;  ///< Else lines alone, for many points.
};

/// Points that are not finite, or not above 0 on a logarithmic axis, are left out.
std::string svg_of(const LineChart& chart);

}  // namespace crossover
