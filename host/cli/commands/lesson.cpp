#include "host/lesson/lesson.hpp"

#include <memory>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/cli/options/quantity.hpp"
#include "host/report/lesson/lesson_report.hpp"
#include "host/report/progress_bar.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

Document hold_and_report(double time_limit, bool show_progress, const Save& save) {
  ProgressBar progress(show_progress);
  const LessonWatch watch{.go_on = [] { return stop_signal() == 0; },
                          .on_exercise = [&](const std::string& exercise, std::size_t done,
                                             std::size_t all) { progress.show_steps(exercise, done, all); },
                          .on_part = [&](const Lesson& so_far) { save(report_on(so_far, 0)); }};
  const Lesson lesson = hold_lesson({.sizes = LessonSizes(), .time_limit = time_limit}, watch);
  return report_on(lesson, lesson.stopped ? stop_signal() : 0);
}

void add_to(CLI::App& app, Request& request) {
  const auto time_limit = std::make_shared<std::string>("45");
  app.add_option("--time-limit", *time_limit, "seconds for all exercises; each is done once in any case")
      ->type_name("S")
      ->capture_default_str();
  app.callback([time_limit, &request] {
    const auto seconds = static_cast<double>(parse_quantity("--time-limit", *time_limit, "--time-limit 45"));
    request.carry_out = [seconds, quiet = request.outputs.quiet](const Save& save) {
      return hold_and_report(seconds, !quiet, save);
    };
  });
}

}  // namespace

const Command lesson_command{
    .name = "lesson",
    .summary = "walks through the lesson's exercises, beside its figures, and answers its questions",
    .examples =
        "  crossover lesson\n"
        "  crossover lesson --time-limit 120 --markdown\n"
        "  crossover lesson --json result.json\n",
    .add_to = add_to,
};

}  // namespace crossover
