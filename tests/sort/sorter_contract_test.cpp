// What every sorter promises, for every row of the table and every type of keys.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <variant>
#include <vector>

#include "host/sort/sorter.hpp"
#include "tests/support/arrays.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

using Row = std::tuple<const SorterEntry*, KeyType>;

class SorterContract : public testing::TestWithParam<Row> {
 protected:
  void SetUp() override {
    const std::string why_not = entry().why_unavailable();
    if (!why_not.empty()) GTEST_SKIP() << why_not;
  }

  static const SorterEntry& entry() { return *std::get<0>(GetParam()); }
  static KeyType type() { return std::get<1>(GetParam()); }

  static std::unique_ptr<Sorter> make(std::size_t keys, unsigned workers) {
    return entry().make({.type = type(), .keys = keys, .workers = entry().takes_workers() ? workers : 1});
  }

  /// Calls a test with a key of the type.
  template <class Test>
  static void with_type(const Test& test) {
    std::visit([&]<Key T>(std::span<T>) { test(T{}); }, view_as(type(), nullptr, 0));
  }

  template <Key T>
  static void expect_sorts(Sorter& sorter, const std::vector<T>& keys, const std::string& what) {
    std::vector<T> sorted = keys;
    sorter.sort(std::span<T>(sorted));
    ASSERT_EQ(bits_of_all(sorted), bits_of_all(in_order(keys))) << what << ", " << keys.size() << " keys";
  }
};

constexpr std::size_t large = built_with_sanitizer ? 140'000 : 300'000;  // work for several workers

TEST_P(SorterContract, SortsEveryDistribution) {
  with_type([]<Key T>(T) {
    const auto sorter = make(large, 3);
    for (const Distribution d : distributions) expect_sorts(*sorter, array_of<T>(d, large), std::string(name_of(d)));
  });
}

TEST_P(SorterContract, SortsFewKeysAndNone) {
  with_type([]<Key T>(T) {
    const auto sorter = make(1'100, 2);
    for (const std::size_t keys : {0U, 1U, 2U, 3U, 15U, 16U, 17U, 63U, 64U, 65U, 255U, 256U, 257U, 1'000U, 1'025U})
      for (const Distribution d : {Distribution::uniform, Distribution::lesson})
        expect_sorts(*sorter, array_of<T>(d, keys), std::string(name_of(d)));
  });
}

TEST_P(SorterContract, KeepsTheTotalOrderOfHardKeys) {
  with_type([]<Key T>(T) {
    const auto sorter = make(large, 2);
    for (const std::size_t keys : {std::size_t{3}, std::size_t{40}, std::size_t{5'000}, large})
      expect_sorts(*sorter, array_of_hard_keys<T>(keys), "hard keys");
  });
}

TEST_P(SorterContract, SortsKeysThatAreAllAlike) {
  with_type([]<Key T>(T) {
    const auto sorter = make(large, 2);
    for (const T key : {T{0}, std::numeric_limits<T>::lowest(), std::numeric_limits<T>::max()})
      expect_sorts(*sorter, std::vector<T>(large, key), "all alike");
  });
}

TEST_P(SorterContract, SortsAnyNumberOfKeysUpToWhatItWasMadeFor) {
  with_type([]<Key T>(T) {
    const auto sorter = make(large, 2);
    for (const std::size_t keys : {large, std::size_t{10}, large / 2 + 1, std::size_t{131'071}, large})
      expect_sorts(*sorter, array_of<T>(Distribution::uniform, keys), "one after the other");
  });
}

TEST_P(SorterContract, WorkersNeverChangeTheResult) {
  if (!entry().takes_workers()) GTEST_SKIP() << entry().name << " has one worker";
  with_type([]<Key T>(T) {
    for (const unsigned workers : {1U, 2U, 3U, 5U, 8U}) {
      const auto sorter = make(large * 4, workers);
      expect_sorts(*sorter, array_of<T>(Distribution::zipf, large * 4), std::to_string(workers) + " workers");
    }
  });
}

TEST_P(SorterContract, SortsArraysOfSeveralThreadsAtATimeIfItIsForOneCore) {
  if (!entry().is_for_one_core()) GTEST_SKIP() << entry().name << " uses several cores or a device for one array";
  with_type([]<Key T>(T) {
    const auto sorter = make(large, 1);
    std::vector<std::vector<T>> arrays;
    for (std::uint64_t number = 1; number <= 3; ++number)
      arrays.push_back(array_of<T>(Distribution::uniform, large, number));
    auto sorted = arrays;
    std::vector<std::thread> threads;
    for (auto& keys : sorted) threads.emplace_back([&] { sorter->sort(std::span<T>(keys)); });
    for (std::thread& thread : threads) thread.join();
    for (std::size_t i = 0; i < arrays.size(); ++i) EXPECT_EQ(bits_of_all(sorted[i]), bits_of_all(in_order(arrays[i])));
  });
}

std::vector<Row> all_rows() {
  std::vector<Row> rows;
  for (const SorterEntry* entry : sorters())
    for (const KeyType type : key_types) rows.emplace_back(entry, type);
  return rows;
}

INSTANTIATE_TEST_SUITE_P(All, SorterContract, testing::ValuesIn(all_rows()), [](const auto& row) {
  std::string name = std::string(std::get<0>(row.param)->name) + "_" + std::string(name_of(std::get<1>(row.param)));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(SorterTable, HasEachNameOnceAndASummary) {
  std::set<std::string_view> names;
  for (const SorterEntry* entry : sorters()) {
    names.insert(entry->name);
    EXPECT_FALSE(entry->summary.empty());
  }
  EXPECT_EQ(names.size(), sorters().size());
}

TEST(SorterTable, SaysWhyAndWhatToDoWhereASorterCannotRun) {
  for (const SorterEntry* entry : sorters()) {
    const std::string why_not = entry->why_unavailable();
    if (why_not.empty()) {
      EXPECT_NE(entry->make, nullptr) << entry->name;
    } else {
      EXPECT_NE(why_not.find("; "), std::string::npos) << entry->name << ": " << why_not;
    }
  }
}

}  // namespace
}  // namespace crossover
