#include "host/sensors/energy_use.hpp"

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/sensors/packages.hpp"

namespace crossover {
namespace {

const auto go_on = [] { return false; };

TEST(IdlePower, IsWhatIsDrawnMeanwhile) {
  const Packages packages;
  packages.add("intel-rapl:0", "package-0", 0);
  const Nvml library("libnot-there.so.1");
  std::uint64_t microjoules = 0;
  const auto draw = [&] {  // while it sleeps
    packages.set("intel-rapl:0", microjoules += 500'000);
    return false;
  };
  const IdlePower idle = measure_idle_power({"0000:3b:00.0"}, draw, {.root = packages.root(), .gpus = &library});
  ASSERT_TRUE(idle.cpus);
  EXPECT_GT(*idle.cpus, 0);
  EXPECT_FALSE(idle.gpus);
}

TEST(IdlePower, IsUnknownWhereNoCounterCanBeRead) {
  const Packages none;
  const Nvml library("libnot-there.so.1");
  const IdlePower idle = measure_idle_power({"0000:3b:00.0"}, go_on, {.root = none.root(), .gpus = &library});
  EXPECT_FALSE(idle.cpus);
  EXPECT_FALSE(idle.gpus);
}

TEST(IdlePower, IsUnknownWhereItWasStopped) {
  const Packages packages;
  packages.add("intel-rapl:0", "package-0", 0);
  const IdlePower idle = measure_idle_power({}, [] { return true; }, {.root = packages.root()});
  EXPECT_FALSE(idle.cpus);
}

}  // namespace
}  // namespace crossover
