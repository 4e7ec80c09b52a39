#include "host/pi/pieces.hpp"

#include <gtest/gtest.h>

namespace crossover {
namespace {

TEST(Pieces, CoverTheRangeWithoutGapOrOverlap) {
  for (const std::uint64_t size : {1ULL, 16'383ULL, 16'384ULL, 16'385ULL, 1'000'000ULL, 123'456'789ULL})
    for (const unsigned workers : {1U, 2U, 64U}) {
      const SampleRange range{5, 5 + size};
      const Pieces pieces(range, workers);
      std::uint64_t next = range.first;
      for (std::uint64_t i = 0; i < pieces.count(); ++i) {
        ASSERT_EQ(pieces[i].first, next);
        ASSERT_GT(pieces[i].size(), 0U);
        next = pieces[i].last;
      }
      EXPECT_EQ(next, range.last);
    }
}

TEST(Pieces, AreNoneOfAnEmptyRange) { EXPECT_EQ(Pieces({7, 7}, 2).count(), 0U); }

TEST(Pieces, LeaveAShortRangeWhole) { EXPECT_EQ(Pieces({0, 1000}, 8).count(), 1U); }

TEST(Pieces, ReachTheLastSample) {
  const std::uint64_t end = ~std::uint64_t{0};
  const Pieces pieces({end - 1'000'000, end}, 2);
  EXPECT_EQ(pieces[pieces.count() - 1].last, end);
}

}  // namespace
}  // namespace crossover
