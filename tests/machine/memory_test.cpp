#include "host/machine/memory.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdint>
#include <optional>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// A file system with nothing but what tells of memory. Figures in these tests are bytes.
class AvailableMemory : public testing::Test {
 protected:
  void SetUp() override {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY)
      GTEST_SKIP() << "this process has a limit on address space (ulimit -v), which would count too";
  }

  void meminfo_is(const std::string& text) { write_file(root_ / "proc/meminfo", text); }
  void machine_has(std::uint64_t available) {
    meminfo_is("MemTotal:       99999999 kB\nMemFree:          123 kB\nMemAvailable:   " +
               std::to_string(available / 1024) + " kB\nHugePages_Total:       0\n");
  }
  void process_is_in(const std::string& groups) { write_file(root_ / "proc/self/cgroup", groups); }
  void write(const std::string& file, const std::string& content) {
    write_file(root_ / "sys/fs/cgroup" / file, content);
  }
  void write_v2(const std::string& group, const std::string& most, const std::string& used) {
    write(group + "/memory.max", most + "\n");
    write(group + "/memory.current", used + "\n");
  }
  void write_v1(const std::string& group, const std::string& most, const std::string& used) {
    write(group + "/memory.limit_in_bytes", most + "\n");
    write(group + "/memory.usage_in_bytes", used + "\n");
  }
  std::optional<std::uint64_t> available() const { return available_memory(root_.path()); }

 private:
  TemporaryFolder root_;
};

TEST_F(AvailableMemory, IsUnknownWhereNothingTells) { EXPECT_EQ(available(), std::nullopt); }

TEST_F(AvailableMemory, IsWhatTheMachineHasLeft) {
  machine_has(24 << 20);
  EXPECT_EQ(available(), 24U << 20);
}

TEST_F(AvailableMemory, IsNotTakenFromAnotherLineOfMeminfo) {
  process_is_in("0::/\n");
  for (const char* text :
       {"", "MemTotal:  1000 kB\n", "nonsense\n", "MemAvailable: much kB\n", "XMemAvailable: 5 kB\n"}) {
    meminfo_is(text);
    EXPECT_EQ(available(), std::nullopt) << text;
  }
}

TEST_F(AvailableMemory, IsWhatTheGroupMayStillTakeInV2) {
  machine_has(24 << 20);
  process_is_in("0::/job\n");
  write_v2("job", "10000", "4000");
  EXPECT_EQ(available(), 6000U);
}

TEST_F(AvailableMemory, IsThatOfTheMachineWhenTheGroupMayTakeMore) {
  machine_has(8192);
  process_is_in("0::/job\n");
  write_v2("job", "1000000", "4000");
  EXPECT_EQ(available(), 8192U);
}

TEST_F(AvailableMemory, IsTheTightestOnTheWayUp) {
  process_is_in("0::/a/b\n");
  write_v2("a", "5000", "4000");
  write_v2("a/b", "9000", "1000");
  EXPECT_EQ(available(), 1000U);
  write_v2("a/b", "1500", "1000");
  EXPECT_EQ(available(), 500U);
}

TEST_F(AvailableMemory, IsNotLimitedByMax) {
  process_is_in("0::/job\n");
  write_v2("job", "max", "4000");
  EXPECT_EQ(available(), std::nullopt);
  machine_has(8192);
  EXPECT_EQ(available(), 8192U);
}

TEST_F(AvailableMemory, IsTheWholeLimitWhereNothingTellsWhatIsUsed) {
  process_is_in("0::/job\n");
  write("job/memory.max", "7000\n");
  EXPECT_EQ(available(), 7000U);
}

TEST_F(AvailableMemory, IsNoneWhenTheGroupHoldsMoreThanItMay) {
  process_is_in("0::/job\n");
  write_v2("job", "1000", "4000");
  EXPECT_EQ(available(), 0U);
}

TEST_F(AvailableMemory, IncludesCachesOfFilesWhichAreGivenBack) {
  process_is_in("0::/job\n");
  write_v2("job", "10000", "9000");
  write("job/memory.stat", "anon 2000\nfile 7500\nshmem 500\ninactive_file 3000\nactive_file 4000\nunevictable 0\n");
  EXPECT_EQ(available(), 8000U);
}

TEST_F(AvailableMemory, IncludesCachesOfFilesInV1) {
  process_is_in("4:memory:/job\n");
  write_v1("memory/job", "10000", "9000");
  // The first ones are the group's own, without those of the groups inside it.
  write("memory/job/memory.stat",
        "cache 1\ninactive_file 1\nactive_file 1\ntotal_cache 1\ntotal_inactive_file 3000\n"
        "total_active_file 4000\n");
  EXPECT_EQ(available(), 8000U);
}

TEST_F(AvailableMemory, IsNeverMoreThanTheLimitHoweverLargeTheCaches) {
  process_is_in("0::/job\n");
  write_v2("job", "10000", "500");
  write("job/memory.stat", "inactive_file 3000\n");
  EXPECT_EQ(available(), 10000U);
}

TEST_F(AvailableMemory, IsWhatTheGroupMayStillTakeInV1) {
  process_is_in("4:memory:/job\n3:cpu:/job\n");
  write_v1("memory/job", "10000", "4000");
  write_v1("cpu/job", "1", "1");
  EXPECT_EQ(available(), 6000U);
}

TEST_F(AvailableMemory, IsNotLimitedByTheLargestNumberOfV1) {
  process_is_in("4:memory:/job\n");
  write_v1("memory/job", "9223372036854771712", "4000");
  machine_has(24 << 20);
  EXPECT_EQ(available(), 24U << 20);
}

TEST_F(AvailableMemory, IsTheTighterOfBothVersions) {
  process_is_in("4:memory:/job\n0::/job\n");
  write_v1("memory/job", "9000", "4000");
  write_v2("unified/job", "7000", "4000");
  EXPECT_EQ(available(), 3000U);
}

TEST(AvailableMemoryHere, IsSomething) {
  const auto available = available_memory();
  if (!available) GTEST_SKIP() << "nothing here tells how much memory there is";
  EXPECT_GT(*available, 0U);
}

TEST(MemoryLimit, IsTheLeastOfTheControlGroups) {
  const TemporaryFolder root;
  EXPECT_EQ(memory_limit(root.path()), std::nullopt);
  write_file(root / "proc/self/cgroup", "0::/a/b\n");
  write_file(root / "sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
  write_file(root / "sys/fs/cgroup/a/memory.max", "1000000\n");
  write_file(root / "sys/fs/cgroup/a/b/memory.max", "max\n");
  EXPECT_EQ(memory_limit(root.path()), 1'000'000U);
}

}  // namespace
}  // namespace crossover
