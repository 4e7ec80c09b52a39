#include <memory>

#include "host/cuda/usable_gpus.hpp"
#include "host/sort/cuda/gpu_sorter.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {

const SorterEntry cuda_sorter{
    .name = "cuda",
    .summary = "one NVIDIA GPU, the first of --device: copied there, sorted by Thrust, copied back",
    .why_unavailable = [] { return cuda::why_no_gpu(cuda::cuda_runtime(), cuda::instead_of_sorting_gpu); },
    .default_workers = [] { return 0U; },
    .extra_memory = 0,
    .devices = [] { return cuda::gpus_seen(cuda::cuda_runtime(), cuda::instead_of_sorting_gpu); },
    .make = [](const SortResources& r) -> std::unique_ptr<Sorter> {
      return std::make_unique<cuda::GpuSorter>(cuda::cuda_runtime(), r);
    },
};

}  // namespace crossover
