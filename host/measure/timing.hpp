#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "host/cuda/device.hpp"
#include "host/machine/meter.hpp"
#include "host/measure/statistics.hpp"
#include "host/system/error.hpp"

namespace crossover {

/// How long a configuration took, whatever it does, and what else was read of it. A GPU's cold run holds the start of
/// its driver.
struct Timing {
  double setup_seconds = 0;  ///< Making the backend or sorter.
  /// From making it to its first result; starts the workers. 0 where there was none, or a wrong one.
  double cold_seconds = 0;
  /// Of several sizes: cold runs in rounds, `cold_seconds` the first of them.
  std::optional<Summary> cold_rounds = {};
  Readings setup_meters = {};                ///< What of it was spent on what, for devices.
  std::optional<Summary> warm_seconds = {};  ///< The same work again, the workers waiting for it.
  Readings meters = {};                      ///< Of the mean warm run, or of the cold run where there is none.
  std::vector<std::string> devices = {};     ///< What each of them is: "GPU 0: NVIDIA H200, sm_90, ...".
  std::vector<std::string> incidents = {};   ///< What went wrong and was made good, in any run.

  /// A device's: takes in how long its driver's start took, which was before all that is timed.
  void add_driver_start(double seconds);

  /// The warm median, or the cold run's where there is none.
  double seconds() const { return warm_seconds ? warm_seconds->median : cold_seconds; }
  /// Of which `meters` tell: the mean of the warm runs, or the cold run's where there are none.
  double metered_seconds() const;
  /// 0 where it was not read.
  double cpu_seconds() const { return value_of(meters, cpu_meter).value_or(0); }
  /// CPU time over wall time and workers, no more than there are CPUs: 1 where each had a CPU to itself all the time.
  std::optional<double> cpu_share(unsigned workers) const;

  /// Of warm runs; `readings` may be of more runs than `seconds`, of one at least.
  void keep_warm(std::span<const double> seconds, std::span<const Readings> readings);
};

/// Of `all` devices those that were chosen by number, or all that can be used where none were: "GPU 0 (nvidia-smi
/// 2): NVIDIA H200, sm_90, ..., PCIe 5.0 x16, ECC on, ..., driver 580.65.06 for CUDA 13.1, runtime 13.0".
std::vector<std::string> describe_devices(const std::vector<Device>& all, const std::vector<unsigned>& chosen);

/// Where those are on the PCI bus.
std::vector<std::string> addresses_of(const std::vector<Device>& all, const std::vector<unsigned>& chosen);

/// Likewise of all that take part in any of the configurations, each once; without those of which nothing can be known
/// now, since they fail when they are run.
template <class Configurations>
std::vector<std::string> addresses_of(const Configurations& configurations) {
  std::set<std::string> addresses;
  for (const auto& configuration : configurations) {
    try {
      for (const std::string& address : addresses_of(configuration.devices_there_are(), configuration.devices))
        addresses.insert(address);
    } catch (const Error&) {  // its run tells why
    }
  }
  return {addresses.begin(), addresses.end()};
}

}  // namespace crossover
