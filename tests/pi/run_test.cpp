#include "host/pi/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "host/system/error.hpp"
#include "kernels/scalar/count_hits.hpp"

namespace crossover {
namespace {

/// The reference, which remembers what it was asked.
class Recorder : public Backend {
 public:
  std::uint64_t count(Seed seed, SampleRange range) override {
    asked.push_back(range);
    return count_hits_scalar(seed, range);
  }

  std::vector<SampleRange> asked;
};

const OnBatch never_stop = [](const Tally&) { return true; };

TEST(Run, CountsTheWholeRangeChunkByChunk) {
  Recorder backend;
  const SampleRange range{11, 5'000'000};
  const Tally tally = run(backend, Seed{2}, range, never_stop);
  EXPECT_EQ(tally, (Tally{Seed{2}, range, count_hits_scalar(Seed{2}, range)}));
  EXPECT_GT(backend.asked.size(), 1U);
}

TEST(Run, BeginsWithTheBackendsFirstChunk) {
  struct Wide : Recorder {
    std::uint64_t first_batch() const override { return 123'456; }
  } backend;
  run(backend, Seed{2}, {10, 5'000'000}, never_stop);
  EXPECT_EQ(backend.asked.front().size(), 123'456U);
}

TEST(Run, AsksNothingForAnEmptyRange) {
  Recorder backend;
  EXPECT_EQ(run(backend, Seed{2}, {9, 9}, never_stop), (Tally{Seed{2}, {9, 9}, 0}));
  EXPECT_TRUE(backend.asked.empty());
}

TEST(Run, StopsWhereTheWatchSaysWithARightTallySoFar) {
  Recorder backend;
  const Tally tally = run(backend, Seed{2}, {0, 1'000'000'000}, [](const Tally& t) { return t.range.size() == 0; });
  EXPECT_EQ(backend.asked.size(), 1U);
  EXPECT_EQ(tally.range, backend.asked.front());
  EXPECT_EQ(tally.hits, count_hits_scalar(Seed{2}, tally.range));
}

TEST(Run, ReachesTheLastSample) {
  Recorder backend;
  const std::uint64_t end = ~std::uint64_t{0};
  EXPECT_EQ(run(backend, Seed{3}, {end - 10'001, end}, never_stop).hits, 7845U);
}

TEST(Run, PassesAnErrorOn) {
  struct Broken : Backend {
    std::uint64_t count(Seed, SampleRange) override { throw Error("broken"); }
  } broken;
  EXPECT_THROW(run(broken, Seed{1}, {0, 1}, never_stop), Error);
}

constexpr double target = 0.08;

TEST(Pace, GrowsTowardsItsTargetByAtMostEightTimes) {
  Pace pace(target, std::uint64_t{1} << 20);
  const std::uint64_t first = pace.samples();
  pace.learn(first, 1e-9);
  EXPECT_EQ(pace.samples(), 8 * first);
  pace.learn(pace.samples(), target);
  EXPECT_EQ(pace.samples(), 8 * first);
}

TEST(Pace, ShrinksAtOnceWhenChunksTakeTooLong) {
  Pace pace(target, std::uint64_t{1} << 20);
  pace.learn(pace.samples(), 8 * target);
  EXPECT_EQ(pace.samples(), (std::uint64_t{1} << 20) / 8);
}

TEST(Pace, LearnsNothingFromTheShortEndOfARange) {
  Pace pace(target, std::uint64_t{1} << 20);
  pace.learn(1000, 1e-3);
  EXPECT_EQ(pace.samples(), std::uint64_t{1} << 20);
  pace.learn(100'000, 4 * target);
  EXPECT_EQ(pace.samples(), 25'000U);
}

TEST(Run, GoesOnWithTheChunksThatAnEarlierRunHasLearned) {
  Recorder backend;
  Pace pace(batch_seconds, std::uint64_t{1} << 16);
  run(backend, Seed{2}, {0, 2'000'000}, pace, never_stop);
  const std::uint64_t learned = pace.samples();
  EXPECT_GT(learned, std::uint64_t{1} << 16);
  backend.asked.clear();
  run(backend, Seed{2}, {0, 2'000'000}, pace, never_stop);
  EXPECT_EQ(backend.asked.front().size(), std::min<std::uint64_t>(learned, 2'000'000));
}

TEST(Pace, NeverVanishesAndNeverOverflows) {
  Pace slow(target, std::uint64_t{1} << 20), fast = slow;
  for (int i = 0; i < 100; ++i) {
    slow.learn(slow.samples(), 1e9);
    fast.learn(fast.samples(), 0);
  }
  EXPECT_GT(slow.samples(), 1000U);
  EXPECT_LE(fast.samples(), std::uint64_t{1} << 50);
}

}  // namespace
}  // namespace crossover
