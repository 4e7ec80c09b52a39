#pragma once

#include <string>

#include "host/measure/pi_run.hpp"
#include "host/report/json.hpp"

/// What each device did in a run.
namespace crossover {

/// "451 Gsamples/s while it counts, 50.1 % of the samples, busy 98.7 % of the time, at 1.98 GHz (0.95 of what its pipes
/// allow, by the model)".
std::string describe(const DeviceWork& work, const WorkOfDevices& all);

/// "cuda with 2 GPUs, kernel philox: GPU 0: ...; GPU 1: ....". Empty without devices.
std::string describe_device_work(const PiRun& run);

/// An object for each device; what is not known is null.
Json json_of(const WorkOfDevices& all);

}  // namespace crossover
