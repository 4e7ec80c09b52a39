#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "host/report/chart/kinds/bar_chart.hpp"
#include "host/report/chart/kinds/dot_plot.hpp"
#include "host/report/chart/kinds/heat_map.hpp"
#include "host/report/chart/kinds/line_chart.hpp"
#include "host/report/chart/kinds/violin_chart.hpp"

/// Each kind of chart as it was when somebody last looked at it, in tests/report/chart/golden. Where one is meant to
/// change, CROSSOVER_WRITE_GOLDEN=1 has the test write it anew: look at it, in light and dark, before it is committed.
namespace crossover {
namespace {

std::string file_of(const std::string& name) {
  return std::string(TEST_DATA) + "/../report/chart/golden/" + name + ".svg";
}

std::string content_of_golden(const std::string& name) {
  std::ifstream file(file_of(name));
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

void expect_golden(const std::string& name, const std::string& svg) {
  const std::string file = as_file(svg);
  if (std::getenv("CROSSOVER_WRITE_GOLDEN") != nullptr) std::ofstream(file_of(name)) << file;
  EXPECT_EQ(content_of_golden(name), file) << "where it is meant to change: CROSSOVER_WRITE_GOLDEN=1, and look at it";
}

TEST(GoldenChart, OfLines) {
  const Look serial{.colour = 0}, threads{.colour = 1};
  const auto point = [](double x, double y) {
    return ChartPoint{.x = x, .y = y, .interval = Interval{0.9 * y, 1.2 * y}, .tip = "a point", .key = "0w0"};
  };
  LineChart chart{
      .words = {"Time over the number of samples", "threads is faster from 1e5 samples on."},
      .x = {"samples (log)", AxisKind::logarithmic},
      .y = {"time of a run in s (log)", AxisKind::logarithmic},
      .lines = {{"serial", serial, LineKind::warm, {point(1e3, 1e-6), point(1e5, 1e-4), point(1e7, 1e-2)}},
                {"threads", threads, LineKind::warm, {point(1e3, 3e-5), point(1e5, 8e-5), point(1e7, 5e-3)}},
                {"threads", threads, LineKind::cold, {point(1e3, 1e-4), point(1e5, 2e-4)}}},
      .marks = {{8e4, Interval{5e4, 1e5}, "threads from N* = 8e4", threads, LineKind::warm}},
      .strips = {{"fastest, warm", {{1e3, 8e4, "serial", serial}, {8e4, 1e7, "threads", threads}}}}};
  chart.lines[2].points.push_back({.x = 1e7, .y = 5e-3, .tip = "predicted", .is_predicted = true, .key = "0c2"});
  expect_golden("lines", svg_of(chart));
}

TEST(GoldenChart, OfLinesBesideCurves) {
  const LineChart chart{
      .words = {"Speed-up over workers", "With 4 workers 3.2 times as fast as with one."},
      .x = {"workers", AxisKind::count, 0},
      .y = {"speed-up", AxisKind::linear, 0},
      .lines = {{"openmp", {.colour = 2}, LineKind::warm, {{.x = 1, .y = 1}, {.x = 2, .y = 1.8}, {.x = 4, .y = 3.2}}}},
      .curves = {{"ideal", {{1, 1}, {4, 4}}}}};
  expect_golden("curves", svg_of(chart));
}

TEST(GoldenChart, OfRounds) {
  const ViolinChart chart{
      .words = {"Times of warm rounds", "threads has the least median."},
      .unit_title = "time of a round in ms",
      .unit = 1e-3,
      .violins = {{"serial",
                   {.colour = 0},
                   {0.010, 0.011, 0.0105, 0.012, 0.0102, 0.0107, 0.09},
                   0.0107,
                   Interval{0.0102, 0.012},
                   "serial"},
                  {"threads, scalar", {.colour = 1}, {0.006, 0.0061, 0.0059, 0.0064}, 0.00605, {}, "threads"}}};
  expect_golden("rounds", svg_of(chart));
}

TEST(GoldenChart, OfBars) {
  const BarChart chart{
      .words = {"Where the time goes", "Most of it is counting."},
      .unit_title = "time in ms",
      .unit = 1e-3,
      .kinds = {"start", "count", "messages", "wait"},
      .bars = {
          {"serial", {.colour = 0}, {{0, 0, ""}, {1, 0.02, "count 20 ms"}}},
          {"processes", {.colour = 4}, {{0, 0.004, "start 4 ms"}, {1, 0.01, "count 10 ms"}, {3, 0.001, "wait 1 ms"}}}}};
  expect_golden("bars", svg_of(chart));
}

TEST(GoldenChart, OfRatios) {
  const DotPlot plot{.words = {"Time now / time before", "One of three is slower."},
                     .x_title = "ratio of the medians (log)",
                     .threshold = 0.05,
                     .dots = {{"serial", {.colour = 0}, 1.01, Interval{0.99, 1.02}, "same", "serial"},
                              {"threads", {.colour = 1}, 1.3, Interval{1.2, 1.4}, "slower", "threads"},
                              {"gil", {.colour = 7}, {}, {}, "too few rounds", ""}}};
  expect_golden("ratios", svg_of(plot));
}

TEST(GoldenChart, OfAMap) {
  const HeatMap map{
      .words = {"threads, simd", "Two workers with large chunks are best."},
      .row_title = "workers",
      .column_title = "chunk in samples",
      .rows = {"1", "2"},
      .columns = {"2^10", "2^16", "2^22"},
      .cells = {{HeatCell{2.2, "1.1 s", "1", true}, std::nullopt, HeatCell{2, "1.0 s", "2"}},
                {HeatCell{1.4, "0.7 s", "3"}, HeatCell{1, "0.5 s", "4", false, true}, HeatCell{1.1, "0.55 s", "5"}}}};
  expect_golden("map", svg_of(map));
}

TEST(Charts, LeaveOutWhatHasNoPlaceOnTheirAxes) {
  const double nan = std::nan(""), infinite = HUGE_VAL;
  const LineChart chart{.words = {"t", "f"},
                        .x = {"x", AxisKind::logarithmic},
                        .y = {"y", AxisKind::logarithmic},
                        .lines = {{"a",
                                   {},
                                   LineKind::warm,
                                   {{.x = 0, .y = 1}, {.x = 1, .y = nan}, {.x = 10, .y = -1}, {.x = infinite, .y = 2}}},
                                  {"b", {}, LineKind::cold, {}}}};
  const std::string svg = svg_of(chart);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
  EXPECT_EQ(svg.find("class=\"series"), std::string::npos);
}

}  // namespace
}  // namespace crossover
