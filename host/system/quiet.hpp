#pragma once

namespace crossover {

/// Waits until no other thread of this process runs, for 50 ms at most. Before something is timed: OpenMP's threads
/// look for more work for some milliseconds after theirs is done, and would take the cores from whatever comes next.
void wait_until_other_threads_sleep();

}  // namespace crossover
