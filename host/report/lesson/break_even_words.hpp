#pragma once

#include <string>

#include "host/lesson/break_even.hpp"
#include "host/report/json.hpp"
#include "host/report/page/table.hpp"

/// From how many samples on workers pay that have to be started.
namespace crossover {

/// "S = 48.1 µs (47.7 to 48.9): 2 threads are started for it. One worker takes t N, W workers S + t N / W, ..."
std::string describe_costs(const BreakEven& even);

/// A row for Python's loop and numba, with what a point takes in the notes, and one for each kernel measured here.
Table break_even_table(const BreakEven& even);

/// "For the plain loop N* is 2.54e4 (2.49e4 to 2.6e4), measured between 2.55e4 and 5.09e4; for SIMD ..."
std::string describe_break_even(const BreakEven& even);

/// N* with what a point takes in the notes: "96400".
std::string break_even_of_notes(double start, double per_point, unsigned workers);

Json json_of(const BreakEven& even);

}  // namespace crossover
