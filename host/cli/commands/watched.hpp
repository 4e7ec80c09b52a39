#pragma once

#include <string>

#include "host/cli/request.hpp"
#include "host/machine/provenance.hpp"
#include "host/report/progress_bar.hpp"
#include "host/system/stop_signals.hpp"
#include "host/system/watch.hpp"

namespace crossover {

/// Does a command's work as people watch it: stopped by signals, with a bar of how far it is, what there is so far
/// saved on the way. `work` is handed a Watch<Result> and answers the Result, of which `report` makes a document.
template <class Result, class Work, class Report>
Document watched(bool show_progress, const Save& save, const Work& work, const Report& report) {
  provenance();  // before this work changes load and pressure; worker processes, whose start is timed, never take it
  ProgressBar bar(show_progress);
  const Watch<Result> watch{.stop_signal = stop_signal,
                            .on_progress = [&](const Progress& progress) { bar.show(progress); },
                            .on_warning = [&](const std::string& warning) { bar.say(warning); },
                            .on_part =
                                [&](const Result& so_far) {
                                  bar.hide();
                                  save(report(so_far));
                                }};
  return report(work(watch));
}

}  // namespace crossover
