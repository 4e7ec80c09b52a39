#include <cstdint>

#include "kernels/cuda/checked.hpp"
#include "kernels/cuda/device_code.hpp"

namespace crossover::cuda {
namespace {

__device__ unsigned this_multiprocessor() {
  unsigned number;
  asm volatile("mov.u32 %0, %%smid;" : "=r"(number));
  return number;
}

__device__ std::uint64_t nanoseconds_now() {
  std::uint64_t nanoseconds;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(nanoseconds));
  return nanoseconds;
}

/// Each multiprocessor has a clock of its own: of all threads those on the first tell, whichever does last.
__global__ void read_clock(ClockReading* reading) {
  if (this_multiprocessor() == 0) *reading = {static_cast<std::uint64_t>(clock64()), nanoseconds_now()};
}

}  // namespace

void read_clock_of_first_multiprocessor(ClockReading* reading, int multiprocessors, cudaStream_t stream) {
  // Some of so many blocks are on the first, wherever the device puts them, while nothing else runs.
  constexpr unsigned blocks_of_multiprocessor = 4;
  read_clock<<<blocks_of_multiprocessor* static_cast<unsigned>(multiprocessors), 1, 0, stream>>>(reading);
  check(cudaGetLastError(), "launch of read_clock");
}

}  // namespace crossover::cuda
