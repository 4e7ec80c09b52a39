#include "host/lesson/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/choices.hpp"
#include "host/cli/options/duration.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/report/lesson/lesson_report.hpp"
#include "host/system/terminal.hpp"

namespace crossover {
namespace {

struct LessonOptions {
  std::string exercise;
  std::optional<std::string> workers, time_limit;
  bool pause = false, python = false;
};

/// Seconds of the whole lesson, unless told.
constexpr double usual_lesson_limit = 50;

/// By number or name.
const Exercise& exercise_named(const std::string& name) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error == std::errc() && end == name.data() + name.size()) {
    if (number >= 1 && number <= exercises().size()) return *exercises()[number - 1];
    throw UsageError(fmt::format("exercise {} is not there: they are numbered 1 to {}", number, exercises().size()));
  }
  std::vector<std::string_view> names;
  for (const Exercise* exercise : exercises()) {
    if (exercise->name == name) return *exercise;
    names.push_back(exercise->name);
  }
  throw UsageError(fmt::format("exercise {} is not known{}", in_quotes(name), suggestion(name, names)));
}

/// Of one exercise its share, where nobody says how long it may take.
double time_limit_of(const LessonRequest& request, const LessonOptions& options) {
  if (options.time_limit) return parse_duration("--time-limit", *options.time_limit);
  double chosen = 0, all = 0;
  for (const Exercise* exercise : request.exercises) chosen += exercise->share;
  for (const Exercise* exercise : exercises()) all += exercise->share;
  return usual_lesson_limit * chosen / all;
}

/// So that a class can guess first.
void wait_for_enter(const Exercise& exercise, LessonStage stage) {
  std::string prompt;
  if (stage == LessonStage::measurements) {
    for (const std::string& question : questions_of(exercise)) prompt += fmt::format("  ? {}\n", question);
    prompt += "Press Enter to measure. ";
  } else {
    prompt = "Press Enter for the answers. ";
  }
  std::fputs(prompt.c_str(), stderr);
  std::fflush(stderr);
  wait_for_line([] { return stop_signal() != 0; });
}

std::function<Document(const Save&)> work_of(const LessonOptions& options, const OutputRequest& outputs) {
  LessonRequest request{.sizes = LessonSizes(), .time_limit = 0};
  if (!options.exercise.empty()) request.exercises = {&exercise_named(options.exercise)};
  if (options.workers) request.workers = parse_workers(*options.workers);
  request.time_limit = time_limit_of(request, options);
  request.is_traced = outputs.trace.has_value();
  request.with_python = options.python;
  if (options.pause) request.wait = wait_for_enter;
  return [=, quiet = outputs.quiet](const Save& save) {
    return watched<Lesson>(
        !quiet, save, [&](const Watch<Lesson>& watch) { return run_lesson(request, watch); },
        [](const Lesson& lesson) { return report_on(lesson); });
  };
}

std::string describe_exercises() {
  std::string text = "which one; default: all, one after the other:";
  for (const Exercise* exercise : exercises())
    text += fmt::format("{} {} {}", exercise == exercises().front() ? "" : ",", number_of(*exercise), exercise->name);
  return text;
}

void add_lesson_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<LessonOptions>();
  app.add_option("EXERCISE", options->exercise, describe_exercises());
  app.add_flag("--pause", options->pause, "wait for Enter before each exercise and before its answers: guess first");
  app.add_flag("--python", options->python,
               "run the notes' cells by this machine's python3 too, about a minute more; numba and numpy where there");
  app.add_option("-w,--workers", options->workers,
                 "number of workers where the lesson does not say how many; default: the usable CPUs")
      ->type_name("W");
  app.add_option("--time-limit", options->time_limit,
                 fmt::format("seconds, each measurement is made once in any case; default: {} for all exercises, of "
                             "one its share",
                             usual_lesson_limit))
      ->type_name("S");
  add_trace_option(app, request.outputs);
  add_page_options(app, request.outputs);
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs); });
}

}  // namespace

const Command lesson_command{
    .name = "lesson",
    .summary = "run the lesson's exercises beside its figures, and answer its questions",
    .examples =
        "  crossover lesson\n"
        "  crossover lesson sorting --time-limit 60\n"
        "  crossover lesson 3 --pause\n"
        "  crossover lesson --markdown --json result.json\n",
    .add_to = add_lesson_options,
    .argument_may_be_missing = true,
};

}  // namespace crossover
