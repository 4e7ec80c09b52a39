#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/lesson/python_answers.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

const LearnersQueue* as_written_in(const Lesson& lesson) {
  return lesson.queue && lesson.queue->as_written ? &*lesson.queue->as_written : nullptr;
}

/// "0 in 31, 1 in 142, 2 in 27 of 200 runs"
std::string describe_sums(const LearnersQueue& queue) {
  std::vector<std::string> parts;
  for (std::size_t sum = 0; sum < queue.runs_by_sum.size(); ++sum)
    if (queue.runs_by_sum[sum] > 0) parts.push_back(fmt::format("{} in {}", sum, queue.runs_by_sum[sum]));
  return fmt::format("{} of {}", fmt::join(parts, ", "), plural(queue.runs, "run"));
}

std::string describe_as_written(const Lesson& lesson) {
  const LearnersQueue* queue = as_written_in(lesson);
  if (queue == nullptr) return not_measured("the queue as it was written", queue_exercise);
  std::string text = fmt::format(
      "The same with threads for readers returned {}. Of {} points {} at most were judged: the last of each reader. "
      "In {} a reader came so late that it found a DONE only, and had no point at all.",
      describe_sums(*queue), queue->points, queue->readers, plural(queue->runs_with_late_readers, "run"));
  if (lesson.queue->repaired)
    text += fmt::format(" Repaired, with a result for each point, it gives {} hits of {}.",
                        lesson.queue->repaired->tally.hits, lesson.sizes.points);
  return text;
}

Answer on_the_zero(const Lesson& lesson) {
  return {
      .question = "The queue returns 0: why?",
      .in_general =
          "What shall happen for each message belongs inside the loop. Here a reader judges and puts a result after "
          "its `while` loop: once, for the last point that it took. So R readers return R results at most, however "
          "many points there are: 0, 1, ... R.",
      .here = describe_as_written(lesson),
      .in_the_notes =
          "It returned 0 of 100. The lines `result = x**2 + y**2 < 1.0` and `output_queue.put(result)` stand one "
          "level too far left; four spaces more before each, and every point is judged. In 200 runs of their code "
          "(Python 3.11, Linux) it was 0 in 31, 1 in 142 and 2 in 27; in 158 one reader died, since it came late, "
          "found DONE first and had no `x`. Where processes are spawned (macOS, Windows) it is always 0: readers "
          "cannot import a function that was typed into a session, and die.",
      .python_here = python_on_the_queue(lesson),
  };
}

std::string describe_messages(const Lesson& lesson) {
  const auto& many = lesson.queue ? lesson.queue->many_points : std::nullopt;
  const PiRun *one_by_one = run_at(many, QueueExercise::one_by_one), *chunks = run_at(many, QueueExercise::in_chunks);
  const auto slow = one_by_one ? many->speed_up_of(*one_by_one) : std::nullopt,
             fast = chunks ? many->speed_up_of(*chunks) : std::nullopt;
  if (!slow || !fast || !one_by_one->message_costs)
    return not_measured("a queue with one point a message, and in chunks", queue_exercise);
  if (!many->machine.quiet) return not_judged(many->machine, queue_exercise);
  const MessageCosts& costs = *one_by_one->message_costs;
  const std::string unclear = not_clear({*slow, *fast});
  const double message = costs.seconds_per_message(), sample = costs.seconds_per_sample();
  return fmt::format(
      "A message costs a worker {} beside {} for counting the point: an efficiency of {:.0f} %. {}ith one point a "
      "message two workers are {}; in chunks {} (the plain loop, {} samples).",
      format_duration(message), format_duration(sample), 100 * sample / (sample + message),
      unclear.empty() ? "W" : unclear + "w", describe_speed_up(*slow, "one without a queue"),
      describe_speed_up(*fast, "that one"), format_size(lesson.sizes.many_points));
}

Answer on_efficiency(const Lesson& lesson) {
  return {
      .question = "How efficient is one point a message?",
      .in_general =
          "A point takes t to count and a message m to send: of a worker's time t / (t + m) is counting. With c "
          "points a message it is t / (t + m / c); for a loss of a hundredth c has to be 100 m / t.",
      .here = describe_messages(lesson),
      .in_the_notes = fmt::format(
          "A message through multiprocessing.Queue takes about {} (Python 3.11, Linux, with their code) beside {} "
          "for the point: {:.0f} to 1, an efficiency of {:.0f} %. Chunks of {} points would lose a hundredth.",
          format_duration(notes::queue_message), format_duration(notes::python_point),
          notes::queue_message / notes::python_point,
          100 * notes::python_point / (notes::python_point + notes::queue_message),
          format_size(static_cast<std::uint64_t>(std::llround(notes::points_a_message)))),
      .python_here = python_on_messages(lesson),
  };
}

std::string describe_done(const Lesson& lesson) {
  const LearnersQueue* queue = as_written_in(lesson);
  if (queue == nullptr) return not_measured("the queue as it was written", queue_exercise);
  return fmt::format("{} readers and {} DONE: all ended in each of {}.", queue->readers, queue->readers,
                     plural(queue->runs, "run"));
}

Answer on_done(const Lesson& lesson) {
  return {
      .question = "Is one DONE needed for each reader?",
      .in_general =
          "Yes. A reader takes one DONE and leaves, and what it took the others do not see. With one too few, a "
          "reader waits for ever. (One alone would do if each reader put it back before it leaves.)",
      .here = describe_done(lesson),
      .in_the_notes = "`writer` puts one for each reader, behind all points: that is right, the question mark can go.",
  };
}

Answer on_daemon() {
  return {
      .question = "daemon = True: what does this do?",
      .in_general =
          "A daemon process is ended when the process that started it exits, whatever it is at; without it, Python "
          "waits for its children at its end. A daemon must not start children of its own.",
      .here =
          "Nothing to measure. The worker processes of this program end by themselves when their input is closed, as "
          "it is when their parent ends for whatever reason.",
      .in_the_notes =
          "`reader_p.daemon = True` does no harm there: both readers are joined. It helps where a reader waits for "
          "ever, since the notebook can end all the same.",
  };
}

std::string describe_join(const Lesson& lesson) {
  if (!lesson.sorting || !lesson.sorting->by_simd || !lesson.sorting->by_simd->thread_start)
    return not_measured("what it takes to start and join threads", sorting_exercise);
  const SortComparison& sorts = *lesson.sorting->by_simd;
  if (!sorts.machine.quiet) return not_judged(sorts.machine, sorting_exercise);
  return fmt::format("To start two threads and join them takes {}.", format_duration(*sorts.thread_start));
}

Answer on_join(const Lesson& lesson) {
  return {
      .question = "What is join for?",
      .in_general =
          "It waits until the thread or process has ended: what it made is complete then, and what it used can be "
          "taken away. Start all, then join all; to join one before the next is started makes them work one after "
          "the other.",
      .here = describe_join(lesson),
      .in_the_notes =
          "`sequential_func` joins the first thread before it starts the second. In `calc_pi_mp` the readers are "
          "joined before the output queue is emptied: once the loop is repaired, that hangs as soon as their results "
          "fill the pipe (at 20,000 points; not at 100), since a process waits at its end until its queue is written "
          "out. Empty the queue first, N results, then join.",
  };
}

}  // namespace

std::vector<Answer> answers_on_queue(const Lesson& lesson) {
  return {on_the_zero(lesson), on_efficiency(lesson), on_done(lesson), on_daemon(), on_join(lesson)};
}

}  // namespace crossover
