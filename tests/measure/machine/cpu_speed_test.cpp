#include "host/measure/machine/cpu_speed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <thread>

#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

TEST(ProbeSeconds, AreWhatAThreadTook) {
  for (const unsigned threads : {1U, 2U, 5U}) {
    const Stopwatch watch;
    const auto seconds = probe_seconds(threads);
    ASSERT_TRUE(seconds) << threads;
    EXPECT_GT(*seconds, 0) << threads;
    EXPECT_LT(*seconds, watch.seconds()) << threads;
  }
}

TEST(SpeedProbes, TellMediansOnceThereAreEnough) {
  SpeedProbes probes;
  const Stopwatch watch;
  while (!probes.speed()) {
    ASSERT_LT(watch.seconds(), 30);
    probes.take_if_due();
  }
  EXPECT_GE(probes.speed()->probes, SpeedProbes::enough);
  EXPECT_GT(probes.speed()->one_cpu, 0);
  EXPECT_GT(probes.speed()->all_cpus.value(), 0);
  probes.forget();
  EXPECT_FALSE(probes.speed());
}

TEST(SpeedProbes, AreSeveralAfterALongTime) {
  SpeedProbes probes;
  const Stopwatch watch;
  probes.take_if_due();
  std::this_thread::sleep_for(std::chrono::duration<double>(5 * 50 * watch.seconds()));
  probes.take_if_due();
  ASSERT_TRUE(probes.speed());
  EXPECT_EQ(probes.speed()->probes, 1U + 5U);
  probes.take_if_due();
  EXPECT_EQ(probes.speed()->probes, 1U + 5U) << "none was due";
}

TEST(SpeedProbes, TakeNoMoreThanAFiftiethOfTheTime) {
  double least = *probe_seconds(1);
  for (int more = 0; more < 20; ++more) least = std::min(least, *probe_seconds(1));
  SpeedProbes probes;
  const Stopwatch watch;
  while (watch.seconds() < 0.3) probes.take_if_due();
  const std::size_t taken = probes.speed() ? probes.speed()->probes : 0;
  constexpr double rather_than_fifty = 40;  // since the CPU may have been faster than in the least
  EXPECT_LE(static_cast<double>(taken), 1 + watch.seconds() / (rather_than_fifty * least));
}

}  // namespace
}  // namespace crossover
