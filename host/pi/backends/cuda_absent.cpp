#include "host/pi/backends/entries.hpp"

namespace crossover {

const BackendEntry cuda_backend{
    .name = "cuda",
    .summary = "every NVIDIA GPU of this machine",
    .why_unavailable = [] { return std::string("this version has no CUDA code yet; use --backend threads"); },
    .default_workers = [] { return 0U; },
    .make = nullptr,
};

}  // namespace crossover
