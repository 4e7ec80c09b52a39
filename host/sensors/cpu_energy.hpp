#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/sensors/sensed.hpp"
#include "host/system/file_descriptor.hpp"

namespace crossover {

/// The energy counters of the CPUs' packages (RAPL of Intel and of AMD), as Linux's powercap shows them. They count
/// what all programs use, and are updated about every millisecond. Source: Documentation/power/powercap/powercap.rst of
/// the Linux kernel.
class CpuEnergy {
 public:
  /// `root` is the file system to look in: / but for tests.
  explicit CpuEnergy(const std::filesystem::path& root = "/");

  /// Of all packages since it was made. To be asked before a counter wraps around twice, which takes a minute at least.
  Sensed<double> joules();

 private:
  struct Package {
    std::filesystem::path file;
    FileDescriptor counter;
    std::uint64_t range;  ///< In µJ: the counter goes from 0 to this.
    std::uint64_t last;   ///< What it stood at when it was last read, in µJ.
  };

  void take(const std::filesystem::path& zone);

  std::vector<Package> packages_;
  std::string why_none_;
  double joules_ = 0;
};

}  // namespace crossover
