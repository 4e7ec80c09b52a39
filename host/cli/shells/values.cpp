#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "host/cli/shells/completion.hpp"
#include "host/lesson/exercises/exercise.hpp"
#include "host/pi/backend.hpp"
#include "host/sort/sharing.hpp"
#include "host/sort/sorter.hpp"
#include "kernels/key_type.hpp"

namespace crossover {
namespace {

template <class Row>
std::vector<std::string> names_in(std::span<const Row* const> table) {
  std::vector<std::string> names;
  names.reserve(table.size());
  for (const Row* row : table) names.emplace_back(row->name);
  return names;
}

template <class Values>
std::vector<std::string> names_of(const Values& values) {
  std::vector<std::string> names;
  names.reserve(std::size(values));
  for (const auto value : values) names.emplace_back(name_of(value));
  return names;
}

std::vector<std::string> kernel_names() {
  std::vector<std::string> names;
  for (const BackendEntry* entry : backends())
    for (const Kernel* kernel : entry->kernels())
      if (std::ranges::count(names, kernel->name) == 0) names.emplace_back(kernel->name);
  return names;
}

}  // namespace

std::span<const Shell> shells() {
  static constexpr std::array table{Shell{"bash", completion_for_bash}, Shell{"zsh", completion_for_zsh},
                                    Shell{"fish", completion_for_fish}};
  return table;
}

std::vector<std::string> values_of(const OptionHelp& option) {
  if (option.long_name == "--backend") return names_in(backends());
  if (option.long_name == "--kernel") return kernel_names();
  if (option.long_name == "--sorter") return names_in(sorters());
  if (option.long_name == "--sharing") return names_of(sharings);
  if (option.long_name == "--type") return names_of(key_types);
  if (option.long_name == "--distribution") return names_of(distributions);
  if (option.long_name == "--device") return {"all"};
  if (option.value == "EXERCISE") return names_in(exercises());
  if (option.value == "ACTION") return {"list", "show", "remove"};
  if (option.value == "SHELL") {
    std::vector<std::string> names;
    for (const Shell& shell : shells()) names.emplace_back(shell.name);
    return names;
  }
  return {};
}

bool is_file(const OptionHelp& option) { return option.value.starts_with("FILE"); }

}  // namespace crossover
