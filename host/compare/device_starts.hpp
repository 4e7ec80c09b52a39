#pragma once

#include <optional>

#include "host/measure/pi_run.hpp"

namespace crossover {

/// What the set-up of devices would take in a process of its own, but does not in one whose earlier run has started
/// them: their contexts are kept.
class DeviceStarts {
 public:
  /// What a cold run lacks of that; 0 for one that uses no device, and until a backend has been made twice.
  double missing_from(const PiRun& run);

 private:
  const BackendEntry* first_ = nullptr;  ///< Who used a device first in this process.
  double first_setup_seconds_ = 0;
  std::optional<double> start_seconds_;  ///< By how much its first set-up was longer than its second.
};

}  // namespace crossover
