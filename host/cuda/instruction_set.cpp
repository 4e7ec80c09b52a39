#include "host/cuda/instruction_set.hpp"

#include <fmt/format.h>

#include "host/cuda/runtime.hpp"

namespace crossover {
namespace {

std::string compute_capability_of_first_gpu() {
  try {
    const cuda::DeviceProperties gpu = cuda::cuda_runtime().properties(0);
    return fmt::format("sm_{}{}", gpu.major, gpu.minor);
  } catch (const cuda::Failure&) {
    return "unknown GPU";
  }
}

}  // namespace

std::string instruction_set_of(const Kernel& kernel) {
  if (kernel.instruction_set != nullptr) return kernel.instruction_set();
  static const std::string kept = compute_capability_of_first_gpu();  // a GPU that is lost can no longer be asked
  return kept;
}

}  // namespace crossover
