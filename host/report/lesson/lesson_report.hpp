#pragma once

#include <string>
#include <vector>

#include "host/lesson/lesson.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// The cells of the notes beside what they take here, each exercise's questions with their answers. Of a lesson that
/// goes on, the text is the beginning of what it will be at the end: so it can be shown as it grows.
Document report_on(const Lesson& lesson);

/// The questions that an exercise answers.
std::vector<std::string> questions_of(const Exercise& exercise);

}  // namespace crossover
