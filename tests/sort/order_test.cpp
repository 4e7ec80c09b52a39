#include "host/sort/order.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/arrays.hpp"

namespace crossover {
namespace {

template <class T>
class OrderOfFloats : public testing::Test {};
using Floats = testing::Types<float, double>;
TYPED_TEST_SUITE(OrderOfFloats, Floats);

TYPED_TEST(OrderOfFloats, IsBySizeWithZerosApartAndNanLast) {
  using T = TypeParam;
  using Limits = std::numeric_limits<T>;
  const T nan = Limits::quiet_NaN();
  const std::vector<T> ascending{
      -Limits::infinity(), Limits::lowest(),   T{-1}, -Limits::denorm_min(),    -T{0}, T{0}, Limits::denorm_min(), T{1},
      Limits::max(),       Limits::infinity(), nan,   std::copysign(nan, T{-1})};
  for (std::size_t a = 0; a < ascending.size(); ++a)
    for (std::size_t b = 0; b < ascending.size(); ++b)
      EXPECT_EQ(precedes(ascending[a], ascending[b]), a < b) << ascending[a] << " and " << ascending[b];
}

TYPED_TEST(OrderOfFloats, PutsNanWithoutASignByAscendingBitsAndThenThoseWithOneByDescending) {
  using Bits = decltype(bits_of(TypeParam{}));
  const Bits quiet = bits_of(std::numeric_limits<TypeParam>::quiet_NaN()), sign = Bits{1} << (8 * sizeof(Bits) - 1);
  const auto nan = [](Bits bits) { return std::bit_cast<TypeParam>(bits); };
  const std::vector<Bits> ascending{quiet + 1, quiet + 2, (quiet + 2) | sign, (quiet + 1) | sign};
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    EXPECT_TRUE(precedes(nan(ascending[i - 1]), nan(ascending[i]))) << i;
    EXPECT_FALSE(precedes(nan(ascending[i]), nan(ascending[i - 1]))) << i;
  }
}

TYPED_TEST(OrderOfFloats, TellsApartWhateverHasOtherBits) {
  const auto keys = in_order(array_of_hard_keys<TypeParam>(10'000));
  for (std::size_t i = 1; i < keys.size(); ++i)
    EXPECT_EQ(precedes(keys[i - 1], keys[i]), bits_of(keys[i - 1]) != bits_of(keys[i]));
}

TEST(OrderOfIntegers, IsBySize) {
  EXPECT_TRUE(precedes(std::int32_t{-1}, std::int32_t{0}));
  EXPECT_FALSE(precedes(~std::uint64_t{0}, std::uint64_t{0}));
  EXPECT_FALSE(precedes(std::int64_t{5}, std::int64_t{5}));
}

}  // namespace
}  // namespace crossover
