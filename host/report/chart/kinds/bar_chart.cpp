#include "host/report/chart/kinds/bar_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "host/report/chart/escaped.hpp"
#include "host/report/chart/rows.hpp"

namespace crossover {
namespace {

constexpr double bar_row = 30, height_of_bar = 18, height_of_legend = 26;

double length_of(const Bar& bar) {
  double length = 0;
  for (const BarPart& part : bar.parts) length += part.value;
  return length;
}

/// The kinds that bars have, in a line.
std::string bar_legend_of(const BarChart& chart, const Frame& frame) {
  std::set<std::size_t> used;
  for (const Bar& bar : chart.bars)
    for (const BarPart& part : bar.parts)
      if (part.value > 0) used.insert(part.kind);
  std::string svg;
  double x = frame.left;
  for (const std::size_t kind : used) {
    svg += fmt::format("<rect class=\"part{}\" x=\"{}\" y=\"34\" width=\"12\" height=\"12\"/>\n", kind, place(x)) +
           text(x + 17, 45, chart.kinds.at(kind), "axis");
    x += width_of_words(chart.kinds.at(kind)) + 36;
  }
  return svg;
}

std::string bar_row_of(const BarChart& chart, std::size_t i, const Frame& frame, const Scale& x) {
  const double top = frame.top + bar_row * static_cast<double>(i) + (bar_row - height_of_bar) / 2;
  std::string svg;
  double begin = 0;
  for (const BarPart& part : chart.bars[i].parts) {
    if (!(part.value > 0)) continue;
    const double from = x.at(begin / chart.unit), to = x.at((begin + part.value) / chart.unit);
    svg += fmt::format(
        "<rect class=\"part{} q\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>\n", part.kind,
        place(from), place(top), place(std::max(to - from, 0.5)), place(height_of_bar), escaped(part.tip));
    begin += part.value;
  }
  return name_of_row(frame, chart.bars[i].name, i, bar_row, classes_of(chart.bars[i].look)) + svg;
}

}  // namespace

std::string svg_of(const BarChart& chart) {
  std::vector<std::string> names;
  double longest = 0;
  for (const Bar& bar : chart.bars) {
    names.push_back(bar.name);
    longest = std::max(longest, length_of(bar) / chart.unit);
  }
  Frame frame = frame_for_rows(names, bar_row, 16);
  frame.top += height_of_legend;
  frame.bottom += height_of_legend;
  const Scale x(AxisKind::linear, 0, longest, frame.left, frame.right);
  std::string drawing = bar_legend_of(chart, frame) + x_axis(x, frame, chart.unit_title);
  for (std::size_t i = 0; i < chart.bars.size(); ++i) drawing += bar_row_of(chart, i, frame, x);
  return picture(chart.words, width_of_rows, height_of(frame), drawing);
}

}  // namespace crossover
