#include "host/machine/provenance.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

TEST(Provenance, HasTheTimeInUtcTheCommandLineAndTheHost) {
  const Provenance here = take_provenance();
  EXPECT_TRUE(std::regex_match(here.time, std::regex(R"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ)"))) << here.time;
  ASSERT_FALSE(here.command_line.empty());
  EXPECT_NE(here.command_line.front().find("test_machine"), std::string::npos) << here.command_line.front();
  EXPECT_NE(here.host, "");
}

TEST(Provenance, IsTakenOnce) { EXPECT_EQ(&provenance(), &provenance()); }

TEST(Provenance, ReadsWhatTheSystemTells) {
  const TemporaryFolder root;
  write_file(root / "proc/loadavg", "0.52 0.58 0.59 1/389 4242\n");
  write_file(root / "proc/pressure/cpu", "some avg10=1.53 avg60=0.10 avg300=0.02 total=1\n");
  write_file(root / "proc/driver/nvidia/version",
             "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.65.06  Sun Jul 27 07:14:58 UTC 2025\n");
  write_file(root / "proc/driver/nvidia/gpus/0000:41:00.0/information", "Model: \t\t NVIDIA RTX 6000\nIRQ: 5\n");
  write_file(root / "proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA H200\nIRQ: 4\n");
  write_file(root / "proc/driver/nvidia/gpus/0000:81:00.0/information", "nonsense\n");
  write_file(root / "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
  write_file(root / std::string("proc/self/cmdline"), std::string("crossover\0pi\0-n\0a b\0", 20));
  const Provenance there = take_provenance(root.path());
  EXPECT_EQ(there.load, 0.52);
  EXPECT_EQ(there.cpu_pressure, 1.53);
  EXPECT_EQ(there.nvidia_driver, "580.65.06");
  EXPECT_EQ(there.gpus, (std::vector<std::string>{"NVIDIA H200", "NVIDIA RTX 6000"}));
  EXPECT_EQ(there.governor, "performance");
  EXPECT_EQ(there.command_line, (std::vector<std::string>{"crossover", "pi", "-n", "a b"}));
  EXPECT_EQ(there.topology, std::nullopt);
}

TEST(Provenance, CountsSocketsCoresThreadsAndNodes) {
  const TemporaryFolder root;
  const auto add_cpu = [&](const char* cpu, const char* socket, const char* core) {
    write_file(root / ("sys/devices/system/cpu/" + std::string(cpu) + "/topology/physical_package_id"), socket);
    write_file(root / ("sys/devices/system/cpu/" + std::string(cpu) + "/topology/core_id"), core);
  };
  add_cpu("cpu0", "0\n", "0\n");
  add_cpu("cpu1", "0\n", "0\n");
  add_cpu("cpu2", "1\n", "0\n");
  add_cpu("cpu10", "1\n", "1\n");
  write_file(root / "sys/devices/system/cpu/cpu11/online", "0\n");
  write_file(root / "sys/devices/system/cpu/cpufreq/policy0/none", "");
  write_file(root / "sys/devices/system/node/node0/cpulist", "0-1\n");
  write_file(root / "sys/devices/system/node/node1/cpulist", "2,10\n");
  EXPECT_EQ(take_provenance(root.path()).topology, (Topology{.sockets = 2, .cores = 3, .threads = 4, .numa_nodes = 2}));
}

TEST(Provenance, LeavesOutWhatTheSystemDoesNotTell) {
  const TemporaryFolder root;
  write_file(root / "proc/pressure/cpu", "nonsense\n");
  write_file(root / "proc/loadavg", "high\n");
  const Provenance there = take_provenance(root.path());
  EXPECT_EQ(there.load, std::nullopt);
  EXPECT_EQ(there.cpu_pressure, std::nullopt);
  EXPECT_EQ(there.governor, std::nullopt);
  EXPECT_EQ(there.nvidia_driver, std::nullopt);
  EXPECT_TRUE(there.gpus.empty());
  EXPECT_TRUE(there.command_line.empty());
}

}  // namespace
}  // namespace crossover
