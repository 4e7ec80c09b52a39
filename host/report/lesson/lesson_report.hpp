#pragma once

#include "host/lesson/lesson.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// The lesson's cells beside what they take here, and its questions with their answers.
Document report_on(const Lesson& lesson);

}  // namespace crossover
