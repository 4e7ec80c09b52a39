#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <thread>

#include "host/measure/pi_run.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/error_of.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

constexpr Seed seed{42};
constexpr SampleRange range{999, 20'000};
const OnBatch go_on = [](const Tally&) { return true; };

int made = 0;
const Kernel* kernel_got = nullptr;
unsigned workers_got = 0;

/// Takes down what backends are made of.
const BackendEntry observed{.name = "observed",
                            .summary = "a fake",
                            .why_unavailable = usable_here,
                            .default_workers = [] { return 1U; },
                            .kernels = cpu_kernels,
                            .make = [](const Resources& r) -> std::unique_ptr<Backend> {
                              ++made;
                              kernel_got = &r.kernel;
                              workers_got = r.workers;
                              return std::make_unique<FakeBackend<count_right>>(r);
                            }};

const BackendEntry broken{.name = "broken",
                          .summary = "a fake that cannot be made",
                          .why_unavailable = usable_here,
                          .default_workers = [] { return 1U; },
                          .kernels = cpu_kernels,
                          .make = [](const Resources&) -> std::unique_ptr<Backend> { throw Error("out of workers"); }};

TEST(Runner, CountsTheWholeRange) {
  const PiRun run = Runner(with_scalar_kernel(honest)).run_cold(seed, range, go_on);
  EXPECT_EQ(run.tally, (Tally{seed, range, count_hits_scalar(seed, range)}));
  EXPECT_EQ(run.asked, range);
  EXPECT_TRUE(run.complete());
  EXPECT_EQ(run.configuration.backend, &honest);
  EXPECT_EQ(run.timing.warm_seconds, std::nullopt);
}

TEST(Runner, HandsOutKernelAndWorkers) {
  Runner({&observed, &simd_kernel, 7}).run_cold(seed, range, go_on);
  EXPECT_EQ(kernel_got, &simd_kernel);
  EXPECT_EQ(workers_got, 7U);
}

TEST(Runner, MakesItsBackendInTheColdRunAndKeepsItForWarmOnes) {
  made = 0;
  Runner counter(with_scalar_kernel(observed));
  EXPECT_EQ(made, 0);
  counter.run_cold(seed, range, go_on);
  EXPECT_EQ(made, 1);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(counter.run_warm(seed, range, go_on).tally.hits, count_hits_scalar(seed, range));
  EXPECT_EQ(made, 1);
}

TEST(Runner, TimesWhatItDoes) {
  Runner counter(with_scalar_kernel(honest));
  const PiRun run = counter.run_cold(seed, range, go_on);
  EXPECT_GE(run.timing.setup_seconds, 0);
  EXPECT_GE(run.timing.cold_seconds, run.timing.setup_seconds);
  EXPECT_GT(run.timing.cold_seconds, 0);
  EXPECT_GT(counter.run_warm(seed, range, go_on).seconds, 0);
}

TEST(Runner, KeepsWhatWasCountedWhenItIsStopped) {
  constexpr SampleRange long_range{5, 1'000'000'000'000};
  const auto stop_after_the_first_batch = [](const Tally& so_far) { return so_far.range.size() == 0; };
  const PiRun run = Runner({&honest, &scalar_kernel, 1}).run_cold(seed, long_range, stop_after_the_first_batch);
  EXPECT_FALSE(run.complete());
  EXPECT_EQ(run.asked, long_range);
  EXPECT_EQ(run.tally.range.first, 5U);
  EXPECT_GT(run.tally.range.size(), 0U);
  EXPECT_LT(run.tally.range.last, long_range.last);
  EXPECT_EQ(run.tally.hits, count_hits_scalar(seed, run.tally.range));
}

TEST(Runner, KeepsWhatWasCountedWhenItsBackendFails) {
  constexpr SampleRange long_range{5, 1'000'000'000'000};
  const PiRun run = Runner(with_scalar_kernel(failing<1>)).run_cold(seed, long_range, go_on);
  ASSERT_TRUE(run.failure);
  EXPECT_STREQ(run.failure->what(), "out of luck");
  EXPECT_FALSE(run.complete());
  EXPECT_EQ(run.tally, (Tally{seed, {5, 5 + (1U << 20)}, count_hits_scalar(seed, {5, 5 + (1U << 20)})}));
}

TEST(Runner, PassesOnAFailureBeforeAnythingWasCounted) {
  EXPECT_EQ(message_of([] { Runner(with_scalar_kernel(failing<0>)).run_cold(seed, range, go_on); }), "out of luck");
}

/// The reference on a device that is busy for a second more with every count.
class OnDevice : public Backend {
 public:
  std::uint64_t count(Seed s, SampleRange r) override {
    ++counts_;
    return count_hits_scalar(s, r);
  }
  Readings meters() const override { return {{&kernel_meter, counts_}, {&reduce_meter, counts_ / 2}}; }

 private:
  double counts_ = 0;
};

const BackendEntry on_device{
    .name = "on-device",
    .summary = "a fake",
    .why_unavailable = usable_here,
    .default_workers = [] { return 0U; },
    .kernels = cpu_kernels,
    .make = [](const Resources&) -> std::unique_ptr<Backend> { return std::make_unique<OnDevice>(); }};

TEST(Runner, TellsOfEachRunHowLongTheDeviceWasBusyInIt) {
  Runner counter(with_scalar_kernel(on_device));
  EXPECT_EQ(value_of(counter.run_cold(seed, range, go_on).timing.meters, kernel_meter), 1);
  for (int i = 0; i < 2; ++i) {
    const Readings readings = counter.run_warm(seed, range, go_on).meters;
    EXPECT_EQ(value_of(readings, kernel_meter), 1);
    EXPECT_EQ(value_of(readings, reduce_meter), 0.5);
  }
}

TEST(Runner, CountsNothingInNoSamples) {
  const PiRun run = Runner(with_scalar_kernel(honest)).run_cold(seed, {7, 7}, go_on);
  EXPECT_EQ(run.tally, (Tally{seed, {7, 7}, 0}));
  EXPECT_TRUE(run.complete());
  EXPECT_EQ(run.samples_per_second(), std::nullopt);
}

TEST(Runner, PassesOnWhyABackendCannotBeMade) {
  EXPECT_EQ(message_of([] { Runner(with_scalar_kernel(broken)).run_cold(seed, range, go_on); }), "out of workers");
}

TEST(Throughput, IsThatOfTheColdRunUntilThereAreWarmOnes) {
  EXPECT_EQ(measured(with_scalar_kernel(honest), {}).samples_per_second(), 2e6);
}

TEST(Throughput, IsThatOfTheWarmMedian) {
  EXPECT_EQ(measured(with_scalar_kernel(honest), {0.1, 0.25, 9}).samples_per_second(), 4e6);
}

TEST(Throughput, IsNoneForAClockThatDidNotMove) {
  EXPECT_EQ(measured(with_scalar_kernel(honest), {0, 0, 0}).samples_per_second(), std::nullopt);
}

/// Of this process.
std::ptrdiff_t threads_there_are() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator());
}

/// OpenMP's runtime keeps its threads for the thread that leads them: the next run would find them there.
TEST(AColdRunThatEnds, LeavesNoThreadsForTheNext) {
  std::thread([] {}).join();  // with the first thread a sanitizer starts one of its own
  for (const BackendEntry* entry : backends()) {
    if (!entry->why_unavailable().empty() || entry->takes_devices()) continue;
    SCOPED_TRACE(entry->name);
    const Configuration configuration{entry, &scalar_kernel, entry->takes_workers() ? 3U : 1U};
    const std::ptrdiff_t before = threads_there_are();
    const PiRun run = run_cold_and_end(configuration, seed, {0, 200'000}, go_on);
    EXPECT_EQ(run.tally.hits, count_hits_scalar(seed, {0, 200'000}));
    for (int wait = 0; wait < 1000 && threads_there_are() != before; ++wait)  // joined threads end a moment later
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(threads_there_are(), before);
  }
}

}  // namespace
}  // namespace crossover
