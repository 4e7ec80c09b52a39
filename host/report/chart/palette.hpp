#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How charts tell configurations apart: each backend and each sorter has one colour in all charts, and what shares a
/// colour has another marker and dash.
namespace crossover {

/// On white ground, and on one of #111111: each differs from it by 3:1 at least.
struct Colour {
  std::string_view light, dark;
};

inline constexpr std::string_view light_ground = "#ffffff", dark_ground = "#111111";
inline constexpr std::size_t colours = 8;

const Colour& colour(std::size_t index);

/// Which of them a backend or sorter has; the last, grey, for one that is not known.
std::size_t colour_of(std::string_view backend_or_sorter);

/// What tells a line and its points from others.
struct Look {
  std::size_t colour = 0;
  std::size_t variant = 0;  ///< 0, 1, ...: of those of one colour.
};

/// For names of backends or sorters, one of each line.
std::vector<Look> looks_for(const std::vector<std::string>& names);

/// The outline of the marker of a point at a place, as the path data of SVG.
std::string marker(const Look& look, double x, double y);

/// Attributes of elements that are drawn in a look: `class="c1 d2"`.
std::string classes_of(const Look& look);

/// What gives the classes their colours, for a page or a picture: light, dark, print and forced colours.
std::string chart_style();

}  // namespace crossover
