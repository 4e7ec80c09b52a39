#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/report/chart/svg.hpp"

namespace crossover {

struct HeatCell {
  double value;       ///< 1 is the best of the map, 2 takes twice as long.
  std::string words;  ///< Stands in the cell.
  std::string tip = {};
  bool is_predicted = false;  ///< Hatched.
  bool is_chosen = false;     ///< Framed.
};

/// A cell for each of two choices; the better, the fuller its colour.
struct HeatMap {
  ChartWords words;
  std::string row_title, column_title;
  std::vector<std::string> rows, columns;
  std::vector<std::vector<std::optional<HeatCell>>> cells;  ///< By row and column; none where nothing was tried.
};

std::string svg_of(const HeatMap& map);

}  // namespace crossover
