#include "kernels/cpu_kernels.hpp"

#include <array>
#include <string>

#include "kernels/scalar/count_hits.hpp"
#include "kernels/simd/count_hits.hpp"

namespace crossover {

const Kernel simd_kernel{
    .name = "simd",
    .summary = "many blocks at a time, with the best instruction set of this CPU",
    .count = count_hits_simd,
    .instruction_set = [] { return simd_targets().front().name; },
};

const Kernel scalar_kernel{
    .name = "scalar",
    .summary = "one block at a time: the reference, a plain loop",
    .count = count_hits_scalar,
    .instruction_set = [] { return std::string("baseline"); },
};

std::span<const Kernel* const> cpu_kernels() {
  static constexpr std::array table{&simd_kernel, &scalar_kernel};
  return table;
}

}  // namespace crossover
