#include "host/pi/selftest.hpp"

#include <memory>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/report/selftest_report.hpp"

namespace crossover {
namespace {

Document test_and_report(bool thorough, bool show_progress, const Save& save) {
  return watched<Selftest>(
      show_progress, save, [&](const Watch<Selftest>& watch) { return run_selftest(thorough, watch); },
      [](const Selftest& selftest) { return report_on(selftest); });
}

void add_selftest_options(CLI::App& app, Request& request) {
  const auto thorough = std::make_shared<bool>(false);
  app.add_flag("--thorough", *thorough, "also the long ranges, up to 1e10 samples; takes minutes");
  app.callback([thorough, &request] {
    request.carry_out = [thorough, quiet = request.outputs.quiet](const Save& save) {
      return test_and_report(*thorough, !quiet, save);
    };
  });
}

}  // namespace

const Command selftest_command{
    .name = "selftest",
    .summary = "check every usable backend, kernel and instruction set against known hits",
    .examples =
        "  crossover selftest\n"
        "  crossover selftest --thorough\n",
    .add_to = add_selftest_options,
};

}  // namespace crossover
