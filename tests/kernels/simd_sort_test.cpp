#include <gtest/gtest.h>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kernels/simd/sort.hpp"

namespace crossover {
namespace {

/// Every instruction set that was compiled and that this CPU has, for every type of keys.
template <class T>
class SimdSorts : public testing::Test {
 protected:
  static std::vector<T> keys(std::size_t n, std::uint64_t values) {
    std::vector<T> keys(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t bits = bits_of_key(Seed{n}, 1, i);
      keys[i] = values == 0 ? spread<T>(bits) : spread<T>(bits % values * (~std::uint64_t{0} / values));
    }
    return keys;
  }

  /// Around the borders of vectors, lots and base cases.
  static std::vector<std::size_t> sizes() {
    std::vector<std::size_t> sizes{1'000, 4'095, 4'096, 10'000, 100'003};
    for (std::size_t n = 0; n < 300; ++n) sizes.push_back(n);
    return sizes;
  }
};

using Keys = testing::Types<std::int32_t, std::int64_t, std::uint32_t, std::uint64_t, float, double>;
TYPED_TEST_SUITE(SimdSorts, Keys);

TYPED_TEST(SimdSorts, SortAsTheStandardLibraryDoes) {
  for (const auto& simd : simd_sorts<TypeParam>())
    for (const std::size_t n : this->sizes())
      for (const std::uint64_t values : {0U, 1U, 3U, 100U}) {
        auto sorted = this->keys(n, values), expected = sorted;
        simd.sort(sorted.data(), n);
        std::sort(expected.begin(), expected.end());
        ASSERT_EQ(sorted, expected) << simd.name << ", " << n << " keys";
      }
}

TYPED_TEST(SimdSorts, PartitionKeysByAnyOfThem) {
  for (const auto& simd : simd_sorts<TypeParam>())
    for (const std::size_t n : this->sizes())
      for (const std::uint64_t values : {0U, 1U, 3U}) {
        auto keys = this->keys(n, values), expected = keys;
        std::sort(expected.begin(), expected.end());
        for (const std::size_t place : {std::size_t{0}, n / 2, n - 1}) {
          if (n == 0) continue;
          const TypeParam pivot = expected[place];
          const std::size_t not_larger = simd.partition(keys.data(), n, pivot);
          ASSERT_EQ(not_larger, static_cast<std::size_t>(std::upper_bound(expected.begin(), expected.end(), pivot) -
                                                         expected.begin()))
              << simd.name << ", " << n << " keys";
          ASSERT_TRUE(std::all_of(keys.begin(), keys.end(), [&, i = std::size_t{0}](TypeParam key) mutable {
            return (i++ < not_larger) == !(pivot < key);
          }));
          auto same = keys;
          std::sort(same.begin(), same.end());
          ASSERT_EQ(same, expected) << simd.name << ", " << n << " keys";
        }
      }
}

TYPED_TEST(SimdSorts, CountSpecialKeysAsPlainCodeDoes) {
  using Limits = std::numeric_limits<TypeParam>;
  for (const auto& simd : simd_sorts<TypeParam>())
    for (const std::size_t n : this->sizes()) {
      auto keys = this->keys(n, 0);
      if constexpr (std::floating_point<TypeParam>)
        for (std::size_t i = 0; i < n; ++i) {
          const TypeParam values[]{keys[i],      Limits::infinity(), -Limits::infinity(),  Limits::quiet_NaN(),
                                   TypeParam{0}, -TypeParam{0},      -Limits::quiet_NaN(), keys[i]};
          keys[i] = values[bits_of_key(Seed{5}, 2, i) % 8];
        }
      const SpecialKeys odd = count_special_keys(std::span<const TypeParam>(keys));
      EXPECT_EQ(simd.count_special(keys.data(), n), odd) << simd.name << n;
      const auto larger = std::count_if(keys.begin(), keys.end(), [](TypeParam key) { return TypeParam{1} < key; });
      const Partitioned parted = simd.partition_and_count(keys.data(), n, TypeParam{1});
      EXPECT_EQ(parted.special, odd) << simd.name << n;
      EXPECT_EQ(parted.not_larger, n - static_cast<std::size_t>(larger)) << simd.name << n;
      EXPECT_EQ(count_special_keys(std::span<const TypeParam>(keys)), odd) << simd.name << n;
      const auto border = keys.begin() + static_cast<std::ptrdiff_t>(parted.not_larger);
      EXPECT_TRUE(std::none_of(keys.begin(), border, [](TypeParam key) { return TypeParam{1} < key; }));
    }
  if constexpr (std::floating_point<TypeParam>) {
    const std::vector<TypeParam> odd{Limits::infinity(), Limits::quiet_NaN(), -TypeParam{0}, TypeParam{0}, 1};
    EXPECT_EQ(count_special_keys(std::span<const TypeParam>(odd)), (SpecialKeys{.not_finite = 2, .negative_zeros = 1}));
  }
}

TYPED_TEST(SimdSorts, AreForEachInstructionSetOnce) {
  std::set<std::string> names;
  for (const auto& simd : simd_sorts<TypeParam>()) names.insert(simd.name);
  EXPECT_EQ(names.size(), simd_sorts<TypeParam>().size());
  EXPECT_TRUE(names.contains(fastest_simd_sort<TypeParam>().name));
}

}  // namespace
}  // namespace crossover
