#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "host/compare/array_sets.hpp"
#include "host/compare/sorting.hpp"
#include "host/machine/memory.hpp"

namespace crossover {
namespace {

/// "21.5 GiB", "30.5 MiB"
std::string format_memory(double bytes) {
  constexpr double mib = 1 << 20, gib = 1 << 30;
  return bytes < gib ? fmt::format("{:.1f} MiB", bytes / mib) : fmt::format("{:.1f} GiB", bytes / gib);
}

}  // namespace

double memory_needed(const SortRequest& request) {
  double extra = 0;
  for (const SortConfiguration& c : request.configurations) extra = std::max(extra, c.sorter->extra_memory);
  const double copies =
      static_cast<double>(1 + sets_of(request.task, request.configurations.size())) * request.task.arrays;
  return (copies + extra) * memory_of_array(request.task);
}

void require_memory(const SortRequest& request) {
  const auto available = available_memory();
  const double needed = memory_needed(request);
  if (!available || needed <= static_cast<double>(*available)) return;
  const SortTask& task = request.task;
  throw Error(fmt::format("sorting {} of {} keys ({}) needs {} of memory, and {} are free; write a smaller --keys",
                          task.arrays == 1 ? "1 array" : fmt::format("{} arrays", task.arrays), task.keys,
                          name_of(task.type), format_memory(needed), format_memory(static_cast<double>(*available))));
}

}  // namespace crossover
