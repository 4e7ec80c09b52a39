#include "host/machine/cpu_quota.hpp"

#include <sstream>
#include <string>

#include "host/machine/cgroup.hpp"

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

/// "usage_usec 1500000"
std::optional<double> used_in_v2(const path& group) {
  std::istringstream in(first_line_of(group / "cpu.stat").value_or(""));
  std::string name;
  double microseconds = 0;
  if (!(in >> name >> microseconds) || name != "usage_usec") return std::nullopt;
  return microseconds * 1e-6;
}

std::optional<double> used_in_v1(const path& group) {
  std::istringstream in(first_line_of(group / "cpuacct.usage").value_or(""));
  double nanoseconds = 0;
  if (!(in >> nanoseconds)) return std::nullopt;
  return nanoseconds * 1e-9;
}

/// In v1 the controllers "cpu" and "cpuacct" share their folders on most systems, else the group has one in each.
std::optional<double> used_in(const path& group, const path& mounts) {
  if (const auto used = used_in_v2(group)) return used;
  if (const auto used = used_in_v1(group)) return used;
  return used_in_v1(mounts / "cpuacct" / group.lexically_relative(mounts / "cpu"));
}

}  // namespace

std::optional<CpuQuota> cpu_quota(const path& root) {
  const auto tightest = min_cgroup_limit(root, "cpu", quota_in_v2, quota_in_v1);
  if (!tightest) return std::nullopt;
  return CpuQuota{.cpus = tightest->limit, .used = used_in(tightest->group, root / "sys/fs/cgroup")};
}

}  // namespace crossover
