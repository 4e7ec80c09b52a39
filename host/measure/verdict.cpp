#include "host/measure/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <csignal>

#include "host/pi/estimate.hpp"

namespace crossover {

ExitCode code_of(int signal) {
  if (signal == 0) return ExitCode::done;
  return signal == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
}

bool is_suspicious(const Tally& tally) {
  const auto e = estimate(tally.hits, tally.range.size());
  return e && tally.range.size() >= fewest_suspicious_samples && std::abs(e->z) > suspicious_z;
}

ExitCode verdict_on(const PiRun& run, int signal) {
  if (is_suspicious(run.tally)) return ExitCode::verification_failed;
  return run.failure ? run.failure->code() : code_of(signal);
}

ExitCode verdict_on(const Comparison& comparison, int signal) {
  const auto suspicious = [](const PiRun& run) { return is_suspicious(run.tally); };
  if (comparison.disagreement || std::any_of(comparison.runs.begin(), comparison.runs.end(), suspicious))
    return ExitCode::verification_failed;
  return comparison.failure ? comparison.failure->code() : code_of(signal);
}

ExitCode verdict_on(const Selftest& selftest, int signal) {
  if (!selftest.passed()) return ExitCode::verification_failed;
  const auto failure = selftest.failure();
  return failure ? failure->code() : code_of(signal);
}

ExitCode verdict_on(const SortWalk& walk, int signal) {
  const SortComparison& last = walk.points.back();  // a fault or failure ends a walk
  if (last.fault) return ExitCode::verification_failed;
  return last.failure ? last.failure->code() : code_of(signal);
}

ExitCode verdict_on(const Lesson& lesson, int signal) {
  if (lesson.disagreement) return ExitCode::verification_failed;
  for (const auto* run : {&lesson.one_thread, &lesson.one_thread_simd, &lesson.queue_of_many})
    if (*run && is_suspicious((*run)->tally)) return ExitCode::verification_failed;
  for (const auto* sorts : {&lesson.whole_numbers, &lesson.fractions})
    if (*sorts && (*sorts)->fault) return ExitCode::verification_failed;
  std::vector<ExitCode> verdicts;
  for (const auto* comparison : {&lesson.gil, &lesson.started})
    if (*comparison) verdicts.push_back(verdict_on(**comparison, 0));
  for (const auto* sorts : {&lesson.whole_numbers, &lesson.fractions})
    if (*sorts && (*sorts)->failure) verdicts.push_back((*sorts)->failure->code());
  if (lesson.split) verdicts.push_back(verdict_on(*lesson.split, 0));
  if (lesson.failure) verdicts.push_back(lesson.failure->code());
  const auto bad = std::find_if(verdicts.begin(), verdicts.end(), [](ExitCode c) { return c != ExitCode::done; });
  return bad == verdicts.end() ? code_of(signal) : *bad;
}

ExitCode verdict_on(const Tuning& tuning, int signal) {
  if (tuning.disagreement || is_suspicious(tuning.counted)) return ExitCode::verification_failed;
  return tuning.failure ? tuning.failure->code() : code_of(signal);
}

}  // namespace crossover
