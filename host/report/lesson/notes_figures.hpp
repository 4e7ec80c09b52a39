#pragma once

/// The figures of the notes that the lesson is from, in seconds and by one run: a learner's notebook,
/// github.com/f-hafner/parallel-python-workshop, teaching/notebooks/threads_processes.ipynb (Python 3.10; it does not
/// name its machine), and the course's model solution beside it, calc_pi_mp.py.
namespace crossover::notes {

/// Two threads under the lock, 1e7 points each, by a plain Python loop.
inline constexpr double two_threads = 8.15, cpu_of_two_threads = 8.17;
/// Nothing is printed for one thread. Under the lock two take twice its time.
inline constexpr double python_point = two_threads / 2e7;

/// numba with nogil, one thread, 1e7 points.
inline constexpr double numba = 63.1e-3, numba_point = numba / 1e7;

/// One array, and two by two threads at the same time and one after the other.
struct Sorts {
  double one_array, threads, in_turn;
};
inline constexpr Sorts np_sort{4.88e-6, 113e-6, 107e-6};
inline constexpr Sorts sorted{132e-6, 382e-6, 380e-6};
/// np.sort of fractions; not one thread after the other.
inline constexpr double np_sort_fractions = 11.3e-6, np_sort_fractions_in_threads = 85.1e-6;
/// What two threads take to start and to be joined, by the above.
inline constexpr double two_thread_starts = np_sort_fractions_in_threads - np_sort_fractions;

/// The queue as the learner wrote it, 100 points.
inline constexpr unsigned hits_of_queue = 0;
/// Not in the notes: what a message through multiprocessing.Queue took with their code (Python 3.11, Linux).
inline constexpr double queue_message = 6e-6;
/// So many points a message lose a hundredth of the time by it.
inline constexpr double points_a_message = 100 * queue_message / python_point;

/// The model solution's queue: each of two processes counted 1e7 points.
inline constexpr double estimates[] = {3.1409236, 3.1406512};

/// The pool: what is printed are sums of five runs (timeit's number=5), of 4 processes.
inline constexpr double pool_runs_in_a_sum = 5;
inline constexpr unsigned pool_processes = 4;
inline constexpr double pool_of_1e3 = 0.14762725 / pool_runs_in_a_sum, pool_of_1e5 = 0.20095838 / pool_runs_in_a_sum,
                        pool_of_1e7 = 6.2086418 / pool_runs_in_a_sum;

}  // namespace crossover::notes
