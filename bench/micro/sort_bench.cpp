// What sorting costs: each instruction set, the sorters beside vqsort called directly, and several workers beside one.
// Each iteration sorts fresh copies of different arrays; copying is not timed. The counter is keys a second.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "host/machine/cpus.hpp"
#include "host/sort/key_array.hpp"
#include "host/sort/sorter.hpp"
#include "host/sort/sorters/entries.hpp"
#include "kernels/simd/sort.hpp"

namespace crossover {
namespace {

/// Arrays of a size, 2^18 keys together at least.
class Arrays {
 public:
  Arrays(KeyType type, std::size_t keys) : pool_(usable_cpus()) {
    const std::size_t n = std::max<std::size_t>(1, (std::size_t{1} << 18) / keys);
    for (std::size_t i = 0; i < n; ++i) {
      pristine_.emplace_back(type, keys);
      work_.emplace_back(type, keys);
      fill(pristine_[i].view(), Seed{42}, i + 1, Distribution::uniform, pool_);
    }
  }

  /// Seconds for sorting all of them anew.
  double sort_all(const std::function<void(const KeySpan&)>& sort) {
    for (std::size_t i = 0; i < work_.size(); ++i) copy(pristine_[i].view(), work_[i].view(), pool_);
    const auto start = std::chrono::steady_clock::now();
    for (const KeyArray& array : work_) sort(array.view());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  std::int64_t keys() const { return static_cast<std::int64_t>(work_.size() * size_of(work_.front().view())); }

 private:
  WorkerPool pool_;
  std::vector<KeyArray> pristine_, work_;
};

void time_sorts(benchmark::State& state, KeyType type, std::size_t keys,
                const std::function<void(const KeySpan&)>& sort) {
  Arrays arrays(type, keys);
  for ([[maybe_unused]] const auto iteration : state) state.SetIterationTime(arrays.sort_all(sort));
  state.SetItemsProcessed(state.iterations() * arrays.keys());
}

void add(const std::string& name, KeyType type, std::size_t keys, const std::function<void(const KeySpan&)>& sort) {
  const std::string full = name + "/" + std::string(name_of(type)) + "/" + std::to_string(keys);
  benchmark::RegisterBenchmark(full.c_str(), [=](benchmark::State& state) { time_sorts(state, type, keys, sort); })
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

void add_instruction_sets(KeyType type, std::size_t keys) {
  std::visit(
      [&]<Key T>(std::span<T>) {
        for (const SimdSort<T>& simd : simd_sorts<T>())
          add("vqsort_" + simd.name, type, keys, [&simd](const KeySpan& array) {
            const auto all = std::get<std::span<T>>(array);
            simd.sort(all.data(), all.size());
          });
      },
      view_as(type, nullptr, 0));
}

void add_sorter(const SorterEntry& entry, KeyType type, std::size_t keys) {
  const std::shared_ptr<Sorter> sorter = entry.make({.type = type, .keys = keys, .workers = usable_cpus()});
  add(std::string(entry.name), type, keys, [sorter](const KeySpan& array) { sorter->sort(array); });
}

const bool registered = [] {
  for (const KeyType type : key_types) {
    for (const std::size_t keys : {1'000U, 10'000'000U}) add_instruction_sets(type, keys);
    for (const std::size_t keys : {1'000U, 10'000'000U}) add_sorter(simd_sorter, type, keys);
    for (const std::size_t keys : {1'000U, 100'000U, 200'000U, 1'000'000U, 10'000'000U})
      add_sorter(parallel_sorter, type, keys);
    for (const std::size_t keys : {100'000U, 200'000U, 1'000'000U}) add_sorter(simd_sorter, type, keys);
  }
  return true;
}();

}  // namespace
}  // namespace crossover
