#include "host/system/cpu_time.hpp"

#include <ctime>

namespace crossover {
namespace {

double seconds_on(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

double cpu_seconds_of_this_process() { return seconds_on(CLOCK_PROCESS_CPUTIME_ID); }

double cpu_seconds_of(pid_t process) {
  clockid_t clock{};
  return clock_getcpuclockid(process, &clock) == 0 ? seconds_on(clock) : 0;
}

}  // namespace crossover
