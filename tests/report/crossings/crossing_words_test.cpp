#include "host/report/crossings/crossing_words.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crossover {
namespace {

const std::vector<double> slow(6, 0.4), fast(6, 0.2), few(5, 0.2), varied{0.3, 0.5, 0.3, 0.5, 0.3, 0.5};

Series pair_with(const std::vector<std::vector<double>>& second) {
  Series pair{.axis = "samples", .points = {}};
  std::uint64_t size = 100;
  for (const auto& seconds : second)
    pair.points.push_back({size *= 10, {std::vector<double>(seconds.size(), 0.4), seconds}});
  return pair;
}

const std::vector<std::uint64_t> three{1000, 10'000, 100'000};

TEST(CrossingWords, FormatBracketsAndIntervals) {
  EXPECT_EQ(format_bracket({0, 1, 1000, 21'544}), "1000 and 2.15e4");
  EXPECT_EQ(format_model_size({123'456, 1, 2}), "1.23e5");
  EXPECT_EQ(format_model_interval({1, 900, 123'456}), "900 to 1.23e5");
  EXPECT_EQ(format_model_interval({1, 123'456, std::nullopt}), "from 1.23e5 on");
}

TEST(CrossingWords, TallySizesInFewWords) {
  EXPECT_EQ(tally_at_sizes(three, pair_with({fast, fast, fast})), "pays at all sizes");
  EXPECT_EQ(tally_at_sizes(three, pair_with({few, few, few})), "not judged: too few rounds");
  EXPECT_EQ(tally_at_sizes(three, pair_with({fast, varied, few})), "pays at 1 size, unclear at 1, not judged at 1");
  EXPECT_EQ(tally_at_sizes(three, pair_with({std::vector<double>(6, 0.8), varied})),
            "does not pay at 1 size, unclear at 1, not judged at 1");
}

TEST(CrossingWords, SayHowFarTheLinesAreFromWhatWasMeasured) {
  const Overtaking off{0, 1, Crossing{0, 1, 1000, 2000}, ModelCrossing{3500, 3000, 4000}};
  EXPECT_EQ(describe_difference(off),
            "by its line it would be at 3500 (3000 to 4000), whose nearer end is 1.50 times where it was measured");
  const Overtaking near_it{0, 1, Crossing{0, 1, 1000, 2000}, ModelCrossing{1900, 1500, 4000}};
  EXPECT_EQ(describe_difference(near_it), "");
  EXPECT_EQ(describe_difference({0, 1, Crossing{0, 1, 1000, 2000}, std::nullopt}), "");
}

}  // namespace
}  // namespace crossover
