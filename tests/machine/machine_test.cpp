#include "host/machine/machine.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>

#include "host/machine/cpu_quota.hpp"
#include "host/machine/cpus.hpp"

namespace crossover {
namespace {

const Machine example{.cpu = "Example CPU 9000",
                      .system = "Linux 6.1.0 x86_64",
                      .logical_cpus = 16,
                      .usable_cpus = 4,
                      .cpu_quota = 3.5,
                      .memory_bytes = std::uint64_t{47} << 29};

TEST(MachineInOneLine, NamesProcessorCpusMemoryAndSystem) {
  Machine machine = example;
  machine.cpu_quota.reset();
  EXPECT_EQ(one_line(machine), "Example CPU 9000, 4 of 16 CPUs usable, 23.5 GiB, Linux 6.1.0 x86_64");
}

TEST(MachineInOneLine, NamesWhatControlGroupsAllow) {
  Machine machine = example;
  EXPECT_EQ(one_line(machine), "Example CPU 9000, 4 of 16 CPUs usable, quota 3.5 CPUs, 23.5 GiB, Linux 6.1.0 x86_64");
  machine.memory_limit_bytes = std::uint64_t{1} << 32;
  EXPECT_EQ(one_line(machine),
            "Example CPU 9000, 4 of 16 CPUs usable, quota 3.5 CPUs, 4.0 of 23.5 GiB, Linux 6.1.0 x86_64");
  machine.cpu_quota = 4.0 / 3;
  machine.memory_limit_bytes = std::uint64_t{1} << 36;  // more than there is
  EXPECT_EQ(one_line(machine), "Example CPU 9000, 4 of 16 CPUs usable, quota 1.33 CPUs, 23.5 GiB, Linux 6.1.0 x86_64");
}

TEST(DescribeMachine, NamesProcessorAndSystem) {
  const Machine machine = describe_machine();
  EXPECT_NE(machine.cpu, "");
  EXPECT_TRUE(machine.system.starts_with("Linux ")) << machine.system;
  EXPECT_EQ((machine.cpu + machine.system).find('\n'), std::string::npos);
}

TEST(DescribeMachine, TellsTheCpusThisProcessMayUse) {
  const Machine machine = describe_machine();
  EXPECT_EQ(machine.usable_cpus, usable_cpus());
  const auto quota = cpu_quota();
  EXPECT_EQ(machine.cpu_quota, quota ? std::optional(quota->cpus) : std::nullopt);
  EXPECT_LE(machine.usable_cpus, machine.logical_cpus);
}

TEST(DescribeMachine, TellsTheMemoryThatTheKernelTells) {
  std::ifstream in("/proc/meminfo");
  std::string title;
  std::uint64_t kibibytes = 0;
  ASSERT_TRUE(in >> title >> kibibytes);
  ASSERT_EQ(title, "MemTotal:");
  EXPECT_EQ(describe_machine().memory_bytes, kibibytes * 1024);
}

}  // namespace
}  // namespace crossover
