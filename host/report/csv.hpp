#pragma once

#include <string>
#include <vector>

#include "host/report/json.hpp"

namespace crossover {

/// A column of CSV: where its cells stand in the JSON object of a row, so that none can stand under another's title.
struct CsvColumn {
  std::string title;
  std::string pointer;  ///< By RFC 6901: "/seconds/warm/median".
};
using CsvColumns = std::vector<CsvColumn>;

/// A row for each object of the array `rows` but those of what could not run; unrounded: what spreadsheets read. A cell
/// is empty where the object has null there, or nothing; true is "yes", false "no". By RFC 4180, but with lines that
/// end in a single line feed.
std::string csv_of(const Json& rows, const CsvColumns& columns);

/// Those of all meters, and those of the times and meters of any run.
CsvColumns meter_columns();
CsvColumns timing_columns();

/// One list behind another.
CsvColumns operator+(CsvColumns some, const CsvColumns& more);

}  // namespace crossover
