#include "kernels/cuda/gpu_kernels.hpp"

#include <array>
#include <string>

#include "kernels/cuda/runtime.hpp"

namespace crossover {
namespace {

std::string compute_capability_of_first_gpu() {
  try {
    const cuda::DeviceProperties gpu = cuda::cuda_runtime().properties(0);
    return "sm_" + std::to_string(gpu.major) + std::to_string(gpu.minor);
  } catch (const cuda::Failure&) {
    return "unknown GPU";
  }
}

/// Kept, because a GPU that is lost can no longer be asked.
std::string compute_capability() {
  static const std::string answer = compute_capability_of_first_gpu();
  return answer;
}

}  // namespace

const Kernel philox_kernel{
    .name = "philox",
    .summary = "Philox tuned for GPUs; floats judge, integers where they are not certain",
    .count = nullptr,
    .instruction_set = compute_capability,
};

const Kernel philox_integer_kernel{
    .name = "philox-integer",
    .summary = "the same, but integers alone judge: fewer instructions, more of them wide products",
    .count = nullptr,
    .instruction_set = compute_capability,
};

const Kernel curand_kernel{
    .name = "curand",
    .summary = "cuRAND's device API as its manual shows it: curand_init, then curand4",
    .count = nullptr,
    .instruction_set = compute_capability,
};

std::span<const Kernel* const> gpu_kernels() {
  static constexpr std::array table{&philox_kernel, &philox_integer_kernel, &curand_kernel};
  return table;
}

}  // namespace crossover
