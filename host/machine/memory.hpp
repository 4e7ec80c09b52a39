#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace crossover {

/// How many bytes this process can still take before the machine, a control group or its own limit on address space
/// (ulimit -v) refuses or something is swapped; none when nothing tells. Knows cgroup v2 and v1.
/// `root` is the file system to look in: / but for tests.
std::optional<std::uint64_t> available_memory(const std::filesystem::path& root = "/");

/// The memory that control groups allow this process, in bytes; none when unlimited. Knows cgroup v2 and v1.
std::optional<std::uint64_t> memory_limit(const std::filesystem::path& root = "/");

/// Where `ulimit -v` limits the address space, threads share one arena of malloc: each would take 64 MiB for one of its
/// own, and 128 for a moment, in which another thread's allocation of a few bytes fails. Call it before any thread.
void save_address_space();

/// Whether `ulimit -v` limits the address space of this process, and how much of it is taken, in bytes.
bool has_address_space_limit();
std::uint64_t address_space_used();

}  // namespace crossover
