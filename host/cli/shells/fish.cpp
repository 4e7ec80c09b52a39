#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>

#include "host/cli/shells/completion.hpp"

namespace crossover {
namespace {

std::string in_single_quotes(std::string_view text) {
  std::string all = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') all += '\\';
    all += c;
  }
  return all + "'";
}

std::string line_of(const Command& command, const OptionHelp& option) {
  std::string line = fmt::format("complete -c crossover -n '__fish_seen_subcommand_from {}'", command.name);
  const auto values = values_of(option);
  if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
  if (!option.long_name.empty()) line += " -l " + option.long_name.substr(2);
  if (is_file(option))
    line += option.long_name.empty() ? " -F" : " -r -F";
  else if (!option.is_flag() && !option.long_name.empty())
    line += " -x";
  if (!values.empty()) line += " -a " + in_single_quotes(fmt::format("{}", fmt::join(values, " ")));
  return line + " -d " + in_single_quotes(option.description) + "\n";
}

}  // namespace

std::string completion_for_fish() {
  std::string text =
      "# fish completion of crossover: crossover completion fish > ~/.config/fish/completions/crossover.fish\n"
      "complete -c crossover -f\n";
  for (const Command* command : commands())
    if (command->is_listed)
      text += fmt::format("complete -c crossover -n __fish_use_subcommand -a {} -d {}\n", command->name,
                          in_single_quotes(command->summary));
  text +=
      "complete -c crossover -n __fish_use_subcommand -s h -l help -d 'help'\n"
      "complete -c crossover -n __fish_use_subcommand -s V -l version -d 'version and build'\n";
  for (const Command* command : commands())
    if (command->is_listed)
      for (const OptionHelp& option : options_of(*command)) text += line_of(*command, option);
  return text;
}

}  // namespace crossover
