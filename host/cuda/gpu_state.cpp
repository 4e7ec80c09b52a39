#include "host/cuda/gpu_state.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/machine/provenance.hpp"

namespace crossover::cuda {

std::vector<GpuState> states_of_gpus(Runtime& runtime, const Nvml& nvml) try {
  std::vector<GpuState> states;
  for (int device = 0, count = runtime.device_count(); device < count; ++device) {
    const DeviceProperties gpu = runtime.properties(device);
    const GpuSensors sensors(nvml, gpu.address);
    states.push_back({.address = gpu.address,
                      .corrects_errors = gpu.corrects_errors,
                      .smi_index = sensors.index(),
                      .link = sensors.link(),
                      .max_link = sensors.max_link(),
                      .is_persistent = sensors.is_persistent(),
                      .celsius = sensors.celsius(),
                      .watts = sensors.watts(),
                      .max_watts = sensors.max_watts(),
                      .joules = sensors.joules(),
                      .throttle_reasons = sensors.throttle_reasons()});
  }
  return states;
} catch (const Failure&) {
  return {};
}

std::string format_link(const PcieLink& link) { return fmt::format("{}.0 x{}", link.generation, link.lanes); }

std::string describe_settings(const GpuState& gpu) {
  std::vector<std::string> settings;
  if (gpu.max_link.value) settings.push_back("PCIe " + format_link(*gpu.max_link.value));
  settings.emplace_back(gpu.corrects_errors ? "ECC on" : "ECC off");
  if (gpu.is_persistent.value) settings.emplace_back(*gpu.is_persistent.value ? "persistence on" : "persistence off");
  if (gpu.max_watts.value) settings.push_back(fmt::format("{:.3g} W at most", *gpu.max_watts.value));
  return fmt::format("{}", fmt::join(settings, ", "));
}

std::string describe_software(Runtime& runtime) try {
  const Versions versions = runtime.versions();
  const auto& driver = provenance().nvidia_driver;
  return fmt::format("driver {}for CUDA {}, runtime {}", driver ? *driver + " " : "", format_version(versions.driver),
                     format_version(versions.runtime));
} catch (const Failure&) {
  return "";
}

}  // namespace crossover::cuda
