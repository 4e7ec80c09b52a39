#include "host/sensors/nvml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace crossover {
namespace {

// nvmlReturn_t
constexpr int not_supported = 3, no_permission = 4, not_found = 6, lost = 15;

struct ClockEvent {
  std::uint64_t bit;
  std::string_view name;
};

// nvmlClocksEventReason..., but for nothing to do (1).
constexpr std::array<ClockEvent, 10> clock_events{{{0x2, "clocks set by somebody"},
                                                   {0x4, "power cap"},
                                                   {0x8, "hardware slowdown"},
                                                   {0x10, "another GPU's clocks (sync boost)"},
                                                   {0x20, "temperature"},
                                                   {0x40, "temperature (by hardware)"},
                                                   {0x80, "power brake"},
                                                   {0x100, "clocks of a display"},
                                                   {0x200, "board limit"},
                                                   {0x400, "reliability"}}};

}  // namespace

Nvml::Nvml(const char* library) : library_(dlopen(library, RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr) {
    why_none_ = fmt::format("{} is not here; it comes with the NVIDIA driver", library);
    return;
  }
  const int answer = call("nvmlInit_v2");
  has_begun_ = answer == 0;
  if (!has_begun_) why_none_ = why(answer);
}

Nvml::~Nvml() {
  if (has_begun_) static_cast<void>(call("nvmlShutdown"));
  if (library_ != nullptr) dlclose(library_);
}

std::string Nvml::why(int answer) const {
  if (answer == no_permission) return "not permitted: the NVIDIA driver denies it to this user";
  if (answer == not_supported) return "not supported by this GPU";
  if (answer == function_not_found) return "not supported by this NVIDIA driver";
  if (answer == not_found) return "the NVIDIA driver's management library does not show this GPU";
  if (answer == lost) return "the GPU is lost";
  using ErrorString = const char* (*)(int);
  const auto words = reinterpret_cast<ErrorString>(dlsym(library_, "nvmlErrorString"));
  return words != nullptr ? fmt::format("the NVIDIA driver's management library fails: {}", words(answer))
                          : fmt::format("the NVIDIA driver's management library fails with {}", answer);
}

const Nvml& nvml() {
  static const Nvml library;
  return library;
}

GpuSensors::GpuSensors(const Nvml& nvml, const std::string& address) : nvml_(nvml), why_none_(nvml.why_none()) {
  if (!why_none_.empty()) return;
  const int answer = nvml.call("nvmlDeviceGetHandleByPciBusId_v2", address.c_str(), &gpu_);
  if (answer != 0) why_none_ = nvml.why(answer);
}

template <class T>
Sensed<T> GpuSensors::ask(const char* function) const {
  if (!why_none_.empty()) return {.why_none = why_none_};
  T value{};
  const int answer = nvml_.call(function, gpu_, &value);
  if (answer != 0) return {.why_none = nvml_.why(answer)};
  return {.value = value};
}

Sensed<double> GpuSensors::number(const char* function, double unit) const {
  const auto units = ask<unsigned>(function);
  if (!units.value) return {.why_none = units.why_none};
  return {.value = unit * *units.value};
}

Sensed<PcieLink> GpuSensors::link_of(const char* generation, const char* lanes) const {
  const auto of_generation = ask<unsigned>(generation), of_lanes = ask<unsigned>(lanes);
  if (!of_generation.value) return {.why_none = of_generation.why_none};
  if (!of_lanes.value) return {.why_none = of_lanes.why_none};
  return {.value = PcieLink{*of_generation.value, *of_lanes.value}};
}

Sensed<unsigned> GpuSensors::index() const { return ask<unsigned>("nvmlDeviceGetIndex"); }

Sensed<double> GpuSensors::joules() const {
  const auto millijoules = ask<unsigned long long>("nvmlDeviceGetTotalEnergyConsumption");
  if (!millijoules.value) return {.why_none = millijoules.why_none};
  return {.value = 1e-3 * static_cast<double>(*millijoules.value)};
}

Sensed<double> GpuSensors::watts() const { return number("nvmlDeviceGetPowerUsage", 1e-3); }
Sensed<double> GpuSensors::max_watts() const { return number("nvmlDeviceGetEnforcedPowerLimit", 1e-3); }

Sensed<double> GpuSensors::celsius() const {
  if (!why_none_.empty()) return {.why_none = why_none_};
  constexpr int of_the_die = 0;
  unsigned degrees = 0;
  const int answer = nvml_.call("nvmlDeviceGetTemperature", gpu_, of_the_die, &degrees);
  if (answer != 0) return {.why_none = nvml_.why(answer)};
  return {.value = degrees};
}

Sensed<bool> GpuSensors::is_persistent() const {
  const auto mode = ask<int>("nvmlDeviceGetPersistenceMode");
  if (!mode.value) return {.why_none = mode.why_none};
  return {.value = *mode.value != 0};
}

Sensed<PcieLink> GpuSensors::link() const {
  return link_of("nvmlDeviceGetCurrPcieLinkGeneration", "nvmlDeviceGetCurrPcieLinkWidth");
}

Sensed<PcieLink> GpuSensors::max_link() const {
  return link_of("nvmlDeviceGetMaxPcieLinkGeneration", "nvmlDeviceGetMaxPcieLinkWidth");
}

Sensed<std::vector<std::string>> GpuSensors::throttle_reasons() const {
  // The name of drivers before 545; later ones know both.
  const auto bits = ask<unsigned long long>("nvmlDeviceGetCurrentClocksThrottleReasons");
  if (!bits.value) return {.why_none = bits.why_none};
  std::vector<std::string> reasons;
  for (const auto& [bit, name] : clock_events)
    if ((*bits.value & bit) != 0) reasons.emplace_back(name);
  return {.value = std::move(reasons)};
}

void GpuLoad::look(const GpuSensors& gpu) {
  if (const auto now = gpu.celsius().value) celsius = std::max(*now, celsius.value_or(*now));
  for (const std::string& reason : gpu.throttle_reasons().value.value_or(std::vector<std::string>()))
    if (std::ranges::find(throttle_reasons, reason) == throttle_reasons.end()) throttle_reasons.push_back(reason);
}

}  // namespace crossover
