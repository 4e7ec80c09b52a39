#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace crossover {

/// How many bytes this process can still take before the machine, a control group or its own limit on address space
/// (ulimit -v) refuses or something is swapped; none when nothing tells. Knows cgroup v2 and v1.
/// `root` is the file system to look in: / but for tests.
std::optional<std::uint64_t> available_memory(const std::filesystem::path& root = "/");

}  // namespace crossover
