#pragma once

#include <string>
#include <vector>

#include "host/cuda/runtime.hpp"
#include "host/sensors/nvml.hpp"

namespace crossover::cuda {

/// What the owner of a GPU asks about it, as it is now.
struct GpuState {
  std::string address;   ///< On the PCI bus.
  bool corrects_errors;  ///< ECC is on.
  Sensed<unsigned> smi_index{};
  Sensed<PcieLink> link{}, max_link{};
  Sensed<bool> is_persistent{};  ///< The driver stays ready while no program uses the GPU.
  Sensed<double> celsius{}, watts{}, max_watts{};
  Sensed<double> joules{};                              ///< Since the driver was loaded.
  Sensed<std::vector<std::string>> throttle_reasons{};  ///< Its clocks, just now.
};

/// Of all GPUs that may be seen, by number; none where the runtime fails.
std::vector<GpuState> states_of_gpus(Runtime& runtime, const Nvml& nvml);

/// What of it stays as it is while programs run, as far as it is known: "PCIe 5.0 x16, ECC on, persistence off, 700 W
/// at most".
std::string describe_settings(const GpuState& gpu);

/// "5.0 x16"
std::string format_link(const PcieLink& link);

/// "driver 580.65.06 for CUDA 13.1, runtime 13.0". Empty where the runtime fails.
std::string describe_software(Runtime& runtime);

}  // namespace crossover::cuda
