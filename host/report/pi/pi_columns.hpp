#pragma once

#include "host/report/csv.hpp"

namespace crossover {

/// The columns of runs that count, in an order that never changes.
CsvColumns pi_columns();

/// What a comparison has of each run beside those.
CsvColumns comparison_columns();

}  // namespace crossover
