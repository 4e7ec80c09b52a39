#pragma once

#include <string>
#include <vector>

#include "host/compare/comparison.hpp"

namespace crossover {

/// What a comparison found, one finding a sentence: first where the machine was busy, then what the runs say.
std::vector<std::string> findings_of(const Comparison& comparison);
std::vector<std::string> findings_on_runs(const Comparison& comparison);

/// A line for each device that took part, each behind an end of line.
std::string device_lines(const Comparison& comparison);

}  // namespace crossover
