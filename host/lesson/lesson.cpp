#include "host/lesson/lesson.hpp"

#include <algorithm>

#include "host/lesson/lesson_run.hpp"

namespace crossover {
namespace {

template <class Results, class Result>
void add(Results& results, const std::optional<Result>& result) {
  if (result) results.push_back(&*result);
}

/// All that was measured as whole runs, or by itself.
std::vector<MachineState> other_states_of(const Lesson& lesson) {
  std::vector<MachineState> states;
  if (lesson.threads && lesson.threads->break_even) states.push_back(lesson.threads->break_even->whole_state());
  if (lesson.weak_scaling) states.push_back(lesson.weak_scaling->machine);
  if (lesson.pool && lesson.pool->whole_runs) states.push_back(lesson.pool->whole_runs->machine);
  if (lesson.pool && lesson.pool->break_even) states.push_back(lesson.pool->break_even->whole_state());
  if (lesson.split) states.push_back(lesson.split->machine);
  return states;
}

}  // namespace

std::vector<const Comparison*> Lesson::comparisons() const {
  std::vector<const Comparison*> all;
  if (threads) add(all, threads->one_thread);
  if (threads) add(all, threads->two_threads);
  if (queue) add(all, queue->many_points);
  if (pool) add(all, pool->started);
  return all;
}

std::vector<const SortComparison*> Lesson::sorts() const {
  std::vector<const SortComparison*> all;
  if (sorting)
    for (const auto* comparison : {&sorting->by_simd, &sorting->by_std, &sorting->fractions, &sorting->many_fractions})
      add(all, *comparison);
  return all;
}

MachineState Lesson::machine() const {
  std::vector<MachineState> states{machine_at_start};
  for (const Comparison* comparison : comparisons()) states.push_back(comparison->machine);
  for (const SortComparison* comparison : sorts()) states.push_back(comparison->machine);
  for (const MachineState& state : other_states_of(*this)) states.push_back(state);
  const auto busy = std::ranges::find(states, false, &MachineState::quiet);
  return busy != states.end() ? *busy : states.front();
}

Ending Lesson::ending() const {
  bool wrong = disagreement.has_value() || (split && split->ending().wrong);
  for (const Comparison* comparison : comparisons()) wrong |= comparison->ending().wrong;
  for (const SortComparison* comparison : sorts()) wrong |= comparison->wrong_run() != nullptr;
  return {.wrong = wrong,
          .failure = failures.empty() ? std::nullopt : std::optional(failures.front().error),
          .signal = signal};
}

Lesson run_lesson(const LessonRequest& request, const Watch<Lesson>& watch) {
  return LessonRun(request, watch).carry_out();
}

}  // namespace crossover
