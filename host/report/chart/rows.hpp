#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/report/chart/svg.hpp"

/// Charts that have a row for each of several things, and one axis below all of them.
namespace crossover {

inline constexpr double width_of_rows = 860, top_of_rows = 40;

/// A frame for so many rows, right of their names; `room` is kept free at its right.
Frame frame_for_rows(const std::vector<std::string>& names, double height_of_row, double room);

/// The name of row i, left of the frame.
std::string name_of_row(const Frame& frame, const std::string& name, std::size_t i, double height_of_row,
                        const std::string& classes);

/// How high the picture of such a frame is, its axis included.
double height_of(const Frame& frame);

}  // namespace crossover
