#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "host/machine/memory.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fakes/fake_sorters.hpp"

namespace crossover {
namespace {

SortRequest request_of(const SortTask& task, const std::vector<SortConfiguration>& configurations) {
  return {.configurations = configurations, .task = task, .time_limit = 0};
}

constexpr std::uint64_t many = 1 << 20;  // whole pages
constexpr double mega = many, bytes_of_a_key = 8;

TEST(MemoryNeededForSorting, IsTheArraysAndTheirPristineCopies) {
  EXPECT_EQ(memory_needed(request_of(task_of(many, 1), {one_by_one(std_sorter)})), 2 * mega * bytes_of_a_key);
  EXPECT_EQ(memory_needed(request_of(task_of(many, 3), {one_by_one(std_sorter)})), 6 * mega * bytes_of_a_key);
  SortTask short_keys = task_of(many, 1);
  short_keys.type = KeyType::f32;
  EXPECT_EQ(memory_needed(request_of(short_keys, {one_by_one(std_sorter)})), mega * bytes_of_a_key);
}

TEST(MemoryNeededForSorting, IncludesTheHungriestSorter) {
  const SortTask task = task_of(many, 1);
  EXPECT_EQ(memory_needed(request_of(task, {one_by_one(gadget_sorter), one_by_one(std_sorter)})),
            3 * mega * bytes_of_a_key);
}

TEST(MemoryNeededForSorting, CountsThePageThatASmallArrayTakes) {
  constexpr double page = 4096;
  for (const std::uint64_t keys : {0U, 1U, 100U}) {
    const double needed = memory_needed(request_of(task_of(keys, 4096), {one_by_one(std_sorter)}));
    EXPECT_GE(needed, 2 * 4096 * page) << keys;
    EXPECT_LE(needed, 4 * 4096 * page) << keys;
  }
}

/// Tells whether it was asked for anything.
bool was_made;
constexpr SorterEntry witness{.name = "witness",
                              .summary = "a fake that is not to be made",
                              .why_unavailable = [] { return std::string(); },
                              .default_workers = [] { return 0U; },
                              .extra_memory = 0,
                              .make = [](const SortResources&) -> std::unique_ptr<Sorter> {
                                was_made = true;
                                return std::make_unique<FakeSorter<honestly>>();
                              }};

TEST(MoreKeysThanMemory, AreRefusedBeforeAnythingIsTaken) {
  if (!available_memory()) GTEST_SKIP() << "nothing here tells how much memory there is";
  was_made = false;
  bool has_begun = false;
  const auto error = error_of([&] {
    compare_sorters(request_of(task_of(1'000'000'000'000'000, 1), {one_by_one(witness)}),
                    {.on_progress = [&](const Progress&) { has_begun = true; }});
  });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ExitCode::failed);
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "GiB are free", error->what()) << "some was taken until there was no more";
  EXPECT_FALSE(was_made || has_begun);
}

TEST(MoreKeysThanMemory, AreRefusedWithTheNeedAndWhatIsFree) {
  if (!available_memory()) GTEST_SKIP() << "nothing here tells how much memory there is";
  const auto refusal = [](unsigned arrays) {
    return message_of(
        [&] { require_memory(request_of(task_of(1'000'000'000'000'000, arrays), {one_by_one(witness)})); });
  };
  // 16 bytes a key are 1.6e16 bytes, 14901161.2 GiB.
  EXPECT_TRUE(
      refusal(1).starts_with("sorting 1 array of 1000000000000000 keys (i64) needs 14901161.2 GiB of memory, and "))
      << refusal(1);
  EXPECT_TRUE(refusal(1).ends_with(" GiB are free; write a smaller --keys")) << refusal(1);
  EXPECT_TRUE(refusal(2).starts_with("sorting 2 arrays of 1000000000000000 keys (i64) needs 29802322.4 GiB "))
      << refusal(2);
}

TEST(MoreKeysThanMemory, AreAsManyAs64BitsHold) {
  if (!available_memory()) GTEST_SKIP() << "nothing here tells how much memory there is";
  EXPECT_NE(message_of([] {
              require_memory(request_of(task_of(18446744073709551615U, 4096), {one_by_one(witness)}));
            }).find("GiB are free"),
            std::string::npos);
}

TEST(AsManyKeysAsThereIsMemoryFor, AreNotRefused) {
  EXPECT_EQ(message_of([] { require_memory(request_of(task_of(1000), {one_by_one(witness)})); }), "no error");
}

}  // namespace
}  // namespace crossover
