#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>

#include "host/cli/shells/completion.hpp"

namespace crossover {
namespace {

/// Text within single quotes and brackets of a specification.
std::string escaped(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (c == '\'') {
      all += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') all += '\\';
    all += c;
  }
  return all;
}

std::string action_of(const OptionHelp& option) {
  if (is_file(option)) return "_files";
  const auto values = values_of(option);
  if (values.empty()) return " ";
  if (option.value.ends_with(",...")) return fmt::format("_sequence compadd - {}", fmt::join(values, " "));
  return fmt::format("({})", fmt::join(values, " "));
}

/// A specification for _arguments.
std::string specification_of(const OptionHelp& option) {
  const std::string value = option.is_flag() ? "" : fmt::format(":{}:{}", escaped(option.value), action_of(option));
  const char* const which = is_file(option) ? "*" : "1";  // of files there may be several
  if (option.long_name.empty()) return fmt::format(" \\\n        '{}{}'", which, value);
  const std::string names = option.short_name.empty()
                                ? "'" + option.long_name
                                : fmt::format("'({0} {1})'{{{0},{1}}}'", option.short_name, option.long_name);
  return fmt::format(" \\\n        {}[{}]{}'", names, escaped(option.description), value);
}

}  // namespace

std::string completion_for_zsh() {
  std::string names, cases;
  for (const Command* command : commands()) {
    if (!command->is_listed) continue;
    names += fmt::format("    '{}:{}'\n", command->name, escaped(command->summary));
    cases += fmt::format("    {})\n      _arguments", command->name);
    for (const OptionHelp& option : options_of(*command)) cases += specification_of(option);
    cases += " \\\n        '(-h --help)'{-h,--help}'[this text]'\n      ;;\n";
  }
  return fmt::format(R"(#compdef crossover
# zsh completion of crossover: source <(crossover completion zsh)

_crossover() {{
  local -a names=(
{}    'help:help on a command'
    'version:version and build'
  )
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}

if [[ $funcstack[1] == _crossover ]]; then _crossover "$@"; else compdef _crossover crossover; fi
)",
                     names, cases);
}

}  // namespace crossover
