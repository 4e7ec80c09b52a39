#include "host/threads/trace.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/pi/backend.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"

/// What every backend notes of its workers that says it does.
namespace crossover {
namespace {

constexpr unsigned workers = 3;
constexpr SampleRange range{5, 1'000'001};

class TracedBackend : public testing::TestWithParam<const BackendEntry*> {
 protected:
  void SetUp() override {
    if (const std::string why = GetParam()->why_unavailable(); !why.empty()) GTEST_SKIP() << why;
    const auto backend =
        GetParam()->make({.kernel = simd_kernel, .workers = workers, .chunk = 10'000, .trace = &trace_});
    begin_ = Trace::now();
    EXPECT_EQ(backend->count(Seed{42}, range), count_hits_scalar(Seed{42}, range));
    EXPECT_EQ(backend->count(Seed{42}, range), count_hits_scalar(Seed{42}, range)) << "workers that have started";
    end_ = Trace::now();
  }

  Trace trace_;
  std::int64_t begin_ = 0, end_ = 0;
};

TEST_P(TracedBackend, NotesWhatEachWorkerDidWhenOneThingAfterTheOther) {
  const unsigned all = GetParam()->takes_workers() ? workers : 1;
  const auto traced = trace_.workers();
  ASSERT_EQ(traced.size(), all);
  for (const WorkerTrace& worker : traced) {
    std::int64_t before = 0;
    for (const TraceEvent& event : worker.events()) {
      EXPECT_LE(before, event.begin);
      EXPECT_LE(event.begin, event.end);
      EXPECT_LE(event.end, end_);
      before = event.end;
    }
  }
}

TEST_P(TracedBackend, NotesAllCounting) {
  std::map<Activity, std::size_t> events;
  for (const WorkerTrace& worker : trace_.workers())
    for (const TraceEvent& event : worker.events()) ++events[event.activity];
  const std::size_t chunks = GetParam() == &serial_backend ? 2 : 2 * 100;
  EXPECT_EQ(events[Activity::counting], chunks);
  EXPECT_GE(events[Activity::starting], 1U);
}

TEST_P(TracedBackend, CountsTheSameWithoutATrace) {
  const auto backend = GetParam()->make({.kernel = simd_kernel, .workers = workers, .chunk = 10'000});
  EXPECT_EQ(backend->count(Seed{42}, range), count_hits_scalar(Seed{42}, range));
}

std::vector<const BackendEntry*> traceable() {
  std::vector<const BackendEntry*> all;
  for (const BackendEntry* entry : backends())
    if (entry->can_be_traced) all.push_back(entry);
  return all;
}

INSTANTIATE_TEST_SUITE_P(All, TracedBackend, testing::ValuesIn(traceable()),
                         [](const auto& param) { return std::string(param.param->name); });

TEST(TracedBackends, AreThoseWhoseWorkersAreThreadsOrProcesses) {
  std::vector<std::string_view> names;
  for (const BackendEntry* entry : traceable()) names.push_back(entry->name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"serial", "threads", "openmp", "queue", "processes", "gil"}));
}

TEST(TracedLock, IsWaitedForByTheOtherUnlessItIsReleased) {
  const auto waits_of = [](bool release) {
    Trace trace;
    const auto backend = gil_backend.make(
        {.kernel = scalar_kernel, .workers = 2, .chunk = 100'000, .release_gil = release, .trace = &trace});
    backend->count(Seed{42}, {0, 4'000'000});
    double waiting = 0, counting = 0;
    for (const WorkerTrace& worker : trace.workers())
      for (const TraceEvent& event : worker.events()) {
        const auto seconds = static_cast<double>(event.end - event.begin) * 1e-9;
        if (event.activity == Activity::waiting_for_lock) waiting += seconds;
        if (event.activity == Activity::counting) counting += seconds;
      }
    return waiting / counting;
  };
  EXPECT_GT(waits_of(false), 0.3) << "one counts, the other waits";
  EXPECT_LT(waits_of(true), waits_of(false));
}

}  // namespace
}  // namespace crossover
