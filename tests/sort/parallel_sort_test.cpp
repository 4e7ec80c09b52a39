#include "host/sort/parallel_sort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/arrays.hpp"

namespace crossover {
namespace {

template <Key T>
void expect_sorts(unsigned workers, const std::vector<T>& keys) {
  WorkerPool pool(workers);
  ParallelSort<T> parallel(pool);
  auto sorted = keys;
  parallel.sort(sorted);
  EXPECT_EQ(bits_of_all(sorted), bits_of_all(in_order(keys))) << workers << " workers, " << keys.size() << " keys";
}

TEST(ParallelSort, SharesWhateverTheNumberOfWorkers) {
  const auto keys = array_of<std::uint32_t>(Distribution::uniform, 1'500'000);
  for (unsigned workers = 1; workers <= 9; ++workers) expect_sorts(workers, keys);
}

TEST(ParallelSort, SharesKeysOfFewValues) {
  for (const Distribution d : {Distribution::few, Distribution::lesson})
    expect_sorts(2, array_of<std::int32_t>(d, 9'000'000));
  expect_sorts(3, std::vector<std::int32_t>(13'000'000, std::numeric_limits<std::int32_t>::lowest()));
}

TEST(ParallelSort, SharesKeysOfWhichMostAreAlike) {
  for (const std::uint64_t alike : {0U, 50U, 99U}) {
    auto keys = array_of<std::uint64_t>(Distribution::uniform, 500'000);
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (bits_of_key(Seed{3}, 1, i) % 100 < 90) keys[i] = std::numeric_limits<std::uint64_t>::max() / 99 * alike;
    expect_sorts(4, keys);
  }
}

TEST(ParallelSort, KnowsThatNegativeInfinityIsLessThanTheLeastNumber) {
  constexpr double least = std::numeric_limits<double>::lowest();
  for (const std::size_t rare : {3U, 300U}) {
    std::vector<double> keys(3'000'000, least);
    for (std::size_t i = 0; i < keys.size(); i += rare) keys[i] = -std::numeric_limits<double>::infinity();
    expect_sorts(2, keys);
  }
}

TEST(ParallelSort, StartsNoThreadForFewKeys) {
  WorkerPool pool(4096);  // that many could hardly be started
  ParallelSort<double> parallel(pool);
  auto keys = array_of<double>(Distribution::uniform, 50'000);
  parallel.sort(keys);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
}

}  // namespace
}  // namespace crossover
