#include <algorithm>
#include <memory>
#include <string>
#include <variant>

#include "host/sort/sorters/entries.hpp"
#include "host/sort/total_order.hpp"

namespace crossover {
namespace {

class Std : public Sorter {
 public:
  void sort(const KeySpan& keys) override {
    std::visit(
        [](auto all) { sort_in_total_order(all, [](auto numbers) { std::sort(numbers.begin(), numbers.end()); }); },
        keys);
  }
};

}  // namespace

const SorterEntry std_sorter{
    .name = "std",
    .summary = "std::sort, one core",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .extra_memory = 0,
    .make = [](const SortResources&) -> std::unique_ptr<Sorter> { return std::make_unique<Std>(); },
};

}  // namespace crossover
