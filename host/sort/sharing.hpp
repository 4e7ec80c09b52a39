#pragma once

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "host/sort/sorter.hpp"
#include "host/threads/gil.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover {

/// How several arrays reach the workers.
enum class Sharing {
  sequential,  ///< One after the other.
  threads,     ///< Each by a thread that is started for it and joined: what the lesson timed.
  pool,        ///< By threads that wait for work, one a CPU at most unless told.
  in_turn,     ///< Each by a thread of its own, started when the one before is joined: no two sort at the same time.
  gil,         ///< As `threads`, but each holds the one lock while it sorts: a model of Python's `sorted`.
};

inline constexpr std::array sharings{Sharing::sequential, Sharing::threads, Sharing::pool, Sharing::in_turn,
                                     Sharing::gil};
std::string_view name_of(Sharing sharing);

/// How many threads sort at the same time.
unsigned threads_of(Sharing sharing, std::size_t arrays, unsigned max_in_pool);

/// A sorter and the threads that it needs to sort several arrays. Throws Error.
class SharedSorter {
 public:
  /// More than one thread only where the sorter is for one core.
  SharedSorter(std::unique_ptr<Sorter> sorter, Sharing sharing, unsigned threads);

  void sort(std::span<const KeySpan> arrays);

  Readings meters() const { return sorter_->meters(); }
  Readings setup_meters() const { return sorter_->setup_meters(); }

 private:
  std::unique_ptr<Sorter> sorter_;
  Sharing sharing_;
  WorkerPool pool_;
  Gil gil_;
};

/// Calls job(0), ..., job(n - 1), each in a thread that is started for it, and returns when all have been joined.
/// Throws the first exception of a job, and Error when a thread cannot be started.
void run_in_started_threads(std::size_t n, const std::function<void(std::size_t)>& job);

}  // namespace crossover
