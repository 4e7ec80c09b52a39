#include <array>
#include <span>

#include "host/sort/sorters/entries.hpp"

namespace crossover {

std::span<const SorterEntry* const> sorters() {
  static constexpr std::array table{&std_sorter,    &simd_sorter,        &parallel_sorter, &tbb_sorter,
                                    &openmp_sorter, &thrust_host_sorter, &cuda_sorter,     &cuda_pinned_sorter};
  return table;
}

}  // namespace crossover
