#include "host/report/saved/run_names.hpp"

#include <string>

namespace crossover {
namespace {

using Names = std::vector<std::string_view>;

const Names& names_of(bool sorts) {
  static const Names of_counts{"backend", "kernel", "workers", "chunk", "release_gil", "samples"};
  static const Names of_sorts{"sorter", "sharing", "arrays", "type", "distribution", "workers", "threads", "keys"};
  return sorts ? of_sorts : of_counts;
}

}  // namespace

const std::vector<std::string_view>& names_of_runs(const Json& document) {
  return names_of(document.at("command") == "sort");
}

const std::vector<std::string_view>& names_of_run(const Json& run) { return names_of(run.contains("sorter")); }

Json named(const Json& run, const std::vector<std::string_view>& names) {
  Json row;
  for (const std::string_view name : names)
    if (const std::string key(name); run.contains(key)) row[key] = run.at(key);
  return row;
}

}  // namespace crossover
