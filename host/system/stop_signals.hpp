#pragma once

namespace crossover {

/// From now on the first SIGINT or SIGTERM only asks to stop; the second ends the process at once, unless it comes
/// within 20 ms, as the first one's echo does. Also where the parent ignored them, as a script does for what it starts
/// with &. Writing to a pipe that nobody reads, or past the size that a file may have, becomes an error of the write
/// instead of a signal.
void catch_stop_signals();

/// The signal that asked to stop, or 0.
int stop_signal();

}  // namespace crossover
