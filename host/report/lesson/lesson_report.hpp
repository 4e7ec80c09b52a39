#pragma once

#include "host/lesson/lesson.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// The lesson's cells beside what they take here, and its questions with their answers. `stopped_by_signal` is 0 for a
/// lesson that came to its end.
Document report_on(const Lesson& lesson, int stopped_by_signal);

}  // namespace crossover
