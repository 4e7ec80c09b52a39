#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace crossover {

/// What the CPUs that this process may use are built up of.
struct CpuLayout {
  unsigned cpus;                                 ///< Usable at the same time.
  std::optional<unsigned> cores = {};            ///< Theirs, at most as many; none where the system does not tell.
  std::optional<unsigned> cores_of_socket = {};  ///< Of that socket which has most of them.

  friend bool operator==(const CpuLayout&, const CpuLayout&) = default;

  /// So many workers each have a core of their own.
  unsigned own_cores() const { return cores.value_or(cpus); }
};

/// Of the CPUs that `allowed` says, of which `usable` can be used at the same time; `root` is the file system to look
/// in.
CpuLayout cpu_layout(const std::vector<bool>& allowed, unsigned usable, const std::filesystem::path& root);

/// Of this process.
CpuLayout cpu_layout();

}  // namespace crossover
