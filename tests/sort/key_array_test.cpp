#include "host/sort/key_array.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <span>
#include <variant>
#include <vector>

#include "tests/support/arrays.hpp"

namespace crossover {
namespace {

TEST(KeyArray, IsFilledAlikeByAnyNumberOfWorkers) {
  constexpr std::size_t keys = 200'001;
  for (const KeyType type : key_types)
    for (const Distribution d : distributions)
      for (const unsigned workers : {1U, 3U}) {
        WorkerPool pool(workers);
        const KeyArray array(type, keys);
        fill(array.view(), Seed{42}, 1, d, pool);
        std::visit(
            [&]<Key T>(std::span<T> filled) {
              EXPECT_EQ(std::vector<T>(filled.begin(), filled.end()), array_of<T>(d, keys))
                  << name_of(type) << " " << name_of(d);
            },
            array.view());
      }
}

TEST(KeyArray, IsCopiedWhole) {
  WorkerPool pool(3);
  const KeyArray from(KeyType::f32, 200'001), to(KeyType::f32, 200'001);
  fill(from.view(), Seed{1}, 2, Distribution::uniform, pool);
  copy(from.view(), to.view(), pool);
  const auto a = std::get<std::span<float>>(from.view()), b = std::get<std::span<float>>(to.view());
  EXPECT_TRUE(std::ranges::equal(a, b));
}

TEST(KeyArray, KnowsItsSize) {
  EXPECT_EQ(KeyArray(KeyType::i64, 1000).bytes(), 8000U);
  EXPECT_EQ(KeyArray(KeyType::u32, 1000).bytes(), 4000U);
  EXPECT_EQ(size_of(KeyArray(KeyType::u32, 0).view()), 0U);
  for (const KeyType type : key_types) EXPECT_EQ(type_of(KeyArray(type, 3).view()), type);
}

TEST(KeyArray, IsRefusedWhenItsBytesAreMoreThan64BitsHold) {
  for (const std::size_t keys : {std::size_t{1} << 61, ~std::size_t{0}})
    for (const KeyType type : {KeyType::i64, KeyType::f64})
      EXPECT_THROW(KeyArray(type, keys), std::bad_alloc) << keys << " of " << name_of(type);
}

}  // namespace
}  // namespace crossover
