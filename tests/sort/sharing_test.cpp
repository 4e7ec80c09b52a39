#include "host/sort/sharing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/arrays.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

/// Remembers which arrays it was given, how often, and by which threads.
class RecordingSorter : public Sorter {
 public:
  void sort(const KeySpan& keys) override {
    const auto all = std::get<std::span<std::int64_t>>(keys);
    std::sort(all.begin(), all.end());
    const std::lock_guard lock(mutex_);
    ++times[all.data()];
    threads.insert(std::this_thread::get_id());
  }
  Readings meters() const override { return {{&sort_meter, 2}}; }

  std::map<const std::int64_t*, int> times;
  std::set<std::thread::id> threads;

 private:
  std::mutex mutex_;
};

/// So many arrays of some keys.
class Arrays {
 public:
  explicit Arrays(std::size_t number) {
    for (std::uint64_t i = 1; i <= number; ++i) keys_.push_back(array_of<std::int64_t>(Distribution::uniform, 100, i));
    for (auto& keys : keys_) views_.emplace_back(std::span(keys));
  }

  std::span<const KeySpan> views() const { return views_; }

  bool are_sorted() const {
    return std::ranges::all_of(keys_, [](const auto& keys) { return std::ranges::is_sorted(keys); });
  }

 private:
  std::vector<std::vector<std::int64_t>> keys_;
  std::vector<KeySpan> views_;
};

class EveryWayOfSharing : public testing::TestWithParam<Sharing> {};

TEST_P(EveryWayOfSharing, SortsEachArrayOnce) {
  for (const std::size_t number : {0U, 1U, 2U, 3U, 17U}) {
    auto recording = std::make_unique<RecordingSorter>();
    const RecordingSorter& record = *recording;
    SharedSorter sorter(std::move(recording), GetParam(), threads_of(GetParam(), std::max<std::size_t>(1, number), 3));
    for (int sorts = 1; sorts <= 3; ++sorts) {
      const Arrays arrays(number);
      const auto before = record.times;
      sorter.sort(arrays.views());
      EXPECT_TRUE(arrays.are_sorted()) << number;
      for (const KeySpan& view : arrays.views()) {
        const std::int64_t* data = std::get<std::span<std::int64_t>>(view).data();
        const auto old = before.find(data);
        EXPECT_EQ(record.times.at(data) - (old == before.end() ? 0 : old->second), 1);
      }
    }
  }
}

TEST_P(EveryWayOfSharing, HandsOnWhereTheTimeWentOnADevice) {
  const SharedSorter sorter(std::make_unique<RecordingSorter>(), GetParam(), 1);
  EXPECT_EQ(sorter.meters(), (Readings{{&sort_meter, 2}}));
}

/// Fails with the array of one key.
class PickySorter : public Sorter {
 public:
  void sort(const KeySpan& keys) override {
    if (size_of(keys) == 1) throw Error("too few for me");
    ++sorted;
  }
  std::atomic<int> sorted = 0;
};

TEST_P(EveryWayOfSharing, ThrowsWhatASorterThrowsAndCanGoOnThen) {
  auto picky = std::make_unique<PickySorter>();
  const PickySorter& record = *picky;
  SharedSorter sorter(std::move(picky), GetParam(), threads_of(GetParam(), 3, 2));
  std::vector<std::int64_t> one(1), two(2), three(3);
  const std::vector<KeySpan> all{std::span(two), std::span(one), std::span(three)}, good{std::span(two)};
  EXPECT_EQ(message_of([&] { sorter.sort(all); }), "too few for me");
  const int before = record.sorted;
  EXPECT_EQ(message_of([&] { sorter.sort(good); }), "no error");
  EXPECT_EQ(record.sorted, before + 1);
}

INSTANTIATE_TEST_SUITE_P(All, EveryWayOfSharing, testing::ValuesIn(sharings), [](const auto& param) {
  std::string name(name_of(param.param));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

/// The threads of a sorter that sorted eight arrays.
std::set<std::thread::id> threads_that_sort(Sharing sharing, unsigned threads) {
  auto recording = std::make_unique<RecordingSorter>();
  const RecordingSorter& record = *recording;
  SharedSorter sorter(std::move(recording), sharing, threads);
  sorter.sort(Arrays(8).views());
  return record.threads;
}

TEST(Sharing, OneAfterTheOtherIsTheCallersWork) {
  EXPECT_EQ(threads_that_sort(Sharing::sequential, 1), std::set{std::this_thread::get_id()});
}

TEST(Sharing, StartsAThreadForEachArray) {
  // Identities of threads that have been joined may come again; none is the caller's.
  EXPECT_FALSE(threads_that_sort(Sharing::threads, 8).contains(std::this_thread::get_id()));
}

/// Knows how many sort at the same time.
class CountingSorter : public Sorter {
 public:
  void sort(const KeySpan&) override {
    most = std::max<int>(most, ++now);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    --now;
  }
  std::atomic<int> now = 0, most = 0;
};

TEST(Sharing, InTurnStartsThreadsOfWhichNoTwoSortAtTheSameTime) {
  EXPECT_FALSE(threads_that_sort(Sharing::in_turn, 1).contains(std::this_thread::get_id()));
  auto counting = std::make_unique<CountingSorter>();
  const CountingSorter& record = *counting;
  SharedSorter sorter(std::move(counting), Sharing::in_turn, 1);
  sorter.sort(Arrays(5).views());
  EXPECT_EQ(record.most, 1);
}

TEST(Sharing, UnderTheLockThreadsThatAreStartedTakeTurns) {
  EXPECT_FALSE(threads_that_sort(Sharing::gil, 1).contains(std::this_thread::get_id()));
  auto counting = std::make_unique<CountingSorter>();
  const CountingSorter& record = *counting;
  SharedSorter sorter(std::move(counting), Sharing::gil, 1);
  sorter.sort(Arrays(5).views());
  EXPECT_EQ(record.most, 1);
}

TEST(Sharing, KeepsThePoolSmall) { EXPECT_LE(threads_that_sort(Sharing::pool, 2).size(), 2U); }

TEST(Sharing, NeedsSoManyThreads) {
  EXPECT_EQ(threads_of(Sharing::sequential, 8, 4), 1U);
  EXPECT_EQ(threads_of(Sharing::threads, 8, 4), 8U);
  EXPECT_EQ(threads_of(Sharing::threads, 1, 4), 1U);
  EXPECT_EQ(threads_of(Sharing::pool, 8, 4), 4U);
  EXPECT_EQ(threads_of(Sharing::pool, 2, 4), 2U);
  EXPECT_EQ(threads_of(Sharing::in_turn, 8, 4), 1U);
  EXPECT_EQ(threads_of(Sharing::gil, 8, 4), 1U);
}

TEST(Sharing, HasAName) {
  EXPECT_EQ(name_of(Sharing::sequential), "sequential");
  EXPECT_EQ(name_of(Sharing::threads), "threads");
  EXPECT_EQ(name_of(Sharing::pool), "pool");
  EXPECT_EQ(name_of(Sharing::in_turn), "in-turn");
  EXPECT_EQ(name_of(Sharing::gil), "gil");
}

TEST(StartedThreads, RunTheJobsAtTheSameTime) {
  // Each waits for all others: jobs one after the other would never end.
  std::atomic<unsigned> arrived = 0;
  run_in_started_threads(5, [&](std::size_t) {
    ++arrived;
    while (arrived < 5) std::this_thread::yield();
  });
  EXPECT_EQ(arrived, 5U);
}

TEST(StartedThreads, ThrowAfterAllHaveBeenJoined) {
  std::atomic<unsigned> ended = 0, failed = 0;
  EXPECT_THROW(run_in_started_threads(4,
                                      [&](std::size_t i) {
                                        if (i == 0) {
                                          ++failed;
                                          throw std::runtime_error("the first");
                                        }
                                        while (failed == 0) std::this_thread::yield();
                                        std::this_thread::sleep_for(std::chrono::milliseconds(5));
                                        ++ended;
                                      }),
               std::runtime_error);
  EXPECT_EQ(ended, 3U);
}

TEST(StartedThreads, ThrowTheFailureOfTheFirstJobThatFailed) {
  const auto both_fail = [](std::size_t i) {
    if (i > 0) throw Error(i == 1 ? "the second" : "the third");
  };
  EXPECT_EQ(message_of([&] { run_in_started_threads(3, both_fail); }), "the second");
}

TEST(StartedThreads, MayBeNone) {
  run_in_started_threads(0, [](std::size_t) { FAIL() << "there is no job"; });
}

}  // namespace
}  // namespace crossover
