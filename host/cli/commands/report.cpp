#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/baseline/baseline_options.hpp"
#include "host/cli/commands/command.hpp"
#include "host/record/saved_result.hpp"
#include "host/report/baseline/baseline_report.hpp"
#include "host/report/saved/saved_report.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct ReportOptions {
  std::vector<std::string> files;
  std::optional<std::string> regression;
  bool text = false;
};

/// Throws Error where a file holds none that can be shown.
SavedResult read_result(const std::string& file) {
  SavedResult result = read_saved_result(file);
  if (std::ranges::count(shown_commands(), result.command) == 0)
    throw Error(fmt::format("'{}' is of crossover {}; report shows results of {}", file, result.command,
                            fmt::join(shown_commands(), ", ")));
  return result;
}

/// Throws Error where two results have no runs in common to hold against each other.
void require_comparable(const std::string& file, const SavedResult& result, const SavedResult& last) {
  if (last.command != "compare" && last.command != "sort")
    throw Error(fmt::format(
        "results of crossover {} cannot be held against each other; those of compare and of sort can", last.command));
  if (result.command != last.command)
    throw Error(
        fmt::format("'{}' is of crossover {}, and the last result of crossover {}: these cannot be held against "
                    "each other",
                    file, result.command, last.command));
}

/// The last of the files, beside each of those before it.
Document report_on_files(const std::vector<std::string>& files, double threshold) {
  std::vector<SavedResult> results;
  results.reserve(files.size());
  for (const std::string& file : files) results.push_back(read_result(file));
  Document document = report_on_saved(results.back().document);
  for (std::size_t i = 0; i + 1 < results.size(); ++i) {
    require_comparable(files[i], results[i], results.back());
    add_baseline(document, {.name = files[i], .document = results[i].document}, threshold);
  }
  document.exit_code = ExitCode::done;  // it shows what was measured, and judges no change of the program
  document.notes.clear();
  return document;
}

CarryOut work_of(const ReportOptions& options, OutputRequest& outputs) {
  if (options.files.empty()) throw UsageError("report needs a file that --json wrote: crossover report result.json");
  if (options.text && outputs.markdown) throw UsageError("--text does not go with --markdown; leave one of them out");
  const double threshold = parse_threshold(options.regression.value_or(usual_threshold));
  outputs.sources = options.files;
  return [files = options.files, threshold](const Save&) { return report_on_files(files, threshold); };
}

void add_report_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<ReportOptions>();
  app.add_option("FILE", options->files, "a result that --json wrote; of several, the last beside those before it");
  app.add_option("--regression", options->regression,
                 fmt::format("of several: by how much slower is slower; default: {}", usual_threshold))
      ->type_name("P%");
  app.add_flag("--text", options->text, "print it as text, as without an option");
  add_page_options(app, request.outputs);
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs); });
}

}  // namespace

const Command report_command{
    .name = "report",
    .summary = "show a saved result again: as text, Markdown, CSV or a page with charts; or several side by side",
    .examples =
        "  crossover report result.json\n"
        "  crossover report result.json --html result.html\n"
        "  crossover report before.json after.json --html change.html\n"
        "  crossover report result.json --svg charts\n",
    .add_to = add_report_options,
};

}  // namespace crossover
