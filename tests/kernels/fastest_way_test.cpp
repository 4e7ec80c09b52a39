#include "kernels/simd/fastest_way.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <thread>
#include <vector>

namespace crossover {
namespace {

/// Does so many parts, of which each way takes as long as is said; every seventh is disturbed, and takes ten times
/// that.
void do_parts(FastestWay& fastest, const std::vector<double>& seconds, std::size_t parts) {
  for (std::size_t part = 0; part < parts; ++part)
    if (const auto turn = fastest.next(); turn.is_trial)
      fastest.learn(turn.way, part % 7 == 0 ? 10 * seconds[turn.way] : seconds[turn.way]);
}

std::size_t trials(std::size_t ways) { return FastestWay::trials_of_way * ways; }

TEST(FastestWay, IsFoundByTrialsOfEach) {
  FastestWay fastest(3);
  do_parts(fastest, {1.0, 0.8, 0.9}, trials(3));
  for (int part = 0; part < 10; ++part) {
    EXPECT_EQ(fastest.next().way, 1U);
    EXPECT_FALSE(fastest.next().is_trial);
  }
  EXPECT_EQ(fastest.so_far(), 1U);
}

TEST(FastestWay, IsTheFirstUntilAnotherIsKnownToBeFaster) {
  FastestWay fastest(2);
  do_parts(fastest, {1.0, 0.5}, trials(2) - 1);
  EXPECT_EQ(fastest.so_far(), 0U);
  EXPECT_TRUE(fastest.next().is_trial);
  EXPECT_EQ(fastest.next().way, 0U) << "the last trial is still under way";
  EXPECT_FALSE(fastest.next().is_trial);
}

TEST(FastestWay, IsTheFirstWhereTheOthersAreHardlyFaster) {
  FastestWay fastest(3);
  do_parts(fastest, {1.0, 0.995, 1.2}, trials(3));
  EXPECT_EQ(fastest.next().way, 0U);
  EXPECT_FALSE(fastest.next().is_trial);
}

TEST(FastestWay, NeedsNoTrialOfOneAlone) {
  FastestWay one(1), held = FastestWay::held_to(2);
  EXPECT_EQ(one.next().way, 0U);
  EXPECT_FALSE(one.next().is_trial);
  EXPECT_EQ(held.next().way, 2U);
  EXPECT_EQ(held.so_far(), 2U);
}

TEST(FastestWay, IsFoundByManyThreadsTogether) {
  FastestWay fastest(4);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { do_parts(fastest, {1.0, 0.9, 0.8, 0.7}, 1000); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fastest.next().way, 3U);
  EXPECT_FALSE(fastest.next().is_trial);
}

}  // namespace
}  // namespace crossover
