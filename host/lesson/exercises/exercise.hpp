#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossover {

class LessonRun;

/// An exercise of the lesson: a file of this folder, and a row of exercises().
struct Exercise {
  std::string_view name;   ///< As the command line has it.
  std::string_view title;  ///< "Pi by two threads"
  double share;            ///< Of the time of the whole lesson.
  /// Measures, and keeps what it has in the lesson.
  void (*run)(LessonRun&);
  /// The program of host/lesson/python that runs the same in Python, with its arguments. Null for none.
  std::vector<std::string> (*python_command)(const LessonRun&) = nullptr;
};

extern const Exercise threads_exercise, sorting_exercise, queue_exercise, model_queue_exercise, pool_exercise,
    split_exercise;

/// All of them, in the lesson's order.
std::span<const Exercise* const> exercises();
std::vector<const Exercise*> all_exercises();
/// From 1 on, as people count them.
unsigned number_of(const Exercise& exercise);

}  // namespace crossover
