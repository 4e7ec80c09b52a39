#pragma once

#include <string>

#include "host/cuda/gpu_state.hpp"
#include "host/report/json.hpp"

namespace crossover {

/// "nvidia-smi 2, PCIe 3.0 x8 of 5.0 x16, ECC on, persistence off (...), 38 °C, 71.2 W of 700 W, clocks throttled by
/// power cap"; what is not told, with the reason behind it.
std::string describe(const cuda::GpuState& gpu);

/// Null for what is not told; `why_none` has the reasons by name.
Json json_of(const cuda::GpuState& gpu);

}  // namespace crossover
