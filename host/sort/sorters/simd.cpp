#include "host/sort/sorters/entries.hpp"
#include "host/sort/total_order.hpp"
#include "kernels/simd/sort.hpp"

namespace crossover {
namespace {

class Simd : public Sorter {
 public:
  /// Chooses the instruction set now, not when something is timed.
  explicit Simd(KeyType type) {
    std::visit([]<Key T>(std::span<T>) { fastest_simd_sort<T>(); }, view_as(type, nullptr, 0));
  }

  void sort(const KeySpan& keys) override {
    std::visit(
        []<Key T>(std::span<T> all) {
          const SimdSort<T>& simd = fastest_simd_sort<T>();
          sort_in_total_order(
              all, [&](std::span<T> numbers) { simd.sort(numbers.data(), numbers.size()); },
              [&](std::span<const T> some) { return simd.count_odd(some.data(), some.size()); });
        },
        keys);
  }
};

}  // namespace

const SorterEntry simd_sorter{
    .name = "simd",
    .summary = "Highway's vqsort, one core, with the instruction set that sorts such keys fastest here",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .extra_memory = 0,
    .make = [](const SortResources& r) -> std::unique_ptr<Sorter> { return std::make_unique<Simd>(r.type); },
};

}  // namespace crossover
