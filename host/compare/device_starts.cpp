#include "host/compare/device_starts.hpp"

#include <algorithm>

namespace crossover {

double DeviceStarts::missing_from(const PiRun& run) {
  const BackendEntry* backend = run.configuration.backend;
  if (!backend->takes_devices()) return 0;
  if (first_ == nullptr) {
    first_ = backend;
    first_setup_seconds_ = run.timing.setup_seconds;
    return 0;
  }
  if (!start_seconds_ && backend == first_)
    start_seconds_ = std::max(0.0, first_setup_seconds_ - run.timing.setup_seconds);
  return start_seconds_.value_or(0);
}

}  // namespace crossover
