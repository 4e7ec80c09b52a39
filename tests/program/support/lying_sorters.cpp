// A table of sorters that takes the place of the program's own: one is honest, the others leave arrays that are not the
// sorted ones.

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "host/sort/order.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {
namespace {

/// Sorts right, then spoils an array of two keys or more.
class Liar : public Sorter {
 public:
  using Lie = void (*)(const KeySpan& sorted, unsigned calls);

  explicit Liar(Lie lie) : lie_(lie) {}

  void sort(const KeySpan& keys) override {
    std::visit([]<Key T>(std::span<T> all) { std::sort(all.begin(), all.end(), precedes<T>); }, keys);
    if (size_of(keys) > 1) lie_(keys, ++calls_);
  }

 private:
  Lie lie_;
  std::atomic<unsigned> calls_ = 0;
};

/// The last key is not there; in its place stands another that nobody had.
void lose_a_key(const KeySpan& keys, unsigned) {
  std::visit([](auto all) { all.back() = all.front() + 1; }, keys);
  std::visit([]<Key T>(std::span<T> all) { std::sort(all.begin(), all.end(), precedes<T>); }, keys);
}

void double_a_key(const KeySpan& keys, unsigned) {
  std::visit([](auto all) { all[1] = all[0]; }, keys);
}

void swap_a_pair(const KeySpan& keys, unsigned) {
  std::visit([](auto all) { std::swap(all.front(), all.back()); }, keys);
}

void swap_a_pair_from_the_fifth_call(const KeySpan& keys, unsigned calls) {
  if (calls >= 5) swap_a_pair(keys, calls);
}

template <Liar::Lie lie>
constexpr SorterEntry liar_entry(std::string_view name) {
  return {.name = name,
          .summary = "leaves what is not so",
          .why_unavailable = [] { return std::string(); },
          .default_workers = [] { return 0U; },
          .extra_memory = 0,
          .make = [](const SortResources&) -> std::unique_ptr<Sorter> { return std::make_unique<Liar>(lie); }};
}

constexpr SorterEntry loser = liar_entry<lose_a_key>("loser");
constexpr SorterEntry doubler = liar_entry<double_a_key>("doubler");
constexpr SorterEntry swapper = liar_entry<swap_a_pair>("swapper");
constexpr SorterEntry late_swapper = liar_entry<swap_a_pair_from_the_fifth_call>("late-swapper");

}  // namespace

std::span<const SorterEntry* const> sorters() {
  static constexpr std::array table{&std_sorter, &loser, &doubler, &swapper, &late_swapper};
  return table;
}

}  // namespace crossover
