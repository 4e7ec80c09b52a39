#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/cli/options/choices.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/processes/serve.hpp"
#include "host/system/child_process.hpp"
#include "host/system/ending.hpp"
#include "host/system/parent_death.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

Document serve(const Kernel& kernel) {
  const bool has_parent = std::getenv(worker_mark) != nullptr;
  if (has_parent) {
    die_with_parent();
    name_like_the_program();
  }
  serve_hits(kernel, [] { return stop_signal() == 0; });
  Document nothing_more;
  nothing_more.exit_code = exit_code_of_signal(stop_signal());
  if (has_parent) end_worker_process(static_cast<int>(nothing_more.exit_code));
  return nothing_more;
}

void add_worker_options(CLI::App& app, Request& request) {
  const auto kernel = std::make_shared<std::optional<std::string>>();
  app.add_option("--kernel", *kernel, "how it counts; see crossover devices")->type_name("NAME");
  app.footer(
      "The backend processes starts its workers so, and people can talk to one too. Each line of standard input, "
      "\"seed first last\" in decimal, asks for the hits among samples first, first + 1, ..., last - 1 of a seed; each "
      "answer is a line with that number, in the order of the requests. More than one may be asked for before the "
      "answers are read. A line that is no request ends it with exit code 2, the end of the input with 0. It also ends "
      "when nobody can read its answers any more.");
  app.callback([kernel, &request] {
    request.carry_out = [&chosen = kernel_for(processes_backend, *kernel)](const Save&) { return serve(chosen); };
  });
}

}  // namespace

const Command worker_command{
    .name = "worker",
    .summary = "count the hits of the ranges that are asked for on standard input",
    .examples =
        "  crossover worker\n"
        "  crossover worker --kernel scalar\n",
    .add_to = add_worker_options,
    .is_listed = false,
    .has_outputs = false,
};

}  // namespace crossover
