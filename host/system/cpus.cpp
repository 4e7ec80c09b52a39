#include "host/system/cpus.hpp"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

namespace crossover {
namespace {

using std::filesystem::path;

std::optional<std::string> first_line_of(const path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line)) return std::nullopt;
  return line;
}

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

void keep_least(std::optional<double>& least, const std::optional<double>& quota) {
  if (quota && (!least || *quota < *least)) least = quota;
}

/// The tightest quota of a group and all that contain it. A container may see its own group as the root, so that the
/// named folder does not exist; then the folders above it answer.
std::optional<double> tightest(const path& hierarchy, path group, std::optional<double> (*quota_in)(const path&)) {
  std::optional<double> least;
  for (group = group.relative_path();; group = group.parent_path()) {
    keep_least(least, quota_in(hierarchy / group));
    if (group.empty()) return least;
  }
}

bool has_cpu_controller(std::string_view controllers) {
  std::istringstream in{std::string(controllers)};
  for (std::string name; std::getline(in, name, ',');)
    if (name == "cpu") return true;
  return false;
}

}  // namespace

unsigned cpus_in_affinity_mask() {
  // The kernel refuses a mask smaller than its own; 2^20 CPUs are more than any has.
  for (std::size_t cpus = 1024; cpus <= (1U << 20); cpus *= 2) {
    const std::unique_ptr<cpu_set_t, void (*)(cpu_set_t*)> mask(CPU_ALLOC(cpus), [](cpu_set_t* set) { CPU_FREE(set); });
    const std::size_t bytes = CPU_ALLOC_SIZE(cpus);
    if (mask && sched_getaffinity(0, bytes, mask.get()) == 0)
      return static_cast<unsigned>(std::max(1, CPU_COUNT_S(bytes, mask.get())));
  }
  return 1;
}

std::optional<double> cgroup_cpu_quota(const path& root) {
  std::ifstream groups(root / "proc/self/cgroup");
  std::optional<double> least;
  // Lines "0::/path" (v2) and "4:cpu,cpuacct:/path" (v1).
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1), group = line.substr(second + 1);
    const path mounts = root / "sys/fs/cgroup";
    if (controllers.empty()) {
      keep_least(least, tightest(mounts, group, quota_in_v2));
      keep_least(least, tightest(mounts / "unified", group, quota_in_v2));  // where v1 is mounted too
    }
    if (has_cpu_controller(controllers)) {
      keep_least(least, tightest(mounts / controllers, group, quota_in_v1));
      keep_least(least, tightest(mounts / "cpu", group, quota_in_v1));  // a link, whatever the order of the names
    }
  }
  return least;
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
