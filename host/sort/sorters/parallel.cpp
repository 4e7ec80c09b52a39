#include <memory>
#include <span>
#include <string>
#include <variant>

#include "host/machine/cpus.hpp"
#include "host/sort/count_special_keys.hpp"
#include "host/sort/parallel_sort.hpp"
#include "host/sort/sorters/entries.hpp"
#include "host/sort/total_order.hpp"

namespace crossover {
namespace {

template <Key T>
class Parallel : public Sorter {
 public:
  explicit Parallel(unsigned workers) : pool_(workers), parallel_(pool_) {}

  void sort(const KeySpan& keys) override {
    sort_in_total_order(
        std::get<std::span<T>>(keys), [this](std::span<T> numbers) { parallel_.sort(numbers); },
        [this](std::span<const T> all) { return count_special_keys(all, pool_); });
  }

 private:
  WorkerPool pool_;
  ParallelSort<T> parallel_;
};

}  // namespace

const SorterEntry parallel_sorter{
    .name = "parallel",
    .summary = "the same by all workers on one array, in place: partitioned by teams until each part is one worker's",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .extra_memory = 0,
    .make = [](const SortResources& r) -> std::unique_ptr<Sorter> {
      return std::visit(
          [&]<Key T>(std::span<T>) -> std::unique_ptr<Sorter> { return std::make_unique<Parallel<T>>(r.workers); },
          view_as(r.type, nullptr, 0));
    },
};

}  // namespace crossover
