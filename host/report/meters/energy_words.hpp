#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/measure/timing.hpp"
#include "host/report/json.hpp"
#include "host/sensors/energy_use.hpp"

/// What runs have used of energy, in words and in JSON.
namespace crossover {

/// "threads: CPU energy 12.3 J (24.6 W): 81.3 Msamples/J; 8.1 J of it above idle: 123 Msamples/J." Empty where
/// nothing was read. `amount` is what was done: so many `what`.
std::string describe_energy(const std::string& name, const Timing& timing, double amount, std::string_view what,
                            const IdlePower& idle);

/// "81.3 Msamples/J". Empty where that is not known.
std::string describe_per_joule(const Timing& timing, double amount, std::string_view what);

/// "CPU energy was not read: not permitted: ...", once a reason: what the user can change. That a machine has no
/// counters is in the JSON alone.
std::vector<std::string> describe_unreadable_energy(const std::vector<const Timing*>& runs);

/// {"joules", "joules_above_idle", "WHAT_per_joule"}, or null.
Json json_of_energy(const Timing& timing, double amount, std::string_view what, const IdlePower& idle);

/// {"cpu_watts", "gpu_watts"}, null where it is not known.
Json json_of(const IdlePower& idle);

}  // namespace crossover
