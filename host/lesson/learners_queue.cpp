#include "host/lesson/learners_queue.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "host/system/error.hpp"
#include "host/threads/bounded_queue.hpp"

namespace crossover {
namespace {

/// A point, or the DONE behind all of them.
using Message = std::optional<Point>;

Point point_at(Seed seed, std::uint64_t i) { return point_of(words_of_block(seed, i / 2), i % 2); }

class Readers {
 public:
  Readers(BoundedQueue<Message>& queue, unsigned number) : queue_(queue) {
    try {
      for (unsigned i = 0; i < number; ++i) threads_.emplace_back([this] { read(); });
    } catch (const std::system_error& error) {
      queue_.close();  // so that those that were started end
      threads_.clear();
      throw Error("cannot start a reader of the queue: " + error.code().message());
    }
  }

  LearnersQueueRun join() {
    threads_.clear();
    return result_;
  }

 private:
  void read() {
    std::optional<Point> last;
    std::uint64_t taken = 0;
    unsigned done = 0;
    while (const auto message = queue_.pop()) {
      if (!*message) {
        ++done;
        break;
      }
      last = **message;
      ++taken;
    }
    // Here, behind the loop, the learner judges a point: the last one alone.
    const std::lock_guard lock(mutex_);
    result_.points_taken += taken;
    result_.done_taken += done;
    if (!last) {
      ++result_.late_readers;
      return;
    }
    ++result_.results;
    if (in_disc(*last)) ++result_.sum;
  }

  BoundedQueue<Message>& queue_;
  std::mutex mutex_;
  LearnersQueueRun result_ = {};
  std::vector<std::jthread> threads_;
};

}  // namespace

LearnersQueueRun run_learners_queue(Seed seed, std::uint64_t points, unsigned readers) {
  BoundedQueue<Message> queue(4096);
  Readers all(queue, readers);
  for (std::uint64_t i = 0; i < points; ++i) queue.push(point_at(seed, i));
  for (unsigned i = 0; i < readers; ++i) queue.push(std::nullopt);
  return all.join();
}

void LearnersQueue::keep(const LearnersQueueRun& run) {
  runs_by_sum.resize(std::max<std::size_t>(runs_by_sum.size(), readers + 1));
  ++runs_by_sum.at(run.sum);
  ++runs;
  if (run.late_readers > 0) ++runs_with_late_readers;
}

unsigned LearnersQueue::usual_sum() const {
  const auto most = std::ranges::max_element(runs_by_sum);
  return most == runs_by_sum.end() ? 0 : static_cast<unsigned>(std::distance(runs_by_sum.begin(), most));
}

}  // namespace crossover
