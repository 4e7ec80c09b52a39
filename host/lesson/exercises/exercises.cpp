#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "host/lesson/exercises/exercise.hpp"

namespace crossover {

std::span<const Exercise* const> exercises() {
  static constexpr std::array all{&threads_exercise,     &sorting_exercise, &queue_exercise,
                                  &model_queue_exercise, &pool_exercise,    &split_exercise};
  return all;
}

std::vector<const Exercise*> all_exercises() { return {exercises().begin(), exercises().end()}; }

unsigned number_of(const Exercise& exercise) {
  return static_cast<unsigned>(std::ranges::find(exercises(), &exercise) - exercises().begin()) + 1;
}

}  // namespace crossover
