#include "host/machine/affinity.hpp"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

namespace crossover {
namespace {

/// For up to 2^16 CPUs; how many bytes of it the kernel has filled, 0 or less for none.
std::array<unsigned long, 1024> mask_at_start;
long bytes_of_mask = 0;

/// Sanitizers are not ready yet when this runs.
__attribute__((no_sanitize("address", "undefined", "thread"))) void remember_affinity() {
  bytes_of_mask = syscall(SYS_sched_getaffinity, 0, sizeof mask_at_start, &mask_at_start);
}

/// The dynamic linker calls these before the initialisers of any shared library, the OpenMP runtime's among them.
[[gnu::section(".preinit_array"), gnu::used]] void (*const before_all_libraries)() = remember_affinity;

}  // namespace

void restore_affinity() {
  if (bytes_of_mask > 0) syscall(SYS_sched_setaffinity, 0, bytes_of_mask, &mask_at_start);
}

}  // namespace crossover
