#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "host/measure/timing.hpp"
#include "host/report/page/table.hpp"

/// What meters have read, in words and tables.
namespace crossover {

/// "1.20 s", "35.1 J"
std::string format_reading(const Reading& reading);

/// "set-up 0.50 s", "kernel 1.50 s", ...: where the wall time went, as far as that is known. A set-up of less than half
/// a millisecond only gets threads ready and is not worth a word.
std::vector<std::string> parts_of_time(const Timing& timing);

/// "cuda: 8.00 ms: copy in 1.00 ms (12 %, 10.0 GB/s), sort 2.00 ms (25 %, 1.25 Gkeys/s), copy out 3.00 ms (38 %, 3.33
/// GB/s); set-up took 0.50 s once." Empty where nothing is known of the parts. `rate_of` tells a rate of a meter, or
/// nothing.
std::string describe_parts_of_time(const std::string& name, const Timing& timing,
                                   const std::function<std::string(const Meter&)>& rate_of = {});

/// A row of a table that shall show its meters.
struct MeteredRow {
  const Readings* readings = nullptr;  ///< Null for a row that has none.
  bool was_held_up = false;            ///< Its CPU time is marked then.
};

/// Puts in a column for each meter that any of the rows has, but for those of parts of the wall time, before the column
/// `at`. As many rows as the table has. `drop` as that of a Column.
void insert_meters(Table& table, std::size_t at, std::span<const MeteredRow> rows, unsigned drop = 0);

}  // namespace crossover
