#include <memory>

#include "host/cuda/usable_gpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/cuda/gpus.hpp"
#include "kernels/cuda/gpu_kernels.hpp"

namespace crossover {

const BackendEntry cuda_backend{
    .name = "cuda",
    .summary = "NVIDIA GPUs: launches that draw with cuRAND's generator and sum with Thrust",
    .why_unavailable = [] { return cuda::why_no_gpu(cuda::cuda_runtime(), cuda::instead_of_gpus); },
    .default_workers = [] { return 0U; },
    .kernels = gpu_kernels,
    .devices = [] { return cuda::gpus_seen(cuda::cuda_runtime(), cuda::instead_of_gpus); },
    .make = [](const Resources& r) -> std::unique_ptr<Backend> {
      return std::make_unique<cuda::Gpus>(cuda::cuda_runtime(), r.kernel, r.devices);
    },
};

}  // namespace crossover
