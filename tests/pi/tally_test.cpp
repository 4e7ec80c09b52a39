#include "host/pi/tally.hpp"

#include <gtest/gtest.h>

#include "host/system/error.hpp"

namespace crossover {
namespace {

TEST(Tally, JoinsAdjacentRanges) {
  EXPECT_EQ(join({Seed{1}, {0, 10}, 7}, {Seed{1}, {10, 30}, 15}), (Tally{Seed{1}, {0, 30}, 22}));
}

TEST(Tally, RefusesAGapAnOverlapAndAnotherSeed) {
  const Tally a{Seed{1}, {0, 10}, 7};
  EXPECT_THROW(join(a, {Seed{1}, {11, 30}, 15}), Error);
  EXPECT_THROW(join(a, {Seed{1}, {9, 30}, 15}), Error);
  EXPECT_THROW(join(a, {Seed{2}, {10, 30}, 15}), Error);
}

}  // namespace
}  // namespace crossover
