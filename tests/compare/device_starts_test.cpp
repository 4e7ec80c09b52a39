#include "host/compare/device_starts.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

std::vector<Device> one_device() { return {{}}; }

constexpr BackendEntry with_devices(std::string_view name) {
  BackendEntry entry = fake_entry<count_right>(name);
  entry.devices = one_device;
  return entry;
}

constexpr BackendEntry first_one = with_devices("cuda"), other = with_devices("hybrid");

PiRun made_in(const BackendEntry& entry, double setup_seconds) {
  PiRun run{.configuration = {&entry, &scalar_kernel, 1}, .asked = {}, .tally = {}};
  run.timing.setup_seconds = setup_seconds;
  return run;
}

TEST(DeviceStarts, MissFromLaterRunsWhatTheFirstHad) {
  DeviceStarts starts;
  EXPECT_EQ(starts.missing_from(made_in(first_one, 0.5)), 0) << "it has it";
  EXPECT_EQ(starts.missing_from(made_in(other, 0.25)), 0) << "nobody knows yet";
  EXPECT_EQ(starts.missing_from(made_in(first_one, 0.125)), 0.375);
  EXPECT_EQ(starts.missing_from(made_in(other, 0.25)), 0.375);
  EXPECT_EQ(starts.missing_from(made_in(first_one, 0.0625)), 0.375) << "as it was learned";
}

TEST(DeviceStarts, AreNoneOfRunsOnCpus) {
  DeviceStarts starts;
  EXPECT_EQ(starts.missing_from(made_in(honest, 1)), 0);
  EXPECT_EQ(starts.missing_from(made_in(honest, 0.5)), 0);
  EXPECT_EQ(starts.missing_from(made_in(first_one, 0.5)), 0);
}

}  // namespace
}  // namespace crossover
