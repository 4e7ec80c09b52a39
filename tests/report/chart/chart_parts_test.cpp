#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/pi/backend.hpp"
#include "host/report/chart/escaped.hpp"
#include "host/report/chart/kinds/violin_chart.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/chart/svg.hpp"
#include "host/sort/sorter.hpp"

namespace crossover {
namespace {

/// Relative luminance of "#RRGGBB". Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
double luminance(std::string_view colour) {
  const auto channel = [&](std::size_t at) {
    const double value = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(std::string_view a, std::string_view b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

TEST(Palette, DiffersFromItsGround) {
  for (std::size_t i = 0; i < colours; ++i) {
    EXPECT_GE(contrast(colour(i).light, light_ground), 3) << colour(i).light;
    EXPECT_GE(contrast(colour(i).dark, dark_ground), 3) << colour(i).dark;
  }
}

TEST(Palette, HasAColourOfItsOwnForEveryBackendAndForEverySorter) {
  std::set<std::size_t> of_backends, of_sorters;
  for (const BackendEntry* backend : backends()) EXPECT_TRUE(of_backends.insert(colour_of(backend->name)).second);
  for (const SorterEntry* sorter : sorters())
    EXPECT_TRUE(of_sorters.insert(colour_of(sorter->name)).second) << sorter->name;
  EXPECT_EQ(colour_of("something new"), colours - 1);
}

TEST(Looks, OfOneColourDifferInMarkerAndDash) {
  const auto looks = looks_for({"threads", "serial", "threads"});
  EXPECT_EQ(looks[0].colour, looks[2].colour);
  EXPECT_NE(marker(looks[0], 0, 0), marker(looks[2], 0, 0));
  EXPECT_NE(classes_of(looks[0]), classes_of(looks[2]));
}

TEST(EscapedText, CannotBecomeAnElementOrEndAnAttribute) {
  EXPECT_EQ(escaped("<script>'\"&"), "&lt;script&gt;&#39;&quot;&amp;");
  EXPECT_EQ(escaped("a\x01z\x7F"), "a\uFFFDz\uFFFD");
  EXPECT_EQ(escaped("µs, ± and a\nline"), "µs, ± and a\nline");
}

TEST(Labels, ArePushedApartInTheirOrder) {
  const auto places = pushed_apart({50, 52, 10, 51}, 16, 0, 100);
  EXPECT_EQ(places[2], 10);
  std::vector<double> sorted{places[0], places[3], places[1]};
  EXPECT_TRUE(std::ranges::is_sorted(sorted));
  for (std::size_t i = 1; i < sorted.size(); ++i) EXPECT_GE(sorted[i] - sorted[i - 1], 16 - 1e-9);
}

TEST(Labels, StayInsideWhereTheyCan) {
  const auto places = pushed_apart({99, 98, 97}, 16, 0, 100);
  EXPECT_LE(std::ranges::max(places), 100);
}

TEST(Density, IsHighestWhereMostValuesAre) {
  const std::vector<double> values{1, 1.1, 1.05, 1.02, 0.98, 3};
  const auto density = density_of(values, 50);
  ASSERT_EQ(density.size(), 50U);
  EXPECT_EQ(std::ranges::max(density), 1);
  EXPECT_LT(std::ranges::max_element(density) - density.begin(), 10);
}

TEST(Density, OfEqualValuesIsNone) { EXPECT_TRUE(density_of({2, 2, 2}, 50).empty()); }

TEST(Fence, LeavesOutWhatLiesFarBeyondTheOthers) {
  EXPECT_EQ(fence_of({10, 11, 12, 10, 11, 300}), 12);
  EXPECT_EQ(fence_of({10, 11, 12, 13}), 13);
  EXPECT_EQ(fence_of({5}), 5);
}

}  // namespace
}  // namespace crossover
