#include "kernels/cuda/gpu_kernels.hpp"

#include <array>

namespace crossover {
const Kernel philox_kernel{
    .name = "philox",
    .summary = "Philox tuned for GPUs; floats judge, integers where they are not certain",
    .count = nullptr,
    .instruction_set = nullptr,
};

const Kernel curand_kernel{
    .name = "curand",
    .summary = "cuRAND's device API as its manual shows it: curand_init, then curand4",
    .count = nullptr,
    .instruction_set = nullptr,
};

std::span<const Kernel* const> gpu_kernels() {
  static constexpr std::array table{&philox_kernel, &curand_kernel};
  return table;
}

}  // namespace crossover
