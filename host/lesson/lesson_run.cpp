#include "host/lesson/lesson_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "host/pi/backends/entries.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

/// Before anything else is at work: whether somebody else is.
MachineState state_before(unsigned workers) {
  const MachineWatch watch;
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  return watch.state(workers);
}

}  // namespace

LessonRun::LessonRun(const LessonRequest& request, const Watch<Lesson>& watch) : request_(request), watch_(watch) {
  lesson_.sizes = request.sizes;
  lesson_.exercises = request.exercises;
  lesson_.workers = request.workers;
  double shares = 0;
  for (const Exercise* exercise : request.exercises) shares += exercise->share;
  seconds_of_share_ = shares > 0 ? request.time_limit / shares : 0;
}

Lesson LessonRun::carry_out() && {
  lesson_.machine_at_start = state_before(std::max(2U, request_.workers));
  if (request_.with_python) lesson_.python = find_python(*this);
  for (const Exercise* exercise : request_.exercises) {
    if (is_over()) break;
    watch_.progress({std::string(exercise->title), lesson_.done, request_.exercises.size()});
    do_exercise(*exercise);
  }
  lesson_.is_over = true;
  return std::move(lesson_);
}

void LessonRun::do_exercise(const Exercise& exercise) {
  lesson_.at_work = &exercise;
  publish();
  wait_before(exercise, LessonStage::measurements);
  if (lesson_.python) run_python_of(exercise);
  const Stopwatch watch;
  exercise.run(*this);
  lesson_.seconds += watch.seconds();
  if (is_over()) return;
  wait_before(exercise, LessonStage::answers);
  if (is_over()) return;
  lesson_.at_work = nullptr;
  ++lesson_.done;
  publish();
}

/// First, so that each row has both of its figures when it is shown.
void LessonRun::run_python_of(const Exercise& exercise) {
  if (exercise.python_command == nullptr) return;
  watch_.progress({fmt::format("{}, by Python", exercise.title), lesson_.done, request_.exercises.size()});
  const std::vector<std::string> command = exercise.python_command(*this);
  try {
    run_python(*this, command.front(), {command.begin() + 1, command.end()}, *lesson_.python);
  } catch (const Error& error) {
    note_failure(error);
  }
}

void LessonRun::wait_before(const Exercise& exercise, LessonStage stage) {
  if (request_.wait && !is_over()) request_.wait(exercise, stage);
  note_stop();
}

void LessonRun::publish() const {
  if (watch_.on_part) watch_.on_part(lesson_);
}

bool LessonRun::is_over() const {
  return lesson_.signal != 0 || lesson_.disagreement ||
         std::ranges::any_of(lesson_.sorts(), [](const SortComparison* s) { return s->wrong_run() != nullptr; });
}

void LessonRun::measure(double share_of_exercise, const std::function<void(double)>& measurement) {
  if (is_over()) return;
  try {
    measurement(share_of_exercise * lesson_.at_work->share * seconds_of_share_);
  } catch (const Error& error) {
    note_failure(error);
  }
  publish();
}

Comparison LessonRun::compare_all(std::vector<Configuration> configurations, std::uint64_t samples, double seconds) {
  Comparison comparison = compare(
      {.configurations = std::move(configurations), .seed = lesson_seed, .range = {0, samples}, .time_limit = seconds},
      {.stop_signal = watch_.stop_signal});
  keep_faults_of(comparison);
  return comparison;
}

SortComparison LessonRun::compare_sorts(const SortTask& task, std::vector<SortConfiguration> configurations,
                                        double seconds) {
  SortComparison comparison = compare_sorters(
      {.configurations = std::move(configurations), .task = task, .time_limit = seconds, .min_seconds = 0.5},
      {.stop_signal = watch_.stop_signal});
  keep_faults_of(comparison);
  return comparison;
}

std::optional<PiRun> LessonRun::run_once(const Configuration& configuration, std::uint64_t samples) {
  PiRun run = Runner(configuration).run_cold(lesson_seed, {0, samples}, goes_on());
  if (run.complete()) return run;
  if (run.failure)
    note_failure(configuration, *run.failure);
  else
    note_stop();
  return std::nullopt;
}

void LessonRun::trace(const std::string& title, const Configuration& configuration, std::uint64_t samples) {
  if (!request_.is_traced) return;
  measure(0, [&](double) {
    Trace trace;
    const PiRun run = Runner(configuration, &trace).run_cold(lesson_seed, {0, samples}, goes_on());
    if (run.complete()) lesson_.timelines.push_back(timeline_of(trace, title));
    note_stop();
  });
}

Tuning LessonRun::search(std::vector<Configuration> candidates, std::uint64_t samples, double seconds) {
  Tuning tuning =
      tune({.candidates = std::move(candidates), .seed = lesson_seed, .range = {0, samples}, .time_limit = seconds},
           {.stop_signal = watch_.stop_signal});
  if (tuning.failure) note_failure(*tuning.failure);
  if (tuning.stopped_by == StoppedBy::interruption && !tuning.failure) note_stop();
  keep(tuning.disagreement);
  keep_incidents(tuning.incidents);
  return tuning;
}

OnBatch LessonRun::goes_on() const {
  return [this](const Tally&) { return watch_.signal() == 0; };
}

void LessonRun::note_stop() {
  if (!is_over()) lesson_.signal = watch_.signal();
}

void LessonRun::note_failure(const Error& error) { lesson_.failures.push_back({lesson_.at_work, error}); }

void LessonRun::note_failure(std::string_view of_what, const Error& error) {
  note_failure(Error(fmt::format("{}: {}", of_what, error.what()), error.code()));
}

void LessonRun::note_failure(const Configuration& configuration, const Error& error) {
  const char* how = configuration.release_gil ? ", lock released" : "";
  note_failure(fmt::format("{}{}", configuration.backend->name, how), error);
}

void LessonRun::keep(const std::optional<Disagreement>& disagreement) {
  if (!lesson_.disagreement) lesson_.disagreement = disagreement;
}

void LessonRun::keep_incidents(const std::vector<std::string>& incidents) {
  for (const std::string& incident : incidents)
    if (std::ranges::find(lesson_.incidents, incident) == lesson_.incidents.end())
      lesson_.incidents.push_back(incident);
}

void LessonRun::check_hits(const PiRun& run, std::uint64_t expected) {
  if (run.tally.hits != expected)
    keep(Disagreement{run.configuration, run.tally.range, run.tally.hits, expected, std::nullopt});
}

void LessonRun::keep_faults_of(const Comparison& comparison) {
  keep(comparison.disagreement);
  if (comparison.failure) note_failure(*comparison.failure);
  for (const PiRun& run : comparison.runs) {
    if (run.failure) note_failure(run.configuration, *run.failure);
    keep_incidents(run.timing.incidents);
  }
  if (comparison.starts && comparison.starts->failure) note_failure(*comparison.starts->failure);
  if (comparison.stopped_by == StoppedBy::interruption) note_stop();
}

void LessonRun::keep_faults_of(const SortComparison& comparison) {
  if (comparison.failure) note_failure(*comparison.failure);
  for (const SortRun& run : comparison.runs)
    if (run.failure) note_failure(run.configuration.sorter->name, *run.failure);
  if (comparison.was_stopped()) note_stop();
}

unsigned workers_at_once(const LessonRun& run) {
  const unsigned workers = std::min(run.workers(), usable_cpus());
  return workers < 2 ? 0 : workers;
}

Configuration one_worker_with(const Kernel& kernel) {
  return {.backend = &serial_backend, .kernel = &kernel, .workers = 1};
}

}  // namespace crossover
