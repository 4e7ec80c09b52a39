#include "host/machine/cpus.hpp"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <system_error>

#include "host/machine/cpu_quota.hpp"

namespace crossover {

std::vector<bool> affinity_mask() {
  // The kernel refuses a mask smaller than its own; 2^20 CPUs are more than any has.
  for (std::size_t cpus = 1024; cpus <= (1U << 20); cpus *= 2) {
    const std::unique_ptr<cpu_set_t, void (*)(cpu_set_t*)> mask(CPU_ALLOC(cpus), [](cpu_set_t* set) { CPU_FREE(set); });
    const std::size_t bytes = CPU_ALLOC_SIZE(cpus);
    if (!mask || sched_getaffinity(0, bytes, mask.get()) != 0) continue;
    std::vector<bool> allowed(cpus);
    for (std::size_t cpu = 0; cpu < cpus; ++cpu) allowed[cpu] = CPU_ISSET_S(cpu, bytes, mask.get());
    return allowed;
  }
  return {};
}

unsigned cpus_in_affinity_mask() {
  const std::vector<bool> allowed = affinity_mask();
  return std::max(1U, static_cast<unsigned>(std::ranges::count(allowed, true)));
}

unsigned usable_cpus() {
  const unsigned allowed = cpus_in_affinity_mask();
  const auto quota = cpu_quota();
  if (!quota || quota->cpus >= allowed) return allowed;
  return std::max(1U, static_cast<unsigned>(std::ceil(quota->cpus)));
}

std::optional<unsigned> omp_num_threads() {
  const char* value = std::getenv("OMP_NUM_THREADS");
  if (value == nullptr) return std::nullopt;
  // "8", or "4,2": so many at the outer, so many at the next level; spaces around it are allowed.
  std::string_view text(value);
  text = text.substr(0, text.find(','));
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  unsigned workers = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), workers);
  const bool whole = end == text.data() + text.size();
  if (error != std::errc() || !whole || workers < 1 || workers > max_workers) return std::nullopt;
  return workers;
}

}  // namespace crossover
