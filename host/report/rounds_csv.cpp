#include "host/report/rounds_csv.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/report/csv.hpp"
#include "host/report/saved/run_names.hpp"

namespace crossover {
namespace {

using Names = std::vector<std::string_view>;

void add_rounds(Json& rows, const Json& row, std::string_view kind, const Json& seconds) {
  for (std::size_t round = 0; round < seconds.size(); ++round) {
    rows.push_back(row);
    rows.back()["kind"] = kind;
    rows.back()["round"] = round + 1;
    rows.back()["seconds"] = seconds.at(round);
  }
}

Json rounds_of(const Json& run, const char* kind) {
  const Json& seconds = run.at("seconds");
  return seconds.contains(kind) && !seconds.at(kind).is_null() ? seconds.at(kind).at("raw") : Json::array();
}

void add_rounds_of_run(Json& rows, const Json& run, const Names& names) {
  if (!run.contains("seconds")) return;  // what could not run
  const Json row = named(run, names), cold_rounds = rounds_of(run, "cold_rounds");
  if (!cold_rounds.empty())
    add_rounds(rows, row, "cold", cold_rounds);
  else if (const Json& cold = run.at("seconds").at("cold"); !cold.is_null())
    add_rounds(rows, row, "cold", Json::array({cold}));
  add_rounds(rows, row, "warm", rounds_of(run, "warm"));
}

/// Of sizes between those asked for.
void add_rounds_between(Json& rows, const Json& between, const Names& names) {
  Json row = named(between.at("configuration"), names);
  row.update(named(between, names));
  add_rounds(rows, row, between.at("kind").get<std::string>(), between.at("seconds").at("raw"));
}

}  // namespace

std::string csv_of_rounds(const Json& document) {
  const Names& names = names_of_runs(document);
  Json rows = Json::array();
  for (const Json& run : document.at("runs")) add_rounds_of_run(rows, run, names);
  if (document.contains("sizes_between"))
    for (const Json& between : document.at("sizes_between")) add_rounds_between(rows, between, names);
  CsvColumns columns;
  const auto add = [&](std::string_view name) { columns.push_back({std::string(name), fmt::format("/{}", name)}); };
  for (const std::string_view name : names) add(name);
  for (const char* name : {"kind", "round", "seconds"}) add(name);
  return csv_of(rows, columns);
}

}  // namespace crossover
