#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/lesson/lesson.hpp"

namespace crossover {

/// One cell of the lesson: what it did, what that takes here, and what it took there.
struct LessonCell {
  std::string exercise;
  std::optional<double> seconds;         ///< Here.
  std::string result;                    ///< What else is to be said of it here; may be empty.
  std::optional<double> lesson_seconds;  ///< None where the lesson has no figure.
  std::string lesson_result;
};

/// Those that were measured, in the lesson's order. The lesson's figures are those of a learner's notebook:
/// github.com/f-hafner/parallel-python-workshop, teaching/notebooks/threads_processes.ipynb (Python 3.10; it does not
/// name its machine).
std::vector<LessonCell> cells_of(const Lesson& lesson);

/// The run of a backend. Null when there is none.
const PiRun* run_of(const std::optional<Comparison>& comparison, const BackendEntry& backend, bool release_gil = false);

}  // namespace crossover
