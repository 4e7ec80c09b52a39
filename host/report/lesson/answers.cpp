#include "host/report/lesson/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/measure/verdict.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {

std::vector<Answer> answers_of(const Lesson& lesson, const Exercise& exercise) {
  if (&exercise == &threads_exercise) return answers_on_threads(lesson);
  if (&exercise == &sorting_exercise) return answers_on_sorting(lesson);
  if (&exercise == &queue_exercise) return answers_on_queue(lesson);
  if (&exercise == &model_queue_exercise) return answers_on_model_queue(lesson);
  if (&exercise == &pool_exercise) return answers_on_pool(lesson);
  return answers_on_split(lesson);
}

std::string not_measured(std::string_view what, const Exercise& exercise) {
  return fmt::format("Not measured: {}. crossover lesson {} --time-limit 60 measures it.", what, exercise.name);
}

std::string not_judged(const MachineState& machine, const Exercise& exercise) {
  if (machine.quiet) return "";
  return fmt::format("Not judged: {}. Try crossover lesson {} on a quiet machine.", machine.why, exercise.name);
}

std::string not_clear(const std::vector<Summary>& ratios) {
  const auto is_undecided = [](const Summary& ratio) { return verdict_by(ratio) == Verdict::undecided; };
  return std::ranges::any_of(ratios, is_undecided) ? "Not clear, since the rounds differ too much: " : "";
}

std::string describe_speed_up(const Summary& speed_up, std::string_view of_what) {
  return describe_speed(speed_up, "times as fast as", of_what);
}

}  // namespace crossover
