#include <string>

#include "kernels/cuda/checked.hpp"
#include "kernels/cuda/curand_thread.cuh"
#include "kernels/cuda/device_code.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "kernels/cuda/philox_thread.hpp"

namespace crossover::cuda {
namespace {

constexpr unsigned threads_per_block = 256;

__device__ std::uint32_t this_thread() { return blockIdx.x * blockDim.x + threadIdx.x; }

__global__ void __launch_bounds__(threads_per_block)
    philox(const __grid_constant__ PhiloxLaunch launch, std::uint64_t* totals) {
  totals[this_thread()] += launch.hits_by_floats(this_thread());
}

__global__ void __launch_bounds__(threads_per_block)
    philox_integer(const __grid_constant__ PhiloxLaunch launch, std::uint64_t* totals) {
  totals[this_thread()] += launch.hits_by_integers(this_thread());
}

__global__ void __launch_bounds__(threads_per_block)
    curand(const __grid_constant__ Launch launch, const __grid_constant__ Grid grid, std::uint64_t* totals) {
  totals[this_thread()] += hits_by_curand(launch, grid, this_thread());
}

template <void (*code)(PhiloxLaunch, std::uint64_t*)>
void launch_philox(const Grid& grid, const Launch& launch, std::uint64_t* totals, cudaStream_t stream) {
  code<<<grid.blocks, grid.threads_per_block, 0, stream>>>(PhiloxLaunch(launch, grid), totals);
}

void launch_curand(const Grid& grid, const Launch& launch, std::uint64_t* totals, cudaStream_t stream) {
  curand<<<grid.blocks, grid.threads_per_block, 0, stream>>>(launch, grid, totals);
}

/// A kernel, its code on the device, and how that is launched.
struct LaunchEntry {
  const Kernel* kernel;
  const void* code;
  void (*launch)(const Grid&, const Launch&, std::uint64_t* totals, cudaStream_t);
};

const LaunchEntry launches[] = {
    {&philox_kernel, reinterpret_cast<const void*>(&philox), launch_philox<philox>},
    {&philox_integer_kernel, reinterpret_cast<const void*>(&philox_integer), launch_philox<philox_integer>},
    {&curand_kernel, reinterpret_cast<const void*>(&curand), launch_curand},
};

const LaunchEntry& entry_of(const Kernel& kernel) {
  for (const LaunchEntry& entry : launches)
    if (entry.kernel == &kernel) return entry;
  throw Failure(FailureKind::other, "launch", "no code for kernel " + std::string(kernel.name));
}

}  // namespace

Grid full_grid_of(const Kernel& kernel, int device) {
  int multiprocessors = 0, blocks_of_one = 0;
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "cudaDeviceGetAttribute");
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks_of_one, entry_of(kernel).code, threads_per_block, 0),
        "cudaOccupancyMaxActiveBlocksPerMultiprocessor");
  return {static_cast<unsigned>(multiprocessors * blocks_of_one), threads_per_block};
}

void launch_kernel(const Kernel& kernel, const Grid& grid, const Launch& launch, std::uint64_t* totals,
                   cudaStream_t stream) {
  entry_of(kernel).launch(grid, launch, totals, stream);
  check(cudaGetLastError(), "launch");
}

}  // namespace crossover::cuda
