// What every sorter does where threads or memory are scarce: it says so. It never ends the process.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "host/sort/sorter.hpp"
#include "host/system/error.hpp"
#include "tests/support/arrays.hpp"
#include "tests/support/leave_memory.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

class SorterLimitsDeathTest : public testing::TestWithParam<const SorterEntry*> {
 protected:
  void SetUp() override {
    if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
    const std::string why_not = GetParam()->why_unavailable();
    if (!why_not.empty()) GTEST_SKIP() << why_not;
    if (GetParam()->takes_devices()) GTEST_SKIP() << "a device's driver needs more memory than a limit leaves";
    GTEST_FLAG_SET(death_test_style, "threadsafe");  // OpenMP's threads would not be in a child that was forked
  }

  /// Sorts with so little memory left, tells how that ended, and ends this process well.
  [[noreturn]] static void sort(std::size_t keys, unsigned workers, rlim_t bytes_left) {
    std::vector<std::uint64_t> array = array_of<std::uint64_t>(Distribution::uniform, keys);
    const std::vector<std::uint64_t> sorted = in_order(array);
    leave_memory(bytes_left);
    try {
      const SortResources resources{.type = KeyType::u64, .keys = keys, .workers = workers};
      if (GetParam()->rehearse != nullptr) GetParam()->rehearse(resources);
      GetParam()->make(resources)->sort(std::span(array));
      std::fprintf(stderr, array == sorted ? "sorted" : "wrong");
    } catch (const Error& e) {
      std::fprintf(stderr, "%s", e.what());
    } catch (const std::bad_alloc&) {
      std::fprintf(stderr, "not enough memory");
    }
    std::_Exit(0);
  }
};

constexpr rlim_t mebibyte = rlim_t{1} << 20;

TEST_P(SorterLimitsDeathTest, WorkersThatCannotBeStartedAreOneLineThatTellsHowManyCan) {
  if (!GetParam()->takes_workers()) GTEST_SKIP() << GetParam()->name << " has one worker";
  EXPECT_EXIT(sort(2'000'000, 1000, 64 * mebibyte), testing::ExitedWithCode(0),
              "cannot start worker [0-9]+ of 1000: .+; try --workers [0-9]+");
}

TEST_P(SorterLimitsDeathTest, MemoryThatIsMissingIsSaid) {
  constexpr std::size_t keys = 4'000'000;
  const double copies = GetParam()->extra_memory;
  const auto mebibytes = static_cast<unsigned>(copies * keys * sizeof(std::uint64_t) / mebibyte) + 1;
  const std::string missing =
      "not enough memory|cannot start 2 threads here, or not with " + std::to_string(mebibytes) + " MiB";
  EXPECT_EXIT(sort(keys, GetParam()->takes_workers() ? 2 : 1, 24 * mebibyte), testing::ExitedWithCode(0),
              copies == 0 ? "sorted" : missing);
}

INSTANTIATE_TEST_SUITE_P(Of, SorterLimitsDeathTest, testing::ValuesIn(sorters().begin(), sorters().end()),
                         [](const auto& entry) {
                           std::string name(entry.param->name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace crossover
