#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/argument_check.hpp"
#include "host/cli/commands/command.hpp"
#include "host/cli/help.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/system/error.hpp"
#include "host/system/terminal.hpp"

namespace crossover {
namespace {

bool asks_for_help(const std::string& argument) { return argument == "-h" || argument == "--help"; }
bool asks_for_version(const std::string& argument) {
  return argument == "-V" || argument == "--version" || argument == "version";
}

/// A word where a command should stand: an option or a number was likely meant for the main job.
std::string hint_for(const Arguments& arguments) {
  const std::string main_job = fmt::format("crossover {}", main_command().name), first = for_a_shell(arguments.front());
  if (is_option(arguments.front()))
    return fmt::format("{} {}{}", main_job, first, arguments.size() > 1 ? " " + for_a_shell(arguments[1]) : "");
  return fmt::format("{} {} {}", main_job, main_command().main_option, first);
}

const Command& command_named(const Arguments& arguments) {
  const std::string& name = arguments.front();
  std::vector<std::string_view> names;
  for (const Command* command : commands()) {
    if (command->name == name) return *command;
    if (command->is_listed) names.push_back(command->name);
  }
  if (is_option(name)) throw UsageError(fmt::format("write the command first: {}", hint_for(arguments)));
  if (begins_like_a_number(name))
    throw UsageError(fmt::format("command {} is not known; did you mean {}?", in_quotes(name), hint_for(arguments)));
  throw UsageError(fmt::format("command {} is not known{}", in_quotes(name), suggestion(name, names)));
}

Request just_say(const std::string& text) {
  return {.carry_out = [text](const Save&) { return Document{.page = {{Paragraph{text}}}, .csv = text, .json = text}; },
          .outputs = {}};
}

/// CLI11 knows "-n5", but would take "=5" for the value of "-n=5".
Arguments without_equals_behind_a_letter(Arguments arguments, const CLI::App& app) {
  for (std::string& argument : arguments)
    if (argument.size() > 2 && argument[2] == '=' && app.get_option_no_throw(argument.substr(0, 2)) != nullptr)
      argument.erase(2, 1);
  return arguments;
}

Request parse_command(const Command& command, const Arguments& arguments) {
  if (std::ranges::any_of(arguments, asks_for_help)) return just_say(help_on(command, output_columns()));
  Request request;
  const auto app = parser_of(command, request);
  ArgumentCheck{*app, command.main_option}(arguments);
  Arguments from_the_back = without_equals_behind_a_letter(arguments, *app);  // as CLI11 takes them
  std::ranges::reverse(from_the_back);
  try {
    app->parse(from_the_back);
  } catch (const CLI::ParseError& e) {
    throw UsageError(e.what());
  }
  return request;
}

/// Of "help" and "help COMMAND".
Request parse_help(const Arguments& arguments) {
  if (arguments.empty()) return just_say(help_on_program(output_columns()));
  return just_say(help_on(command_named(arguments), output_columns()));
}

}  // namespace

Request parse(const Arguments& arguments) {
  if (arguments.empty()) return parse_command(main_command(), arguments);
  const Arguments rest(arguments.begin() + 1, arguments.end());
  if (asks_for_help(arguments.front())) return parse_help({});
  if (arguments.front() == "help") return parse_help(rest);
  if (asks_for_version(arguments.front())) return just_say(version_line());
  return parse_command(command_named(arguments), rest);
}

}  // namespace crossover
