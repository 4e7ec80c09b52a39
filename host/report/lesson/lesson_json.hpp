#pragma once

#include "host/lesson/lesson.hpp"
#include "host/report/json.hpp"

namespace crossover {

Json json_of(const Lesson& lesson);

}  // namespace crossover
