#include "host/report/chart/kinds/dot_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/report/chart/escaped.hpp"
#include "host/report/chart/rows.hpp"

namespace crossover {
namespace {

constexpr double dot_row = 26;

std::string dot_row_of(const DotPlot& plot, std::size_t i, const Frame& frame, const Scale& x) {
  const Dot& dot = plot.dots[i];
  const double middle = frame.top + dot_row * (static_cast<double>(i) + 0.5);
  std::string svg = name_of_row(frame, dot.name, i, dot_row, classes_of(dot.look)) +
                    text(frame.right + 12, middle + 4, dot.words, "axis");
  if (!dot.ratio || !(*dot.ratio > 0)) return svg;
  std::string drawn;
  if (dot.interval && dot.interval->low > 0)
    drawn += fmt::format("<path class=\"bar\" d=\"M{} {}H{}\"/>\n", place(x.at(dot.interval->low)), place(middle),
                         place(x.at(dot.interval->high)));
  drawn += fmt::format("<g class=\"p\"><path d=\"{}\"><title>{}</title></path></g>\n",
                       marker(dot.look, x.at(*dot.ratio), middle), escaped(dot.tip));
  return svg + fmt::format("<g class=\"series {}\">\n{}</g>\n", classes_of(dot.look), drawn);
}

}  // namespace

std::string svg_of(const DotPlot& plot) {
  double low = 1 / (1 + plot.threshold), high = 1 + plot.threshold;
  std::vector<std::string> names;
  double widest = 0;
  for (const Dot& dot : plot.dots) {
    names.push_back(dot.name);
    widest = std::max(widest, width_of_words(dot.words));
    for (const auto& value : {dot.ratio, dot.interval ? std::optional(dot.interval->low) : std::nullopt,
                              dot.interval ? std::optional(dot.interval->high) : std::nullopt})
      if (value && *value > 0 && std::isfinite(*value)) {
        low = std::min(low, *value);
        high = std::max(high, *value);
      }
  }
  const Frame frame = frame_for_rows(names, dot_row, widest + 24);
  const Scale x(AxisKind::ratio, low, high, frame.left, frame.right);
  const double from = x.at(1 / (1 + plot.threshold)), to = x.at(1 + plot.threshold);
  std::string drawing =
      fmt::format("<rect class=\"shade\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", place(from),
                  place(frame.top), place(to - from), place(frame.bottom - frame.top)) +
      x_axis(x, frame, plot.x_title) +
      fmt::format("<path class=\"edge\" d=\"M{} {}V{}\"/>\n", place(x.at(1)), place(frame.top), place(frame.bottom));
  for (std::size_t i = 0; i < plot.dots.size(); ++i) drawing += dot_row_of(plot, i, frame, x);
  return picture(plot.words, width_of_rows, height_of(frame), drawing);
}

}  // namespace crossover
