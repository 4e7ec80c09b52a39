// The sorter `cuda` on a GPU that is emulated: where the time went, the memory it takes, and every fault. What it
// promises as every sorter does is in sorter_contract_test.cpp, which is run on emulated GPUs too.

#include "host/sort/cuda/gpu_sorter.hpp"

#include <gtest/gtest.h>

#include <limits>
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
  GpuSorter sorter(runtime, for_10_000_keys);
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
    GpuSorter sorter(runtime, resources);
    sort_array(sorter);
  };
  sort_on({2, 1});
  EXPECT_EQ(runtime.devices_used(), (std::set<int>{2}));
  sort_on({});
  EXPECT_EQ(runtime.devices_used(), (std::set<int>{0, 2}));
}

TEST(GpuSorter, TakesItsMemoryOnce) {
  EmulatedRuntime runtime;
  GpuSorter sorter(runtime, for_10_000_keys);
  const std::size_t takings = runtime.takings();
  for (const std::size_t keys : {0U, 1U, 10'000U, 5'000U, 10'000U}) sort_array(sorter, keys);
  EXPECT_EQ(runtime.takings(), takings);
}

TEST(GpuSorter, LeavesTheGpuAloneWhenThereAreNoNumbers) {
  EmulatedRuntime runtime;
  GpuSorter sorter(runtime, for_10_000_keys);
  runtime.fail_after(0);
  std::vector<double> nans(10, std::numeric_limits<double>::quiet_NaN());
  sorter.sort(std::span<double>(nans));
  EXPECT_FALSE(runtime.has_failed());
}

TEST(GpuSorter, NamesWhatItNeedsAndWhatIsFree) {
  EmulatedRuntime runtime;
  const SortResources too_many{.type = KeyType::i64, .keys = 100'000'000, .workers = 1};
  const auto error = error_of([&] { GpuSorter(runtime, too_many); });
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
  EXPECT_FALSE(error_of([&] { GpuSorter(runtime, for_10_000_keys); }));
  --runtime.free_bytes;
  EXPECT_TRUE(error_of([&] { GpuSorter(runtime, for_10_000_keys); }));
}

TEST(GpuSorter, TurnsTheFailureOfAnyCallIntoOneErrorAndGivesEverythingBack) {
  for (const FailureKind kind : {FailureKind::other, FailureKind::lost, FailureKind::out_of_memory})
    for (unsigned call = 0;; ++call) {
      EmulatedRuntime runtime;
      runtime.fail_after(call, kind);
      const auto error = error_of([&] {
        GpuSorter sorter(runtime, for_10_000_keys);
        sort_array(sorter);
        sort_array(sorter);
      });
      EXPECT_TRUE(runtime.holds_nothing()) << "after call " << call;
      if (!runtime.has_failed()) {
        EXPECT_EQ(call, 34U);  // 10 to make it, 12 a sort
        EXPECT_FALSE(error);
        break;
      }
      ASSERT_TRUE(error) << "call " << call;
      EXPECT_EQ(error->code(), ExitCode::failed);
      const std::string message = error->what();
      EXPECT_TRUE(message.starts_with("GPU 0 ")) << message;
      EXPECT_NE(message.find("injected"), std::string::npos) << message;
      EXPECT_NE(message.find("; "), std::string::npos) << message;
      EXPECT_EQ(message.find("--backend"), std::string::npos) << message;
      EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    }
}

}  // namespace
}  // namespace crossover::cuda
