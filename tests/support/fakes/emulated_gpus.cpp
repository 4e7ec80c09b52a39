// Takes the place of the CUDA runtime: two GPUs that this machine's CPU emulates, so that the whole program can be seen
// with GPUs, seen to lose one, and to do without one that it may not use.

#include <cstdlib>

#include "tests/support/fakes/emulated_runtime.hpp"

namespace crossover::cuda {

Runtime& cuda_runtime() {
  static EmulatedRuntime runtime(2);
  static const bool told = [] {
    runtime.is_timed = true;
    const char* calls = std::getenv("GPU_IS_LOST_AFTER_CALLS");
    if (calls != nullptr) runtime.fail_after(static_cast<unsigned>(std::atoi(calls)), FailureKind::lost);
    if (const char* device = std::getenv("GPU_IS_PROHIBITED")) runtime.prohibited = {std::atoi(device)};
    return true;
  }();
  static_cast<void>(told);
  return runtime;
}

}  // namespace crossover::cuda
