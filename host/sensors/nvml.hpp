#pragma once

#include <dlfcn.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/sensors/sensed.hpp"

namespace crossover {

/// How fast a GPU may be spoken to: PCI Express generation and lanes.
struct PcieLink {
  unsigned generation, lanes;

  friend bool operator==(const PcieLink&, const PcieLink&) = default;
};

/// NVIDIA's management library, which comes with the driver: loaded at run time, so that the program starts without it.
/// Source of names and numbers: the NVML API Reference Manual.
class Nvml {
 public:
  explicit Nvml(const char* library = "libnvidia-ml.so.1");
  ~Nvml();
  Nvml(const Nvml&) = delete;
  Nvml& operator=(const Nvml&) = delete;

  /// Calls a function of the library, which answers with a number: 0 is success.
  template <class... Arguments>
  int call(const char* function, Arguments... arguments) const {
    if (library_ == nullptr) return function_not_found;
    void* const address = dlsym(library_, function);
    if (address == nullptr) return function_not_found;
    return reinterpret_cast<int (*)(Arguments...)>(address)(arguments...);
  }
  /// What such a number means: "not permitted: ...".
  std::string why(int answer) const;
  /// Empty where it works.
  const std::string& why_none() const { return why_none_; }

 private:
  static constexpr int function_not_found = 13;

  void* library_;
  bool has_begun_ = false;
  std::string why_none_;
};

/// The library, loaded when this is first called.
const Nvml& nvml();

/// What the sensors of one GPU tell.
class GpuSensors {
 public:
  /// `address` is its PCI address: "0000:3b:00.0".
  GpuSensors(const Nvml& nvml, const std::string& address);

  /// The number by which nvidia-smi knows it.
  Sensed<unsigned> index() const;
  /// Since the driver was loaded. The counter is updated every 20 to 100 ms.
  Sensed<double> joules() const;
  Sensed<double> watts() const;
  Sensed<double> max_watts() const;
  Sensed<double> celsius() const;
  Sensed<bool> is_persistent() const;
  Sensed<PcieLink> link() const;
  Sensed<PcieLink> max_link() const;
  /// What throttles its clocks just now, but for having nothing to do: "power cap".
  Sensed<std::vector<std::string>> throttle_reasons() const;

 private:
  template <class T>
  Sensed<T> ask(const char* function) const;
  Sensed<double> number(const char* function, double unit) const;
  Sensed<PcieLink> link_of(const char* generation, const char* lanes) const;

  const Nvml& nvml_;
  void* gpu_ = nullptr;
  std::string why_none_;
};

/// How hot a GPU became at work, and what held its clocks down: the most of all times that it was looked at.
struct GpuLoad {
  std::optional<double> celsius = {};
  std::vector<std::string> throttle_reasons = {};

  /// To be called when work has just ended.
  void look(const GpuSensors& gpu);
};

}  // namespace crossover
