#pragma once

#include <cstdint>
#include <span>

#include "host/pi/tally.hpp"

namespace crossover {

/// Known answers, computed with Random123's philox4x32 and written down in tests/data/known_hits.tsv.
std::span<const Tally> known_hits();

}  // namespace crossover
