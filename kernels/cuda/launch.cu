#include <string>

#include "kernels/cuda/checked.hpp"
#include "kernels/cuda/curand_thread.cuh"
#include "kernels/cuda/device_code.hpp"
#include "kernels/cuda/fp64_rounds.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "kernels/cuda/philox_kernel.cuh"

namespace crossover::cuda {
namespace {

__global__ void __launch_bounds__(threads_per_block)
    curand(const __grid_constant__ Launch launch, const __grid_constant__ Grid grid, std::uint64_t* totals) {
  totals[this_thread()] += hits_by_curand(launch, grid, this_thread());
}

template <class Rounds>
void launch_philox(const Grid& grid, const Launch& launch, std::uint64_t* totals, cudaStream_t stream) {
  philox<Rounds><<<grid.blocks, grid.threads_per_block, 0, stream>>>(PhiloxLaunch<Rounds>(launch, grid), totals);
}

void launch_curand(const Grid& grid, const Launch& launch, std::uint64_t* totals, cudaStream_t stream) {
  curand<<<grid.blocks, grid.threads_per_block, 0, stream>>>(launch, grid, totals);
}

/// 10 major + minor.
using ComputeCapability = int;
constexpr ComputeCapability any_capability = 0;

/// A kernel, its code on devices of a compute capability, and how that is launched.
struct LaunchEntry {
  const Kernel* kernel;
  ComputeCapability capability;
  const void* code;
  void (*launch)(const Grid&, const Launch&, std::uint64_t* totals, cudaStream_t);
};

template <class Rounds>
LaunchEntry philox_entry(ComputeCapability capability) {
  return {&philox_kernel, capability, reinterpret_cast<const void*>(&philox<Rounds>), launch_philox<Rounds>};
}

/// The first that fits is taken. The three capabilities that are named have 32, 64 and 64 FP64 units a multiprocessor,
/// others 2 (CUDA C++ Programming Guide, "Arithmetic Instructions"). It is the device that decides, not what its code
/// was compiled for: the code of sm_80 also runs on sm_86, where the FP64 pipe would take ten times as long, and that
/// of sm_100 on sm_103. How many products the pipe takes is what leaves it and the others busiest of all
/// (bench/gpu/sass_mix).
const LaunchEntry launches[] = {
    philox_entry<Fp64Rounds<8>>(80),
    philox_entry<Fp64Rounds<5>>(90),
    philox_entry<Fp64Rounds<6>>(100),
    philox_entry<SharedRounds>(any_capability),
    {&curand_kernel, any_capability, reinterpret_cast<const void*>(&curand), launch_curand},
};

int attribute(cudaDeviceAttr which, int device) {
  int value = 0;
  check(cudaDeviceGetAttribute(&value, which, device), "cudaDeviceGetAttribute");
  return value;
}

const LaunchEntry& entry_of(const Kernel& kernel, int device) {
  const ComputeCapability capability =
      10 * attribute(cudaDevAttrComputeCapabilityMajor, device) + attribute(cudaDevAttrComputeCapabilityMinor, device);
  for (const LaunchEntry& entry : launches)
    if (entry.kernel == &kernel && (entry.capability == capability || entry.capability == any_capability)) return entry;
  throw Failure(FailureKind::other, "launch", "no code for kernel " + std::string(kernel.name));
}

int current_device() {
  int device = 0;
  check(cudaGetDevice(&device), "cudaGetDevice");
  return device;
}

}  // namespace

Grid full_grid_of(const Kernel& kernel, int device) {
  int blocks_of_one = 0;
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks_of_one, entry_of(kernel, device).code, threads_per_block,
                                                      0),
        "cudaOccupancyMaxActiveBlocksPerMultiprocessor");
  return {static_cast<unsigned>(attribute(cudaDevAttrMultiProcessorCount, device) * blocks_of_one), threads_per_block};
}

void launch_kernel(const Kernel& kernel, const Grid& grid, const Launch& launch, std::uint64_t* totals,
                   cudaStream_t stream) {
  entry_of(kernel, current_device()).launch(grid, launch, totals, stream);
  check(cudaGetLastError(), "launch");
}

}  // namespace crossover::cuda
