#include "host/pi/selftest.hpp"

#include <memory>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/report/progress_bar.hpp"
#include "host/report/selftest_report.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

Document test_and_report(bool thorough, bool show_progress) {
  ProgressBar progress(show_progress);
  const Selftest selftest =
      run_selftest(thorough, [&](const std::string& subject, const Tally& so_far, SampleRange whole) {
        progress.show(subject, so_far.range.size(), whole.size());
        return stop_signal() == 0;
      });
  return report_on(selftest, selftest.stopped ? stop_signal() : 0);
}

void add_to(CLI::App& app, Request& request) {
  const auto thorough = std::make_shared<bool>(false);
  app.add_flag("--thorough", *thorough, "also the long ranges, up to 1e10 samples; takes minutes");
  app.callback([thorough, &request] {
    request.carry_out = [thorough, quiet = request.outputs.quiet](const Save&) {
      return test_and_report(*thorough, !quiet);
    };
  });
}

}  // namespace

const Command selftest_command{
    .name = "selftest",
    .summary = "holds every usable backend, kernel and instruction set to known answers",
    .examples =
        "  crossover selftest\n"
        "  crossover selftest --thorough\n",
    .add_to = add_to,
};

}  // namespace crossover
