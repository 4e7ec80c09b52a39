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

const void* code_of(const Kernel& kernel) {
  if (&kernel == &curand_kernel) return reinterpret_cast<const void*>(&curand);
  if (&kernel == &philox_integer_kernel) return reinterpret_cast<const void*>(&philox_integer);
  return reinterpret_cast<const void*>(&philox);
}

}  // namespace

Grid full_grid_of(const Kernel& kernel, int device) {
  int multiprocessors = 0, blocks_of_one = 0;
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "cudaDeviceGetAttribute");
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks_of_one, code_of(kernel), threads_per_block, 0),
        "cudaOccupancyMaxActiveBlocksPerMultiprocessor");
  return {static_cast<unsigned>(multiprocessors * blocks_of_one), threads_per_block};
}

void launch_kernel(const Kernel& kernel, const Grid& grid, const Launch& launch, std::uint64_t* totals,
                   cudaStream_t stream) {
  if (&kernel == &curand_kernel) {
    curand<<<grid.blocks, grid.threads_per_block, 0, stream>>>(launch, grid, totals);
  } else {
    const PhiloxLaunch arguments(launch, grid);
    if (&kernel == &philox_integer_kernel)
      philox_integer<<<grid.blocks, grid.threads_per_block, 0, stream>>>(arguments, totals);
    else
      philox<<<grid.blocks, grid.threads_per_block, 0, stream>>>(arguments, totals);
  }
  check(cudaGetLastError(), "launch");
}

}  // namespace crossover::cuda
