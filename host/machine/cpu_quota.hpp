#pragma once

#include <filesystem>
#include <optional>

namespace crossover {

/// The CPU time that control groups allow this process.
struct CpuQuota {
  double cpus;  ///< 1.5: one and a half.
  /// CPU time that all processes under the quota have used so far, in seconds; none where the system does not tell.
  std::optional<double> used = {};
};

/// None when unlimited. The tightest on the way up to the root counts. Knows cgroup v2 (cpu.max, cpu.stat) and v1
/// (cpu.cfs_quota_us, cpuacct.usage). `root` is the file system to look in: / but for tests.
std::optional<CpuQuota> cpu_quota(const std::filesystem::path& root = "/");

}  // namespace crossover
