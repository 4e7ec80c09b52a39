#pragma once

#include <optional>
#include <string>

#include "host/lesson/lesson.hpp"

/// What the Python of this machine says to a question, by one run of each cell. Empty where it was not run, or lacks
/// what the cells need.
namespace crossover {

std::string python_on_two_threads(const Lesson& lesson);
std::string python_on_the_lock(const Lesson& lesson);
std::string python_on_sorting_order(const Lesson& lesson);
std::string python_on_sorting_in_threads(const Lesson& lesson);
std::string python_on_the_queue(const Lesson& lesson);
std::string python_on_messages(const Lesson& lesson);
std::string python_on_weak_scaling(const Lesson& lesson);
std::string python_on_processes(const Lesson& lesson);

/// Seconds for a point by Python's loop, and by numba. None where they were not run.
std::optional<double> python_point_here(const Lesson& lesson);
std::optional<double> numba_point_here(const Lesson& lesson);

}  // namespace crossover
