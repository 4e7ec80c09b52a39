#include "host/threads/trace.hpp"

#include <array>
#include <chrono>
#include <utility>

namespace crossover {

std::string_view name_of(Activity activity) {
  constexpr std::array<std::string_view, activities> names{
      "starting",        "counting", "waiting for the lock", "waiting for a chunk", "waiting for a message",
      "sending messages"};
  return names.at(static_cast<std::size_t>(activity));
}

void WorkerTrace::add(Activity activity, std::int64_t begin, std::int64_t end) {
  if (!is_full()) events_.push_back({activity, begin, end});
}

std::int64_t Trace::now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Timeline timeline_of(const Trace& trace, std::string title) {
  return {.title = std::move(title), .begin = trace.begin(), .workers = trace.workers()};
}

WorkerTrace& Trace::worker(unsigned number) {
  const std::lock_guard lock(mutex_);
  while (workers_.size() <= number) workers_.emplace_back().reserve();
  return workers_[number];
}

}  // namespace crossover
