#include "host/report/trace/chrome_trace.hpp"

#include <cstddef>

#include "host/report/json.hpp"

namespace crossover {
namespace {

constexpr double us_per_ns = 1e-3;

Json name_event(const char* what, std::size_t process, std::size_t thread, const std::string& name) {
  return {{"ph", "M"}, {"name", what}, {"pid", process}, {"tid", thread}, {"args", {{"name", name}}}};
}

}  // namespace

std::string chrome_trace(const std::vector<Timeline>& timelines) {
  Json events = Json::array();
  for (std::size_t run = 0; run < timelines.size(); ++run) {
    const Timeline& timeline = timelines[run];
    events.push_back(name_event("process_name", run + 1, 0, timeline.title));
    for (std::size_t worker = 0; worker < timeline.workers.size(); ++worker) {
      events.push_back(name_event("thread_name", run + 1, worker + 1, "worker " + std::to_string(worker + 1)));
      for (const TraceEvent& event : timeline.workers[worker].events())
        events.push_back({{"ph", "X"},
                          {"name", name_of(event.activity)},
                          {"pid", run + 1},
                          {"tid", worker + 1},
                          {"ts", us_per_ns * static_cast<double>(event.begin - timeline.begin)},
                          {"dur", us_per_ns * static_cast<double>(event.end - event.begin)}});
    }
  }
  return Json{{"displayTimeUnit", "ns"}, {"traceEvents", events}}.dump() + "\n";
}

}  // namespace crossover
