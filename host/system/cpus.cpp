#include "host/system/cpus.hpp"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

#include "host/system/cgroup.hpp"

namespace crossover {
namespace {

using std::filesystem::path;

/// "max 100000" or "150000 100000": microseconds of CPU time in each period of so many microseconds.
std::optional<double> quota_of(const std::string& quota_and_period) {
  std::istringstream in(quota_and_period);
  double quota = 0, period = 0;
  if (!(in >> quota >> period) || quota <= 0 || period <= 0) return std::nullopt;
  return quota / period;
}

std::optional<double> quota_in_v2(const path& group) {
  const auto line = first_line_of(group / "cpu.max");
  return line ? quota_of(*line) : std::nullopt;
}

std::optional<double> quota_in_v1(const path& group) {
  const auto quota = first_line_of(group / "cpu.cfs_quota_us"), period = first_line_of(group / "cpu.cfs_period_us");
  return quota && period ? quota_of(*quota + " " + *period) : std::nullopt;
}

}  // namespace

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

std::optional<double> cgroup_cpu_quota(const path& root) {
  return least_cgroup_limit(root, "cpu", quota_in_v2, quota_in_v1);
}

unsigned usable_cpus() {
  const unsigned allowed = cpus_in_affinity_mask();
  const auto quota = cgroup_cpu_quota();
  if (!quota || *quota >= allowed) return allowed;
  return std::max(1U, static_cast<unsigned>(std::ceil(*quota)));
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
