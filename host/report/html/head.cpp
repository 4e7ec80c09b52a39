#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "host/report/chart/escaped.hpp"
#include "host/report/html/sections.hpp"
#include "host/report/numbers.hpp"
#include "host/report/saved/json_values.hpp"

namespace crossover {
namespace {

std::string fact(const std::string& name, const std::string& value) {
  if (value.empty() || value == absent) return "";
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(value));
}

std::string cpus_of(const Json& document) {
  const auto usable = number_at(document, "/machine/usable_cpus"), quota = number_at(document, "/machine/cpu_quota");
  std::string text = text_at(document, "/machine/cpu");
  if (usable) text += fmt::format(", {:g} usable CPU{}", *usable, *usable == 1 ? "" : "s");
  if (quota) text += fmt::format(", a quota of {:.3g}", *quota);
  return text;
}

std::string state_of(const Json& document) {
  const Json& quiet = value_at(document, "/machine_state/quiet");
  if (quiet == true) return "quiet";
  if (quiet == false) return fmt::format("busy: {}", text_at(document, "/machine_state/why"));
  return "";
}

}  // namespace

std::string typed_command(const Json& document) {
  std::vector<std::string> words;
  for (const std::string& argument : texts_at(document, "/provenance/command_line"))
    words.push_back(for_a_shell_line(argument));
  return words.empty() ? "crossover " + text_at(document, "/command") : fmt::format("{}", fmt::join(words, " "));
}

std::string head_section(const Json& document) {
  return fmt::format("<header>\n<h1>crossover {}</h1>\n<p class=\"command\"><code>{}</code></p>\n<dl>\n",
                     escaped(text_at(document, "/command")), escaped(typed_command(document))) +
         fact("Measured", text_at(document, "/provenance/time")) +
         fact("Machine", text_at(document, "/provenance/host")) + fact("CPU", cpus_of(document)) +
         fact("GPUs", fmt::format("{}", fmt::join(texts_at(document, "/provenance/gpus"), "; "))) +
         fact("State", state_of(document)) +
         fact("Version",
              fmt::format("{}, commit {}", text_at(document, "/version"), text_at(document, "/build/commit"))) +
         (value_at(document, "/complete") == false
              ? fact("Result", "not complete: it was written while the run went on, or the run was stopped")
              : "") +
         "</dl>\n</header>\n";
}

}  // namespace crossover
