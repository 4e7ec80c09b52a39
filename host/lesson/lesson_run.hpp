#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/lesson/lesson.hpp"

namespace crossover {

inline constexpr Seed lesson_seed{42};

/// A lesson while it runs: what its exercises work with. What fails is noted and left out; a signal, a disagreement or
/// a wrong sort ends it.
class LessonRun {
 public:
  LessonRun(const LessonRequest& request, const Watch<Lesson>& watch);

  Lesson carry_out() &&;

  Lesson& lesson() { return lesson_; }
  const LessonSizes& sizes() const { return request_.sizes; }
  unsigned workers() const { return request_.workers; }
  bool is_over() const;

  /// A measurement of an exercise, which may take so much of the exercise's time; then what there is so far is shown.
  /// Left out where the lesson is over. An Error that it throws is noted.
  void measure(double share_of_exercise, const std::function<void(double seconds)>& measurement);

  // What measurements are made of. They end the lesson where they must.

  Comparison compare_all(std::vector<Configuration> configurations, std::uint64_t samples, double seconds);
  SortComparison compare_sorts(const SortTask& task, std::vector<SortConfiguration> configurations, double seconds);
  /// A run whose workers note what they do when, where timelines were asked for: it is not timed.
  void trace(const std::string& title, const Configuration& configuration, std::uint64_t samples);
  /// None when it was stopped, or failed on the way. Throws Error when nothing was counted.
  std::optional<PiRun> run_once(const Configuration& configuration, std::uint64_t samples);
  Tuning search(std::vector<Configuration> candidates, std::uint64_t samples, double seconds);

  OnBatch goes_on() const;
  int signal() const { return watch_.signal(); }
  void note_stop();
  void note_failure(const Error& error);
  void note_failure(const Configuration& configuration, const Error& error);
  void keep(const std::optional<Disagreement>& disagreement);
  void keep_incidents(const std::vector<std::string>& incidents);
  /// Ends the lesson unless so many hits were expected.
  void check_hits(const PiRun& run, std::uint64_t expected);

 private:
  void do_exercise(const Exercise& exercise);
  void run_python_of(const Exercise& exercise);
  void wait_before(const Exercise& exercise, LessonStage stage);
  void publish() const;
  void note_failure(std::string_view of_what, const Error& error);
  void keep_faults_of(const Comparison& comparison);
  void keep_faults_of(const SortComparison& comparison);

  const LessonRequest& request_;
  const Watch<Lesson>& watch_;
  double seconds_of_share_ = 0;  ///< Of the whole lesson's time for an exercise with a share of 1.
  Lesson lesson_;
};

/// How many of the lesson's workers can work at the same time, where that is two or more; else 0: they pay nowhere.
unsigned workers_at_once(const LessonRun& run);

/// By the plain loop or by vectors on one core.
Configuration one_worker_with(const Kernel& kernel);

}  // namespace crossover
