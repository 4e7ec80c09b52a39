#include <cstdint>
#include <span>

#include "kernels/cuda/sort.cuh"

namespace crossover::cuda {

template std::size_t scratch_bytes_of_thrust_sort<std::int32_t>(std::size_t);
template std::size_t scratch_bytes_of_thrust_sort<std::uint32_t>(std::size_t);
template std::size_t scratch_bytes_of_thrust_sort<float>(std::size_t);

template void sort_by_thrust(std::span<std::int32_t>, void*, std::size_t, cudaStream_t);
template void sort_by_thrust(std::span<std::uint32_t>, void*, std::size_t, cudaStream_t);
template void sort_by_thrust(std::span<float>, void*, std::size_t, cudaStream_t);

}  // namespace crossover::cuda
