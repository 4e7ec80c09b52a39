#pragma once

#include <string_view>

namespace crossover {

/// A file that the program carries with it for pages and pictures: "chart.css", "report.css", "report.js".
std::string_view asset(std::string_view name);

}  // namespace crossover
