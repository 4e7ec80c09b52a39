#pragma once

#include <sys/resource.h>

#include <fstream>

namespace crossover {

/// Leaves so many bytes in the address space of this process, and no more, to be taken. Not for sanitizers, which need
/// more for themselves.
inline void leave_memory(rlim_t bytes) {
  std::ifstream statm("/proc/self/statm");
  rlim_t pages = 0;
  statm >> pages;
  const rlim_t all = pages * 4096 + bytes;
  const rlimit limit{all, all};
  setrlimit(RLIMIT_AS, &limit);
}

/// Room for a few stacks of threads, 8 MiB each, but not for hundreds.
inline void leave_memory_for_few_threads() { leave_memory(rlim_t{64} << 20); }

}  // namespace crossover
