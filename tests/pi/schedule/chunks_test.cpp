#include "host/pi/schedule/chunks.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

namespace crossover {
namespace {

TEST(Chunks, CoverTheRangeWithoutGapOrOverlap) {
  for (const std::uint64_t size : {1ULL, 16'383ULL, 16'384ULL, 16'385ULL, 1'000'000ULL, 123'456'789ULL})
    for (const unsigned workers : {1U, 2U, 64U}) {
      const SampleRange range{5, 5 + size};
      const Chunks chunks(range, workers);
      std::uint64_t next = range.first;
      for (std::uint64_t i = 0; i < chunks.count(); ++i) {
        ASSERT_EQ(chunks[i].first, next);
        ASSERT_GT(chunks[i].size(), 0U);
        next = chunks[i].last;
      }
      EXPECT_EQ(next, range.last);
    }
}

TEST(Chunks, AreNoneOfAnEmptyRange) { EXPECT_EQ(Chunks({7, 7}, 2).count(), 0U); }

TEST(Chunks, LeaveAShortRangeWhole) { EXPECT_EQ(Chunks({0, 1000}, 8).count(), 1U); }

TEST(Chunks, ReachTheLastSample) {
  const std::uint64_t end = ~std::uint64_t{0};
  const Chunks chunks({end - 1'000'000, end}, 2);
  EXPECT_EQ(chunks[chunks.count() - 1].last, end);
}

TEST(Chunks, AreOfTheSizeThatWasChosen) {
  const Chunks chunks({3, 24}, 2, 10);
  ASSERT_EQ(chunks.count(), 3U);
  EXPECT_EQ(chunks[0], (SampleRange{3, 13}));
  EXPECT_EQ(chunks[2], (SampleRange{23, 24}));
  EXPECT_EQ(Chunks({3, 24}, 2, ~std::uint64_t{0}).count(), 1U);
  EXPECT_EQ(Chunks({3, 24}, 2, 1).count(), 21U);
}

TEST(Chunks, GiveNoMoreWorkersWorkThanThereAre) {
  EXPECT_EQ(workers_with_work(Chunks({0, 30}, 8, 10), 8), 3U);
  EXPECT_EQ(workers_with_work(Chunks({0, 1000}, 8, 10), 8), 8U);
  EXPECT_EQ(workers_with_work(Chunks({7, 7}, 8, 10), 8), 1U);
}

TEST(FirstBatch, IsShortWhereChunksAre) {
  EXPECT_EQ(first_batch_of(std::nullopt), std::uint64_t{1} << 20);
  EXPECT_EQ(first_batch_of(1), std::uint64_t{1} << 14);
  EXPECT_EQ(first_batch_of(64), std::uint64_t{1} << 20);
  EXPECT_EQ(first_batch_of(~std::uint64_t{0}), std::uint64_t{1} << 20);
}

}  // namespace
}  // namespace crossover
