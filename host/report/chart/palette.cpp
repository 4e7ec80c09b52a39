#include "host/report/chart/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "host/report/chart/assets.hpp"
#include "host/report/chart/svg.hpp"

namespace crossover {
namespace {

struct Named {
  std::string_view name;
  std::size_t colour;
};

constexpr std::array palette{Colour{"#000000", "#FFFFFF"}, Colour{"#0072B2", "#4AA8E0"}, Colour{"#2E8BC0", "#9BD3F5"},
                             Colour{"#BF8600", "#E69F00"}, Colour{"#D55E00", "#FF7F3F"}, Colour{"#009E73", "#2FBF95"},
                             Colour{"#CC79A7", "#E09CC3"}, Colour{"#777777", "#9A9A9A"}};
static_assert(palette.size() == colours);

constexpr std::array owners{Named{"serial", 0},      Named{"threads", 1},    Named{"openmp", 2}, Named{"queue", 3},
                            Named{"processes", 4},   Named{"cuda", 5},       Named{"hybrid", 6}, Named{"gil", 7},
                            Named{"std", 0},         Named{"simd", 1},       Named{"tbb", 3},    Named{"parallel", 4},
                            Named{"cuda-pinned", 6}, Named{"thrust-host", 7}};

/// Around the point, in pixels: circle, square, diamond, triangles, cross, hexagon, bar.
constexpr std::array markers{"m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
                             "m-3.6-3.6h7.2v7.2h-7.2z",
                             "m0-5l5 5l-5 5l-5-5z",
                             "m0-4.8l4.6 8h-9.2z",
                             "m0 4.8l-4.6-8h9.2z",
                             "m-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
                             "m-4.5 0l2.2-4h4.6l2.2 4l-2.2 4h-4.6z",
                             "m-5-2h10v4h-10z"};

}  // namespace

const Colour& colour(std::size_t index) { return palette.at(index); }

std::size_t colour_of(std::string_view backend_or_sorter) {
  const auto* const owner = std::ranges::find(owners, backend_or_sorter, &Named::name);
  return owner == owners.end() ? colours - 1 : owner->colour;
}

std::vector<Look> looks_for(const std::vector<std::string>& names) {
  std::array<std::size_t, colours> used{};
  std::vector<Look> looks;
  for (const std::string& name : names) {
    const std::size_t index = colour_of(name);
    looks.push_back({index, used.at(index)++});
  }
  return looks;
}

std::string marker(const Look& look, double x, double y) {
  return fmt::format("M{} {}{}", place(x), place(y), markers.at((look.colour + 3 * look.variant) % markers.size()));
}

std::string classes_of(const Look& look) { return fmt::format("c{} d{}", look.colour, look.variant % 4); }

std::string chart_style() {
  std::string light = ":root{", dark = "@media screen and (prefers-color-scheme:dark){:root{", classes;
  for (std::size_t i = 0; i < colours; ++i) {
    light += fmt::format("--c{}:{};", i, palette.at(i).light);
    dark += fmt::format("--c{}:{};", i, palette.at(i).dark);
    classes += fmt::format(".c{0}{{--c:var(--c{0})}}", i);
  }
  return fmt::format("{}--ink:#222222;--quiet:#5e5e5e;--grid:#dddddd;--ground:{}}}\n", light, light_ground) +
         fmt::format("{}--ink:#eeeeee;--quiet:#aaaaaa;--grid:#3a3a3a;--ground:{}}}}}\n", dark, dark_ground) + classes +
         "\n" + std::string(asset("chart.css"));
}

}  // namespace crossover
