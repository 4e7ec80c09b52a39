#include "host/lesson/lesson.hpp"

#include <memory>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/duration.hpp"
#include "host/report/lesson/lesson_report.hpp"

namespace crossover {
namespace {

Document run_and_report(double time_limit, bool show_progress, const Save& save) {
  const LessonRequest request{.sizes = LessonSizes(), .time_limit = time_limit};
  return watched<Lesson>(
      show_progress, save, [&](const Watch<Lesson>& watch) { return run_lesson(request, watch); },
      [](const Lesson& lesson) { return report_on(lesson); });
}

void add_lesson_options(CLI::App& app, Request& request) {
  const auto time_limit = std::make_shared<std::string>("45");
  app.add_option("--time-limit", *time_limit, "seconds for all exercises; each is done once in any case")
      ->type_name("S")
      ->capture_default_str();
  app.callback([time_limit, &request] {
    const auto seconds = parse_duration("--time-limit", *time_limit);
    request.carry_out = [seconds, quiet = request.outputs.quiet](const Save& save) {
      return run_and_report(seconds, !quiet, save);
    };
  });
}

}  // namespace

const Command lesson_command{
    .name = "lesson",
    .summary = "run the lesson's exercises beside its figures, and answer its questions",
    .examples =
        "  crossover lesson\n"
        "  crossover lesson --time-limit 120 --markdown\n"
        "  crossover lesson --json result.json\n",
    .add_to = add_lesson_options,
};

}  // namespace crossover
