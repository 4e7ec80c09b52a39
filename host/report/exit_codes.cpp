#include "host/report/exit_codes.hpp"

#include <algorithm>
#include <cmath>
#include <csignal>

#include "host/pi/estimate.hpp"

namespace crossover {

ExitCode code_of(int signal) {
  switch (signal) {
    case 0:
      return ExitCode::done;
    case SIGHUP:
      return ExitCode::hung_up;
    case SIGTERM:
      return ExitCode::terminated;
    case SIGXCPU:
      return ExitCode::out_of_cpu_time;
    default:
      return ExitCode::interrupted;
  }
}

bool is_suspicious(const Tally& tally) {
  const auto e = estimate(tally.hits, tally.range.size());
  return e && tally.range.size() >= fewest_suspicious_samples && std::abs(e->z) > suspicious_z;
}

ExitCode exit_code_of(const PiRun& run, int signal) {
  if (is_suspicious(run.tally)) return ExitCode::verification_failed;
  return run.failure ? run.failure->code() : code_of(signal);
}

ExitCode exit_code_of(const Comparison& comparison, int signal) {
  const auto suspicious = [](const PiRun& run) { return is_suspicious(run.tally); };
  if (comparison.disagreement || std::any_of(comparison.runs.begin(), comparison.runs.end(), suspicious))
    return ExitCode::verification_failed;
  const auto failure = comparison.first_failure();
  return failure ? failure->code() : code_of(signal);
}

ExitCode exit_code_of(const Selftest& selftest, int signal) {
  if (!selftest.passed()) return ExitCode::verification_failed;
  const auto failure = selftest.failure();
  return failure ? failure->code() : code_of(signal);
}

ExitCode exit_code_of(const SortWalk& walk, int signal) {
  if (walk.first_wrong() != nullptr) return ExitCode::verification_failed;
  const SortComparison* failed = walk.first_failed();
  return failed != nullptr ? failed->first_failure()->code() : code_of(signal);
}

ExitCode exit_code_of(const Lesson& lesson, int signal) {
  if (lesson.disagreement) return ExitCode::verification_failed;
  for (const auto* run : {&lesson.one_thread, &lesson.one_thread_simd, &lesson.queue_of_many})
    if (*run && is_suspicious((*run)->tally)) return ExitCode::verification_failed;
  for (const auto* sorts : {&lesson.whole_numbers, &lesson.fractions})
    if (*sorts && (*sorts)->wrong_run() != nullptr) return ExitCode::verification_failed;
  const auto is_wrong = [](const auto& result) {
    return result && exit_code_of(*result, 0) == ExitCode::verification_failed;
  };
  if (is_wrong(lesson.gil) || is_wrong(lesson.started) || is_wrong(lesson.split)) return ExitCode::verification_failed;
  return lesson.failures.empty() ? code_of(signal) : lesson.failures.front().error.code();
}

ExitCode exit_code_of(const Tuning& tuning, int signal) {
  if (tuning.disagreement || is_suspicious(tuning.counted)) return ExitCode::verification_failed;
  return tuning.failure ? tuning.failure->code() : code_of(signal);
}

}  // namespace crossover
