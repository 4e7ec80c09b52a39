#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace crossover {

/// Where a figure was measured.
struct Machine {
  std::string cpu;                                       ///< The processor's name for itself.
  std::string system;                                    ///< Operating system's name and release, and the architecture.
  unsigned logical_cpus;                                 ///< Online.
  unsigned usable_cpus;                                  ///< What this process may use of them.
  std::optional<double> cpu_quota;                       ///< In CPUs, where a control group sets one.
  std::uint64_t memory_bytes;                            ///< Installed, 0 when unknown.
  std::optional<std::uint64_t> memory_limit_bytes = {};  ///< Where a control group sets one.
};

Machine describe_machine();

/// "AMD EPYC, 2 of 2 CPUs usable, 23.5 GiB, Linux 6.1.0 x86_64"; with "quota 1.5 CPUs" and "4.0 of 23.5 GiB" where a
/// control group allows no more.
std::string one_line(const Machine& machine);

}  // namespace crossover
