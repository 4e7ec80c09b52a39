#pragma once

namespace crossover {

/// From now on the first SIGINT, SIGTERM, SIGHUP (a terminal or an ssh connection that is lost) or SIGXCPU (a soft
/// limit of CPU time, as `ulimit -St` and batch systems set it) only asks to stop; the second ends the process at once,
/// unless it comes within 20 ms, as the first one's echo does, or is SIGXCPU, which the kernel repeats for each further
/// second. Also where the parent ignored SIGINT or SIGTERM, as a script does for what it starts with &; but a SIGHUP or
/// SIGXCPU that is ignored stays so, as nohup wants it. Writing to a pipe that nobody reads, or past the size that a
/// file may have, becomes an error of the write instead of a signal.
void catch_stop_signals();

/// The signal that asked to stop, or 0.
int stop_signal();

/// "SIGINT", "SIGTERM", "SIGHUP" or "SIGXCPU".
const char* name_of_stop_signal(int signal_number);

}  // namespace crossover
