#pragma once

#include <string>

#include "host/compare/comparison.hpp"

namespace crossover {

/// Who counted what, and who counted something else.
std::string describe(const Disagreement& disagreement);

}  // namespace crossover
