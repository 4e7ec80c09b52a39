#include <array>
#include <memory>
#include <span>
#include <string>
#include <variant>

#include "host/sort/sample.hpp"
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
    std::visit([]<Key T>(std::span<T> all) { sort_keys(all); }, keys);
  }

 private:
  /// Many floats are partitioned while special ones are counted, as vqsort itself would begin: counting them apart
  /// would read all of them once more, which takes a twentieth of the time.
  template <Key T>
  static void sort_keys(std::span<T> keys) {
    const SimdSort<T>& simd = fastest_simd_sort<T>();
    std::size_t border = 0;  // keys before it are not larger than those behind it
    const auto count_special = [&](std::span<const T>) -> SpecialKeys {
      if (keys.size() < min_to_partition) return simd.count_special(keys.data(), keys.size());
      std::array<T, 255> memory;
      const std::span<T> sample = sorted_sample<T>(keys, memory);
      if (sample.empty()) return simd.count_special(keys.data(), keys.size());
      const Partitioned parted = simd.partition_and_count(keys.data(), keys.size(), sample[sample.size() / 2]);
      border = parted.special.not_finite == 0 ? parted.not_larger : 0;
      return parted.special;
    };
    const auto sort_numbers = [&](std::span<T> numbers) {
      simd.sort(numbers.data(), border);
      simd.sort(numbers.data() + border, numbers.size() - border);
    };
    sort_in_total_order(keys, sort_numbers, count_special);
  }

  static constexpr std::size_t min_to_partition = std::size_t{1} << 14;
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
