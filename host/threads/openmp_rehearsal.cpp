#include "host/threads/openmp_rehearsal.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/machine/memory.hpp"
#include "host/system/child_process.hpp"
#include "host/system/error.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover {
namespace {

/// In the environment of the other process: threads, bytes, and the address space to take before, in bytes.
constexpr const char* rehearsal_mark = "CROSSOVER_REHEARSAL";

/// Whether every thread gets its part of the memory, all at the same time. Ends the process where a thread cannot
/// start.
bool all_get_memory(unsigned threads, std::size_t bytes) {
  bool all = true;
  omp_set_dynamic(0);
#pragma omp parallel num_threads(static_cast <int>(threads)) reduction(&& : all)
  {
    void* const part = std::malloc(bytes / threads + 1);
    all = part != nullptr;
#pragma omp barrier
    std::free(part);
  }
  return all;
}

/// In a process that was started for it; the runtime's own words go nowhere.
[[noreturn]] void rehearse(const char* what) {
  name_like_the_program();
  unsigned threads = 1;
  unsigned long long bytes = 0, address_space = 0;
  std::sscanf(what, "%u %llu %llu", &threads, &bytes, &address_space);
  if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(1);
  save_address_space();
  const std::uint64_t own = address_space_used();
  if (address_space > own &&
      mmap(nullptr, address_space - own, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
    _exit(1);
  _exit(all_get_memory(std::max(1U, threads), bytes) ? 0 : 1);
}

/// Before main(), so that every program which holds this can be asked; libraries are ready by then.
[[gnu::constructor]] void rehearse_where_asked() {
  if (const char* const what = std::getenv(rehearsal_mark)) rehearse(what);
}

/// The settings of the environment that can keep OpenMP's threads from starting: " (OMP_STACKSIZE=100G)".
std::string describe_settings() {
  for (const char* name : {"OMP_STACKSIZE", "GOMP_STACKSIZE", "KMP_STACKSIZE"})
    if (const char* value = std::getenv(name)) return fmt::format(" ({}={})", name, value);
  return "";
}

struct Rehearsal {
  unsigned threads;
  std::uint64_t bytes, address_space;

  bool covers(const Rehearsal& other) const {
    return threads >= other.threads && bytes >= other.bytes && address_space >= other.address_space;
  }
};

bool goes_well(const Rehearsal& r) {
  ChildProcess child(
      {.program = this_program,
       .arguments = {"crossover"},
       .environment = {fmt::format("{}={} {} {}", rehearsal_mark, r.threads, r.bytes, r.address_space)}});
  constexpr std::chrono::seconds patience{30};  // a busy machine is no reason to refuse
  return child.end(patience).how == "exited with 0";
}

}  // namespace

void rehearse_openmp(unsigned threads, std::uint64_t bytes) {
  static std::mutex mutex;
  static std::vector<Rehearsal> done;
  if (threads <= 1) return;
  constexpr std::uint64_t step = std::uint64_t{16} << 20;  // what is taken meanwhile makes no new one
  constexpr std::uint64_t slack = std::uint64_t{16} << 20;
  const bool is_limited = has_address_space_limit();
  const Rehearsal wanted{threads, bytes, is_limited ? address_space_used() / step * step + slack : 0};
  const std::lock_guard lock(mutex);
  if (std::ranges::any_of(done, [&](const Rehearsal& r) { return r.covers(wanted); })) return;
  WorkerPool(threads).run(threads, [](unsigned) {});  // says how many can be started
  if (!goes_well(wanted)) {
    const std::string memory = bytes == 0 ? "" : fmt::format(", or not with {} MiB for them", (bytes >> 20U) + 1);
    throw Error(fmt::format("OpenMP's runtime cannot start {} threads here{}{}; try fewer --workers", threads, memory,
                            describe_settings()));
  }
  done.push_back(wanted);
}

}  // namespace crossover
