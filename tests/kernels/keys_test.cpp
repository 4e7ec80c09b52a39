#include "kernels/keys.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <vector>

namespace crossover {
namespace {

template <Key T>
std::vector<T> array_of(Distribution distribution, std::size_t keys) {
  std::vector<T> array(keys);
  for (std::size_t i = 0; i < keys; ++i) array[i] = key_of_bits<T>(distribution, bits_of_key(Seed{42}, 1, i), i, keys);
  return array;
}

template <class T>
class KeysOf : public testing::Test {};
using Keys = testing::Types<std::int32_t, std::int64_t, std::uint32_t, std::uint64_t, float, double>;
TYPED_TEST_SUITE(KeysOf, Keys);

constexpr std::size_t n = 100'000;

TYPED_TEST(KeysOf, SpreadOverTheTypeInOrder) {
  using Limits = std::numeric_limits<TypeParam>;
  const std::vector<std::uint64_t> bits{0, 1, std::uint64_t{1} << 63, ~std::uint64_t{0}};
  EXPECT_TRUE(std::is_sorted(bits.begin(), bits.end(),
                             [](auto a, auto b) { return spread<TypeParam>(a) < spread<TypeParam>(b); }));
  if constexpr (std::integral<TypeParam>) {
    EXPECT_EQ(spread<TypeParam>(0), Limits::min());
    EXPECT_EQ(spread<TypeParam>(~std::uint64_t{0}), Limits::max());
  } else {
    EXPECT_EQ(spread<TypeParam>(0), TypeParam{-1});
    EXPECT_EQ(spread<TypeParam>(std::uint64_t{1} << 63), TypeParam{0});
    EXPECT_LT(spread<TypeParam>(~std::uint64_t{0}), TypeParam{1});
    EXPECT_GE(spread<TypeParam>(~std::uint64_t{0}), TypeParam{1} - 2 * Limits::epsilon());
  }
}

TYPED_TEST(KeysOf, UniformAreHardlyEverAlike) {
  const auto keys = array_of<TypeParam>(Distribution::uniform, n);
  EXPECT_GT(std::set<TypeParam>(keys.begin(), keys.end()).size(), n - 1'000);
}

TYPED_TEST(KeysOf, LessonAreFrom0UpTo100) {
  std::map<TypeParam, unsigned> counts;
  for (const auto key : array_of<TypeParam>(Distribution::lesson, n)) ++counts[key];
  EXPECT_EQ(counts.size(), 100U);
  EXPECT_EQ(counts.begin()->first, TypeParam{0});
  EXPECT_EQ(counts.rbegin()->first, TypeParam{99});
  for (const auto& [key, count] : counts) EXPECT_NEAR(count, n / 100, 6 * 32) << key;  // six standard deviations
}

TYPED_TEST(KeysOf, SortedAndReversedAreWhatTheySay) {
  auto sorted = array_of<TypeParam>(Distribution::sorted, n), reversed = array_of<TypeParam>(Distribution::reversed, n);
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(sorted, reversed);
  EXPECT_GT(std::set<TypeParam>(sorted.begin(), sorted.end()).size(), n / 2);
}

TYPED_TEST(KeysOf, FewAreOf16Values) {
  const auto keys = array_of<TypeParam>(Distribution::few, n);
  EXPECT_EQ(std::set<TypeParam>(keys.begin(), keys.end()).size(), 16U);
}

TYPED_TEST(KeysOf, NearlySortedAreDisplacedBy1Percent) {
  const auto nearly = array_of<TypeParam>(Distribution::nearly, n),
             sorted = array_of<TypeParam>(Distribution::sorted, n);
  std::size_t displaced = 0;
  for (std::size_t i = 0; i < n; ++i) displaced += nearly[i] != sorted[i];
  EXPECT_NEAR(static_cast<double>(displaced), n / 100.0, 6 * 32);
}

TYPED_TEST(KeysOf, ZipfAreRarerTheLargerTheyAre) {
  std::map<TypeParam, unsigned> counts;
  for (const auto key : array_of<TypeParam>(Distribution::zipf, n)) ++counts[key];
  EXPECT_EQ(counts.begin()->first, TypeParam{1});
  EXPECT_LT(counts.rbegin()->first, static_cast<TypeParam>(1 << 20));
  EXPECT_NEAR(counts.at(1), n / 20.0, 6 * 70);
  EXPECT_NEAR(counts.at(2), n / 40.0, 6 * 50);
  EXPECT_NEAR(counts.at(5), n / 80.0, 6 * 35);
}

TYPED_TEST(KeysOf, MostlyAreOneValueAndItsNeighbours) {
  std::map<TypeParam, unsigned> counts;
  for (const auto key : array_of<TypeParam>(Distribution::mostly, n)) ++counts[key];
  const auto repeated = spread<TypeParam>(std::uint64_t{3} << 62);
  EXPECT_NEAR(n - counts.at(repeated), n / 1000.0, 6 * 10);
  auto above = counts.upper_bound(repeated);
  auto below = std::make_reverse_iterator(counts.lower_bound(repeated));
  TypeParam last_above = repeated, last_below = repeated;
  for (int step = 0; step < 3; ++step, ++above, ++below) {
    if constexpr (std::floating_point<TypeParam>) {
      EXPECT_EQ(above->first, std::nextafter(last_above, TypeParam{1}));
      EXPECT_EQ(below->first, std::nextafter(last_below, TypeParam{0}));
    } else {
      EXPECT_EQ(above->first, last_above + 1);
      EXPECT_EQ(below->first, last_below - 1);
    }
    last_above = above->first, last_below = below->first;
  }
  EXPECT_GT(counts.size(), 8U);  // and some from anywhere
}

// The words of the stream, and so the arrays, are the same on every machine.
TEST(Keys, AreMadeOfTheWordsOfTheirStream) {
  for (const std::uint64_t i : {0U, 1U, 2U, 7U, 1'000'001U}) {
    const Words words = philox4x32_10({{static_cast<std::uint32_t>(i / 2), 0, 3, 0}}, {42, 0});
    EXPECT_EQ(bits_of_key(Seed{42}, 3, i), std::uint64_t{words.at[i % 2 * 2]} << 32 | words.at[i % 2 * 2 + 1]);
  }
  EXPECT_NE(bits_of_key(Seed{42}, 1, 0), bits_of_key(Seed{42}, 2, 0));
}

TEST(Keys, OfNoneOrOneHaveTheirPlace) {
  EXPECT_EQ(bits_of_place(0, 1), 0U);
  EXPECT_EQ((key_of_bits<std::int32_t>(Distribution::reversed, 5, 0, 1)), std::numeric_limits<std::int32_t>::min());
}

}  // namespace
}  // namespace crossover
