#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "host/report/json.hpp"
#include "host/report/trace/chrome_trace.hpp"
#include "host/report/trace/timelines_svg.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

WorkerTrace worker_of(const std::vector<TraceEvent>& events) {
  WorkerTrace worker;
  for (const TraceEvent& event : events) worker.add(event.activity, event.begin, event.end);
  return worker;
}

std::vector<Timeline> two_runs() {
  return {{.title = "one & <two>",
           .begin = 1000,
           .workers = {worker_of({{Activity::starting, 1500, 3000}, {Activity::counting, 3000, 1'001'000}}),
                       worker_of({{Activity::waiting_for_lock, 1000, 501'000}})}},
          {.title = "later", .begin = 2'000'000, .workers = {worker_of({{Activity::counting, 2'000'000, 2'000'500}})}}};
}

TEST(ChromeTrace, HasAProcessForEachRunAndAThreadForEachWorker) {
  const Json trace = Json::parse(chrome_trace(two_runs()));
  const Json& events = trace["traceEvents"];
  ASSERT_EQ(events.size(), 9U);
  EXPECT_EQ(events[0],
            (Json{{"ph", "M"}, {"name", "process_name"}, {"pid", 1}, {"tid", 0}, {"args", {{"name", "one & <two>"}}}}));
  EXPECT_EQ(events[1],
            (Json{{"ph", "M"}, {"name", "thread_name"}, {"pid", 1}, {"tid", 1}, {"args", {{"name", "worker 1"}}}}));
  EXPECT_EQ(events[2], (Json{{"ph", "X"}, {"name", "starting"}, {"pid", 1}, {"tid", 1}, {"ts", 0.5}, {"dur", 1.5}}));
  EXPECT_EQ(events[3]["dur"], 998.0);
  EXPECT_EQ(events[5]["name"], "waiting for the lock");
  EXPECT_EQ(events[8], (Json{{"ph", "X"}, {"name", "counting"}, {"pid", 2}, {"tid", 1}, {"ts", 0.0}, {"dur", 0.5}}));
}

TEST(ChromeTrace, OfNoRunsIsEmpty) { EXPECT_TRUE(Json::parse(chrome_trace({}))["traceEvents"].empty()); }

TEST(TimelineSpans, JoinWhatIsTheSame) {
  const auto spans = spans_of(worker_of({{Activity::counting, 0, 40}, {Activity::counting, 40, 50}}), 0, 100, 10);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].begin, 0);
  EXPECT_DOUBLE_EQ(spans[0].end, 0.5);
}

TEST(TimelineSpans, AreWhatAWorkerDidMost) {
  const auto spans = spans_of(
      worker_of({{Activity::counting, 0, 4}, {Activity::sending, 4, 10}, {Activity::counting, 10, 17}}), 0, 100, 10);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].activity, Activity::sending);
  EXPECT_EQ(spans[1].activity, Activity::counting);
  EXPECT_DOUBLE_EQ(spans[1].begin, 0.1);
  EXPECT_DOUBLE_EQ(spans[1].end, 0.2);
}

TEST(TimelineSpans, AreNoneWhereItMostlyDidNothing) {
  EXPECT_TRUE(spans_of(worker_of({{Activity::counting, 0, 4}}), 0, 100, 10).empty());
  EXPECT_TRUE(spans_of(WorkerTrace(), 0, 100, 10).empty());
}

TEST(TimelineSpans, StayWithinThePicture) {
  const auto spans = spans_of(worker_of({{Activity::counting, -50, 500}}), 0, 100, 10);
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].begin, 0);
  EXPECT_EQ(spans[0].end, 1);
}

std::size_t count_of(const std::string& part, const std::string& text) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(TimelinesPicture, HasABarForEachWorkerAndALegendOfWhatTheyDid) {
  const std::string svg = timelines_svg(two_runs());
  EXPECT_TRUE(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
  for (const char* part : {">one &amp; &lt;two&gt;<", ">later<", ">worker 2<", ">waiting for the lock<", "role=\"img\"",
                           "prefers-color-scheme:dark", " µs<", " ns<"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, svg);
  EXPECT_EQ(count_of(">counting<", svg), 1U) << "once, in the legend";
  EXPECT_EQ(count_of(">sending messages<", svg), 0U) << "nobody did";
  EXPECT_EQ(count_of("<rect", svg), 3U + 4U) << "of the legend, and of what the workers did";
}

}  // namespace
}  // namespace crossover
