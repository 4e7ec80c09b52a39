#include "host/cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "host/machine/build_info.hpp"
#include "host/report/page/wrapped.hpp"

namespace crossover {
namespace {

/// Prose is hard to read in longer lines.
constexpr std::size_t max_columns = 100;

/// "  name   description", the description wrapped and all its lines at the same column.
std::string entry(const std::string& name, std::string_view description, std::size_t column, std::size_t columns) {
  std::string text = "  " + name;
  if (text.size() + 1 > column)
    text += "\n" + std::string(column, ' ');
  else
    text.append(column - text.size(), ' ');
  return text + wrapped(description, columns, column, column) + "\n";
}

std::string in_a_paragraph_of_exit_codes(std::size_t columns) {
  std::string text = "Exit codes:";
  for (const ExitCodeHelp& e : exit_codes)
    text += fmt::format("{} {} {}", &e == exit_codes.data() ? "" : ",", e.code, e.meaning);
  return wrapped(text + ".", columns) + "\n";
}

/// What it takes, in capitals; empty for a flag.
std::string value_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name();
  return option.get_items_expected_max() > 0 ? option.get_type_name() : "";
}

}  // namespace

std::string OptionHelp::usage() const {
  if (long_name.empty()) return value;
  std::string text = short_name.empty() ? long_name : short_name + ", " + long_name;
  if (!is_flag()) text += " " + value;
  return default_value.empty() ? text : text + "=" + default_value;
}

std::vector<OptionHelp> options_of(const Command& command) {
  Request nothing;
  const auto app = parser_of(command, nothing);
  std::vector<OptionHelp> all;
  for (const CLI::Option* option : std::as_const(*app).get_options()) {
    if (option == app->get_help_ptr()) continue;
    const auto first = [](const std::vector<std::string>& names, const char* dashes) {
      return names.empty() ? std::string() : dashes + names.front();
    };
    all.push_back({.long_name = first(option->get_lnames(), "--"),
                   .short_name = first(option->get_snames(), "-"),
                   .value = value_of(*option),
                   .default_value = option->get_default_str(),
                   .description = option->get_description()});
  }
  return all;
}

std::string help_on_program(std::size_t columns) {
  constexpr std::size_t column = 13;
  columns = std::min(columns, max_columns);
  std::string text = wrapped(purpose, columns) +
                     "\n\n"
                     "Examples:\n"
                     "  crossover                        the main job: compare every backend\n"
                     "  crossover pi --samples 1e10\n"
                     "  crossover lesson                 when do threads and processes pay?\n"
                     "  crossover devices\n\n"
                     "Usage: crossover [COMMAND] [OPTIONS]\n\n"
                     "Commands:\n";
  for (const Command* command : commands())
    if (command->is_listed) text += entry(std::string(command->name), command->summary, column, columns);
  text += "\n" + entry("-h, --help", "this text; help COMMAND or COMMAND --help: that command's", column + 4, columns) +
          entry("-V, --version", "version and build", column + 4, columns);
  return text + "\n" + in_a_paragraph_of_exit_codes(columns);
}

std::string help_on(const Command& command, std::size_t columns) {
  constexpr std::size_t column = 28;
  columns = std::min(columns, max_columns);
  Request nothing;
  const std::string footer = parser_of(command, nothing)->get_footer();
  std::string usage = fmt::format("Usage: crossover {} [OPTIONS]", command.name), options;
  for (const OptionHelp& option : options_of(command)) {
    if (option.long_name.empty())
      usage += command.argument_may_be_missing ? " [" + option.value + "]" : " " + option.value;
    options += entry(option.usage(), option.description, column, columns);
  }
  options += entry("-h, --help", "this text", column, columns);
  std::string text = fmt::format("Examples:\n{}\n{}\n\n{}\n\nOptions:\n{}", command.examples,
                                 wrapped(command.summary, columns), usage, options);
  return footer.empty() ? text : text + "\n" + wrapped(footer, columns) + "\n";
}

std::string version_line() {
  return fmt::format("crossover {} (commit {}, {}, {})\n", build_info.version, build_info.commit, build_info.compiler,
                     build_info.type);
}

}  // namespace crossover
