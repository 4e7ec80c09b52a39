#pragma once

#include <string>

namespace crossover {

/// Waits until no other thread of this process runs, for 50 ms at most. Before something is timed: OpenMP's threads
/// look for more work for some milliseconds after theirs is done, and would take the cores from whatever comes next.
/// False when some still run then.
bool wait_until_other_threads_sleep();

/// The setting by which OpenMP's threads never sleep, or not soon, as it stands in the environment:
/// "OMP_WAIT_POLICY=active". Empty when there is none.
std::string setting_that_keeps_threads_awake();

}  // namespace crossover
