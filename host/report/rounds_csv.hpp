#pragma once

#include <string>

#include "host/report/json.hpp"

namespace crossover {

/// The raw times of a document of `compare` or `sort` in long form: a row for each round of each run, which the
/// columns before `kind`, `round` and `seconds` name. A cold run that is not one of several rounds is round 1.
std::string csv_of_rounds(const Json& document);

}  // namespace crossover
