#include <memory>
#include <parallel/algorithm>
#include <string>

#include "host/sort/sorters/entries.hpp"
#include "host/sort/sorters/openmp_sorter.hpp"

namespace crossover {
namespace {

struct GnuSort {
  void operator()(auto numbers) const { __gnu_parallel::sort(numbers.begin(), numbers.end()); }
};

}  // namespace

const SorterEntry openmp_sorter{
    .name = "openmp",
    .summary = "GNU's __gnu_parallel::sort by OpenMP threads: std::sort of equal parts of a copy, then a merge of all",
    .why_unavailable = [] { return std::string(); },
    .default_workers = default_openmp_workers,
    .extra_memory = 1,
    .make = [](const SortResources& r) -> std::unique_ptr<Sorter> {
      return std::make_unique<OpenMpSorter<GnuSort>>(r.workers);
    },
    .rehearse = [](const SortResources& r) { rehearse_with_copies(r, openmp_sorter.extra_memory); },
};

}  // namespace crossover
