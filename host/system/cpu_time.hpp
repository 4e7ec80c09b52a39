#pragma once

#include <sys/types.h>

namespace crossover {

/// The CPU time that all threads of this process have used so far, in seconds.
double cpu_seconds_of_this_process();

/// The same of another process of this user; 0 where it has ended and was waited for.
double cpu_seconds_of(pid_t process);

}  // namespace crossover
