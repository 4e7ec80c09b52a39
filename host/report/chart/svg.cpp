#include "host/report/chart/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "host/report/chart/escaped.hpp"
#include "host/report/chart/palette.hpp"
#include "host/report/page/wrapped.hpp"

namespace crossover {

std::string place(double pixels) {
  std::string text = fmt::format("{:.1f}", pixels);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::string picture(const ChartWords& words, double width, double height, const std::string& drawing) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\">\n"
      "<title>{}</title>\n<desc>{}</desc>\n{}{}</svg>\n",
      place(width), place(height), escaped(words.title), escaped(words.finding), text(8, 20, words.title, "title"),
      drawing);
}

std::string as_file(const std::string& picture) {
  std::string file = picture;
  file.insert(file.find('\n') + 1, "<style>\n" + chart_style() + "</style>\n");
  return file;
}

std::string text(double x, double y, std::string_view words, std::string_view classes) {
  return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", classes, place(x), place(y), escaped(words));
}

std::string x_axis(const Scale& scale, const Frame& frame, std::string_view title) {
  std::string svg;
  for (const Tick& tick : scale.ticks()) {
    const double x = scale.at(tick.value);
    svg += fmt::format("<path class=\"grid{}\" d=\"M{} {}V{}\"/>\n", tick.label.empty() ? " thin" : "", place(x),
                       place(frame.top), place(frame.bottom));
    if (!tick.label.empty()) svg += text(x, frame.bottom + 17, tick.label, "axis m");
  }
  svg += fmt::format("<path class=\"edge\" d=\"M{} {}H{}\"/>\n", place(frame.left), place(frame.bottom),
                     place(frame.right));
  return svg + text((frame.left + frame.right) / 2, frame.bottom + 35, title, "axis m");
}

std::string y_axis(const Scale& scale, const Frame& frame, std::string_view title) {
  std::string svg;
  for (const Tick& tick : scale.ticks()) {
    const double y = scale.at(tick.value);
    svg += fmt::format("<path class=\"grid{}\" d=\"M{} {}H{}\"/>\n", tick.label.empty() ? " thin" : "",
                       place(frame.left), place(y), place(frame.right));
    if (!tick.label.empty()) svg += text(frame.left - 6, y + 4, tick.label, "axis e");
  }
  return svg + text(8, frame.top - 10, title, "axis");
}

double width_of_words(std::string_view words) { return 7.8 * static_cast<double>(width_of(words)); }

std::vector<double> pushed_apart(const std::vector<double>& wanted, double distance, double low, double high) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });
  std::vector<double> places = wanted;
  double next = low;
  for (const std::size_t i : order) {  // downwards: none above its place
    places[i] = std::max(places[i], next);
    next = places[i] + distance;
  }
  double last = high;
  std::ranges::reverse(order);
  for (const std::size_t i : order) {  // and back, where that went too far
    places[i] = std::min(places[i], last);
    last = places[i] - distance;
  }
  return places;
}

}  // namespace crossover
