#include "kernels/sample.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <limits>
#include <string>

#include "host/pi/known_hits.hpp"
#include "tests/support/ranges.hpp"
#include "tests/support/test_data.hpp"

namespace crossover {
namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min(),
                       highest = std::numeric_limits<std::int32_t>::max();

TEST(Disc, ExcludesItsEdge) {
  EXPECT_FALSE(in_disc({lowest, 0}));
  EXPECT_FALSE(in_disc({0, lowest}));
  EXPECT_TRUE(in_disc({lowest + 1, 0}));
  EXPECT_TRUE(in_disc({0, highest}));
}

TEST(Disc, HoldsItsCentreAndNoCorner) {
  EXPECT_TRUE(in_disc({0, 0}));
  for (const std::int32_t x : {lowest, highest})
    for (const std::int32_t y : {lowest, highest}) EXPECT_FALSE(in_disc({x, y})) << x << ' ' << y;
}

TEST(Law, EverySampleIsOneHalfOfABlock) {
  const Seed seed{7};
  const Words words = words_of_block(seed, 5);
  EXPECT_EQ(is_hit(seed, 10),
            in_disc({static_cast<std::int32_t>(words.at[0]), static_cast<std::int32_t>(words.at[1])}));
  EXPECT_EQ(is_hit(seed, 11),
            in_disc({static_cast<std::int32_t>(words.at[2]), static_cast<std::int32_t>(words.at[3])}));
}

TEST(Law, CountsTheKnownHits) {
  constexpr std::uint64_t quick = 1'000'000;
  int checked = 0;
  for (const Tally& known : known_hits()) {
    if (known.range.size() > quick) continue;
    EXPECT_EQ(count_hits(known.seed, known.range), known.hits) << known.range.first << " to " << known.range.last;
    ++checked;
  }
  EXPECT_GE(checked, 10);
}

TEST(Law, KnownHitsAreThoseOfTheFile) {
  std::ifstream file(test_data("known_hits.tsv"));
  std::string heading;
  std::getline(file, heading);
  std::uint64_t seed = 0, first = 0, last = 0, hits = 0;
  std::size_t rows = 0;
  for (; file >> seed >> first >> last >> hits; ++rows) {
    ASSERT_LT(rows, known_hits().size());
    EXPECT_EQ(known_hits()[rows], (Tally{Seed{seed}, {first, last}, hits}));
  }
  EXPECT_EQ(rows, known_hits().size());
}

TEST(Law, HitsOfARangeAreTheSumOfItsSamples) {
  for (const SampleRange& range : ragged_ranges()) {
    std::uint64_t sum = 0;
    for (std::uint64_t i = range.first; i < range.last; ++i) sum += is_hit(Seed{3}, i);
    ASSERT_EQ(count_hits(Seed{3}, range), sum) << range.first << " to " << range.last;
  }
}

TEST(Law, IsKnownAtCompileTime) { static_assert(count_hits(Seed{42}, {0, 10}) == 7); }

}  // namespace
}  // namespace crossover
