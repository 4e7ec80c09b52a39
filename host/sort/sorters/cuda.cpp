#include <memory>
#include <string>
#include <vector>

#include "host/cuda/usable_gpus.hpp"
#include "host/sort/cuda/gpu_sorter.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {
namespace {

std::string why_no_gpu_sorts() { return cuda::why_no_gpu(cuda::cuda_runtime(), cuda::instead_of_sorting_gpu); }
unsigned no_workers() { return 0; }
std::vector<Device> gpus_that_sort() { return cuda::gpus_seen(cuda::cuda_runtime(), cuda::instead_of_sorting_gpu); }

template <cuda::CopiedBy means>
std::unique_ptr<Sorter> make_gpu_sorter(const SortResources& r) {
  return std::make_unique<cuda::GpuSorter>(cuda::cuda_runtime(), r, means);
}

}  // namespace

const SorterEntry cuda_sorter{
    .name = "cuda",
    .summary = "one NVIDIA GPU, the first of --device: copied there, sorted by Thrust, copied back",
    .why_unavailable = why_no_gpu_sorts,
    .default_workers = no_workers,
    .extra_memory = 0,
    .devices = gpus_that_sort,
    .make = make_gpu_sorter<cuda::CopiedBy::buffers>,
};

const SorterEntry cuda_pinned_sorter{
    .name = "cuda-pinned",
    .summary = "likewise, the arrays pinned before, so that the GPU copies them by itself",
    .why_unavailable = why_no_gpu_sorts,
    .default_workers = no_workers,
    .extra_memory = 0,
    .devices = gpus_that_sort,
    .make = make_gpu_sorter<cuda::CopiedBy::pinning>,
};

}  // namespace crossover
