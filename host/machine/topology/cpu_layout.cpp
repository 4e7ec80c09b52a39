#include "host/machine/topology/cpu_layout.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>

#include "host/machine/cgroup.hpp"
#include "host/machine/cpus.hpp"

namespace crossover {

CpuLayout cpu_layout(const std::vector<bool>& allowed, unsigned usable, const std::filesystem::path& root) {
  std::map<std::string, std::set<std::string>> cores_by_socket;
  for (std::size_t cpu = 0; cpu < allowed.size(); ++cpu) {
    if (!allowed[cpu]) continue;
    const auto folder = root / "sys/devices/system/cpu" / ("cpu" + std::to_string(cpu)) / "topology";
    const auto socket = first_line_of(folder / "physical_package_id"), core = first_line_of(folder / "core_id");
    if (!socket || !core) return {.cpus = usable};
    cores_by_socket[*socket].insert(*core);
  }
  if (cores_by_socket.empty()) return {.cpus = usable};
  unsigned all = 0, most = 0;
  for (const auto& [_, cores] : cores_by_socket) {
    all += static_cast<unsigned>(cores.size());
    most = std::max(most, static_cast<unsigned>(cores.size()));
  }
  return {.cpus = usable, .cores = std::min(all, usable), .cores_of_socket = std::min(most, usable)};
}

CpuLayout cpu_layout() { return cpu_layout(affinity_mask(), usable_cpus(), "/"); }

}  // namespace crossover
