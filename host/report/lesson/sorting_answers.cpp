#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/lesson/python_answers.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/sort/sort_words.hpp"

namespace crossover {
namespace {

using Sorts = std::optional<SortComparison>;

/// Two ways to share arrays out, held against each other.
struct TwoWays {
  const SortRun* run;
  const SortRun* over;
  Summary speed_up;
};

std::optional<TwoWays> two_ways(const Sorts& sorts, Sharing way, Sharing other) {
  const SortRun *run = run_of(sorts, way), *over = run_of(sorts, other);
  if (run == nullptr || over == nullptr) return std::nullopt;
  const auto ratio = speed_up(*run, over);
  if (!ratio || !ratio->ci95) return std::nullopt;
  return TwoWays{run, over, *ratio};
}

/// "Two arrays of 1000 keys by np.sort's way (SIMD) take 4.58 µs one after the other; by two threads 52.2 µs, 11.4
/// times slower than that (11.4 to 11.5): it does not pay."
std::string describe_threads_of(const Sorts& sorts, Sharing in_threads, std::string_view what) {
  const auto ways = two_ways(sorts, in_threads, Sharing::sequential);
  if (!ways) return not_measured(fmt::format("{}, often enough for an interval", what), sorting_exercise);
  if (!sorts->machine.quiet) return not_judged(sorts->machine, sorting_exercise);
  return fmt::format("Two arrays of {} keys by {} take {} one after the other; by two threads {}, {}.",
                     format_size(sorts->task.keys), what, format_duration(ways->over->seconds()),
                     format_duration(ways->run->seconds()),
                     describe_speed_of_sorts(*sorts, *ways->run, *ways->over, "that"));
}

std::string describe_thread_starts(const Sorts& sorts) {
  if (!sorts || !sorts->thread_start || !sorts->machine.quiet) return "";
  return fmt::format(" To start two threads and to join them takes {}.", format_duration(*sorts->thread_start));
}

const Sorts& by_simd_of(const Lesson& lesson) {
  static const Sorts none;
  return lesson.sorting ? lesson.sorting->by_simd : none;
}
const Sorts& by_std_of(const Lesson& lesson) {
  static const Sorts none;
  return lesson.sorting ? lesson.sorting->by_std : none;
}
const Sorts& many_of(const Lesson& lesson) {
  static const Sorts none;
  return lesson.sorting ? lesson.sorting->many_fractions : none;
}

Answer on_the_point(const Lesson& lesson) {
  return {
      .question = "Sorting: what is the point here?",
      .in_general =
          "That threads need something to do. Two arrays of n numbers take about 2 c n log2(n) one after the other, "
          "and S + c n log2(n) by two threads that are started for it: they pay from the n on where sorting one "
          "array takes longer than the start of the threads.",
      .here = describe_threads_of(by_simd_of(lesson), Sharing::threads, "np.sort's way (SIMD)") + " " +
              describe_threads_of(many_of(lesson), Sharing::threads, "the same way") +
              " From which size on: crossover sort --sorter simd.",
      .in_the_notes =
          fmt::format("With 1000 numbers the cells time the start of threads: {} of sorting for both arrays, {} with "
                      "two threads. The course's own exercise has 1e7 numbers, where threads do pay; 1000 stands in "
                      "the notebook's `high = 1000`.",
                      format_duration(2 * notes::np_sort.one_array), format_duration(notes::np_sort.threads)),
  };
}

/// "np.sort's way (SIMD): 51.7 µs by two threads at the same time, 1.74 times as fast as one after the other (1.73 to
/// 1.75), of which sorting is 4.58 µs."
std::string describe_order(const Sorts& sorts, Sharing at_the_same_time, std::string_view what) {
  const auto ways = two_ways(sorts, at_the_same_time, Sharing::in_turn);
  if (!ways) return not_measured(fmt::format("{} in threads, often enough for an interval", what), sorting_exercise);
  if (!sorts->machine.quiet) return not_judged(sorts->machine, sorting_exercise);
  const auto verdict = verdict_on(*sorts, *ways->run, *ways->over);
  if (!verdict || !is_judged(*verdict))
    return fmt::format("{}: {}.", what, describe_verdict(verdict.value_or(Verdict::too_few_rounds)));
  const SortRun* sorting = run_of(sorts, Sharing::sequential);
  return fmt::format("{}: {} by two threads at the same time, {}{}.", what, format_duration(ways->run->seconds()),
                     describe_speed(ways->speed_up, "times as fast as", "one thread after the other"),
                     sorting ? fmt::format("; of it, sorting takes {}", format_duration(sorting->seconds())) : "");
}

Answer on_the_order(const Lesson& lesson) {
  return {
      .question = "Sequential or parallel makes no difference, neither for np.sort nor for sorted: why?",
      .in_general =
          "\"Sequential\" in these cells means two threads one after the other, so both ways pay for two starts. "
          "Where these take much longer than the sorts, only they show. np.sort of numbers releases the lock, so two "
          "can sort at the same time. sorted works on objects and holds the lock from its beginning to its end, so "
          "its two threads take turns in either order.",
      .here = describe_order(by_simd_of(lesson), Sharing::threads, "np.sort's way (SIMD)") + " " +
              describe_order(by_std_of(lesson), Sharing::gil, "sorted's way (std::sort, one lock)"),
      .in_the_notes = fmt::format(
          "np.sort: {} and {}, of which sorting is {}: two starts decide, whatever the order. sorted: {} and {}, of "
          "which sorting is {}: twice the time of one array, since the lock lets one sort at a time; the rest is two "
          "starts again. Without the lock two threads would have saved up to {}.",
          format_duration(notes::np_sort.threads), format_duration(notes::np_sort.in_turn),
          format_duration(2 * notes::np_sort.one_array), format_duration(notes::sorted.threads),
          format_duration(notes::sorted.in_turn), format_duration(2 * notes::sorted.one_array),
          format_duration(notes::sorted.one_array)),
      .python_here = python_on_sorting_order(lesson),
  };
}

Answer on_numpy_with_threads(const Lesson& lesson) {
  const Sorts& sorts = by_simd_of(lesson);
  return {
      .question = "numpy with threads takes longer than numpy alone: why?",
      .in_general =
          "Because starting and joining two threads takes longer than all of the sorting: T = S + c n log2(n) beside "
          "2 c n log2(n). Threads that wait for work, a pool, take a part of S only.",
      .here = describe_threads_of(sorts, Sharing::threads, "np.sort's way (SIMD)") + describe_thread_starts(sorts),
      .in_the_notes = fmt::format(
          "Whole numbers: {} alone, {} with two threads, so the threads took about {}. Fractions: {} and {}, so "
          "about {}. A part of the difference is that a cell runs ten times only, with ± 30 µs and more.",
          format_duration(notes::np_sort.one_array), format_duration(notes::np_sort.threads),
          format_duration(notes::np_sort.threads - notes::np_sort.one_array), format_duration(notes::np_sort_fractions),
          format_duration(notes::np_sort_fractions_in_threads), format_duration(notes::two_thread_starts)),
      .python_here = python_on_sorting_in_threads(lesson),
  };
}

}  // namespace

std::vector<Answer> answers_on_sorting(const Lesson& lesson) {
  return {on_the_point(lesson), on_the_order(lesson), on_numpy_with_threads(lesson)};
}

}  // namespace crossover
