#include "host/report/chart/kinds/line_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "host/report/chart/escaped.hpp"

namespace crossover {
namespace {

constexpr double width = 860, top = 64, left = 62, height_of_plot = 330, height_of_strip = 22, below_plot = 46;

bool can_be_drawn(double value, AxisKind kind) {
  return std::isfinite(value) && (kind == AxisKind::linear || kind == AxisKind::count || value > 0);
}

bool can_be_drawn(const LineChart& chart, const ChartPoint& point) {
  return can_be_drawn(point.x, chart.x.kind) && can_be_drawn(point.y, chart.y.kind);
}

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

  void hold(double value, AxisKind kind) {
    if (!can_be_drawn(value, kind)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

/// A chart laid out: where its values lie.
struct Laid {
  const LineChart& chart;
  Frame frame;
  Scale x, y;

  /// Whole pixels: a page has thousands of them.
  double at_x(double value) const { return std::round(x.at(value)); }
  double at_y(double value) const { return std::round(y.at(value)); }
};

Laid laid_out(const LineChart& chart) {
  Range xs, ys;
  for (const ChartLine& line : chart.lines)
    for (const ChartPoint& point : line.points) {
      if (!can_be_drawn(chart, point)) continue;
      xs.hold(point.x, chart.x.kind);
      ys.hold(point.y, chart.y.kind);
      if (!point.interval) continue;
      ys.hold(point.interval->low, chart.y.kind);
      ys.hold(point.interval->high, chart.y.kind);
    }
  if (chart.x.holds) xs.hold(*chart.x.holds, chart.x.kind);
  if (chart.y.holds) ys.hold(*chart.y.holds, chart.y.kind);
  if (!std::isfinite(xs.low)) xs = {1, 2};
  if (!std::isfinite(ys.low)) ys = {1, 2};
  double widest_name = 0;
  for (const ChartLine& line : chart.lines) widest_name = std::max(widest_name, width_of_words(line.name));
  for (const ChartStrip& strip : chart.strips) widest_name = std::max(widest_name, width_of_words(strip.title));
  const Frame frame{left, top, width - std::min(widest_name + 24, 300.0), top + height_of_plot};
  return {chart, frame, Scale(chart.x.kind, xs.low, xs.high, frame.left, frame.right),
          Scale(chart.y.kind, ys.low, ys.high, frame.bottom, frame.top)};
}

std::string path_through(const Laid& laid, const std::vector<const ChartPoint*>& points) {
  std::string path;
  for (const ChartPoint* point : points)
    path += fmt::format("{}{} {}", path.empty() ? "M" : "L", place(laid.at_x(point->x)), place(laid.at_y(point->y)));
  return path.empty() ? "" : fmt::format("<path class=\"line\" d=\"{}\"/>\n", path);
}

/// All intervals of a line in one path.
std::string intervals_of(const Laid& laid, const std::vector<const ChartPoint*>& points) {
  std::string path;
  for (const ChartPoint* point : points)
    if (point->interval)
      path += fmt::format("M{} {}V{}", place(laid.at_x(point->x)), place(laid.at_y(point->interval->low)),
                          place(laid.at_y(point->interval->high)));
  return path.empty() ? "" : fmt::format("<path class=\"bar\" d=\"{}\"/>\n", path);
}

std::string group(const std::string& classes, const std::string& content) {
  return content.empty() ? "" : fmt::format("<g class=\"{}\">\n{}</g>\n", classes, content);
}

std::string markers_of(const Laid& laid, const ChartLine& line, const std::vector<const ChartPoint*>& points) {
  std::string svg;
  for (const ChartPoint* point : points)
    svg += fmt::format("<path data-k=\"{}\" d=\"{}\"><title>{}</title></path>\n", point->key,
                       marker(line.look, laid.at_x(point->x), laid.at_y(point->y)), escaped(point->tip));
  return group("p", svg);
}

/// Where a line ends, in the picture.
struct End {
  double x, y;
};

std::string label_of(const Laid& laid, const std::string& name, const End& end, double y) {
  const double x = laid.frame.right + 12;
  return fmt::format("<path class=\"lead\" d=\"M{} {}L{} {}\"/>\n", place(end.x + 6), place(end.y), place(x - 3),
                     place(y)) +
         text(x, y + 4, name, "name");
}

std::string line_of(const Laid& laid, const ChartLine& line, double y_of_label) {
  std::vector<const ChartPoint*> measured, predicted;
  for (const ChartPoint& point : line.points) {
    if (!can_be_drawn(laid.chart, point)) continue;
    if (point.is_predicted && predicted.empty() && !measured.empty()) predicted.push_back(measured.back());
    (point.is_predicted ? predicted : measured).push_back(&point);
  }
  if (measured.empty() && predicted.empty()) return "";
  std::string svg = path_through(laid, measured) + intervals_of(laid, measured);
  std::string guess = path_through(laid, predicted);
  if (laid.chart.has_markers) {
    svg += markers_of(laid, line, measured);
    std::erase_if(predicted, [](const ChartPoint* point) { return !point->is_predicted; });
    guess += markers_of(laid, line, predicted);
  }
  svg += group("guess", guess);
  const ChartPoint& last = predicted.empty() ? *measured.back() : *predicted.back();
  svg += label_of(laid, line.name, {laid.at_x(last.x), laid.at_y(last.y)}, y_of_label);
  return fmt::format("<g class=\"series {} {}\" data-name=\"{}\">\n{}</g>\n",
                     line.kind == LineKind::cold ? "cold" : "warm", classes_of(line.look), escaped(line.name), svg);
}

/// Warm lines and cold ones have their labels by themselves, since each can be shown without the others.
std::vector<double> places_of_labels(const Laid& laid) {
  std::vector<double> places(laid.chart.lines.size());
  for (const LineKind kind : {LineKind::warm, LineKind::cold}) {
    std::vector<double> wanted;
    std::vector<std::size_t> whose;
    for (std::size_t i = 0; i < laid.chart.lines.size(); ++i) {
      const ChartLine& line = laid.chart.lines[i];
      if (line.kind != kind || line.points.empty()) continue;
      const auto last = std::find_if(line.points.rbegin(), line.points.rend(),
                                     [&](const ChartPoint& point) { return can_be_drawn(laid.chart, point); });
      if (last == line.points.rend()) continue;
      wanted.push_back(laid.at_y(last->y));
      whose.push_back(i);
    }
    const auto apart = pushed_apart(wanted, 16, laid.frame.top, laid.frame.bottom);
    for (std::size_t i = 0; i < whose.size(); ++i) places[whose[i]] = apart[i];
  }
  return places;
}

std::string curves_of(const Laid& laid) {
  std::string svg;
  for (const ChartCurve& curve : laid.chart.curves) {
    std::string path;
    for (const auto& [x, y] : curve.points)
      path += fmt::format("{}{} {}", path.empty() ? "M" : "L", place(laid.at_x(x)), place(laid.at_y(y)));
    if (path.empty()) continue;
    svg +=
        fmt::format("<path class=\"ideal\" d=\"{}\"/>\n", path) +
        text(laid.at_x(curve.points.back().first) - 6, laid.at_y(curve.points.back().second) - 8, curve.name, "note e");
  }
  return svg;
}

/// Marks of one kind have their labels in lines below one another, so that none covers another.
std::string marks_of(const Laid& laid) {
  std::string svg;
  double y_of_label = laid.frame.top + 14;
  for (const ChartMark& mark : laid.chart.marks) {
    std::string drawn;
    if (mark.band) {
      const double from = laid.at_x(mark.band->low), to = laid.at_x(mark.band->high);
      drawn += fmt::format("<rect class=\"band\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", place(from),
                           place(laid.frame.top), place(std::max(to - from, 1.0)), place(height_of_plot));
    }
    const double x = laid.at_x(mark.at ? *mark.at : mark.band ? std::sqrt(mark.band->low * mark.band->high) : 0);
    if (mark.at)
      drawn += fmt::format("<path class=\"at\" d=\"M{} {}V{}\"/>\n", place(x), place(laid.frame.top),
                           place(laid.frame.bottom));
    const bool to_the_left = x + width_of_words(mark.label) > laid.frame.right;
    drawn += text(x + (to_the_left ? -5 : 5), y_of_label, mark.label, to_the_left ? "name e" : "name");
    svg += fmt::format("<g class=\"mark {} {}\">\n{}</g>\n", mark.kind == LineKind::cold ? "cold" : "warm",
                       classes_of(mark.look), drawn);
    y_of_label += 16;
  }
  return svg;
}

std::string strip_of(const Laid& laid, const ChartStrip& strip, double y) {
  std::string svg = text(laid.frame.right + 12, y + 14, strip.title, "note");
  for (const ChartStrip::Part& part : strip.parts) {
    const double from = laid.at_x(part.from), to = laid.at_x(part.to);
    svg += fmt::format(
        "<g class=\"{}\"><rect class=\"body\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"16\"><title>{}</title></rect>\n",
        classes_of(part.look), place(from), place(y), place(std::max(to - from, 1.0)),
        escaped(fmt::format("{}: {}", strip.title, part.name)));
    if (width_of_words(part.name) < to - from) svg += text((from + to) / 2, y + 12, part.name, "m");
    svg += "</g>\n";
  }
  return svg;
}

}  // namespace

std::string svg_of(const LineChart& chart) {
  const Laid laid = laid_out(chart);
  std::string drawing = y_axis(laid.y, laid.frame, chart.y.title) + x_axis(laid.x, laid.frame, chart.x.title);
  drawing += marks_of(laid) + curves_of(laid);
  const std::vector<double> places = places_of_labels(laid);
  for (std::size_t i = 0; i < chart.lines.size(); ++i) drawing += line_of(laid, chart.lines[i], places[i]);
  double y = laid.frame.bottom + below_plot;
  for (const ChartStrip& strip : chart.strips) {
    drawing += strip_of(laid, strip, y);
    y += height_of_strip;
  }
  return picture(chart.words, width, y, drawing);
}

}  // namespace crossover
