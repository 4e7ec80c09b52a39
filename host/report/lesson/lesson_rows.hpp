#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/lesson/lesson.hpp"

namespace crossover {

/// One cell of the notes: what it did, what that takes here, and what it took there.
struct LessonRow {
  const Exercise* exercise;
  std::string cell;                    ///< "threads.plain"
  std::string what;                    ///< For people.
  std::optional<double> seconds = {};  ///< Here.
  std::string result = {};             ///< What else is to be said of it here; may be empty.
  /// None where the notes have no figure.
  std::optional<double> notes_seconds = {};
  bool is_worked_out = false;  ///< Not printed in the notes, but made of what is.
  std::string notes_result = {};
  bool is_beside_python = false;       ///< Whether it is held against Python here, and not against the notes.
  const PythonCell* python = nullptr;  ///< The same by Python here. Null where it was not run.

  /// How many times as fast it is here as by that. None without both figures.
  std::optional<double> times_faster() const;
};

/// Those of an exercise that were measured, in the order they were.
std::vector<LessonRow> rows_of(const Lesson& lesson, const Exercise& exercise);

/// The run of a configuration that did not fail. Null when there is none.
const PiRun* run_at(const std::optional<Comparison>& comparison, std::size_t configuration);

/// The run of a way to share arrays out, where it is right. Null when there is none.
const SortRun* run_of(const std::optional<SortComparison>& sorts, Sharing sharing);

}  // namespace crossover
