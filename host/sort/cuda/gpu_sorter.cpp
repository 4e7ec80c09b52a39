#include "host/sort/cuda/gpu_sorter.hpp"

#include <fmt/format.h>

#include <span>
#include <variant>

#include "host/cuda/usable_gpus.hpp"
#include "host/machine/cpus.hpp"
#include "host/sort/count_special_keys.hpp"
#include "host/sort/total_order.hpp"

namespace crossover::cuda {

template <class Step>
auto GpuSorter::with_gpu(const Step& step) {
  try {
    return step();
  } catch (const Failure& failure) {
    throw error_of(failure, runtime_, fmt::format("GPU {}", device_), instead_of_sorting_gpu);
  }
}

GpuSorter::GpuSorter(Runtime& runtime, const SortResources& r, CopiedBy means)
    : runtime_(runtime),
      device_(r.devices.empty() ? usable_gpus(runtime, instead_of_sorting_gpu).front() : r.devices.front()),
      pool_(usable_cpus()),
      gpu_(with_gpu([&] { return SortingGpu(runtime, device_, r, means, pool_); })) {}

void GpuSorter::sort(const KeySpan& keys) {
  std::visit(
      [this]<Key T>(std::span<T> all) {
        sort_in_total_order(
            all, [this](std::span<T> numbers) { with_gpu([&] { gpu_.sort(numbers); }); },
            [this](std::span<const T> some) { return count_special_keys(some, pool_); });
      },
      keys);
}

}  // namespace crossover::cuda
