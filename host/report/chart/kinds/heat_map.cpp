#include "host/report/chart/kinds/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "host/report/chart/escaped.hpp"

namespace crossover {
namespace {

constexpr double left_of_cells = 74, top_of_cells = 70, height_of_cell = 34, gap = 2;

/// How full a colour is: all of it for the best, the less the longer something takes.
double fullness(double value) { return std::clamp(0.9 / (value * value), 0.04, 0.9); }

std::string hatch(double x, double y, double width, double height) {
  std::string path;
  constexpr double distance = 9;
  for (std::size_t line = 0; static_cast<double>(line + 1) * distance < width; ++line) {
    const double from = static_cast<double>(line + 1) * distance;
    path += fmt::format("M{} {}l{} {}", place(x + from), place(y + height), place(std::min(height, width - from)),
                        place(-std::min(height, width - from)));
  }
  return fmt::format("<path class=\"hatch\" d=\"{}\"/>\n", path);
}

std::string cell_at(const HeatCell& cell, double x, double y, double width) {
  const double height = height_of_cell - gap;
  std::string svg = fmt::format(
      "<rect class=\"cell q\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"{:.2f}\">"
      "<title>{}</title></rect>\n",
      place(x), place(y), place(width), place(height), fullness(cell.value), escaped(cell.tip));
  if (cell.is_predicted) svg += hatch(x, y, width, height);
  if (cell.is_chosen)
    svg += fmt::format("<rect class=\"chosen\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", place(x + 1),
                       place(y + 1), place(width - 2), place(height - 2));
  return svg + text(x + width / 2, y + height / 2 + 4, cell.words, "on-cell m");
}

}  // namespace

std::string svg_of(const HeatMap& map) {
  const double width_of_cell =
      std::clamp(740.0 / static_cast<double>(std::max<std::size_t>(map.columns.size(), 1)), 56.0, 110.0);
  const double width = std::max(860.0, left_of_cells + width_of_cell * static_cast<double>(map.columns.size()) + 16);
  std::string drawing = text(8, top_of_cells - 26, map.row_title, "axis") +
                        text(left_of_cells, top_of_cells - 26, map.column_title, "axis");
  for (std::size_t c = 0; c < map.columns.size(); ++c)
    drawing += text(left_of_cells + width_of_cell * (static_cast<double>(c) + 0.5), top_of_cells - 8, map.columns[c],
                    "axis m");
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const double y = top_of_cells + height_of_cell * static_cast<double>(r);
    drawing += text(left_of_cells - 10, y + height_of_cell / 2 + 3, map.rows[r], "axis e");
    for (std::size_t c = 0; c < map.columns.size(); ++c)
      if (const auto& cell = map.cells.at(r).at(c))
        drawing += cell_at(*cell, left_of_cells + width_of_cell * static_cast<double>(c), y, width_of_cell - gap);
  }
  return picture(map.words, width, top_of_cells + height_of_cell * static_cast<double>(map.rows.size()) + 12, drawing);
}

}  // namespace crossover
