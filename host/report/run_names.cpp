#include "host/report/run_names.hpp"

#include <string>

namespace crossover {

const std::vector<std::string_view>& names_of_runs(const Json& document) {
  using Names = std::vector<std::string_view>;
  static const Names of_counts{"backend", "kernel", "workers", "chunk", "release_gil", "samples"};
  static const Names of_sorts{"sorter", "sharing", "arrays", "type", "distribution", "workers", "threads", "keys"};
  return document.at("command") == "sort" ? of_sorts : of_counts;
}

Json named(const Json& run, const std::vector<std::string_view>& names) {
  Json row;
  for (const std::string_view name : names)
    if (const std::string key(name); run.contains(key)) row[key] = run.at(key);
  return row;
}

}  // namespace crossover
