#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "host/system/cpus.hpp"
#include "tests/system/temporary_folder.hpp"

namespace crossover {
namespace {

/// A file system with nothing but control groups.
class CgroupCpuQuota : public testing::Test {
 protected:
  void process_is_in(const std::string& groups) { write_file(root_ / "proc/self/cgroup", groups); }
  void write(const std::string& file, const std::string& content) {
    write_file(root_ / "sys/fs/cgroup" / file, content);
  }
  void write_v1(const std::string& group, const std::string& quota, const std::string& period) {
    write(group + "/cpu.cfs_quota_us", quota);
    write(group + "/cpu.cfs_period_us", period);
  }
  std::optional<double> quota() const { return cgroup_cpu_quota(root_.path()); }

 private:
  TemporaryFolder root_;
};

TEST_F(CgroupCpuQuota, IsNoneWithoutControlGroups) { EXPECT_EQ(quota(), std::nullopt); }

TEST_F(CgroupCpuQuota, IsNoneWhenTheGroupHasNoLimitFile) {
  process_is_in("0::/user.slice\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CgroupCpuQuota, IsQuotaOverPeriodInV2) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "150000 100000\n");
  EXPECT_EQ(quota(), 1.5);
}

TEST_F(CgroupCpuQuota, MayBeLessThanOneCpu) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "20000 100000\n");
  EXPECT_EQ(quota(), 0.2);
}

TEST_F(CgroupCpuQuota, IsNoneForMax) {
  process_is_in("0::/job\n");
  write("job/cpu.max", "max 100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CgroupCpuQuota, OfARootGroupCounts) {
  process_is_in("0::/\n");
  write("cpu.max", "300000 100000\n");
  EXPECT_EQ(quota(), 3);
}

TEST_F(CgroupCpuQuota, IsTheTightestOnTheWayUp) {
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

TEST_F(CgroupCpuQuota, OfAnotherGroupDoesNotCount) {
  process_is_in("0::/a\n");
  write("b/cpu.max", "100000 100000\n");
  write("a/child/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CgroupCpuQuota, IsThatOfTheFoldersAboveWhenAContainerDoesNotSeeItsGroup) {
  process_is_in("0::/docker/0123456789abcdef\n");
  write("cpu.max", "250000 100000\n");
  EXPECT_EQ(quota(), 2.5);
}

TEST_F(CgroupCpuQuota, MayBelongToAGroupWithColonsAndSpacesInItsName) {
  process_is_in("0::/a:b c\n");
  write("a:b c/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
}

TEST_F(CgroupCpuQuota, IsQuotaOverPeriodInV1) {
  process_is_in("7:memory:/job\n4:cpu,cpuacct:/job\n");
  write_v1("cpu,cpuacct/job", "150000\n", "100000\n");
  EXPECT_EQ(quota(), 1.5);
}

TEST_F(CgroupCpuQuota, IsNoneForMinusOneInV1) {
  process_is_in("4:cpu,cpuacct:/job\n");
  write_v1("cpu,cpuacct/job", "-1\n", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CgroupCpuQuota, IsTheTightestOnTheWayUpInV1) {
  process_is_in("4:cpu:/a/b\n");
  write_v1("cpu", "-1\n", "100000\n");
  write_v1("cpu/a", "100000\n", "50000\n");
  write_v1("cpu/a/b", "300000\n", "100000\n");
  EXPECT_EQ(quota(), 2);
}

TEST_F(CgroupCpuQuota, NeedsQuotaAndPeriodInV1) {
  process_is_in("4:cpu:/job\n");
  write("cpu/job/cpu.cfs_quota_us", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CgroupCpuQuota, IsNotLookedForInOtherControllersOfV1) {
  process_is_in("2:cpuacct:/job\n3:cpuset:/job\n1:name=systemd:/job\n");
  for (const char* controller : {"cpuacct", "cpuset", "name=systemd", "systemd"})
    write_v1(std::string(controller) + "/job", "100000\n", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
}

TEST_F(CgroupCpuQuota, IsTheTighterOfBothVersions) {
  process_is_in("4:cpu:/job\n0::/job\n");
  write("job/cpu.max", "300000 100000\n");
  write_v1("cpu/job", "200000\n", "100000\n");
  EXPECT_EQ(quota(), 2);
  write("job/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
}

TEST_F(CgroupCpuQuota, IsNoneForALimitThatMakesNoSense) {
  process_is_in("0::/job\n");
  for (const char* text : {"", "\n", "100000", "much 100000", "100000 often", "-1 100000", "0 100000", "100000 0",
                           "100000 -5", "nan 100000", "1e999 100000"}) {
    write("job/cpu.max", text);
    EXPECT_EQ(quota(), std::nullopt) << "for '" << text << "'";
  }
}

TEST_F(CgroupCpuQuota, IsFoundBesideLinesThatMakeNoSense) {
  process_is_in("\nnonsense\n0:\n::\n0::/job\n");
  write("job/cpu.max", "100000 100000\n");
  EXPECT_EQ(quota(), 1);
}

}  // namespace
}  // namespace crossover
