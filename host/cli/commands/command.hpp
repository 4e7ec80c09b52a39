#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <span>
#include <string_view>

#include "host/cli/request.hpp"

namespace crossover {

/// A sub-command: one file of this folder, one row of commands().
struct Command {
  std::string_view name, summary, examples;
  /// Adds its own options to the parser, and a callback that makes `request.carry_out` of their values. The callback
  /// runs when all options are read and throws UsageError for a value that cannot be meant.
  void (*add_to)(CLI::App& app, Request& request);
  /// The option that a number which stands alone was likely meant for; empty when there is none.
  std::string_view main_option = {};
  bool argument_may_be_missing = false;  ///< The one that stands without an option, where there is one.
  bool is_listed = true;                 ///< In the help; not what is for programs.
  bool has_outputs = true;               ///< It has a result that can be written as JSON, CSV or Markdown.
};

extern const Command pi_command, compare_command, sort_command, tune_command, lesson_command, baseline_command,
    report_command, devices_command, selftest_command, completion_command, worker_command, man_page_command;

/// Every sub-command: what help, parser, completion, man page and tests go by.
std::span<const Command* const> commands();

/// What the program does without a command.
const Command& main_command();

/// --trace, for those commands whose workers can note what they do.
void add_trace_option(CLI::App& app, OutputRequest& outputs);

/// --csv-rounds, for those commands that measure in rounds.
void add_rounds_option(CLI::App& app, OutputRequest& outputs);

/// --html and --svg, for those commands whose results have charts.
void add_page_options(CLI::App& app, OutputRequest& outputs);

/// A parser of a command's options, those for its outputs among them. `request` must outlive it.
std::unique_ptr<CLI::App> parser_of(const Command& command, Request& request);

}  // namespace crossover
