#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/machine/build_info.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

using Arguments = std::vector<std::string>;
using Names = std::vector<std::string_view>;

constexpr std::array commands{&pi_command,     &compare_command, &sort_command,     &tune_command,
                              &lesson_command, &devices_command, &selftest_command, &worker_command};
constexpr const Command& main_job = compare_command;

bool is_option(const std::string& argument) { return argument.size() > 1 && argument.starts_with('-'); }
bool asks_for_help(const std::string& argument) { return argument == "-h" || argument == "--help"; }

const Command& command_named(const std::string& name) {
  Names names;
  for (const Command* command : commands) {
    if (command->name == name) return *command;
    if (!command->is_for_programs) names.push_back(command->name);
  }
  if (is_option(name))
    throw UsageError(fmt::format("{} stands before any command; write the command first, as in crossover {} --quiet",
                                 in_quotes(name), main_job.name));
  throw UsageError(fmt::format("command {} is not known{}", in_quotes(name), suggestion(name, names)));
}

std::string help_on_program() {
  std::string text =
      "Tells by measuring when threads, processes or a GPU pay off, and how to split the work.\n\n"
      "Examples:\n"
      "  crossover                                    the main job: compare every backend\n"
      "  crossover pi --samples 1e10\n"
      "  crossover lesson                             when do threads and processes pay? measured and answered\n"
      "  crossover devices\n\n"
      "Usage: crossover [COMMAND] [OPTIONS]\n\n"
      "Commands:\n";
  for (const Command* command : commands)
    if (!command->is_for_programs) text += fmt::format("  {:<10} {}\n", command->name, command->summary);
  return text +
         "\n"
         "  --help, -h   this text; behind a command, that command's\n"
         "  --version    version and build\n\n"
         "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 verification failed, 5 backend unavailable,\n"
         "129 hung up, 130 interrupted, 143 terminated, 152 out of CPU time.\n";
}

std::string version() {
  return fmt::format("crossover {} (commit {}, {}, {})\n", build_info.version, build_info.commit, build_info.compiler,
                     build_info.type);
}

Request just_say(const std::string& text) {
  return {
      .carry_out = [text](const Save&) { return Document{.text = text, .markdown = text, .csv = text, .json = text}; },
      .outputs = {}};
}

/// The help's "--samples N=1e9": CLI11 writes defaults otherwise from version to version.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_type_size() == 0 || option->get_type_name().empty()) return {};
    const std::string default_value = option->get_default_str();
    return " " + option->get_type_name() + (default_value.empty() ? "" : "=" + default_value);
  }
};

void add_output_options(CLI::App& app, OutputRequest& outputs) {
  app.add_option("--json", outputs.json, "write the result as JSON; - for standard output")->type_name("FILE|-");
  app.add_option("--csv", outputs.csv, "write the figures as CSV; - for standard output")->type_name("FILE|-");
  app.add_flag("--markdown", outputs.markdown, "print the result as Markdown");
  app.add_flag("--quiet", outputs.quiet, "show no progress");
}

/// What CLI11 lets pass or tells less plainly than it should: options that are unknown, come twice or lack a value, and
/// words that belong to no option.
class ArgumentCheck {
 public:
  explicit ArgumentCheck(const CLI::App& app) : app_(app) {}

  void operator()(const Arguments& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (!is_option(arguments[i]))
        throw UsageError(
            fmt::format("{} belongs to no option; see crossover {} --help", in_quotes(arguments[i]), app_.get_name()));
      const bool value_is_next = check_option(arguments[i]);
      if (!value_is_next) continue;
      if (i + 1 == arguments.size() || is_known_option(arguments[i + 1])) throw_needs_value(arguments[i]);
      ++i;
    }
  }

 private:
  bool is_known_option(const std::string& argument) const {
    return is_option(argument) && app_.get_option_no_throw(argument) != nullptr;
  }

  /// Whether the option takes the next argument as its value.
  bool check_option(const std::string& argument) {
    const auto equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const CLI::Option* option = app_.get_option_no_throw(name);
    if (option == nullptr) throw UsageError(fmt::format("option {} is not known{}", in_quotes(name), nearest(name)));
    if (!seen_.insert(option->get_name()).second)
      throw UsageError(fmt::format("{} is given twice; give it once", option->get_name()));
    const bool takes_value = option->get_items_expected_max() > 0;
    if (equals == std::string::npos) return takes_value;
    if (!takes_value) throw UsageError(fmt::format("{} takes no value; write it without '='", option->get_name()));
    if (equals + 1 == argument.size()) throw_needs_value(name);
    return false;
  }

  [[noreturn]] void throw_needs_value(const std::string& name) const {
    const CLI::Option* option = app_.get_option_no_throw(name);
    throw UsageError(fmt::format("{} needs a value: {} {}", name, name, option->get_type_name()));
  }

  std::string nearest(const std::string& name) const {
    Arguments names;
    for (const CLI::Option* option : app_.get_options()) names.push_back(option->get_name());
    const Names views(names.begin(), names.end());
    const auto similar = nearest_name(name, views);
    return similar.empty() ? fmt::format("; see crossover {} --help", app_.get_name())
                           : fmt::format("; did you mean {}?", similar);
  }

  const CLI::App& app_;
  std::set<std::string> seen_;
};

Request parse_command(const Command& command, const Arguments& arguments) {
  Request request;
  CLI::App app{std::string(command.summary), std::string(command.name)};
  app.formatter(std::make_shared<HelpFormatter>());
  command.add_to(app, request);
  if (!command.is_for_programs) add_output_options(app, request.outputs);
  if (std::any_of(arguments.begin(), arguments.end(), asks_for_help))
    return just_say(fmt::format("Examples:\n{}\n{}", command.examples, app.help("crossover")));
  ArgumentCheck{app}(arguments);
  try {
    app.parse(Arguments(arguments.rbegin(), arguments.rend()));  // CLI11 takes them from the back
  } catch (const CLI::ParseError& e) {
    throw UsageError(e.what());
  }
  return request;
}

}  // namespace

Request parse(const Arguments& arguments) {
  if (arguments.empty()) return parse_command(main_job, arguments);
  if (asks_for_help(arguments.front())) return just_say(help_on_program());
  if (arguments.front() == "--version") return just_say(version());
  const Command& command = command_named(arguments.front());
  return parse_command(command, Arguments(arguments.begin() + 1, arguments.end()));
}

}  // namespace crossover
