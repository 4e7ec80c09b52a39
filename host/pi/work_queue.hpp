#pragma once

#include <cstdint>
#include <functional>

#include "host/pi/backend.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover {

/// Workers that are sent the chunks to count through a bounded queue, and send the hits back through another.
class WorkQueue {
 public:
  /// The caller is one of the workers; it also fills the one queue and empties the other.
  explicit WorkQueue(unsigned workers, Trace* trace = nullptr) : trace_(trace), pool_(workers) {}

  unsigned workers() const { return pool_.workers(); }

  /// Sends chunk_of(0), ..., chunk_of(chunks - 1) and answers the sum of what `count` makes of them. Both may throw:
  /// then all workers stop, and it throws that.
  std::uint64_t sum(std::uint64_t chunks, const std::function<SampleRange(std::uint64_t)>& chunk_of,
                    const std::function<std::uint64_t(SampleRange)>& count);

  /// Shorter chunks are not timed: to read the clock, a call of the system, would take a good part of counting them.
  static constexpr std::uint64_t min_timed_chunk = 16'384;

  /// Of all sums, in CPU time: what a worker waits for, a CPU among it, is no cost of a message. The counting of chunks
  /// that are too short to time is among the other seconds.
  const MessageCosts& costs() const { return costs_; }

 private:
  Trace* const trace_;
  WorkerPool pool_;
  MessageCosts costs_;
};

}  // namespace crossover
