#include "host/sensors/cpu_energy.hpp"

#include <gtest/gtest.h>
#include <sys/fsuid.h>

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "tests/sensors/packages.hpp"

namespace crossover {
namespace {

/// While it lives, this thread opens files as another user where it is root.
class AsNobody {
 public:
  AsNobody() : before_(setfsuid(65534)) {}
  ~AsNobody() { setfsuid(static_cast<uid_t>(before_)); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  int before_;
};

TEST(CpuEnergy, IsThatOfAllPackagesSinceItWasAsked) {
  const Packages packages;
  packages.add("intel-rapl:0", "package-0", 5'000'000);
  packages.add("intel-rapl:1", "package-1", 1'000'000);
  packages.add("intel-rapl:0:0", "core", 77);          // a part of a package
  packages.add("intel-rapl:2", "psys", 88);            // the whole board, packages and all
  packages.add("intel-rapl-mmio:0", "package-0", 99);  // the same package by another way
  CpuEnergy energy(packages.root());
  EXPECT_EQ(energy.joules().value, 0);
  packages.set("intel-rapl:0", 7'500'000);
  packages.set("intel-rapl:1", 1'250'000);
  EXPECT_DOUBLE_EQ(*energy.joules().value, 2.75);
  packages.set("intel-rapl:1", 2'250'000);
  EXPECT_DOUBLE_EQ(*energy.joules().value, 3.75);
  EXPECT_EQ(energy.joules().why_none, "");
}

TEST(CpuEnergy, GoesOnWhereACounterWrapsAround) {
  const Packages packages;
  packages.add("intel-rapl:0", "package-0", Packages::range - 499'999);
  CpuEnergy energy(packages.root());
  packages.set("intel-rapl:0", 1'500'000);
  EXPECT_DOUBLE_EQ(*energy.joules().value, 2);
}

TEST(CpuEnergy, SaysThatThereAreNoCounters) {
  const Packages packages;
  EXPECT_EQ(CpuEnergy(packages.root()).joules().value, std::nullopt);
  const std::string why =
      "this machine shows no energy counters of its CPUs (/sys/class/powercap); virtual machines have none";
  EXPECT_EQ(CpuEnergy(packages.root()).joules().why_none, why);
  std::filesystem::remove_all(packages.root() / "sys");
  EXPECT_EQ(CpuEnergy(packages.root()).joules().why_none, why);
}

TEST(CpuEnergy, SaysThatItMayNotBeRead) {
  const Packages packages;
  packages.add("intel-rapl:0", "package-0", 1);
  std::filesystem::permissions(packages.root(), std::filesystem::perms(0755));
  std::filesystem::permissions(packages.counter("intel-rapl:0"), std::filesystem::perms::none);
  const AsNobody as_nobody;  // root may read everything
  std::error_code none;
  if (!std::filesystem::exists(packages.counter("intel-rapl:0"), none))
    GTEST_SKIP() << "other users may not look into the temporary folder";
  EXPECT_EQ(CpuEnergy(packages.root()).joules().why_none, "not permitted: only root may read " +
                                                              packages.counter("intel-rapl:0").string() +
                                                              " (sudo chmod a+r allows everybody)");
}

TEST(CpuEnergy, SaysThatACounterCannotBeRead) {
  const Packages packages;
  packages.add("intel-rapl:0", "package-0", 1);
  packages.add("intel-rapl:1", "package-1", 1);
  CpuEnergy energy(packages.root());
  packages.write("intel-rapl:0", "");
  EXPECT_NE(energy.joules().why_none, "");
  std::filesystem::remove(packages.counter("intel-rapl:1"));
  EXPECT_EQ(CpuEnergy(packages.root()).joules().value, std::nullopt) << "of one package alone it would be too little";
}

}  // namespace
}  // namespace crossover
