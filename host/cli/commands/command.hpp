#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string_view>

#include "host/cli/request.hpp"

namespace crossover {

/// A sub-command: one file of this folder, one row of the table in parse.cpp.
struct Command {
  std::string_view name, summary, examples;
  /// Adds its own options to the parser, and a callback that makes `request.carry_out` of their values. The callback
  /// runs when all options are read and throws UsageError for a value that cannot be meant.
  void (*add_to)(CLI::App& app, Request& request);
  /// Whether it is for programs: then the list of commands leaves it out, and it has no result to write in some form.
  bool is_for_programs = false;
};

extern const Command pi_command, compare_command, sort_command, tune_command, lesson_command, devices_command,
    selftest_command, worker_command;

}  // namespace crossover
