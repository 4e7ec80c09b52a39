#include "host/cli/commands/command.hpp"
#include "host/report/devices/devices_report.hpp"

namespace crossover {

const Command devices_command{
    .name = "devices",
    .summary = "list backends, kernels and sorters, and why any cannot run here",
    .examples =
        "  crossover devices\n"
        "  crossover devices --json -\n",
    .add_to =
        [](CLI::App& app, Request& request) {
          app.callback([&request] { request.carry_out = [](const Save&) { return report_on_devices(); }; });
        },
};

}  // namespace crossover
