#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/lesson/lesson.hpp"

/// The questions of the notes, each answered in three parts.
namespace crossover {

struct Answer {
  std::string question;
  std::string in_general;        ///< A rule and a formula, no figure of any machine.
  std::string here;              ///< What was measured; or what was not, and how to get it.
  std::string in_the_notes;      ///< Their figures put into the formula.
  std::string python_here = {};  ///< What this machine's Python took; empty where it was not run.
};

/// Those that an exercise answers, whatever of it was measured.
std::vector<Answer> answers_of(const Lesson& lesson, const Exercise& exercise);

// By exercise.

std::vector<Answer> answers_on_threads(const Lesson& lesson);
std::vector<Answer> answers_on_sorting(const Lesson& lesson);
std::vector<Answer> answers_on_queue(const Lesson& lesson);
std::vector<Answer> answers_on_model_queue(const Lesson& lesson);
std::vector<Answer> answers_on_pool(const Lesson& lesson);
std::vector<Answer> answers_on_split(const Lesson& lesson);

// What they are made of.

/// "Not measured: what a thread's start takes. crossover lesson threads --time-limit 60 measures it."
std::string not_measured(std::string_view what, const Exercise& exercise);

/// "Not judged: other processes used 0.97 of the 2 CPUs. Try crossover lesson threads on a quiet machine." Empty for a
/// quiet one.
std::string not_judged(const MachineState& machine, const Exercise& exercise);

/// "Not clear, since the rounds differ too much: " where one of them is undecided by verdict_by(); else empty.
std::string not_clear(const std::vector<Summary>& ratios);

/// "1.97 times as fast as one thread (1.95 to 1.98)"
std::string describe_speed_up(const Summary& speed_up, std::string_view of_what);

}  // namespace crossover
