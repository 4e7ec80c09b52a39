#include "host/cli/options/counts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

using Counts = std::vector<unsigned>;

Counts counts(const std::string& text, const Counts& landmarks = {}) {
  return parse_counts("--workers", text, 6, 4096, landmarks);
}

TEST(ParseCounts, TakesEachUpToEightThenEachTwiceTheOneBefore) {
  EXPECT_EQ(counts("1..4"), (Counts{1, 2, 3, 4}));
  EXPECT_EQ(counts("2..9"), (Counts{2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(counts("1..48"), (Counts{1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 48}));
  EXPECT_EQ(counts("20..64"), (Counts{20, 32, 64}));
  EXPECT_EQ(counts("3..3"), Counts{3});
}

TEST(ParseCounts, TakesTheLandmarksBetween) {
  EXPECT_EQ(counts("1..20", {12, 20, 40}), (Counts{1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20}));
}

TEST(ParseCounts, TakesAListAsItIsInAscendingOrder) { EXPECT_EQ(counts("4,1,2"), (Counts{1, 2, 4})); }

TEST(ParseCounts, KnowsHowManyAllAre) {
  EXPECT_EQ(counts("5..all"), (Counts{5, 6}));
  EXPECT_EQ(counts("1,all"), (Counts{1, 6}));
}

TEST(ParseCounts, RefusesWhatIsNoRangeOfThem) {
  for (const std::string text :
       {"1..", "..4", "4..1", "0..2", "1..5000", "1,,2", "1,1", "6,all", "1..x", "1...3", ".."}) {
    const auto error = error_of([&] { counts(text); });
    ASSERT_TRUE(error) << text;
    EXPECT_EQ(error->code(), ExitCode::usage) << text;
    EXPECT_EQ(std::string(error->what()).find("--workers"), 0U) << error->what();
  }
}

TEST(IsRange, KnowsOneNumberFromSeveral) {
  EXPECT_TRUE(is_range("1..8"));
  EXPECT_FALSE(is_range("1,8"));
  EXPECT_TRUE(is_range_or_list("1,8"));
  EXPECT_FALSE(is_range_or_list("8"));
}

}  // namespace
}  // namespace crossover
