#include "host/threads/trace.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace crossover {
namespace {

std::vector<Activity> activities_of(const WorkerTrace& worker) {
  std::vector<Activity> all;
  for (const TraceEvent& event : worker.events()) all.push_back(event.activity);
  return all;
}

TEST(Tracer, NotesOneThingAfterTheOther) {
  Trace trace;
  const std::int64_t called = Trace::now();
  {
    Tracer tracer(&trace, 0, called);
    tracer.begins(Activity::waiting_for_lock);
    tracer.begins(Activity::counting);
  }
  const WorkerTrace& worker = trace.worker(0);
  EXPECT_EQ(activities_of(worker),
            (std::vector<Activity>{Activity::starting, Activity::waiting_for_lock, Activity::counting}));
  EXPECT_EQ(worker.events().front().begin, called);
  for (std::size_t i = 1; i < worker.events().size(); ++i)
    EXPECT_EQ(worker.events()[i].begin, worker.events()[i - 1].end) << "without a gap";
  EXPECT_LE(worker.events().back().end, Trace::now());
}

TEST(Tracer, CallsOnlyTheFirstWaitAStart) {
  Trace trace;
  for (int call = 0; call < 2; ++call) {
    Tracer tracer(&trace, 0, Trace::now());
    tracer.begins(Activity::counting);
  }
  EXPECT_EQ(activities_of(trace.worker(0)), (std::vector<Activity>{Activity::starting, Activity::counting,
                                                                   Activity::waiting_for_chunk, Activity::counting}));
}

TEST(Tracer, DoesNothingWithoutATrace) {
  Tracer tracer(nullptr, 3, 0);
  tracer.begins(Activity::counting);
  EXPECT_EQ(time_of_call(nullptr), 0);
}

TEST(Trace, KeepsTheFirstOfManyEvents) {
  Trace trace;
  Tracer tracer(&trace, 0, Trace::now());
  for (std::size_t i = 0; i < 2 * WorkerTrace::max_events; ++i) tracer.begins(Activity::counting);
  EXPECT_EQ(trace.worker(0).events().size(), WorkerTrace::max_events);
}

TEST(Trace, HasAWorkerForEachThatAsks) {
  Trace trace;
  WorkerTrace* const first = &trace.worker(0);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < 8; ++i)
      threads.emplace_back([&trace, i] { trace.worker(i).add(Activity::counting, i, i + 1); });
  }
  EXPECT_EQ(&trace.worker(0), first) << "none moves";
  const Timeline timeline = timeline_of(trace, "a run");
  EXPECT_EQ(timeline.title, "a run");
  ASSERT_EQ(timeline.workers.size(), 8U);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(timeline.workers[i].events().at(0).begin, static_cast<std::int64_t>(i));
}

TEST(Activities, HaveNames) {
  for (std::size_t i = 0; i < activities; ++i) EXPECT_FALSE(name_of(static_cast<Activity>(i)).empty());
  EXPECT_EQ(name_of(Activity::sending), "sending messages");
}

}  // namespace
}  // namespace crossover
