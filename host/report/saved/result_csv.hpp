#pragma once

#include <string>

#include "host/report/json.hpp"

namespace crossover {

/// The CSV of a document of pi, compare, sort, tune or lesson: its main list as rows, by one list of columns for each
/// command.
std::string csv_of_result(const Json& document);

}  // namespace crossover
