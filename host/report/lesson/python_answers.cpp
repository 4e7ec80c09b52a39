#include "host/report/lesson/python_answers.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "host/pi/backends/entries.hpp"
#include "host/report/lesson/break_even_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

std::optional<double> seconds_of(const Lesson& lesson, std::string_view cell) {
  const PythonCell* found = lesson.python ? lesson.python->cell(cell) : nullptr;
  return found != nullptr ? found->seconds : std::nullopt;
}

std::string result_of(const Lesson& lesson, std::string_view cell) {
  const PythonCell* found = lesson.python ? lesson.python->cell(cell) : nullptr;
  return found != nullptr ? found->result : "";
}

std::string cell_of_pool(unsigned workers, std::uint64_t points) { return fmt::format("pool.{}.{}", workers, points); }

/// "np.sort: 251 µs by two threads at the same time, 277 µs in turn; of it, sorting takes 12.0 µs."
std::string describe_order(const Lesson& lesson, std::string_view name, const std::string& cell) {
  const auto alone = seconds_of(lesson, cell), threads = seconds_of(lesson, cell + "_threads"),
             in_turn = seconds_of(lesson, cell + "_in_turn");
  if (!alone || !threads || !in_turn) return "";
  return fmt::format("{}: {} by two threads at the same time, {} one after the other; of it, sorting takes {}.", name,
                     format_duration(*threads), format_duration(*in_turn), format_duration(2 * *alone));
}

}  // namespace

std::string python_on_two_threads(const Lesson& lesson) {
  const auto one = seconds_of(lesson, "threads.plain"), two = seconds_of(lesson, "threads.two"),
             cpu = seconds_of(lesson, "threads.two_cpu");
  if (!one || !two || !cpu) return "";
  const std::string pays = describe_break_even_in_python(lesson, threads_backend);
  return fmt::format(
      "One thread took {} for {} points, two {} for as many each, with {} of CPU time: {} times as fast as one after "
      "the other.{}{}",
      format_duration(*one), format_size(lesson.sizes.samples_of_thread), format_duration(*two), format_duration(*cpu),
      format_ratio(2 * *one / *two), pays.empty() ? "" : " ", pays);
}

std::string python_on_the_lock(const Lesson& lesson) {
  const auto one = seconds_of(lesson, "threads.numba"), two = seconds_of(lesson, "threads.numba_two");
  if (!one || !two) return "";
  return fmt::format(
      "numba with nogil=True took {} by one thread, and {} by two for as many points each: {} times as fast as one "
      "after the other.",
      format_duration(*one), format_duration(*two), format_ratio(2 * *one / *two));
}

std::string python_on_sorting_order(const Lesson& lesson) {
  const std::string np_sort = describe_order(lesson, "np.sort", "sorting.np_sort"),
                    sorted = describe_order(lesson, "sorted", "sorting.sorted");
  return np_sort + (np_sort.empty() || sorted.empty() ? "" : " ") + sorted;
}

std::string python_on_sorting_in_threads(const Lesson& lesson) {
  const auto alone = seconds_of(lesson, "sorting.np_sort"), threads = seconds_of(lesson, "sorting.np_sort_threads"),
             many = seconds_of(lesson, "sorting.many"), many_threads = seconds_of(lesson, "sorting.many_threads");
  if (!alone || !threads || !many || !many_threads) return "";
  return fmt::format("Two arrays of {} numbers take {} alone and {} by two threads; of {}, {} and {}.",
                     format_size(lesson.sizes.keys), format_duration(2 * *alone), format_duration(*threads),
                     format_size(lesson.sizes.many_keys), format_duration(2 * *many), format_duration(*many_threads));
}

std::string python_on_the_queue(const Lesson& lesson) {
  const std::string as_written = result_of(lesson, "queue.as_written"), repaired = result_of(lesson, "queue.repaired");
  if (as_written.empty() || repaired.empty()) return "";
  return fmt::format("As written it {} (of {} points), repaired it has {}.", as_written, lesson.sizes.points, repaired);
}

std::string python_on_messages(const Lesson& lesson) {
  const auto alone = seconds_of(lesson, "queue.alone"), one_by_one = seconds_of(lesson, "queue.one_by_one");
  if (!alone || !one_by_one) return "";
  const auto points = static_cast<double>(lesson.sizes.many_points);
  return fmt::format("{} points take {} in a loop, {} a point; through a queue one by one {}, {} a point.",
                     format_size(lesson.sizes.many_points), format_duration(*alone), format_duration(*alone / points),
                     format_duration(*one_by_one), format_duration(*one_by_one / points));
}

std::string python_on_weak_scaling(const Lesson& lesson) {
  const auto one = seconds_of(lesson, "model_queue.one"), two = seconds_of(lesson, "model_queue.two");
  if (!one || !two) return "";
  return fmt::format("One process takes {}, two take {} for twice the points.", format_duration(*one),
                     format_duration(*two));
}

std::string python_on_processes(const Lesson& lesson) {
  if (lesson.sizes.pool_samples.empty()) return "";
  const unsigned workers = lesson.sizes.pool_workers;
  const std::uint64_t few = lesson.sizes.pool_samples.front(), many = lesson.sizes.pool_samples.back();
  const auto start = seconds_of(lesson, cell_of_pool(workers, few)),
             pool = seconds_of(lesson, cell_of_pool(workers, many)), alone = seconds_of(lesson, cell_of_pool(1, many));
  if (!start || !pool || !alone) return "";
  const std::string pays = describe_break_even_in_python(lesson, processes_backend);
  return fmt::format(
      "A pool of {} takes {} for {} points, so S is about that, and {} for {}, one process {}: {} times "
      "as fast.{}{}",
      workers, format_duration(*start), format_size(few), format_duration(*pool), format_size(many),
      format_duration(*alone), format_ratio(*alone / *pool), pays.empty() ? "" : " ", pays);
}

std::optional<double> python_point_here(const Lesson& lesson) {
  auto seconds = seconds_of(lesson, "threads.plain");
  if (seconds) return *seconds / static_cast<double>(lesson.sizes.samples_of_thread);
  if (lesson.sizes.pool_samples.empty()) return std::nullopt;
  const std::uint64_t many = lesson.sizes.pool_samples.back();
  seconds = seconds_of(lesson, cell_of_pool(1, many));
  return seconds ? std::optional(*seconds / static_cast<double>(many)) : std::nullopt;
}

std::optional<double> numba_point_here(const Lesson& lesson) {
  const auto seconds = seconds_of(lesson, "threads.numba");
  return seconds ? std::optional(*seconds / static_cast<double>(lesson.sizes.samples_of_thread)) : std::nullopt;
}

}  // namespace crossover
