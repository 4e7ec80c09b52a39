#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_reduce.h>
#include <tbb/parallel_sort.h>
#include <tbb/task_arena.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <variant>

#include "host/machine/cpus.hpp"
#include "host/sort/sorters/entries.hpp"
#include "host/sort/total_order.hpp"
#include "host/threads/thread_limit_check.hpp"

namespace crossover {
namespace {

class Tbb : public Sorter {
 public:
  explicit Tbb(unsigned workers) : workers_(workers), arena_(static_cast<int>(workers)) {}

  void sort(const KeySpan& keys) override {
    thread_limit_.require(workers_);
    // The arena has places for so many workers; that there are more of them than CPUs must be allowed besides.
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, workers_);
    arena_.execute([&] {
      std::visit(
          []<Key T>(std::span<T> all) {
            sort_in_total_order(
                all, [](std::span<T> numbers) { tbb::parallel_sort(numbers.begin(), numbers.end()); },
                count_special_by_all_workers<T>);
          },
          keys);
    });
  }

 private:
  template <Key T>
  static SpecialKeys count_special_by_all_workers(std::span<const T> keys) {
    constexpr std::size_t shortest = std::size_t{1} << 16;
    return tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, keys.size(), shortest), SpecialKeys{},
        [keys](const auto& part, const SpecialKeys& special) {
          return special + count_special_by_vectors(keys.subspan(part.begin(), part.size()));
        },
        std::plus<>());
  }

  const unsigned workers_;
  ThreadLimitCheck thread_limit_;
  tbb::task_arena arena_;
};

}  // namespace

const SorterEntry tbb_sorter{
    .name = "tbb",
    .summary = "oneTBB's parallel_sort, in place: a quicksort whose parts are tasks",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .extra_memory = 0,
    .make = [](const SortResources& r) -> std::unique_ptr<Sorter> { return std::make_unique<Tbb>(r.workers); },
};

}  // namespace crossover
