#include <array>

#include "host/sort/sorters/entries.hpp"

namespace crossover {

std::span<const SorterEntry* const> sorters() {
  static constexpr std::array table{&std_sorter, &simd_sorter, &parallel_sorter, &cuda_sorter};
  return table;
}

}  // namespace crossover
