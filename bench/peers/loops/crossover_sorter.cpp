// One of crossover's sorters, with a way of sharing the arrays out. It is made before anything is timed.

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "host/sort/sharing.hpp"
#include "kernels/simd/sort.hpp"
#include "serve_sorts.hpp"

namespace {

using namespace crossover;

template <class Rows, class Name>
auto row_named(const Rows& rows, const std::string& name, Name name_of_row) {
  const auto found = std::ranges::find_if(rows, [&](const auto& row) { return name_of_row(row) == name; });
  if (found == rows.end()) throw std::runtime_error("no " + name);
  return *found;
}

SharedSorter make(const SortTask& task, const SorterEntry& entry, Sharing sharing) {
  const KeyType type = row_named(key_types, task.type, [](KeyType t) { return name_of(t); });
  return {entry.make({.type = type, .keys = task.keys, .workers = entry.takes_workers() ? task.workers : 1}), sharing,
          threads_of(sharing, task.arrays, task.workers)};
}

std::string note_on(const SorterEntry& entry, const std::string& type) {
  if (entry.name != "simd") return "";
  const KeyType key_type = row_named(key_types, type, [](KeyType t) { return name_of(t); });
  return std::visit([]<class T>(std::span<T>) { return "has chosen " + fastest_simd_sort<T>().name; },
                    view_as(key_type, nullptr, 0));
}

}  // namespace

int main(int, char** arguments) {
  const SortTask task = sort_task_of(arguments);
  const SorterEntry& entry = *row_named(sorters(), arguments[6], [](const SorterEntry* row) { return row->name; });
  SharedSorter sorter = make(task, entry, row_named(sharings, arguments[7], [](Sharing s) { return name_of(s); }));
  std::vector<KeySpan> views;
  return serve_sorts(task, note_on(entry, task.type), [&](const auto& arrays) {
    if (views.empty()) views.assign(arrays.begin(), arrays.end());  // they always lie in the same memory
    sorter.sort(views);
  });
}
