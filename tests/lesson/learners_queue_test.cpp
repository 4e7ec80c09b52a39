#include "host/lesson/learners_queue.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace crossover {
namespace {

TEST(LearnersQueue, JudgesOnePointOfEachReader) {
  for (const unsigned readers : {1U, 2U, 5U})
    for (int run = 0; run < 20; ++run) {
      const LearnersQueueRun outcome = run_learners_queue(Seed{42}, 100, readers);
      EXPECT_EQ(outcome.points_taken, 100U);
      EXPECT_EQ(outcome.results + outcome.late_readers, readers);
      EXPECT_LE(outcome.sum, outcome.results);
      EXPECT_EQ(outcome.done_taken, readers) << "each reader leaves by a DONE of its own";
      EXPECT_EQ(outcome.lost(), 100 - outcome.results);
    }
}

TEST(LearnersQueue, ReturnsOfOneReaderWhetherTheLastPointIsAHit) {
  for (std::uint64_t points = 1; points < 40; ++points)
    EXPECT_EQ(run_learners_queue(Seed{42}, points, 1).sum, is_hit(Seed{42}, points - 1) ? 1U : 0U) << points;
}

TEST(LearnersQueue, HasNothingToReturnOfNoPoints) {
  const LearnersQueueRun outcome = run_learners_queue(Seed{42}, 0, 2);
  EXPECT_EQ(outcome.results, 0U);
  EXPECT_EQ(outcome.late_readers, 2U);
}

TEST(LearnersQueue, TakesMorePointsThanItsQueueHolds) {
  EXPECT_EQ(run_learners_queue(Seed{42}, 20'000, 2).points_taken, 20'000U);
}

TEST(LearnersQueue, CountsItsRuns) {
  LearnersQueue queue{.points = 100, .readers = 2};
  const auto keep = [&](unsigned sum, unsigned late) {
    queue.keep({.points_taken = 100, .results = 2 - late, .sum = sum, .late_readers = late, .done_taken = 2});
  };
  EXPECT_EQ(queue.usual_sum(), 0U);
  keep(1, 1);
  keep(0, 1);
  keep(1, 0);
  EXPECT_EQ(queue.runs_by_sum, (std::vector<unsigned>{1, 2, 0}));
  EXPECT_EQ(queue.usual_sum(), 1U);
  EXPECT_EQ(queue.runs, 3U);
  EXPECT_EQ(queue.runs_with_late_readers, 2U);
}

}  // namespace
}  // namespace crossover
