#include <thrust/device_ptr.h>
#include <thrust/reduce.h>
#include <thrust/system/cuda/execution_policy.h>
#include <thrust/system_error.h>

#include <new>

#include "kernels/cuda/checked.hpp"
#include "kernels/cuda/device_code.hpp"

namespace crossover::cuda {
namespace {

/// Hands memory that is there already to Thrust, which asks once or twice and gives all back before it returns.
class Scratch {
 public:
  using value_type = char;

  Scratch(void* memory, std::size_t bytes) : next_(static_cast<char*>(memory)), left_(bytes) {}

  char* allocate(std::ptrdiff_t wanted) {
    constexpr std::size_t alignment = 256;
    const std::size_t bytes = (static_cast<std::size_t>(wanted) + alignment - 1) / alignment * alignment;
    if (bytes > left_) throw std::bad_alloc();
    left_ -= bytes;
    next_ += bytes;
    return next_ - bytes;
  }
  void deallocate(char*, std::size_t) {}

 private:
  char* next_;
  std::size_t left_;
};

}  // namespace

std::uint64_t sum_by_thrust(const std::uint64_t* totals, std::size_t count, void* scratch, std::size_t scratch_bytes,
                            cudaStream_t stream) {
  try {
    Scratch memory(scratch, scratch_bytes);
    const auto first = thrust::device_pointer_cast(totals);
    return thrust::reduce(thrust::cuda::par(memory).on(stream), first, first + static_cast<std::ptrdiff_t>(count));
  } catch (const thrust::system_error& e) {
    throw_failure(static_cast<cudaError_t>(e.code().value()), "thrust::reduce");
  } catch (const std::bad_alloc&) {
    throw_failure(cudaErrorMemoryAllocation, "thrust::reduce");
  }
}

}  // namespace crossover::cuda
