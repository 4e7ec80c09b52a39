#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace crossover {

/// The CPU time that all threads of this process have used so far, in seconds. Of a thread that is at work the last
/// milliseconds may be missing.
double cpu_seconds_of_this_process();

/// The CPU time of all threads of this process since it was made, in seconds. It is made while the other threads sleep.
class CpuStopwatch {
 public:
  /// With all that threads at work have used. What this itself takes, about 10 µs, is left out.
  double seconds() const;

 private:
  double start_ = cpu_seconds_of_this_process();
};

/// The same of the calling thread alone.
double cpu_seconds_of_this_thread();

/// The same of another process of this user; 0 where it has ended and was waited for.
double cpu_seconds_of(pid_t process);

/// What the CPUs that this process may run on have done since the machine was started, all of them together, in
/// seconds; in steps of 10 ms for each.
struct CpuTimes {
  double idle;
  double stolen;  ///< A hypervisor gave them to others.
};

/// None where the system does not tell. `root` is the file system to look in: / but for tests.
std::optional<CpuTimes> cpu_times(const std::filesystem::path& root = "/");

/// The CPU time that the other processes of the machine have used, in seconds, those that they have waited for among
/// them; this process and its children are left out. Those that it cannot see, as those outside of a container, are
/// missing. Differences of it are right also where processes have come and gone.
double cpu_seconds_of_other_processes(const std::filesystem::path& root = "/");

}  // namespace crossover
