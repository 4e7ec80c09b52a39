// The sorters `cuda` and `cuda-pinned` on a GPU that is emulated: where the time went, the memory it takes, and every
// fault. What it promises as every sorter does is in sorter_contract_test.cpp, which is run on emulated GPUs too.

#include "host/sort/cuda/gpu_sorter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/arrays.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fakes/emulated_runtime.hpp"

namespace crossover::cuda {
namespace {

const SortResources for_10_000_keys{.type = KeyType::f64, .keys = 10'000, .workers = 1, .devices = {0}};

void sort_array(Sorter& sorter, std::size_t keys = 10'000) {
  std::vector<double> array = array_of_hard_keys<double>(keys);
  const std::vector<double> sorted = in_order(array);
  sorter.sort(std::span<double>(array));
  EXPECT_EQ(bits_of_all(array), bits_of_all(sorted));
}

TEST(GpuSorter, TellsWhereTheTimeWent) {
  EmulatedRuntime runtime;
  GpuSorter sorter(runtime, for_10_000_keys, CopiedBy::buffers);
  EXPECT_EQ(value_of(sorter.meters(), sort_meter), 0);
  for (const double sorts : {1, 2}) {
    sort_array(sorter);
    EXPECT_DOUBLE_EQ(*value_of(sorter.meters(), copy_in_meter), sorts * EmulatedRuntime::seconds_to_device);
    EXPECT_DOUBLE_EQ(*value_of(sorter.meters(), sort_meter), sorts * EmulatedRuntime::seconds_of_sort);
    EXPECT_DOUBLE_EQ(*value_of(sorter.meters(), copy_out_meter), sorts * EmulatedRuntime::seconds_to_host);
  }
}

TEST(GpuSorter, UsesTheFirstDeviceOfThoseNamed) {
  EmulatedRuntime runtime(3);
  SortResources resources = for_10_000_keys;
  const auto sort_on = [&](std::vector<unsigned> devices) {
    resources.devices = std::move(devices);
    GpuSorter sorter(runtime, resources, CopiedBy::buffers);
    sort_array(sorter);
  };
  sort_on({2, 1});
  EXPECT_EQ(runtime.devices_used(), (std::set<int>{2}));
  sort_on({});
  EXPECT_EQ(runtime.devices_used(), (std::set<int>{0, 2}));
}

TEST(GpuSorter, TakesItsMemoryOnce) {
  EmulatedRuntime runtime;
  GpuSorter sorter(runtime, for_10_000_keys, CopiedBy::buffers);
  const std::size_t takings = runtime.takings();
  for (const std::size_t keys : {0U, 1U, 10'000U, 5'000U, 10'000U}) sort_array(sorter, keys);
  EXPECT_EQ(runtime.takings(), takings);
}

TEST(GpuSorter, LeavesTheGpuAloneWhenThereAreNoNumbers) {
  EmulatedRuntime runtime;
  GpuSorter sorter(runtime, for_10_000_keys, CopiedBy::buffers);
  runtime.fail_after(0);
  std::vector<double> nans(10, std::numeric_limits<double>::quiet_NaN());
  sorter.sort(std::span<double>(nans));
  EXPECT_FALSE(runtime.has_failed());
}

TEST(GpuSorter, NamesWhatItNeedsAndWhatIsFree) {
  EmulatedRuntime runtime;
  const SortResources too_many{.type = KeyType::i64, .keys = 100'000'000, .workers = 1};
  const auto error = error_of([&] { GpuSorter(runtime, too_many, CopiedBy::buffers); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code(), ExitCode::failed);
  EXPECT_TRUE(std::string(error->what())
                  .starts_with("GPU 0 has not enough free memory (sorting 100000000 i64 keys needs 1.49 GiB: "
                               "1.00 GiB are free); "))
      << error->what();
  EXPECT_TRUE(runtime.holds_nothing());
}

TEST(GpuSorter, FitsWhereThereIsJustEnough) {
  EmulatedRuntime runtime;
  runtime.free_bytes = 2 * 10'000 * sizeof(double);  // the keys, and as much of scratch
  EXPECT_FALSE(error_of([&] { GpuSorter(runtime, for_10_000_keys, CopiedBy::buffers); }));
  --runtime.free_bytes;
  EXPECT_TRUE(error_of([&] { GpuSorter(runtime, for_10_000_keys, CopiedBy::buffers); }));
}

void expect_one_error_whatever_call_fails(CopiedBy means, FailureKind kind, unsigned calls_in_all) {
  for (unsigned call = 0;; ++call) {
    EmulatedRuntime runtime;
    runtime.fail_after(call, kind);
    const auto error = error_of([&] {
      GpuSorter sorter(runtime, for_10_000_keys, means);
      sort_array(sorter);
      sort_array(sorter);
    });
    EXPECT_TRUE(runtime.holds_nothing()) << "after call " << call;
    if (!runtime.has_failed()) {
      EXPECT_EQ(call, calls_in_all);
      EXPECT_FALSE(error);
      return;
    }
    ASSERT_TRUE(error) << "call " << call;
    EXPECT_EQ(error->code(), ExitCode::failed);
    const std::string message = error->what();
    EXPECT_NE(message.find("GPU 0"), std::string::npos) << message;
    EXPECT_NE(message.find("injected"), std::string::npos) << message;
    EXPECT_NE(message.find("; "), std::string::npos) << message;
    EXPECT_EQ(message.find("--backend"), std::string::npos) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
}

TEST(GpuSorter, TurnsTheFailureOfAnyCallIntoOneErrorAndGivesEverythingBack) {
  for (const FailureKind kind :
       {FailureKind::other, FailureKind::lost, FailureKind::out_of_memory, FailureKind::out_of_pinned_memory}) {
    expect_one_error_whatever_call_fails(CopiedBy::buffers, kind, 46);
    expect_one_error_whatever_call_fails(CopiedBy::pinning, kind, 36);
  }
}

/// As many bytes as are copied in so many parts.
std::size_t keys_of_slices(std::size_t slices) {
  return slices * BufferedCopies::bytes_at_a_time(0) / sizeof(double) - 1;
}

TEST(GpuSorter, CopiesLargeArraysByPartsThroughPinnedMemory) {
  for (const std::size_t slices : {1U, 2U, 3U, 4U, 7U}) {
    EmulatedRuntime runtime;
    SortResources resources = for_10_000_keys;
    resources.keys = keys_of_slices(slices);
    GpuSorter sorter(runtime, resources, CopiedBy::buffers);
    for (const std::size_t sorts : {1U, 2U}) {
      sort_array(sorter, resources.keys);
      EXPECT_EQ(runtime.copies(), 2 * sorts * slices);
    }
    EXPECT_EQ(runtime.pageable_copies(), 0U);
    EXPECT_EQ(runtime.max_copies_waiting(), std::min<std::size_t>(slices, 2)) << "one is filled while one is copied";
  }
}

TEST(GpuSorter, CopiesAtMostAnEighthOfALargeArrayAtATime) {
  constexpr std::size_t mib = std::size_t{1} << 20;
  EXPECT_EQ(BufferedCopies::bytes_at_a_time(1), mib / 4);
  EXPECT_EQ(BufferedCopies::bytes_at_a_time(2 * mib + 4096 * 8), mib / 4 + 4096);
  EXPECT_EQ(BufferedCopies::bytes_at_a_time(64 * mib), 8 * mib);
  EXPECT_EQ(BufferedCopies::bytes_at_a_time(8192 * mib), 16 * mib);
}

TEST(GpuSorter, PinsArraysThatItWillSortOften) {
  EmulatedRuntime runtime;
  std::vector<double> array = array_of_hard_keys<double>(10'000), another = array;
  const std::vector<double> sorted = in_order(array);
  SortResources resources = for_10_000_keys;
  resources.arrays = {std::span<double>(array), std::span<double>()};
  {
    GpuSorter sorter(runtime, resources, CopiedBy::pinning);
    const std::size_t takings = runtime.takings();
    sorter.sort(std::span<double>(array));
    EXPECT_EQ(bits_of_all(array), bits_of_all(sorted));
    EXPECT_EQ(runtime.takings(), takings) << "it is pinned already";
    sorter.sort(std::span<double>(another));
    EXPECT_EQ(bits_of_all(another), bits_of_all(sorted));
    EXPECT_EQ(runtime.takings(), takings + 1) << "pinned while it was copied";
    EXPECT_EQ(runtime.copies(), 4U);
    EXPECT_EQ(runtime.pageable_copies(), 0U);
    EXPECT_FALSE(runtime.holds_nothing());
  }
  EXPECT_TRUE(runtime.holds_nothing());
}

TEST(GpuSorter, SaysThatTheHostsMemoryCouldNotBePinned) {
  EmulatedRuntime runtime;
  std::vector<double> array(10'000);
  SortResources resources = for_10_000_keys;
  resources.arrays = {std::span<double>(array)};
  unsigned calls = 0;
  for (std::optional<Error> error;
       !error || std::string(error->what()).find("cudaHostRegister") == std::string::npos;) {
    ASSERT_LT(calls, 20U);
    runtime.fail_after(calls++, FailureKind::out_of_pinned_memory);
    error = error_of([&] { GpuSorter(runtime, resources, CopiedBy::pinning); });
    if (error) {
      EXPECT_EQ(error->code(), ExitCode::failed);
      EXPECT_TRUE(std::string(error->what()).starts_with("the host's memory could not be pinned for GPU 0 ("))
          << error->what();
    }
  }
}

}  // namespace
}  // namespace crossover::cuda
