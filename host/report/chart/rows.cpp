#include "host/report/chart/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace crossover {

Frame frame_for_rows(const std::vector<std::string>& names, double height_of_row, double room) {
  constexpr double widest = 300, least = 60;
  double left = least;
  for (const std::string& name : names) left = std::max(left, std::min(width_of_words(name) + 24, widest));
  return {left, top_of_rows, width_of_rows - room, top_of_rows + height_of_row * static_cast<double>(names.size())};
}

std::string name_of_row(const Frame& frame, const std::string& name, std::size_t i, double height_of_row,
                        const std::string& classes) {
  const double middle = frame.top + height_of_row * (static_cast<double>(i) + 0.5);
  return fmt::format("<g class=\"{}\">{}</g>\n", classes, text(frame.left - 10, middle + 4, name, "name e"));
}

double height_of(const Frame& frame) { return frame.bottom + 46; }

}  // namespace crossover
