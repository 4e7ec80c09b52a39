#pragma once

#include <string>

#include "host/measure/statistics.hpp"

/// What a ratio of two measured times says, in words.
namespace crossover {

/// "1.94", and of small ones the digits that count: "0.0021".
std::string ratio_in_words(double ratio);

/// " (1.92 to 1.97)"; empty without an interval.
std::string interval_in_words(const Summary& ratio);

/// "it pays", "it does not pay", "a tie", or why that cannot be told.
std::string verdict_in_words(const Summary& ratio);

}  // namespace crossover
