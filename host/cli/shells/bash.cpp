#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "host/cli/shells/completion.hpp"

namespace crossover {
namespace {

/// "pi:--backend | pi:-b"
std::string pattern_of(const Command& command, const OptionHelp& option) {
  const std::string pattern = fmt::format("{}:{}", command.name, option.long_name);
  return option.short_name.empty() ? pattern : fmt::format("{} | {}:{}", pattern, command.name, option.short_name);
}

/// What comes behind an option that takes a value.
std::string case_of_value(const Command& command, const OptionHelp& option) {
  std::string action = "return";
  if (is_file(option)) action = "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$current\")); return";
  if (const auto values = values_of(option); !values.empty())
    action = fmt::format("_crossover_words '{}'; return", fmt::join(values, " "));
  return fmt::format("    {}) {} ;;\n", pattern_of(command, option), action);
}

std::string case_of_command(const Command& command) {
  std::vector<std::string> words;
  std::string files;
  for (const OptionHelp& option : options_of(command)) {
    if (option.long_name.empty() && is_file(option))
      files = "; compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$current\"))";
    else if (option.long_name.empty())
      for (const std::string& value : values_of(option)) words.push_back(value);
    else
      words.push_back(option.long_name);
  }
  words.emplace_back("--help");
  return fmt::format("    {}) _crossover_words '{}'{} ;;\n", command.name, fmt::join(words, " "), files);
}

}  // namespace

std::string completion_for_bash() {
  std::vector<std::string> first_words;
  std::string values, options;
  for (const Command* command : commands()) {
    if (!command->is_listed) continue;
    first_words.emplace_back(command->name);
    for (const OptionHelp& option : options_of(*command))
      if (!option.long_name.empty() && !option.is_flag()) values += case_of_value(*command, option);
    options += case_of_command(*command);
  }
  for (const char* word : {"help", "version", "--help", "--version"}) first_words.emplace_back(word);
  return fmt::format(R"(# bash completion of crossover: source <(crossover completion bash)

# Those of the words that begin as the current one, or as the last in a list with commas.
_crossover_words() {{
  local before=
  if [[ $current == *,* ]]; then before=${{current%,*}},; fi
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "${{current##*,}}"))
}}

_crossover() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    _crossover_words '{}'
    return
  fi
  case $command:$previous in
{}  esac
  case $command in
{}  esac
}}
complete -F _crossover crossover
)",
                     fmt::join(first_words, " "), values, options);
}

}  // namespace crossover
