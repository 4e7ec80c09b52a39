#pragma once

#include <string>
#include <vector>

#include "host/lesson/lesson.hpp"

namespace crossover {

struct Answer {
  std::string question, answer;
};

/// The lesson's questions, answered by what was measured; those for which something is missing are left out.
std::vector<Answer> answers_of(const Lesson& lesson);

}  // namespace crossover
