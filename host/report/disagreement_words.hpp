#pragma once

#include <string>

#include "host/measure/comparison.hpp"

namespace crossover {

/// "threads with 2 workers, chunk 4096".
std::string name_in_words(const Configuration& configuration);

/// Who counted what, and who counted something else.
std::string sentence_on(const Disagreement& disagreement);

}  // namespace crossover
