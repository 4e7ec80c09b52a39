#pragma once

namespace crossover {

/// From now on the first SIGINT, SIGTERM or SIGHUP (a terminal or an ssh connection that is lost) only asks to stop;
/// the second ends the process at once, unless it comes within 20 ms, as the first one's echo does. Also where the
/// parent ignored them, as a script does for what it starts with &; but a SIGHUP that is ignored stays so, as nohup
/// wants it. Writing to a pipe that nobody reads, or past the size that a file may have, becomes an error of the write
/// instead of a signal.
void catch_stop_signals();

/// The signal that asked to stop, or 0.
int stop_signal();

/// "SIGINT", "SIGTERM" or "SIGHUP".
const char* name_of_stop_signal(int signal_number);

}  // namespace crossover
