#include "host/sensors/run_energy.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/sensors/packages.hpp"
#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

class RunEnergyTest : public testing::Test {
 protected:
  RunEnergyTest() { packages_.add("intel-rapl:0", "package-0", 1'000'000); }
  ~RunEnergyTest() override { ::unsetenv("FAKE_NVML_REFUSES"); }

  RunEnergy energy_of(const std::vector<std::string>& gpus = {}) {
    return RunEnergy(gpus, {.root = packages_.root(), .gpus = &library_});
  }
  /// A run of so many seconds and joules.
  Readings run(RunEnergy& energy, double seconds, double joules) {
    energy.begin();
    spend(seconds, joules);
    return energy.end();
  }
  void spend(double seconds, double joules) {
    HeldClock::advance(seconds);
    microjoules_ += static_cast<std::uint64_t>(joules * 1e6);
    packages_.set("intel-rapl:0", microjoules_ % (Packages::range + 1));
  }

  const HeldClock clock_;
  const Packages packages_;
  const Nvml library_{FAKE_NVML};
  std::uint64_t microjoules_ = 1'000'000;
};

std::string why_none(const Readings& readings, std::size_t i) { return readings.at(i).why_none; }

TEST_F(RunEnergyTest, IsThatOfTheRunAlone) {
  RunEnergy energy = energy_of();
  spend(1, 100);
  EXPECT_EQ(run(energy, 2, 30), (Readings{{&cpu_energy_meter, 30}}));
  spend(1, 100);
  EXPECT_EQ(run(energy, 0.05, 0.75), (Readings{{&cpu_energy_meter, 0.75}}));
}

TEST_F(RunEnergyTest, IsThatOfAllGpusThatTakePart) {
  RunEnergy energy = energy_of({"0000:3b:00.0", "0000:3b:00.0"});
  const Readings readings = run(energy, 2, 30);
  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(readings[0], (Reading{&cpu_energy_meter, 30}));
  EXPECT_EQ(readings[1], (Reading{&gpu_energy_meter, 10})) << "5 J between two readings of each";
}

TEST_F(RunEnergyTest, OfSomeGpusAloneIsNoneOfAll) {
  RunEnergy energy = energy_of({"0000:3b:00.0", "0000:5e:00.0"});
  EXPECT_EQ(why_none(run(energy, 2, 30), 1), "not supported by this GPU");
}

TEST_F(RunEnergyTest, SaysThatARunIsTooShortForACounter) {
  RunEnergy energy = energy_of({"0000:3b:00.0"});
  const Readings short_for_gpus = run(energy, 0.5, 10);
  EXPECT_TRUE(short_for_gpus[0].was_read());
  EXPECT_EQ(short_for_gpus[1].why_none, "too short: a counter of energy tells of 1 s or more");
  const Readings short_for_all = run(energy, 0.01, 0.2);
  EXPECT_EQ(short_for_all[0].why_none, "too short: a counter of energy tells of 0.05 s or more");
}

TEST_F(RunEnergyTest, ReadsNoCountersAroundRunsThatFollowAShortOne) {
  RunEnergy energy = energy_of();
  run(energy, 0.01, 0.2);
  energy.begin();
  packages_.write("intel-rapl:0", "broken");
  HeldClock::advance(0.06);
  EXPECT_TRUE(why_none(energy.end(), 0).starts_with("too short")) << "nobody has looked";
  spend(0, 0);
  EXPECT_EQ(run(energy, 1, 30), (Readings{{&cpu_energy_meter, 30}})) << "but after a longer one somebody looks again";
}

TEST_F(RunEnergyTest, IsNeverNothing) {
  RunEnergy energy = energy_of();
  EXPECT_EQ(why_none(run(energy, 1, 0), 0), "the counter stood still");
}

TEST_F(RunEnergyTest, SaysWhyThereIsNone) {
  ::setenv("FAKE_NVML_REFUSES", "nvmlDeviceGetTotalEnergyConsumption=4", 1);
  const Packages none;
  RunEnergy energy({"0000:3b:00.0"}, {.root = none.root(), .gpus = &library_});
  const Readings readings = run(energy, 0.001, 0);
  EXPECT_TRUE(why_none(readings, 0).starts_with("this machine shows no energy counters")) << readings[0].why_none;
  EXPECT_TRUE(why_none(readings, 1).starts_with("not permitted: ")) << readings[1].why_none;
}

TEST_F(RunEnergyTest, IsNotKnownWhereACounterMayHaveWrappedAround) {
  RunEnergy energy = energy_of({"0000:3b:00.0"});
  const Readings readings = run(energy, 61, 100);
  EXPECT_EQ(why_none(readings, 0), "too long: its counter may have wrapped around");
  EXPECT_TRUE(readings[1].was_read()) << "that of a GPU counts for ever";
  EXPECT_TRUE(run(energy, 59, 100)[0].was_read());
}

TEST_F(RunEnergyTest, OfALongRunCountsOverCountersThatWrapAround) {
  RunEnergy energy = energy_of();
  energy.begin();
  constexpr double joules = 1e-6 * static_cast<double>(Packages::range) * 0.75;
  for (int i = 0; i < 4; ++i) {
    spend(60, joules);
    energy.keep_up();
  }
  const Readings readings = energy.end();
  ASSERT_TRUE(readings[0].was_read());
  EXPECT_NEAR(readings[0].value, 4 * joules, 1);
}

}  // namespace
}  // namespace crossover
