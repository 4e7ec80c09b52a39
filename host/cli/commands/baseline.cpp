#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/record/baselines.hpp"
#include "host/report/baseline/kept_report.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct BaselineCommand {
  std::string action = "list", name;
};

Document list_baselines() {
  std::vector<KeptBaseline> kept;
  for (const std::string& name : baseline_names()) {
    try {
      kept.push_back({read_baseline(name)});
    } catch (const Error& error) {
      kept.push_back({{name, {}}, error.what()});
    }
  }
  return list_of(kept);
}

Document remove_and_report(const std::string& name) {
  remove_baseline(name);
  return report_on_removal({name});
}

/// Throws UsageError for an action that is not known, and where the name is missing or one too many.
CarryOut work_of(const BaselineCommand& asked) {
  constexpr std::array<std::string_view, 3> actions{"list", "show", "remove"};
  const std::string &action = asked.action, &name = asked.name;
  if (action == "list") {
    if (!name.empty())
      throw UsageError(fmt::format("list takes no name; crossover baseline show {}", for_a_shell(name)));
    return [](const Save&) { return list_baselines(); };
  }
  if (action != "show" && action != "remove")
    throw UsageError(fmt::format("action {} is not known{}", in_quotes(action),
                                 suggestion(action, std::vector<std::string_view>(actions.begin(), actions.end()))));
  if (name.empty())
    throw UsageError(fmt::format("{} needs the name of a baseline: crossover baseline {} main", action, action));
  if (action == "show") return [name](const Save&) { return report_on(read_baseline(name)); };
  return [name](const Save&) { return remove_and_report(name); };
}

void add_baseline_options(CLI::App& app, Request& request) {
  const auto asked = std::make_shared<BaselineCommand>();
  app.add_option("ACTION", asked->action, "list, the default, show or remove");
  app.add_option("NAME", asked->name, "of a baseline; to show, also a file that --json wrote");
  app.footer(
      "compare and sort keep a result by --save-baseline NAME, and hold one against it by --baseline NAME: faster, the "
      "same, slower or not clear. Baselines are files in ${XDG_STATE_HOME:-~/.local/state}/crossover/baselines.");
  app.callback([asked, &request] { request.carry_out = work_of(*asked); });
}

}  // namespace

const Command baseline_command{
    .name = "baseline",
    .summary = "results that were kept to hold later ones against: list, show or remove them",
    .examples =
        "  crossover baseline list\n"
        "  crossover baseline show main\n"
        "  crossover baseline remove main\n",
    .add_to = add_baseline_options,
    .argument_may_be_missing = true,
};

}  // namespace crossover
