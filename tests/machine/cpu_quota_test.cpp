#include "host/machine/cpu_quota.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// A file system with nothing but control groups.
class CpuQuotaTest : public testing::Test {
 protected:
  void process_is_in(const std::string& groups) { write_file(root_ / "proc/self/cgroup", groups); }
  void write(const std::string& file, const std::string& content) {
    write_file(root_ / "sys/fs/cgroup" / file, content);
  }
  void write_v1(const std::string& group, const std::string& quota, const std::string& period) {
    write(group + "/cpu.cfs_quota_us", quota);
    write(group + "/cpu.cfs_period_us", period);
  }
  std::optional<double> quota() const {
    const auto quota = cpu_quota(root_.path());
    return quota ? std::optional(quota->cpus) : std::nullopt;
  }
  std::optional<double> used() const { return cpu_quota(root_.path()).value().used; }

 private:
  TemporaryFolder root_;
};

TEST_F(CpuQuotaTest, IsNoneWithoutControlGroups) { EXPECT_EQ(quota(), std::nullopt); }

TEST_F(CpuQuotaTest, IsNoneWhenTheGroupHasNoLimitFile) {
  process_is_in("0::/user.slice\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CpuQuotaTest, IsQuotaOverPeriodInV2) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "150000 100000\n");
  EXPECT_EQ(quota(), 1.5);
}

TEST_F(CpuQuotaTest, MayBeLessThanOneCpu) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "20000 100000\n");
  EXPECT_EQ(quota(), 0.2);
}

TEST_F(CpuQuotaTest, IsNoneForMax) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "max 100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CpuQuotaTest, OfARootGroupCounts) {
  process_is_in("0::/\n");
  write("cpu.max", "300000 100000\n");
  EXPECT_EQ(quota(), 3);
}

TEST_F(CpuQuotaTest, IsTheTightestOnTheWayUp) {
  process_is_in("0::/a/b/c\n");
  write("a/cpu.max", "200000 100000\n");
  write("a/b/cpu.max", "max 100000\n");
  write("a/b/c/cpu.max", "800000 100000\n");
  EXPECT_EQ(quota(), 2);
  write("a/b/c/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
  write("a/b/cpu.max", "50000 100000\n");
  EXPECT_EQ(quota(), 0.5);
}

TEST_F(CpuQuotaTest, OfAnotherGroupDoesNotCount) {
  process_is_in("0::/a\n");
  write("b/cpu.max", "100000 100000\n");
  write("a/child/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CpuQuotaTest, IsThatOfTheFoldersAboveWhenAContainerDoesNotSeeItsGroup) {
  process_is_in("0::/docker/0123456789abcdef\n");
  write("cpu.max", "250000 100000\n");
  EXPECT_EQ(quota(), 2.5);
}

TEST_F(CpuQuotaTest, MayBelongToAGroupWithColonsAndSpacesInItsName) {
  process_is_in("0::/a:b c\n");
  write("a:b c/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
}

TEST_F(CpuQuotaTest, IsQuotaOverPeriodInV1) {
  process_is_in("7:memory:/job\n4:cpu,cpuacct:/job\n");
  write_v1("cpu,cpuacct/job", "150000\n", "100000\n");
  EXPECT_EQ(quota(), 1.5);
}

TEST_F(CpuQuotaTest, IsNoneForMinusOneInV1) {
  process_is_in("4:cpu,cpuacct:/job\n");
  write_v1("cpu,cpuacct/job", "-1\n", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CpuQuotaTest, IsTheTightestOnTheWayUpInV1) {
  process_is_in("4:cpu:/a/b\n");
  write_v1("cpu", "-1\n", "100000\n");
  write_v1("cpu/a", "100000\n", "50000\n");
  write_v1("cpu/a/b", "300000\n", "100000\n");
  EXPECT_EQ(quota(), 2);
}

TEST_F(CpuQuotaTest, NeedsQuotaAndPeriodInV1) {
  process_is_in("4:cpu:/job\n");
  write("cpu/job/cpu.cfs_quota_us", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CpuQuotaTest, IsNotLookedForInOtherControllersOfV1) {
  process_is_in("2:cpuacct:/job\n3:cpuset:/job\n1:name=systemd:/job\n");
  for (const char* controller : {"cpuacct", "cpuset", "name=systemd", "systemd"})
    write_v1(std::string(controller) + "/job", "100000\n", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CpuQuotaTest, IsTheTighterOfBothVersions) {
  process_is_in("4:cpu:/job\n0::/job\n");
  write("job/cpu.max", "300000 100000\n");
  write_v1("cpu/job", "200000\n", "100000\n");
  EXPECT_EQ(quota(), 2);
  write("job/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
}

TEST_F(CpuQuotaTest, IsNoneForALimitThatMakesNoSense) {
  process_is_in("0::/job\n");
  for (const char* text : {"", "\n", "100000", "much 100000", "100000 often", "-1 100000", "0 100000", "100000 0",
                           "100000 -5", "nan 100000", "1e999 100000"}) {
    write("job/cpu.max", text);
    EXPECT_EQ(quota(), std::nullopt) << "for '" << text << "'";
  }
}

TEST_F(CpuQuotaTest, TellsWhatAllUnderItHaveUsedInV2) {
  process_is_in("0::/a/b\n");
  write("a/cpu.max", "200000 100000\n");
  write("a/cpu.stat", "usage_usec 1500000\nuser_usec 1000000\n");
  write("a/b/cpu.stat", "usage_usec 7\n");
  EXPECT_DOUBLE_EQ(used().value(), 1.5) << "of the group that has the quota";
}

TEST_F(CpuQuotaTest, TellsWhatAllUnderItHaveUsedInV1) {
  process_is_in("4:cpu,cpuacct:/job\n");
  write_v1("cpu,cpuacct/job", "150000\n", "100000\n");
  write("cpu,cpuacct/job/cpu.stat", "nr_periods 10\n");
  write("cpu,cpuacct/job/cpuacct.usage", "2500000000\n");
  EXPECT_DOUBLE_EQ(used().value(), 2.5);
}

TEST_F(CpuQuotaTest, TellsWhatAllUnderItHaveUsedWhereV1AccountsInAnotherFolder) {
  process_is_in("4:cpu:/a/b\n2:cpuacct:/a/b\n");
  write_v1("cpu/a", "150000\n", "100000\n");
  write("cpuacct/a/cpuacct.usage", "2500000000\n");
  EXPECT_DOUBLE_EQ(used().value(), 2.5);
}

TEST_F(CpuQuotaTest, DoesNotTellWhatWasUsedWhereTheSystemDoesNot) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "200000 100000\n");
  EXPECT_EQ(used(), std::nullopt);
  write("job/cpu.stat", "nr_periods 10\n");
  EXPECT_EQ(used(), std::nullopt);
}

TEST_F(CpuQuotaTest, IsFoundBesideLinesThatMakeNoSense) {
  process_is_in("\nnonsense\n0:\n::\n0::/job\n");
  write("job/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
}

}  // namespace
}  // namespace crossover
