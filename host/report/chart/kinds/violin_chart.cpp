#include "host/report/chart/kinds/violin_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "host/report/chart/escaped.hpp"
#include "host/report/chart/rows.hpp"

namespace crossover {
namespace {

constexpr double violin_row = 52, half_of_body = 20;
constexpr std::size_t places_of_outline = 40;

/// The value that a share of all of them, which are sorted, lies below.
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double spread_of(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (const double value : values) squares += (value - mean) * (value - mean);
  return values.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double bandwidth_of(const std::vector<double>& values) {
  std::vector<double> sorted = values;
  std::ranges::sort(sorted);
  const double quartiles = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34, spread = spread_of(values);
  const double least = quartiles > 0 ? std::min(spread, quartiles) : spread;
  return 0.9 * least * std::pow(static_cast<double>(values.size()), -0.2);
}

std::vector<double> within(const std::vector<double>& values, double fence) {
  std::vector<double> inside;
  std::ranges::copy_if(values, std::back_inserter(inside), [&](double value) { return value <= fence; });
  return inside;
}

std::string outline_of(const std::vector<double>& values, const Scale& x, double middle) {
  const auto [least, most] = std::ranges::minmax(values);
  const std::vector<double> density = density_of(values, places_of_outline);
  if (density.empty()) return "";
  std::string there, back;
  for (std::size_t i = 0; i < density.size(); ++i) {
    const double value = least + (most - least) * static_cast<double>(i) / static_cast<double>(density.size() - 1);
    const double half = half_of_body * density[i];
    there += fmt::format("{}{} {}", i == 0 ? "M" : "L", place(x.at(value)), place(middle - half));
    back.insert(0, fmt::format("L{} {}", place(x.at(value)), place(middle + half)));
  }
  return fmt::format("<path class=\"body\" d=\"{}{}z\"/>\n", there, back);
}

/// Forward rounds above the middle, backward ones below, each in a shade of its own.
std::string dots_of(const std::vector<double>& values, double fence, const Scale& x, double middle) {
  const std::size_t every = (values.size() + max_dots - 1) / max_dots;
  std::string forward, backward;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] > fence || (i / 2) % every != 0) continue;
    const double step = 2.0 * static_cast<double>((i / 2) % 4);
    (i % 2 == 0 ? forward : backward) +=
        fmt::format("M{} {}h0", place(x.at(values[i])), place(i % 2 == 0 ? middle - 4 - step : middle + 4 + step));
  }
  std::string svg;
  if (!forward.empty()) svg += fmt::format("<path class=\"dots\" d=\"{}\"/>\n", forward);
  if (!backward.empty()) svg += fmt::format("<path class=\"dots back\" d=\"{}\"/>\n", backward);
  return svg;
}

std::string median_of(const Violin& violin, double unit, const Scale& x, double middle) {
  const double at = x.at(violin.median / unit);
  std::string path = fmt::format("M{} {}v18", place(at), place(middle - 9));
  if (violin.interval)
    path += fmt::format("M{} {}H{}", place(x.at(violin.interval->low / unit)), place(middle),
                        place(x.at(violin.interval->high / unit)));
  return fmt::format("<g class=\"p\"><path class=\"median\" d=\"{}\"><title>{}</title></path></g>\n", path,
                     escaped(violin.tip));
}

std::string beyond(const std::vector<double>& values, double fence, const Frame& frame, double middle) {
  const auto outside = std::ranges::count_if(values, [&](double value) { return value > fence; });
  if (outside == 0) return "";
  const std::string words = fmt::format("{} beyond, up to {:.3g} →", outside, std::ranges::max(values));
  return text(frame.right, middle - 12, words, "note e");
}

std::string violin_row_of(const ViolinChart& chart, std::size_t i, const Frame& frame, const Scale& x, double fence) {
  const Violin& violin = chart.violins[i];
  const double middle = frame.top + violin_row * (static_cast<double>(i) + 0.5);
  std::vector<double> values = violin.values;
  for (double& value : values) value /= chart.unit;
  const std::vector<double> inside = within(values, fence);
  std::string svg = inside.size() < 3 ? "" : outline_of(inside, x, middle);
  svg += dots_of(values, fence, x, middle) + median_of(violin, chart.unit, x, middle) +
         beyond(values, fence, frame, middle);
  return name_of_row(frame, violin.name, i, violin_row, classes_of(violin.look)) +
         fmt::format("<g class=\"series {}\" data-name=\"{}\">\n{}</g>\n", classes_of(violin.look),
                     escaped(violin.name), svg);
}

}  // namespace

std::vector<double> thinned(const std::vector<double>& values, std::size_t most) {
  const std::size_t every = most == 0 ? values.size() + 1 : std::max<std::size_t>(1, (values.size() + most - 1) / most);
  std::vector<double> kept;
  for (std::size_t i = 0; i < values.size(); i += every) kept.push_back(values[i]);
  if (most == 0) kept.clear();
  return kept;
}

double fence_of(std::vector<double> values) {
  std::ranges::sort(values);
  const double upper = quantile(values, 0.75), fence = upper + 3 * (upper - quantile(values, 0.25));
  return *std::prev(std::ranges::upper_bound(values, fence));
}

std::vector<double> density_of(const std::vector<double>& values, std::size_t places) {
  const auto [least, most] = std::ranges::minmax(values);
  const double bandwidth = bandwidth_of(values);
  if (!(bandwidth > 0) || !(most > least) || places < 2) return {};
  std::vector<double> density(places);
  for (std::size_t i = 0; i < places; ++i) {
    const double at = least + (most - least) * static_cast<double>(i) / static_cast<double>(places - 1);
    for (const double value : values) {
      const double z = (at - value) / bandwidth;
      density[i] += std::exp(-z * z / 2);
    }
  }
  const double highest = std::ranges::max(density);
  for (double& value : density) value /= highest;
  return density;
}

std::string svg_of(const ViolinChart& chart) {
  std::vector<std::string> names;
  double fence = 0;
  for (const Violin& violin : chart.violins) {
    names.push_back(violin.name);
    if (!violin.values.empty())
      fence = std::max({fence, fence_of(violin.values) / chart.unit, violin.median / chart.unit});
  }
  const Frame frame = frame_for_rows(names, violin_row, 16);
  const Scale x(AxisKind::linear, 0, fence, frame.left, frame.right);
  std::string drawing = x_axis(x, frame, chart.unit_title);
  for (std::size_t i = 0; i < chart.violins.size(); ++i)
    if (!chart.violins[i].values.empty()) drawing += violin_row_of(chart, i, frame, x, x.high());
  return picture(chart.words, width_of_rows, height_of(frame), drawing);
}

}  // namespace crossover
