#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>
#include <span>

#include "kernels/cuda/launch.hpp"
#include "kernels/cuda/speed/clock_reading.hpp"
#include "kernels/kernel.hpp"
#include "kernels/key_type.hpp"

/// What of the runtime needs CUDA's own compiler. All throw Failure.
namespace crossover::cuda {

Grid full_grid_of(const Kernel& kernel, int device);
void launch_kernel(const Kernel& kernel, const Grid& grid, const Launch& launch, std::uint64_t* totals, cudaStream_t);

/// In the order of the stream: what the clock of the first multiprocessor says. `reading` lies on the device.
void read_clock_of_first_multiprocessor(ClockReading* reading, int multiprocessors, cudaStream_t);

/// By Thrust, with no memory but `scratch`.
std::uint64_t sum_by_thrust(const std::uint64_t* totals, std::size_t count, void* scratch, std::size_t scratch_bytes,
                            cudaStream_t);

/// What sort_by_thrust() needs for so many keys.
template <Key T>
std::size_t scratch_bytes_of_thrust_sort(std::size_t keys);
/// Does not wait, and takes no memory but `scratch`.
template <Key T>
void sort_by_thrust(std::span<T> keys, void* scratch, std::size_t scratch_bytes, cudaStream_t);

}  // namespace crossover::cuda
