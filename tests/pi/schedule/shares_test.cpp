#include "host/pi/schedule/shares.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossover {
namespace {

std::vector<SampleRange> all_of(Shares& shares) {
  std::vector<SampleRange> all;
  while (const auto share = shares.take()) all.push_back(*share);
  return all;
}

TEST(Shares, AreTheWholeRangeOneAfterTheOther) {
  for (const SampleRange range : {SampleRange{3, 300'000'007}, SampleRange{0, 1}, SampleRange{5, 5}}) {
    Shares shares(range, 3, std::nullopt);
    std::uint64_t next = range.first;
    for (const SampleRange& share : all_of(shares)) {
      EXPECT_EQ(share.first, next);
      next = share.last;
    }
    EXPECT_EQ(next, range.last);
  }
}

TEST(Shares, BecomeShorterTowardsTheEnd) {
  Shares shares({0, 1 << 28}, 2, std::nullopt);
  const auto all = all_of(shares);
  EXPECT_EQ(all.front().size(), (1U << 28) / 16);
  EXPECT_EQ(all.back().size(), 1U << 18);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LE(all[i].size(), all[i - 1].size());
}

TEST(Shares, AreChunksOfTheSizeThatWasChosen) {
  Shares shares({0, 1000}, 2, 300);
  EXPECT_EQ(all_of(shares), (std::vector<SampleRange>{{0, 300}, {300, 600}, {600, 900}, {900, 1000}}));
}

TEST(Shares, AreNeverWorkForLongerThanAWorkerIsWaitedFor) {
  for (const std::optional<std::uint64_t> chunk : {std::optional<std::uint64_t>(), std::optional(~std::uint64_t{0})})
    EXPECT_EQ(Shares({0, ~std::uint64_t{0}}, 1, chunk).take()->size(), std::uint64_t{1} << 28);
}

TEST(Shares, ThatAreGivenBackAreTakenFirst) {
  Shares shares({0, 1000}, 2, 300);
  const auto first = shares.take(), second = shares.take();
  shares.give_back({*first, *second});
  EXPECT_EQ(shares.take(), first);
  EXPECT_EQ(shares.take(), second);
  EXPECT_EQ(shares.take(), (SampleRange{600, 900}));
}

TEST(Shares, AreAllFinishedWhenEachOfThemIs) {
  Shares shares({0, 1000}, 2, 600);
  const auto first = shares.take(), second = shares.take();
  shares.finish(*second, 300);
  EXPECT_FALSE(shares.all_finished());
  shares.finish(*first, 500);
  EXPECT_TRUE(shares.all_finished());
  EXPECT_EQ(shares.hits(), 800U);
}

}  // namespace
}  // namespace crossover
