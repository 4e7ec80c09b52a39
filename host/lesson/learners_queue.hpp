#pragma once

#include <cstdint>
#include <vector>

#include "kernels/sample.hpp"

namespace crossover {

/// What came of one run of the queue as the learner wrote it.
struct LearnersQueueRun {
  std::uint64_t points_taken;  ///< By all readers; each point is taken by one of them.
  unsigned results;            ///< Put into the output queue: one a reader, of the last point that it took.
  unsigned sum;                ///< Of the results: what the learner's function returned.
  unsigned late_readers;       ///< Took no point, only a DONE: so they have no point to judge, and die.
  unsigned done_taken;         ///< DONEs that readers took: one each.

  /// Points that nobody judged.
  std::uint64_t lost() const { return points_taken - results; }
};

/// The queue as the learner wrote it, by threads in place of processes: readers are started, the writer puts in the
/// first so many points of the seed and a DONE for each reader, then waits for them. A reader takes points until it
/// finds a DONE, and puts one result, behind its loop. Throws Error when a thread cannot be started.
LearnersQueueRun run_learners_queue(Seed seed, std::uint64_t points, unsigned readers);

/// Many of those runs, counted.
struct LearnersQueue {
  std::uint64_t points = 0;
  unsigned readers = 0;
  std::vector<unsigned> runs_by_sum = {};  ///< [s]: how many runs returned s; one more than there are readers.
  unsigned runs = 0;
  unsigned runs_with_late_readers = 0;
  double seconds_of_run = 0;  ///< The median.

  void keep(const LearnersQueueRun& run);
  /// What was returned most often.
  unsigned usual_sum() const;
};

}  // namespace crossover
