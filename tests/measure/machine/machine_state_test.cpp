#include "host/measure/machine/machine_state.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <optional>
#include <thread>

#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

/// Ten seconds on two CPUs, of which so many CPUs were used.
CpuUse two_cpus(double own, double others, double unseen = 0) {
  constexpr double seconds = 10;
  return {.cpus = 2,
          .seconds = seconds,
          .idle = (2 - own - others - unseen) * seconds,
          .own = own * seconds,
          .others = others * seconds};
}

TEST(StateBy, IsQuietWhereOthersUseNextToNothing) {
  for (const double others : {0.0, 0.05, 0.1}) {
    const MachineState state = state_by(two_cpus(1.5, others), 2);
    EXPECT_TRUE(state.quiet) << state.why;
    EXPECT_EQ(state.why, "");
    EXPECT_NEAR(*state.cpus_of_others, others, 1e-9);
  }
}

TEST(StateBy, IsBusyByOneProcessThatNeverSleeps) {
  const MachineState state = state_by(two_cpus(1.1, 0.9), 2);
  EXPECT_FALSE(state.quiet);
  EXPECT_EQ(state.why, "other processes used 0.90 of the 2 CPUs");
  EXPECT_EQ(state.next_step, "run it again when the machine is quiet");
  EXPECT_FALSE(state_by(two_cpus(0.5, 0.9), 1).quiet) << "also where a CPU is left for the only worker";
}

TEST(StateBy, GoesByWhatOthersLeaveFree) {
  // 16 CPUs of which others use one: enough for 8 workers, but not for 16.
  const CpuUse use{.cpus = 16, .seconds = 10, .idle = 70, .own = 80, .others = 10};
  EXPECT_TRUE(state_by(use, 8).quiet);
  EXPECT_FALSE(state_by(use, 16).quiet);
  EXPECT_FALSE(state_by(use, 64).quiet) << "64 workers have 16 CPUs at most";
}

TEST(StateBy, KnowsOfOthersThatItCannotSee) {
  const MachineState state = state_by(two_cpus(1, 0, 0.9), 2);
  EXPECT_FALSE(state.quiet);
  EXPECT_EQ(state.why, "others that cannot be seen from here used 0.90 of the 2 CPUs");
  EXPECT_TRUE(state_by(two_cpus(1, 0, 0.3), 2).quiet) << "the kernel's work for this process may be as much";
}

TEST(StateBy, DoesNotCountWhatOthersDidOnOtherCpus) {
  CpuUse use = two_cpus(1, 0);
  use.others = 500;
  EXPECT_TRUE(state_by(use, 2).quiet);
}

TEST(StateBy, KnowsOfOthersThatShareAQuota) {
  // A container of 2 CPUs on a machine of 64, of which the others do not take away any.
  CpuUse use{.cpus = 64, .seconds = 10, .idle = 620, .own = 10, .others = 10};
  use.quota = QuotaUse{.cpus = 2, .seconds = 20};
  const MachineState state = state_by(use, 2);
  EXPECT_FALSE(state.quiet);
  EXPECT_EQ(state.why, "others under the same CPU quota used 1.00 of its 2 CPUs");
  use.quota->seconds = 11;
  EXPECT_TRUE(state_by(use, 2).quiet) << "a tenth of a CPU is next to nothing";
  use.quota = QuotaUse{.cpus = 16, .seconds = 20};
  EXPECT_TRUE(state_by(use, 8).quiet) << "enough is left of the quota";
}

TEST(StateBy, IsQuietWhereThisProcessAloneUsesUpAQuota) {
  CpuUse use = two_cpus(1.5, 0);
  use.quota = QuotaUse{.cpus = 1.5, .seconds = use.own};
  EXPECT_TRUE(state_by(use, 2).quiet);
}

TEST(StateBy, OfNoTimeIsQuiet) {
  EXPECT_TRUE(state_by({.cpus = 2, .seconds = 0, .idle = 0, .own = 0, .others = 0}, 2).quiet);
}

TEST(CpuShareOf, IsCpuTimeOverWallTimeAndWorkers) {
  EXPECT_DOUBLE_EQ(*cpu_share_of(0.9, 1, 1), 0.9);
  EXPECT_EQ(cpu_share_of(0.9, 0, 1), std::nullopt);
  EXPECT_EQ(cpu_share_of(0.9, 1, 0), std::nullopt);
  EXPECT_DOUBLE_EQ(*cpu_share_of(1, 1, 1'000'000), *cpu_share_of(1, 1, 100'000)) << "no more workers than CPUs";
}

/// What is told of the machine while a thread of this process spins.
MachineState state_beside_a_spinning_thread() {
  std::atomic<bool> stop = false;
  std::thread spinning([&] {
    while (!stop) continue;
  });
  MachineWatch watch;
  watch.wait_until_other_threads_sleep();
  const MachineState state = watch.state(1);
  stop = true;
  spinning.join();
  return state;
}

TEST(MachineWatch, TellsOfThreadsThatGoOnSpinning) {
  const MachineState state = state_beside_a_spinning_thread();
  EXPECT_FALSE(state.quiet);
  EXPECT_NE(state.next_step, "");
}

TEST(MachineWatch, GoesByWhatWasBeforeTheRoundsWhereTheyAreShort) {
  const HeldClock clock;
  MachineWatch watch;
  if (!watch.use()) GTEST_SKIP() << "the system does not tell what others use";
  HeldClock::advance(0.5);
  watch.rounds_begin();
  HeldClock::advance(0.25);
  EXPECT_DOUBLE_EQ(watch.use()->seconds, 0.75);
  HeldClock::advance(1);
  EXPECT_DOUBLE_EQ(watch.use()->seconds, 1.25) << "rounds of a second are enough";
}

TEST(MachineWatch, AssumesWhatItIsTold) {
  setenv("CROSSOVER_ASSUME_QUIET", "1", 1);
  const MachineState state = state_beside_a_spinning_thread();
  unsetenv("CROSSOVER_ASSUME_QUIET");
  EXPECT_TRUE(state.quiet);
  EXPECT_EQ(state.why, "assumed, by CROSSOVER_ASSUME_QUIET=1");
}

}  // namespace
}  // namespace crossover
