#pragma once

#include <thrust/system_error.h>

#include <cstddef>
#include <new>

#include "kernels/cuda/checked.hpp"

/// What calls of Thrust have in common: memory that is there already, and errors that become Failure.
namespace crossover::cuda {

/// Hands memory that is there already to Thrust, which asks once or twice and gives all back before it returns.
class Scratch {
 public:
  using value_type = char;

  Scratch(void* memory, std::size_t bytes) : next_(static_cast<char*>(memory)), left_(bytes) {}

  /// What a request takes of it.
  static constexpr std::size_t bytes_of(std::ptrdiff_t wanted) {
    constexpr std::size_t alignment = 256;
    return (static_cast<std::size_t>(wanted) + alignment - 1) / alignment * alignment;
  }

  char* allocate(std::ptrdiff_t wanted) {
    const std::size_t bytes = bytes_of(wanted);
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

/// Carries out a call of Thrust.
template <class Call>
auto by_thrust(const char* name, const Call& call) {
  try {
    return call();
  } catch (const thrust::system_error& e) {
    throw_failure(static_cast<cudaError_t>(e.code().value()), name);
  } catch (const std::bad_alloc&) {
    throw_failure(cudaErrorMemoryAllocation, name);
  }
}

}  // namespace crossover::cuda
