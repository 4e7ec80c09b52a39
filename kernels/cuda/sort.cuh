#pragma once

#include <thrust/device_ptr.h>
#include <thrust/sort.h>
#include <thrust/system/cuda/execution_policy.h>

#include <cstddef>
#include <span>

#include "kernels/cuda/by_thrust.cuh"
#include "kernels/cuda/device_code.hpp"

/// Thrust's sort, which is CUB's radix sort for keys of these types. Instantiated in two files, that two cores can
/// compile at the same time.
namespace crossover::cuda {

/// In place of Scratch: ends the call of Thrust at its first request, which tells how much it would take. Sorting has
/// no second: see radix_sort() in thrust/system/cuda/detail/sort.h.
struct ScratchEnquiry {
  using value_type = char;
  struct Answer {
    std::size_t bytes;
  };

  char* allocate(std::ptrdiff_t wanted) { throw Answer{Scratch::bytes_of(wanted)}; }
  void deallocate(char*, std::size_t) {}
};

template <Key T>
std::size_t scratch_bytes_of_thrust_sort(std::size_t keys) {
  return by_thrust("thrust::sort", [&] {
    try {
      ScratchEnquiry enquiry;
      const auto first = thrust::device_pointer_cast(static_cast<T*>(nullptr));
      thrust::sort(thrust::cuda::par_nosync(enquiry), first, first + static_cast<std::ptrdiff_t>(keys));
      return std::size_t{0};
    } catch (const ScratchEnquiry::Answer& answer) {
      return answer.bytes;
    }
  });
}

template <Key T>
void sort_by_thrust(std::span<T> keys, void* scratch, std::size_t scratch_bytes, cudaStream_t stream) {
  by_thrust("thrust::sort", [&] {
    Scratch memory(scratch, scratch_bytes);
    const auto first = thrust::device_pointer_cast(keys.data());
    thrust::sort(thrust::cuda::par_nosync(memory).on(stream), first, first + static_cast<std::ptrdiff_t>(keys.size()));
  });
}

}  // namespace crossover::cuda
