#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

/// What each worker of a run did when.
namespace crossover {

enum class Activity : std::uint8_t {
  starting,
  counting,
  waiting_for_lock,
  waiting_for_chunk,
  waiting_for_message,
  sending
};
inline constexpr std::size_t activities = 6;

/// "starting", "counting", "waiting for the lock", ...
std::string_view name_of(Activity activity);

/// In nanoseconds of the steady clock.
struct TraceEvent {
  Activity activity;
  std::int64_t begin, end;
};

/// What one worker did, one thing after the other. Only one thread may write to it at a time.
class WorkerTrace {
 public:
  /// The first ones are kept: with more, noting the shortest of them would take over a hundredth of a run's time.
  static constexpr std::size_t max_events = 8192;

  /// Takes the memory for all of them, so that add() takes none.
  void reserve() { events_.reserve(max_events); }
  bool is_full() const { return events_.size() >= max_events; }
  void add(Activity activity, std::int64_t begin, std::int64_t end);
  const std::vector<TraceEvent>& events() const { return events_; }

 private:
  std::vector<TraceEvent> events_;
};

/// All workers of a run.
class Trace {
 public:
  Trace() : begin_(now()) {}

  /// By the steady clock.
  static std::int64_t now();

  /// Of worker 0, 1, ...; made when it is first asked for. Any thread may ask.
  WorkerTrace& worker(unsigned number);

  /// When it was made.
  std::int64_t begin() const { return begin_; }
  /// Of the workers that were asked for, once none of them is at work any more.
  std::vector<WorkerTrace> workers() const { return {workers_.begin(), workers_.end()}; }

 private:
  const std::int64_t begin_;
  std::mutex mutex_;
  std::deque<WorkerTrace> workers_;  ///< None moves when another comes.
};

/// What came of it, to be shown.
struct Timeline {
  std::string title;  ///< Of the run.
  std::int64_t begin;
  std::vector<WorkerTrace> workers;
};

Timeline timeline_of(const Trace& trace, std::string title);

/// Notes what a worker does: each activity ends where the next begins. Does nothing without a trace, or when it is
/// full.
class Tracer {
 public:
  /// `trace` may be null. `called`: when the worker was called, which it had to wait for until now; its first time that
  /// is its start.
  Tracer(Trace* trace, unsigned worker, std::int64_t called)
      : worker_(trace != nullptr ? &trace->worker(worker) : nullptr), since_(called) {
    if (worker_ != nullptr && !worker_->events().empty()) activity_ = Activity::waiting_for_chunk;
  }
  ~Tracer() { note(); }
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  void begins(Activity activity) {
    if (worker_ == nullptr) return;
    note();
    activity_ = activity;
  }

 private:
  void note() {
    if (worker_ == nullptr) return;
    if (worker_->is_full()) {
      worker_ = nullptr;
      return;
    }
    const std::int64_t now = Trace::now();
    worker_->add(activity_, since_, now);
    since_ = now;
  }

  WorkerTrace* worker_;
  std::int64_t since_;
  Activity activity_ = Activity::starting;
};

/// When workers are called; 0 where nobody notes it.
inline std::int64_t time_of_call(const Trace* trace) { return trace != nullptr ? Trace::now() : 0; }

}  // namespace crossover
