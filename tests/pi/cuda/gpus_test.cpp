// The backend `cuda` on GPUs that are emulated: the splitting, the launches in flight, several devices, and every
// fault.

#include "host/pi/cuda/gpus.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/pi/known_hits.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fakes/emulated_runtime.hpp"
#include "tests/support/ranges.hpp"

namespace crossover::cuda {
namespace {

constexpr Seed seed{42};

class GpusWithKernel : public testing::TestWithParam<const Kernel*> {};

TEST_P(GpusWithKernel, AgreeWithTheReferenceOnRaggedRanges) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, *GetParam(), {});
  for (const SampleRange& range : ragged_ranges())
    ASSERT_EQ(gpus.count(seed, range), count_hits_scalar(seed, range)) << range.first << " to " << range.last;
}

TEST_P(GpusWithKernel, CountTheKnownHits) {
  EmulatedRuntime runtime(2);
  Gpus gpus(runtime, *GetParam(), {});
  for (const Tally& known : known_hits()) {
    if (known.range.size() > 2'000'000) continue;
    EXPECT_EQ(gpus.count(known.seed, known.range), known.hits);
  }
}

INSTANTIATE_TEST_SUITE_P(All, GpusWithKernel, testing::Values(&philox_kernel, &curand_kernel),
                         [](const auto& kernel) { return std::string(kernel.param->name); });

TEST(Gpus, HaveTheNextLaunchWaitingWhileOneRuns) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  gpus.count(seed, {0, 20'000'000});
  EXPECT_GT(runtime.launched().size(), 2U);
  EXPECT_EQ(runtime.max_in_flight(), 2U);
}

TEST(Gpus, AreNeverHeldLongByALaunch) {
  struct Speed {
    double blocks_per_second;
    std::uint64_t samples;  // enough for the longest launches that it makes
  };
  for (const auto& [blocks_per_second, samples] : {Speed{1e7, 6'000'000}, {1e8, 20'000'000}, {4e8, 60'000'000}}) {
    EmulatedRuntime runtime;
    runtime.blocks_per_second = blocks_per_second;
    Gpus gpus(runtime, philox_kernel, {});
    gpus.count(seed, {0, samples});
    double longest = 0;
    for (const BlockRange& blocks : runtime.launched()) longest = std::max(longest, runtime.seconds_of(blocks));
    EXPECT_LT(longest, 0.1) << "at " << blocks_per_second;
    EXPECT_GT(longest, 0.005) << "at " << blocks_per_second;
  }
}

TEST(Gpus, CountAFewBlocksByAFewThreadsAndAwaitThemAwake) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  EXPECT_EQ(gpus.count(seed, {0, 1000}), count_hits_scalar(seed, {0, 1000}));
  EXPECT_EQ(runtime.threads_launched(), std::vector<std::uint32_t>{64});  // of 256; each has 8 blocks of 500 or fewer
  EXPECT_EQ(runtime.sleeps(), 0U);
}

TEST(Gpus, SleepWhereWhatShouldBeShortIsNot) {
  EmulatedRuntime runtime;
  runtime.is_late = true;
  Gpus gpus(runtime, philox_kernel, {});
  EXPECT_EQ(gpus.count(seed, {0, 1000}), count_hits_scalar(seed, {0, 1000}));
  EXPECT_GT(runtime.sleeps(), 0U);
}

TEST(Gpus, SleepThroughALongLaunch) {
  EmulatedRuntime runtime;
  runtime.blocks_per_second = 1e8;
  Gpus gpus(runtime, philox_kernel, {});
  gpus.count(seed, {0, 3'000'000});  // 15 ms
  EXPECT_GT(runtime.sleeps(), 0U);
}

/// Hands out one lot after the other and sums what it is told of them.
class Handing : public LotSource {
 public:
  explicit Handing(std::vector<SampleRange> lots) : lots_(std::move(lots)) {}

  std::optional<SampleRange> take() override {
    if (next_ == lots_.size()) return std::nullopt;
    return lots_[next_++];
  }
  void learn(std::uint64_t samples, double seconds) override {
    samples_learned += samples;
    seconds_learned += seconds;
  }

  std::uint64_t samples_learned = 0;
  double seconds_learned = 0;

 private:
  std::vector<SampleRange> lots_;
  std::size_t next_ = 0;
};

TEST(Gpus, HandTheNextLotOverBeforeTheLastIsSummed) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  // Of more threads than the lots before, of one sample, of none, across whole blocks.
  Handing lots({{0, 11}, {11, 11}, {11, 12}, {12, 1000}, {1001, 50'001}, {50'001, 50'003}});
  const std::uint64_t hits = count_hits_scalar(seed, {0, 1000}) + count_hits_scalar(seed, {1001, 50'003});
  EXPECT_EQ(gpus.count_lots(seed, lots), hits);
  EXPECT_EQ(runtime.sums(), 1U);
  EXPECT_EQ(runtime.max_in_flight(), 2U);
  EXPECT_EQ(lots.samples_learned, 10U + 988U + 49'000U - 2U);  // in whole blocks
  EXPECT_GT(lots.seconds_learned, 0);
}

TEST(Gpus, CountNothingOfNoLots) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  Handing none({});
  EXPECT_EQ(gpus.count_lots(seed, none), 0U);
  EXPECT_EQ(runtime.sums(), 0U);
}

TEST(Gpus, RefuseAKernelThatTheyHaveNoCodeFor) {
  EmulatedRuntime runtime;
  EXPECT_THROW(Gpus(runtime, scalar_kernel, {}).count(seed, {0, 1000}), Error);
}

TEST(Gpus, BeginWithLittleAndLearn) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  const std::uint64_t first = gpus.first_batch();
  EXPECT_EQ(first, std::uint64_t{1} << 20);  // one multiprocessor
  gpus.count(seed, {0, 4 * first});
  EXPECT_GT(gpus.first_batch(), first);
}

TEST(Gpus, AreAllUnlessSomeAreNamed) {
  EmulatedRuntime all(3);
  Gpus(all, philox_kernel, {}).count(seed, {0, 1000});
  EXPECT_EQ(all.devices_used(), (std::set<int>{0, 1, 2}));
  EmulatedRuntime some(3);
  Gpus(some, philox_kernel, {2, 0}).count(seed, {0, 1000});
  EXPECT_EQ(some.devices_used(), (std::set<int>{0, 2}));
  EmulatedRuntime without_one(3);
  without_one.prohibited = {1};
  Gpus(without_one, philox_kernel, {}).count(seed, {0, 1000});
  EXPECT_EQ(without_one.devices_used(), (std::set<int>{0, 2}));
}

TEST(Gpus, TellWhatSettingThemUpWasSpentOn) {
  EmulatedRuntime runtime(2);
  const Readings readings = Gpus(runtime, philox_kernel, {}).setup_meters();
  for (const Meter* meter : {&context_meter, &code_meter, &memory_meter}) EXPECT_GT(value_of(readings, *meter), 0);
  EXPECT_EQ(readings.size(), 3U);
}

TEST(Gpus, TellHowLongTheyWereBusy) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  EXPECT_EQ(value_of(gpus.meters(), kernel_meter), 0);
  gpus.count(seed, {0, 1000});
  EXPECT_DOUBLE_EQ(*value_of(gpus.meters(), kernel_meter), 0.001);  // what the emulation says of every pair of events
  EXPECT_DOUBLE_EQ(*value_of(gpus.meters(), reduce_meter), 0.001);
}

TEST(Gpus, TellWhatEachHasDone) {
  EmulatedRuntime runtime(2);
  runtime.blocks_per_second = 1e8;
  Gpus gpus(runtime, philox_kernel, {});
  gpus.count(seed, {0, 20'000'000});
  const auto work = gpus.device_work();
  ASSERT_EQ(work.size(), 2U);
  EXPECT_EQ(work[0].samples + work[1].samples, 20'000'000U);
  for (unsigned i = 0; i < 2; ++i) {
    EXPECT_EQ(work[i].device, i);
    EXPECT_NEAR(*work[i].samples_per_second(), 2e8, 1) << "two samples a block";
  }
}

TEST(Gpus, ReadTheClockAroundLongWork) {
  EmulatedRuntime runtime;
  runtime.blocks_per_second = 1e7;
  Gpus gpus(runtime, philox_kernel, {});
  gpus.count(seed, {0, 1000});
  EXPECT_EQ(runtime.clock_readings(), 0U);
  EXPECT_EQ(gpus.device_work()[0].clock_hertz(), std::nullopt);
  for (const unsigned counts : {1U, 2U}) {
    gpus.count(seed, {0, 2'000'000});
    EXPECT_EQ(runtime.clock_readings(), 2 * counts);
    EXPECT_NEAR(*gpus.device_work()[0].clock_hertz(), EmulatedRuntime::hertz, 1e-3 * EmulatedRuntime::hertz);
  }
}

TEST(Gpus, TellTheShareOfWhatTheirPipesAllow) {
  EmulatedRuntime runtime;  // one multiprocessor of sm_90
  runtime.blocks_per_second = 1e7;
  for (const Kernel* kernel : {&philox_kernel, &curand_kernel}) {
    Gpus gpus(runtime, *kernel, {});
    gpus.count(seed, {0, 2'000'000});
    const auto share = gpus.device_work()[0].share_of_bound();
    if (kernel == &curand_kernel) {
      EXPECT_EQ(share, std::nullopt) << "its bound is not known";
    } else {
      EXPECT_NEAR(*share, 2e7 / (256 / 58.6 * EmulatedRuntime::hertz), 1e-4);
    }
  }
}

TEST(Gpus, TellNoClockThatNobodyHasWritten) {
  EmulatedRuntime runtime;
  runtime.blocks_per_second = 1e7;
  runtime.has_clock = false;
  Gpus gpus(runtime, philox_kernel, {});
  gpus.count(seed, {0, 2'000'000});
  EXPECT_GT(runtime.clock_readings(), 0U);
  EXPECT_EQ(gpus.device_work()[0].clock_hertz(), std::nullopt);
}

TEST(Gpus, TellNoLessTimeAfterEachCount) {
  EmulatedRuntime runtime(2);
  runtime.blocks_per_second = 1e7;
  Gpus gpus(runtime, philox_kernel, {});
  double kernel_before = 0, reduce_before = 0;
  for (int round = 0; round < 20; ++round) {
    gpus.count(seed, {0, 300'000});
    const double kernel = value_of(gpus.meters(), kernel_meter).value();
    const double reduce = value_of(gpus.meters(), reduce_meter).value();
    EXPECT_GE(kernel, kernel_before);
    EXPECT_GE(reduce, reduce_before);  // the one that was busy longest may have got no blocks this time
    kernel_before = kernel;
    reduce_before = reduce;
  }
  EXPECT_GT(reduce_before, 0);
}

TEST(Gpus, GiveEverythingBack) {
  EmulatedRuntime runtime(2);
  { Gpus(runtime, philox_kernel, {}).count(seed, {0, 100'000}); }
  EXPECT_TRUE(runtime.holds_nothing());
}

std::optional<Error> error_of_counting(EmulatedRuntime& runtime) {
  return error_of([&] { Gpus(runtime, philox_kernel, {}).count(seed, {0, 2'200'000}); });
}

TEST(Gpus, TurnTheFailureOfAnyCallIntoOneErrorAndGiveEverythingBack) {
  for (const FailureKind kind : {FailureKind::other, FailureKind::lost, FailureKind::out_of_memory})
    for (unsigned call = 0;; ++call) {
      EmulatedRuntime runtime;
      runtime.fail_after(call, kind);
      const auto error = error_of_counting(runtime);
      EXPECT_TRUE(runtime.holds_nothing()) << "after call " << call;
      if (!runtime.has_failed()) {
        EXPECT_GT(call, 30U) << "so many take part in three launches";
        EXPECT_FALSE(error);
        break;
      }
      ASSERT_TRUE(error) << "call " << call;
      EXPECT_EQ(error->code(), ExitCode::failed);
      const std::string message = error->what();
      EXPECT_NE(message.find("injected"), std::string::npos) << message;
      EXPECT_NE(message.find("; "), std::string::npos) << message;
      EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    }
}

TEST(Gpus, NameTheGpuThatFailed) {
  EmulatedRuntime runtime;
  Gpus gpus(runtime, philox_kernel, {});
  runtime.fail_after(3, FailureKind::lost);
  const std::string message = message_of([&] { gpus.count(seed, {0, 1000}); });
  EXPECT_TRUE(message.starts_with("GPU 0 is lost to this process, which must end (")) << message;
}

TEST(Gpus, KeepAnErrorOfOneFromBeingTakenForACount) {
  EmulatedRuntime runtime(2);
  Gpus gpus(runtime, philox_kernel, {});
  runtime.fail_after(8, FailureKind::lost);
  EXPECT_THROW(gpus.count(seed, {0, 50'000'000}), Error);
}

}  // namespace
}  // namespace crossover::cuda
