#include "host/cli/shells/completion.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

const Shell& shell_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Shell& shell : shells()) {
    if (shell.name == name) return shell;
    names.push_back(shell.name);
  }
  throw UsageError(fmt::format("shell {} is not known{}", in_quotes(name), suggestion(name, names)));
}

void add_completion_options(CLI::App& app, Request& request) {
  const auto name = std::make_shared<std::string>();
  app.footer(
      "For one session: source <(crossover completion bash), or zsh; crossover completion fish | source. For good: "
      "write "
      "the line into ~/.bashrc or ~/.zshrc; for fish, write the script to ~/.config/fish/completions/crossover.fish. "
      "cmake --install puts all three where shells look for them.");
  app.add_option("SHELL", *name, "bash, zsh or fish");
  app.callback([name, &request] {
    if (name->empty()) throw UsageError("completion needs a shell: crossover completion bash");
    request.carry_out = [script = shell_named(*name).script](const Save&) {
      return Document{.page = {{Paragraph{script()}}}};
    };
  });
}

}  // namespace

const Command completion_command{
    .name = "completion",
    .summary = "print a script by which a shell completes commands, options and values",
    .examples =
        "  crossover completion bash\n"
        "  crossover completion zsh\n"
        "  crossover completion fish\n",
    .add_to = add_completion_options,
    .has_outputs = false,
};

}  // namespace crossover
