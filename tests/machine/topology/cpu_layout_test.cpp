#include "host/machine/topology/cpu_layout.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/machine/cpus.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// Two sockets of two cores of two hyper-threads: CPUs 0 to 3 are the first threads, 4 to 7 the second ones.
class OfTwoSockets : public testing::Test {
 protected:
  OfTwoSockets() {
    for (unsigned cpu = 0; cpu < 8; ++cpu) {
      const std::string folder = "sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/";
      write_file(root_ / (folder + "physical_package_id"), std::to_string(cpu % 4 / 2) + "\n");
      write_file(root_ / (folder + "core_id"), std::to_string(cpu % 2) + "\n");
    }
  }

  CpuLayout layout(const std::vector<bool>& allowed, unsigned usable) const {
    return cpu_layout(allowed, usable, root_.path());
  }

  TemporaryFolder root_;
};

using CpuLayoutOfTwoSockets = OfTwoSockets;

TEST_F(CpuLayoutOfTwoSockets, CountsCoresAndThoseOfASocket) {
  EXPECT_EQ(layout(std::vector<bool>(8, true), 8), (CpuLayout{.cpus = 8, .cores = 4, .cores_of_socket = 2}));
}

TEST_F(CpuLayoutOfTwoSockets, GoesByTheCpusThatTheProcessMayUse) {
  EXPECT_EQ(layout({true, true, false, false, true, true, false, false}, 4),
            (CpuLayout{.cpus = 4, .cores = 2, .cores_of_socket = 2}));
  EXPECT_EQ(layout({true, false, true, false}, 2), (CpuLayout{.cpus = 2, .cores = 2, .cores_of_socket = 1}));
}

TEST_F(CpuLayoutOfTwoSockets, HasNoMoreCoresThanTheQuotaLeavesCpus) {
  EXPECT_EQ(layout(std::vector<bool>(8, true), 3), (CpuLayout{.cpus = 3, .cores = 3, .cores_of_socket = 2}));
  EXPECT_EQ(layout(std::vector<bool>(8, true), 1), (CpuLayout{.cpus = 1, .cores = 1, .cores_of_socket = 1}));
}

TEST_F(CpuLayoutOfTwoSockets, IsUnknownWhereTheSystemDoesNotTell) {
  EXPECT_EQ(layout(std::vector<bool>(9, true), 9), CpuLayout{.cpus = 9}) << "nothing of CPU 8";
  EXPECT_EQ(layout({}, 2), CpuLayout{.cpus = 2});
  EXPECT_EQ((CpuLayout{.cpus = 2}.own_cores()), 2U);
}

TEST(CpuLayout, OfThisMachineFitsWhatIsUsable) {
  const CpuLayout here = cpu_layout();
  EXPECT_EQ(here.cpus, usable_cpus());
  EXPECT_GE(here.own_cores(), 1U);
  EXPECT_LE(here.own_cores(), here.cpus);
}

}  // namespace
}  // namespace crossover
