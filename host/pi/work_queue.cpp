#include "host/pi/work_queue.hpp"

#include <algorithm>
#include <exception>
#include <mutex>

#include "host/machine/cpu_time.hpp"
#include "host/threads/bounded_queue.hpp"

namespace crossover {
namespace {

/// Both queues of one sum. The caller lets no more chunks be on their way than either has room for, so that no worker
/// ever waits to get rid of its hits.
struct Queues {
  explicit Queues(std::size_t capacity) : chunks(capacity), hits(capacity) {}

  BoundedQueue<SampleRange> chunks;
  BoundedQueue<std::uint64_t> hits;

  void close() {
    chunks.close();
    hits.close();
  }
};

/// Closes the queues when a worker or the producer leaves by an exception, so that nobody waits for it.
class ClosingOnFailure {
 public:
  explicit ClosingOnFailure(Queues& queues) : queues_(queues) {}
  ~ClosingOnFailure() {
    if (std::uncaught_exceptions() > before_) queues_.close();
  }
  ClosingOnFailure(const ClosingOnFailure&) = delete;
  ClosingOnFailure& operator=(const ClosingOnFailure&) = delete;

 private:
  Queues& queues_;
  const int before_ = std::uncaught_exceptions();
};

using ChunkOf = std::function<SampleRange(std::uint64_t)>;
using Count = std::function<std::uint64_t(SampleRange)>;

/// One worker's share of a sum.
class Worker {
 public:
  Worker(Queues& queues, const Count& count, Tracer& tracer) : queues_(queues), count_(count), tracer_(tracer) {}

  /// Chunks in, hits out, until the queues are closed.
  void serve() {
    tracer_.begins(Activity::waiting_for_message);
    while (const auto chunk = queues_.chunks.pop()) count_one(*chunk);
  }

  /// Keeps the queue of chunks full and adds up the hits, half a queue of them at a time; in between it counts like the
  /// others. Stops early when one of them has failed and closed the queues.
  std::uint64_t lead(std::uint64_t chunks, const ChunkOf& chunk_of) {
    const std::uint64_t capacity = queues_.hits.capacity(), batch = std::max<std::uint64_t>(1, capacity / 2);
    std::uint64_t sent = 0, received = 0, hits = 0;
    while (received < chunks) {
      tracer_.begins(Activity::sending);
      for (; sent < chunks && sent - received < capacity; ++sent) queues_.chunks.push(chunk_of(sent));
      const std::uint64_t next = std::min(sent - received, batch);
      tracer_.begins(Activity::waiting_for_message);
      while (!queues_.hits.holds(next)) {
        const auto chunk = queues_.chunks.try_pop();
        if (chunk) count_one(*chunk);
        if (!chunk && !queues_.hits.wait_for(next)) return hits;
      }
      for (const std::uint64_t until = received + next; received < until; ++received)
        hits += queues_.hits.pop().value_or(0);
    }
    return hits;
  }

  MessageCosts costs() const {
    return {messages_, samples_, counting_seconds_,
            std::max(0.0, cpu_seconds_of_this_thread() - cpu_at_start_ - counting_seconds_)};
  }

 private:
  void count_one(SampleRange chunk) {
    ++messages_;
    samples_ += chunk.size();
    const bool timed = chunk.size() >= WorkQueue::min_timed_chunk;
    const double start = timed ? cpu_seconds_of_this_thread() : 0;
    tracer_.begins(Activity::counting);
    const std::uint64_t hits = count_(chunk);
    tracer_.begins(Activity::waiting_for_message);
    if (timed) counting_seconds_ += cpu_seconds_of_this_thread() - start;
    queues_.hits.push(hits);
  }

  Queues& queues_;
  const Count& count_;
  Tracer& tracer_;
  const double cpu_at_start_ = cpu_seconds_of_this_thread();
  std::uint64_t messages_ = 0, samples_ = 0;
  double counting_seconds_ = 0;
};

}  // namespace

std::uint64_t WorkQueue::sum(std::uint64_t chunks, const ChunkOf& chunk_of, const Count& count) {
  // Enough to wake a sleeper once for thousands of the shortest chunks.
  Queues queues(4096);
  std::uint64_t hits = 0;
  std::mutex mutex;
  const auto called = time_of_call(trace_);
  pool_.run(static_cast<unsigned>(std::min<std::uint64_t>(chunks, workers())), [&](unsigned number) {
    const ClosingOnFailure closing(queues);
    Tracer tracer(trace_, number, called);
    Worker worker(queues, count, tracer);
    if (number > 0) worker.serve();
    if (number == 0) {
      hits = worker.lead(chunks, chunk_of);
      queues.close();
    }
    const std::lock_guard lock(mutex);
    costs_ += worker.costs();
  });
  return hits;
}

}  // namespace crossover
