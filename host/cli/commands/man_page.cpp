#include <fmt/format.h>

#include <string>
#include <string_view>

#include "host/cli/commands/command.hpp"
#include "host/cli/help.hpp"
#include "host/machine/build_info.hpp"

namespace crossover {
namespace {

/// Text as roff takes it: hyphens that can be copied, no line that is taken for a request.
std::string in_roff(std::string_view text) {
  std::string escaped;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else
      escaped += c;
    begins_line = c == '\n';
  }
  return escaped;
}

std::string section_of(const Command& command) {
  std::string text = fmt::format(".SS {}\n{}\n", in_roff(command.name), in_roff(command.summary));
  for (const OptionHelp& option : options_of(command))
    text += fmt::format(".TP\n.B {}\n{}\n", in_roff(option.usage()), in_roff(option.description));
  return text;
}

std::string page() {
  std::string text = fmt::format(".TH CROSSOVER 1 \"\" \"crossover {}\" \"User Commands\"\n", build_info.version);
  text += ".SH NAME\ncrossover \\- measure when threads, processes or a GPU pay off\n";
  text += ".SH SYNOPSIS\n.B crossover\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]\n";
  text += fmt::format(".SH DESCRIPTION\n{}\nWithout a command: {}.\n", in_roff(purpose), in_roff(main_command().name));
  text += ".SH COMMANDS\n";
  for (const Command* command : commands())
    if (command->is_listed) text += section_of(*command);
  text += ".SH EXIT STATUS\n";
  for (const ExitCodeHelp& e : exit_codes) text += fmt::format(".TP\n.B {}\n{}\n", e.code, e.meaning);
  text += ".SH EXAMPLES\n.nf\n";
  for (const Command* command : commands())
    if (command->is_listed) text += in_roff(command->examples);
  return text + ".fi\n";
}

void add_man_page_options(CLI::App& app, Request& request) {
  app.callback([&request] { request.carry_out = [](const Save&) { return Document{.page = {{Paragraph{page()}}}}; }; });
}

}  // namespace

const Command man_page_command{
    .name = "man-page",
    .summary = "print the manual page, which cmake --install puts in its place",
    .examples = "  crossover man-page\n",
    .add_to = add_man_page_options,
    .is_listed = false,
    .has_outputs = false,
};

}  // namespace crossover
