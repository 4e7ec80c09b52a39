#include <cstdint>
#include <span>

#include "kernels/cuda/sort.cuh"

namespace crossover::cuda {

template std::size_t scratch_bytes_of_thrust_sort<std::int64_t>(std::size_t);
template std::size_t scratch_bytes_of_thrust_sort<std::uint64_t>(std::size_t);
template std::size_t scratch_bytes_of_thrust_sort<double>(std::size_t);

template void sort_by_thrust(std::span<std::int64_t>, void*, std::size_t, cudaStream_t);
template void sort_by_thrust(std::span<std::uint64_t>, void*, std::size_t, cudaStream_t);
template void sort_by_thrust(std::span<double>, void*, std::size_t, cudaStream_t);

}  // namespace crossover::cuda
