#include <thrust/device_ptr.h>
#include <thrust/reduce.h>
#include <thrust/system/cuda/execution_policy.h>

#include <cstddef>
#include <cstdint>

#include "kernels/cuda/by_thrust.cuh"
#include "kernels/cuda/device_code.hpp"

namespace crossover::cuda {

std::uint64_t sum_by_thrust(const std::uint64_t* totals, std::size_t count, void* scratch, std::size_t scratch_bytes,
                            cudaStream_t stream) {
  return by_thrust("thrust::reduce", [&] {
    Scratch memory(scratch, scratch_bytes);
    const auto first = thrust::device_pointer_cast(totals);
    return thrust::reduce(thrust::cuda::par(memory).on(stream), first, first + static_cast<std::ptrdiff_t>(count));
  });
}

}  // namespace crossover::cuda
