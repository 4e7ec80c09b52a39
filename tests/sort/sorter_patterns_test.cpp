// Every sorter, and vqsort by every instruction set, against std::sort in the total order, on patterns by chance. The
// environment variable CROSSOVER_PATTERNS sets how many of them there are for each type of keys.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "host/sort/sorter.hpp"
#include "host/sort/total_order.hpp"
#include "kernels/simd/sort.hpp"
#include "tests/sort/patterns.hpp"
#include "tests/support/arrays.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

template <Key T>
struct NamedSort {
  std::string name;
  std::function<void(std::span<T>)> sort;
};

template <Key T>
std::vector<NamedSort<T>> all_sorts(KeyType type, std::size_t max_keys) {
  std::vector<NamedSort<T>> sorts;
  for (const SorterEntry* entry : sorters()) {
    if (!entry->why_unavailable().empty()) continue;
    const std::shared_ptr<Sorter> sorter =
        entry->make({.type = type, .keys = max_keys, .workers = entry->takes_workers() ? 2U : 1U});
    sorts.push_back({std::string(entry->name), [sorter](std::span<T> keys) { sorter->sort(keys); }});
  }
  for (const SimdSort<T>& simd : simd_sorts<T>())
    sorts.push_back({fmt::format("vqsort by {}", simd.name), [&simd](std::span<T> keys) {
                       sort_in_total_order(keys,
                                           [&](std::span<T> numbers) { simd.sort(numbers.data(), numbers.size()); });
                     }});
  return sorts;
}

template <Key T>
void expect_all_sort(const std::vector<NamedSort<T>>& sorts, const std::vector<T>& keys, const std::string& what) {
  const auto expected = bits_of_all(in_order(keys));
  for (const NamedSort<T>& by : sorts) {
    std::vector<T> sorted = keys;
    by.sort(sorted);
    ASSERT_EQ(bits_of_all(sorted), expected) << by.name << ": " << what;
  }
}

std::uint64_t patterns_wanted() {
  const char* const wanted = std::getenv("CROSSOVER_PATTERNS");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : built_with_sanitizer ? 600 : 3000;
}

class SorterPatterns : public testing::TestWithParam<KeyType> {
 protected:
  /// Calls a test with a key of the type.
  template <class Test>
  static void with_type(const Test& test) {
    std::visit([&]<Key T>(std::span<T>) { test(T{}); }, view_as(GetParam(), nullptr, 0));
  }
};

TEST_P(SorterPatterns, AreSortedByAllAsByTheStandardLibrary) {
  with_type([]<Key T>(T) {
    constexpr std::size_t max_keys = 20'000;
    const auto sorts = all_sorts<T>(GetParam(), max_keys);
    for (std::uint64_t number = 0; number < patterns_wanted(); ++number) {
      Pattern<T> pattern(number, max_keys);
      ASSERT_NO_FATAL_FAILURE(
          expect_all_sort(sorts, pattern.array(), fmt::format("pattern {}, {}", number, pattern.text())));
    }
  });
}

TEST_P(SorterPatterns, AreSortedByAllWhereWorkersShareAnArray) {
  with_type([]<Key T>(T) {
    constexpr std::size_t keys = 400'000;
    const auto sorts = all_sorts<T>(GetParam(), keys);
    for (const Distribution d : {Distribution::mostly, Distribution::uniform}) {
      auto array = array_of<T>(d, keys);
      ASSERT_NO_FATAL_FAILURE(expect_all_sort(sorts, array, std::string(name_of(d))));
    }
    ASSERT_NO_FATAL_FAILURE(expect_all_sort(sorts, array_of_hard_keys<T>(keys), "hard keys"));
  });
}

INSTANTIATE_TEST_SUITE_P(All, SorterPatterns, testing::ValuesIn(key_types),
                         [](const auto& type) { return std::string(name_of(type.param)); });

// The smallest arrays in which vqsort of Highway 1.0.3 was wrong: samples alike, and keys less than epsilon below them.
template <class T>
class AlikeFloats : public testing::Test {};
using Floats = testing::Types<float, double>;
TYPED_TEST_SUITE(AlikeFloats, Floats);

TYPED_TEST(AlikeFloats, AreSortedWithTheirNeighbours) {
  using T = TypeParam;
  constexpr T infinity = std::numeric_limits<T>::infinity();
  const KeyType type = sizeof(T) == 4 ? KeyType::f32 : KeyType::f64;
  for (const std::size_t n : {1'000U, 100'000U}) {
    const auto sorts = all_sorts<T>(type, n);
    for (const T most : {T{0.5}, T{-0.5}, T{7}, T{0}, std::numeric_limits<T>::max(), std::numeric_limits<T>::lowest(),
                         std::numeric_limits<T>::denorm_min()}) {
      std::vector<T> keys(n, most);
      T below = most, above = most;
      for (std::size_t i = 0; i < 9; ++i) {
        below = i % 3 == 0 ? std::nextafter(most, -infinity) : std::nextafter(below, -infinity);
        above = i % 3 == 0 ? std::nextafter(most, infinity) : std::nextafter(above, infinity);
        keys[bits_of_key(Seed{1}, 1, i) % n] = below;
        if (n > 1'000) keys[bits_of_key(Seed{1}, 2, i) % n] = above;
      }
      ASSERT_NO_FATAL_FAILURE(expect_all_sort(sorts, keys, fmt::format("mostly {}", most)));
    }
  }
}

// Highway 1.0.3 reads behind an array of zeros of both signs, which address sanitizer sees.
TYPED_TEST(AlikeFloats, ThatAreZerosOfBothSignsAreSorted) {
  using T = TypeParam;
  const KeyType type = sizeof(T) == 4 ? KeyType::f32 : KeyType::f64;
  for (const std::size_t n : {100U, 1'000U, 20'000U, 300'000U}) {
    const auto sorts = all_sorts<T>(type, n);
    for (const std::size_t every : {std::size_t{2}, n / 3, n - 1}) {
      std::vector<T> keys(n);
      for (std::size_t i = every; i < n; i += every) keys[i] = -T{0};
      ASSERT_NO_FATAL_FAILURE(expect_all_sort(sorts, keys, fmt::format("-0.0 as each {}th of {}", every, n)));
      keys[n / 2] = T{-1};
      ASSERT_NO_FATAL_FAILURE(expect_all_sort(sorts, keys, fmt::format("the same and -1", every, n)));
    }
  }
}

TEST(ManyKeys, MostlyAlikeAreSortedBySimdAndByAllWorkers) {
  constexpr std::size_t n = 10'000'000;
  auto keys = array_of<float>(Distribution::mostly, n);
  keys[n / 3] = -std::numeric_limits<float>::infinity();
  const auto expected = bits_of_all(in_order(keys));
  for (const NamedSort<float>& by : all_sorts<float>(KeyType::f32, n)) {
    if (by.name != "simd" && by.name != "parallel") continue;
    auto sorted = keys;
    by.sort(sorted);
    ASSERT_EQ(bits_of_all(sorted), expected) << by.name;
  }
}

}  // namespace
}  // namespace crossover
