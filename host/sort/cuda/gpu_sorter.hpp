#pragma once

#include <string_view>

#include "host/sort/cuda/sorting_gpu.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover::cuda {

/// What an error advises where no GPU can sort.
inline constexpr std::string_view instead_of_sorting_gpu = "--sorter parallel";

/// The sorters `cuda` and `cuda-pinned` on a runtime: one GPU sorts an array's numbers; the host puts what is not a
/// number in its place.
class GpuSorter : public Sorter {
 public:
  /// On the first of the devices; none means the first that can be used. Throws Error.
  GpuSorter(Runtime& runtime, const SortResources& resources, CopiedBy means);

  void sort(const KeySpan& keys) override;
  Readings meters() const override { return gpu_.meters(); }
  Readings setup_meters() const override { return gpu_.setup_meters(); }

 private:
  /// Does something with the GPU; a Failure becomes the Error that names it.
  template <class Step>
  auto with_gpu(const Step& step);

  Runtime& runtime_;
  const unsigned device_;
  WorkerPool pool_;  ///< Looks for keys that are not numbers, and helps to copy.
  SortingGpu gpu_;
};

}  // namespace crossover::cuda
