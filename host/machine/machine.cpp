#include "host/machine/machine.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "host/machine/cpu_quota.hpp"
#include "host/machine/cpus.hpp"
#include "host/machine/memory.hpp"

namespace crossover {
namespace {

/// The value of the first "name : value" line of a file in /proc.
std::optional<std::string> first_value(const char* file, std::string_view name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(name)) continue;
    const auto start = line.find_first_not_of(" \t", line.find(':') + 1);
    if (start != std::string::npos) return line.substr(start);
  }
  return std::nullopt;
}

}  // namespace

Machine describe_machine() {
  const auto quota = cpu_quota();
  utsname names{};
  uname(&names);
  const auto pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
  return {
      .cpu = first_value("/proc/cpuinfo", "model name").value_or(names.machine),
      .system = fmt::format("{} {} {}", names.sysname, names.release, names.machine),
      .logical_cpus = static_cast<unsigned>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN))),
      .usable_cpus = usable_cpus(),
      .cpu_quota = quota ? std::optional(quota->cpus) : std::nullopt,
      .memory_bytes =
          pages > 0 && page_bytes > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_bytes) : 0,
      .memory_limit_bytes = memory_limit(),
  };
}

std::string one_line(const Machine& machine) {
  const auto gib = [](std::uint64_t bytes) { return static_cast<double>(bytes) / (1U << 30); };
  const std::string quota = machine.cpu_quota ? fmt::format(", quota {:.3g} CPUs", *machine.cpu_quota) : "";
  const bool is_limited = machine.memory_limit_bytes && *machine.memory_limit_bytes < machine.memory_bytes;
  const std::string limit = is_limited ? fmt::format("{:.1f} of ", gib(*machine.memory_limit_bytes)) : "";
  return fmt::format("{}, {} of {} CPUs usable{}, {}{:.1f} GiB, {}", machine.cpu, machine.usable_cpus,
                     machine.logical_cpus, quota, limit, gib(machine.memory_bytes), machine.system);
}

}  // namespace crossover
