#include "host/lesson/exercises/sorting.hpp"

#include <string>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {
namespace {

constexpr unsigned arrays = 2;

SortComparison sort_by(LessonRun& run, const SorterEntry& sorter, const std::vector<Sharing>& ways, SortTask task,
                       double seconds) {
  std::vector<SortConfiguration> configurations;
  configurations.reserve(ways.size());
  for (const Sharing way : ways) configurations.push_back({&sorter, way, 1, threads_of(way, arrays, arrays)});
  return run.compare_sorts(task, configurations, seconds);
}

void run_sorting(LessonRun& run) {
  SortingExercise& result = run.lesson().sorting.emplace();
  const SortTask whole_numbers{KeyType::i64, Distribution::lesson, lesson_seed, run.sizes().keys, arrays};
  const SortTask fractions{KeyType::f64, Distribution::uniform, lesson_seed, run.sizes().keys, arrays};
  SortTask many = fractions;
  many.keys = run.sizes().many_keys;
  const std::vector<Sharing> in_threads{Sharing::sequential, Sharing::threads, Sharing::in_turn};
  run.measure(0.18,
              [&](double seconds) { result.by_simd = sort_by(run, simd_sorter, in_threads, whole_numbers, seconds); });
  run.measure(0.18, [&](double seconds) {
    result.by_std =
        sort_by(run, std_sorter, {Sharing::sequential, Sharing::gil, Sharing::in_turn}, whole_numbers, seconds);
  });
  run.measure(0.12,
              [&](double seconds) { result.fractions = sort_by(run, simd_sorter, in_threads, fractions, seconds); });
  run.measure(0.52, [&](double seconds) {
    result.many_fractions = sort_by(run, simd_sorter, {Sharing::sequential, Sharing::threads}, many, seconds);
  });
}

std::vector<std::string> python_sorting(const LessonRun& run) {
  return {"sorting.py", std::to_string(run.sizes().keys), std::to_string(run.sizes().many_keys)};
}

}  // namespace

const Exercise sorting_exercise{
    .name = "sorting",
    .title = "Two arrays sorted by two threads",
    .share = 0.3,
    .run = run_sorting,
    .python_command = python_sorting,
};

}  // namespace crossover
