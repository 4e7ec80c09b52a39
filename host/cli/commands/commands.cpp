#include <array>
#include <memory>
#include <span>
#include <string>

#include "host/cli/commands/command.hpp"

namespace crossover {
namespace {

void add_output_options(CLI::App& app, OutputRequest& outputs) {
  app.add_option("--json", outputs.json, "write the result as JSON; - for standard output")->type_name("FILE|-");
  app.add_option("--csv", outputs.csv, "write the figures as CSV; - for standard output")->type_name("FILE|-");
  app.add_flag("--markdown", outputs.markdown, "print the result as Markdown");
  app.add_flag("--anonymous", outputs.anonymous, "leave the name of the machine out of the JSON");
  app.add_flag("-q,--quiet", outputs.quiet, "show no progress");
}

}  // namespace

std::span<const Command* const> commands() {
  static constexpr std::array table{&pi_command,       &compare_command,    &sort_command,     &tune_command,
                                    &lesson_command,   &report_command,     &baseline_command, &devices_command,
                                    &selftest_command, &completion_command, &worker_command,   &man_page_command};
  return table;
}

const Command& main_command() { return compare_command; }

std::unique_ptr<CLI::App> parser_of(const Command& command, Request& request) {
  auto app = std::make_unique<CLI::App>(std::string(command.summary), std::string(command.name));
  command.add_to(*app, request);
  if (command.has_outputs) add_output_options(*app, request.outputs);
  return app;
}

void add_trace_option(CLI::App& app, OutputRequest& outputs) {
  app.add_option("--trace", outputs.trace,
                 "write what each worker did when: as a picture to FILE.svg, else as Chrome trace events (Perfetto)")
      ->type_name("FILE");
}

void add_rounds_option(CLI::App& app, OutputRequest& outputs) {
  app.add_option("--csv-rounds", outputs.csv_rounds,
                 "write the time of every round as CSV, a row each, for notebooks; - for standard output")
      ->type_name("FILE|-");
}

void add_page_options(CLI::App& app, OutputRequest& outputs) {
  app.add_option("--html", outputs.html, "write the report as one HTML page with charts; - for standard output")
      ->type_name("FILE|-");
  app.add_option("--svg", outputs.svg, "write each chart as a picture into a folder")->type_name("FOLDER");
}

}  // namespace crossover
