#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/pi/processes/worker_process.hpp"
#include "host/threads/trace.hpp"

namespace crossover {

class Shares;

/// Worker processes that are kept between jobs. Whatever becomes of one of them, each sample is counted exactly once:
/// by another worker when it is lost, and a new one takes its place. Call it from one thread at a time.
class ProcessPool {
 public:
  /// Starts them all, then waits until each has answered. `workers` is at least 1. Throws Error when one cannot start,
  /// does not answer, or this process is itself a worker.
  ProcessPool(ChildCommand command, unsigned workers, Patience patience = {}, Trace* trace = nullptr);
  ~ProcessPool();
  ProcessPool(const ProcessPool&) = delete;
  ProcessPool& operator=(const ProcessPool&) = delete;

  unsigned workers() const { return wanted_; }

  /// `chunk`: how many samples a message is about; none for what suits. Throws Error when workers die faster than they
  /// finish what they are sent, or none can be started.
  std::uint64_t count(Seed seed, SampleRange range, std::optional<std::uint64_t> chunk = std::nullopt);

  /// Those that live, or have died without having been missed yet.
  std::vector<pid_t> ids() const;
  /// CPU time that workers have used so far, those that are gone too.
  double cpu_seconds() const;
  /// A line for each worker that was lost since it was made.
  const std::vector<std::string>& incidents() const { return incidents_; }

 private:
  void greet();
  /// Throws Error for one that has not been killed, but ended by itself: the next would do so too.
  void replace_killed_at_start();
  void start_missing();
  void hand_out(Seed seed, Shares& shares);
  /// Waits until something comes from a worker, or for a moment, and takes it.
  void take_answers(const OnAnswer& on_answer);
  void replace_lost(Shares& shares);
  void start_missing_or_go_on_without();
  /// Waits for its end.
  ChildEnd bury(WorkerProcess& worker);
  /// Since one has answered.
  unsigned max_lost_in_a_row() const;
  /// Ends them all, so that no answer comes to what was asked.
  void end_all();

  const ChildCommand command_;
  const unsigned wanted_;
  const Patience patience_;
  Trace* const trace_;
  unsigned started_ = 0;                                 ///< So many workers were, those in the place of lost ones too.
  std::vector<std::unique_ptr<WorkerProcess>> workers_;  ///< Fewer than wanted where no more could be started.
  std::vector<pollfd> polled_;
  std::vector<std::string> incidents_;
  unsigned lost_in_a_row_ = 0;  ///< Since one has answered.
  double cpu_seconds_of_gone_ = 0;
};

}  // namespace crossover
