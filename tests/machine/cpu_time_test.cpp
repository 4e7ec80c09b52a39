#include "host/machine/cpu_time.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "host/machine/cpus.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

void work_for(double seconds) {
  const double end = cpu_seconds_of_this_process() + seconds;
  while (cpu_seconds_of_this_process() < end) {
  }
}

TEST(CpuSeconds, GrowWithWork) {
  const double start = cpu_seconds_of_this_process();
  work_for(0.01);
  EXPECT_GE(cpu_seconds_of_this_process() - start, 0.01);
}

TEST(CpuSeconds, AreThoseOfAllThreads) {
  const double start = cpu_seconds_of_this_process();
  std::thread([] { work_for(0.01); }).join();
  EXPECT_GE(cpu_seconds_of_this_process() - start, 0.01);
}

TEST(CpuStopwatch, ShowsTheWorkOfAllThreadsSinceItWasMade) {
  work_for(0.01);
  const CpuStopwatch cpu;
  EXPECT_LT(cpu.seconds(), 0.005);
  std::thread([] { work_for(0.01); }).join();
  EXPECT_GE(cpu.seconds(), 0.01);
}

TEST(CpuSeconds, OfAnotherProcessAreItsOwn) {
  EXPECT_GT(cpu_seconds_of(getpid()), 0);
  EXPECT_NEAR(cpu_seconds_of(getpid()), cpu_seconds_of_this_process(), 0.05);
}

void write(const std::filesystem::path& file, const std::string& content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << content;
}

const auto ticks_a_second = static_cast<double>(sysconf(_SC_CLK_TCK));

TEST(CpuTimes, AreThoseOfTheCpusThatThisProcessMayUse) {
  const TemporaryFolder root;
  std::string stat = "cpu  9 9 9 9 9 9 9 9 9 9\n";
  double idle = 0, stolen = 0;
  const auto allowed = affinity_mask();
  for (std::size_t cpu = 0; cpu < allowed.size(); ++cpu) {
    stat += fmt::format("cpu{} 1 2 3 {} 50 6 7 {} 0 0\n", cpu, 1000 * (cpu + 1), 10 * (cpu + 1));
    if (!allowed[cpu]) continue;
    idle += 1000.0 * static_cast<double>(cpu + 1) + 50;  // a CPU that waits for a disk is free
    stolen += 10.0 * static_cast<double>(cpu + 1);
  }
  write(root / "proc/stat", stat + "intr 1 2 3\n");
  const auto times = cpu_times(root.path());
  ASSERT_TRUE(times);
  EXPECT_DOUBLE_EQ(times->idle, idle / ticks_a_second);
  EXPECT_DOUBLE_EQ(times->stolen, stolen / ticks_a_second);
}

TEST(CpuTimes, AreUnknownWhereTheSystemDoesNotTell) {
  const TemporaryFolder root;
  EXPECT_FALSE(cpu_times(root.path()));
}

TEST(CpuSecondsOfOtherProcesses, LeaveOutThisOneAndItsChildren) {
  const TemporaryFolder root;
  const auto stat = [](int id, const std::string& name, int parent) {
    return fmt::format("{} ({}) S {} 5 6 7 8 9 10 11 12 13 100 20 3 0 20 0 1 0\n", id, name, parent);
  };
  const int self = getpid();
  write(root / "proc/77/stat", stat(77, "a name) S (1", 1));
  write(root / "proc/78/stat", stat(78, "child", self));
  write(root / ("proc/" + std::to_string(self) + "/stat"), stat(self, "self", 1));
  write(root / "proc/79/stat", "79 (gone");
  write(root / "proc/tty/stat", stat(80, "none", 1));
  EXPECT_DOUBLE_EQ(cpu_seconds_of_other_processes(root.path()), 123 / ticks_a_second);
}

}  // namespace
}  // namespace crossover
