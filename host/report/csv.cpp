#include "host/report/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

#include "host/machine/meter.hpp"

namespace crossover {
namespace {

std::string text_of_value(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return fmt::format("{}", value.get<double>());
  return value.dump();
}

std::string quoted_if_needed(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string cell_of(const Json& row, const CsvColumn& column) {
  const Json::json_pointer place(column.pointer);
  return row.contains(place) ? quoted_if_needed(text_of_value(row.at(place))) : "";
}

std::string line_of(const std::vector<std::string>& cells) { return fmt::format("{}\n", fmt::join(cells, ",")); }

CsvColumns columns_of(std::span<const Meter* const> meters, const char* group) {
  CsvColumns columns;
  for (const Meter* meter : meters)
    columns.push_back(
        {fmt::format("{}_{}", meter->name, meter->unit.name), fmt::format("/{}/{}/value", group, meter->name)});
  return columns;
}

}  // namespace

std::string csv_of(const Json& rows, const CsvColumns& columns) {
  std::vector<std::string> cells;
  for (const CsvColumn& column : columns) cells.push_back(quoted_if_needed(column.title));
  std::string lines = line_of(cells);
  for (const Json& row : rows) {
    if (row.contains("unavailable")) continue;
    cells.clear();
    for (const CsvColumn& column : columns) cells.push_back(cell_of(row, column));
    lines += line_of(cells);
  }
  return lines;
}

CsvColumns meter_columns() { return columns_of(meters(), "meters"); }

CsvColumns timing_columns() {
  return CsvColumns{{"setup_seconds", "/seconds/setup"},
                    {"cold_seconds", "/seconds/cold"},
                    {"warm_median_seconds", "/seconds/warm/median"},
                    {"warm_min_seconds", "/seconds/warm/min"},
                    {"warm_max_seconds", "/seconds/warm/max"},
                    {"warm_ci95_low_seconds", "/seconds/warm/ci95/0"},
                    {"warm_ci95_high_seconds", "/seconds/warm/ci95/1"},
                    {"rounds", "/rounds"}} +
         meter_columns() + columns_of(setup_meters(), "setup_meters");
}

CsvColumns operator+(CsvColumns some, const CsvColumns& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

}  // namespace crossover
