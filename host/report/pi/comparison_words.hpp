#pragma once

#include <string>
#include <vector>

#include "host/compare/comparison.hpp"

namespace crossover {

/// What a comparison found, one finding a sentence.
std::vector<std::string> findings_of(const Comparison& comparison);

}  // namespace crossover
