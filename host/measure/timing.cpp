#include "host/measure/timing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/cuda/gpu_state.hpp"
#include "host/measure/machine/machine_state.hpp"
#include "host/sensors/nvml.hpp"

namespace crossover {
namespace {

/// " (nvidia-smi 2): NVIDIA H200, sm_90, ..., ECC on, ..., driver 580.65.06 for CUDA 13.1, runtime 13.0"
std::string identity_of(const Device& device, const std::vector<cuda::GpuState>& states) {
  const auto state = std::ranges::find(states, device.address, &cuda::GpuState::address);
  if (state == states.end()) return ": " + device.description;
  const auto index = state->smi_index.value;
  return fmt::format("{}: {}, {}, {}", index ? fmt::format(" (nvidia-smi {})", *index) : "", device.description,
                     cuda::describe_settings(*state), cuda::describe_software(cuda::cuda_runtime()));
}

}  // namespace

std::optional<double> Timing::cpu_share(unsigned workers) const {
  return cpu_share_of(cpu_seconds(), metered_seconds(), workers);
}

double Timing::metered_seconds() const { return warm_seconds ? mean(warm_seconds->raw) : cold_seconds; }

void Timing::keep_warm(std::span<const double> seconds, std::span<const Readings> readings) {
  warm_seconds = summarize(seconds);
  meters = mean_of(readings);
}

void Timing::add_driver_start(double seconds) {
  setup_seconds += seconds;
  cold_seconds += seconds;
  setup_meters = sum_of({{&driver_start_meter, seconds}}, setup_meters);
}

std::vector<std::string> describe_devices(const std::vector<Device>& all, const std::vector<unsigned>& chosen) {
  std::vector<std::string> used;
  if (all.empty()) return used;
  const auto states = cuda::states_of_gpus(cuda::cuda_runtime(), nvml());
  for (const unsigned i : used_of(all, chosen)) used.push_back(fmt::format("GPU {}{}", i, identity_of(all[i], states)));
  return used;
}

std::vector<std::string> addresses_of(const std::vector<Device>& all, const std::vector<unsigned>& chosen) {
  std::vector<std::string> addresses;
  for (const unsigned i : used_of(all, chosen)) addresses.push_back(all[i].address);
  return addresses;
}

}  // namespace crossover
