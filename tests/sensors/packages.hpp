#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace crossover {

/// A file system with energy counters of packages, as Linux's powercap shows them.
class Packages {
 public:
  static constexpr std::uint64_t range = 262'143'328'850;  ///< In µJ.

  Packages() { std::filesystem::create_directories(root() / "sys/class/powercap"); }

  std::filesystem::path root() const { return folder_.path(); }
  std::filesystem::path counter(const std::string& zone) const {
    return root() / "sys/class/powercap" / zone / "energy_uj";
  }

  void add(const std::string& zone, const std::string& name, std::uint64_t microjoules) const {
    const auto folder = counter(zone).parent_path();
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "name") << name << '\n';
    std::ofstream(folder / "max_energy_range_uj") << range << '\n';
    set(zone, microjoules);
  }
  void set(const std::string& zone, std::uint64_t microjoules) const {
    write(zone, std::to_string(microjoules) + "\n");
  }
  void write(const std::string& zone, const std::string& text) const { std::ofstream(counter(zone)) << text; }

 private:
  TemporaryFolder folder_;
};

}  // namespace crossover
