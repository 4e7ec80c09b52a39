#include <gtest/gtest.h>
#include <sched.h>
#include <sys/sysinfo.h>

#include <algorithm>

#include "host/machine/cpu_quota.hpp"
#include "host/machine/cpus.hpp"

namespace crossover {
namespace {

/// Holds the calling thread to the first CPU that it may use, until the end of the scope.
class PinnedToOneCpu {
 public:
  PinnedToOneCpu() {
    CPU_ZERO(&before_);
    sched_getaffinity(0, sizeof before_, &before_);
    std::size_t first = 0;
    while (!CPU_ISSET(first, &before_)) ++first;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    sched_setaffinity(0, sizeof one, &one);
  }
  ~PinnedToOneCpu() { sched_setaffinity(0, sizeof before_, &before_); }
  PinnedToOneCpu(const PinnedToOneCpu&) = delete;
  PinnedToOneCpu& operator=(const PinnedToOneCpu&) = delete;

 private:
  cpu_set_t before_;
};

TEST(CpusInAffinityMask, AreOneWhenPinnedToOne) {
  const unsigned before = cpus_in_affinity_mask();
  {
    const PinnedToOneCpu pinned;
    EXPECT_EQ(cpus_in_affinity_mask(), 1U);
  }
  EXPECT_EQ(cpus_in_affinity_mask(), before);
}

TEST(CpusInAffinityMask, AreNoMoreThanTheMachineHas) {
  EXPECT_GE(cpus_in_affinity_mask(), 1U);
  EXPECT_LE(cpus_in_affinity_mask(), static_cast<unsigned>(get_nprocs_conf()));
}

TEST(UsableCpus, AreOneWhenPinnedToOne) {
  const PinnedToOneCpu pinned;
  EXPECT_EQ(usable_cpus(), 1U);
}

TEST(UsableCpus, AreThoseOfTheMaskCutToTheQuotaRoundedUp) {
  const unsigned allowed = cpus_in_affinity_mask();
  const double quota = cpu_quota().value_or(CpuQuota{.cpus = static_cast<double>(allowed)}).cpus;
  EXPECT_GE(usable_cpus(), std::min<double>(quota, allowed));
  EXPECT_LT(usable_cpus(), std::min<double>(quota, allowed) + 1);
}

}  // namespace
}  // namespace crossover
