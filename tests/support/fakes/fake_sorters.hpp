#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "host/compare/walk/sort_walk.hpp"
#include "host/sort/order.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {

/// Sorts right; what a fake sorter may spoil then.
inline void sort_right(const KeySpan& keys) {
  std::visit([]<Key T>(std::span<T> all) { std::sort(all.begin(), all.end(), precedes<T>); }, keys);
}

/// What a fake sorter does with an array in the n-th call of its sort(), which counts from 1.
using FakeSort = void (*)(const KeySpan& keys, unsigned call);

template <FakeSort sort_or_not>
class FakeSorter : public Sorter {
 public:
  void sort(const KeySpan& keys) override { sort_or_not(keys, ++calls_); }

 private:
  std::atomic<unsigned> calls_ = 0;
};

template <FakeSort sort_or_not>
constexpr SorterEntry fake_sorter(std::string_view name) {
  return {.name = name,
          .summary = "a fake",
          .why_unavailable = [] { return std::string(); },
          .default_workers = [] { return 0U; },
          .extra_memory = 0,
          .make = [](const SortResources&) -> std::unique_ptr<Sorter> {
            return std::make_unique<FakeSorter<sort_or_not>>();
          }};
}

inline void honestly(const KeySpan& keys, unsigned) { sort_right(keys); }

/// The first key takes the second one's place: a key is lost, another is there twice, and all are in order.
inline void losing_a_key(const KeySpan& keys, unsigned) {
  sort_right(keys);
  std::visit([](auto all) { all[1] = all[0]; }, keys);
}

inline void changing_a_key(const KeySpan& keys, unsigned) {
  sort_right(keys);
  std::visit([](auto all) { all.back() += 1; }, keys);
}

/// All keys are there, but the ends are not where they belong.
inline void swapping_a_pair(const KeySpan& keys, unsigned) {
  sort_right(keys);
  std::visit([](auto all) { std::swap(all.front(), all.back()); }, keys);
}

/// Right in so many calls, then it changes nothing.
template <unsigned good_calls>
void until(const KeySpan& keys, unsigned call) {
  if (call <= good_calls) sort_right(keys);
}

template <unsigned good_calls>
void failing_after(const KeySpan& keys, unsigned call) {
  if (call > good_calls) throw Error("out of luck");
  sort_right(keys);
}

inline constexpr SorterEntry honest_sorter = fake_sorter<honestly>("honest");

/// Says that it spent these seconds on a device in each call, but a thousand times as many in the first.
class GadgetSorter : public Sorter {
 public:
  void sort(const KeySpan& keys) override {
    sort_right(keys);
    spent_ += spent_ == 0 ? 1000 : 1;
  }
  Readings meters() const override { return after(spent_); }

  /// What its meters say after so many calls.
  static Readings after(double calls) {
    return {{&copy_in_meter, calls}, {&sort_meter, 2 * calls}, {&copy_out_meter, 4 * calls}};
  }

 private:
  double spent_ = 0;
};

/// A sorter with two devices.
inline constexpr SorterEntry gadget_sorter{
    .name = "gadget",
    .summary = "a fake with devices",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .extra_memory = 1,
    .devices =
        [] {
          return std::vector<Device>{{"a red gadget"}, {"a blue gadget"}};
        },
    .make = [](const SortResources&) -> std::unique_ptr<Sorter> { return std::make_unique<GadgetSorter>(); }};

inline constexpr SorterEntry unusable_sorter{.name = "fancy",
                                             .summary = "a fake that cannot run",
                                             .why_unavailable = [] { return std::string("no driver; install one"); },
                                             .default_workers = [] { return 0U; },
                                             .extra_memory = 0,
                                             .make = nullptr};

/// A sorter for several workers.
inline constexpr SorterEntry team_sorter{
    .name = "team",
    .summary = "a fake with workers",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 2U; },
    .extra_memory = 0,
    .make = [](const SortResources&) -> std::unique_ptr<Sorter> { return std::make_unique<FakeSorter<honestly>>(); }};

inline SortConfiguration one_by_one(const SorterEntry& sorter) { return {&sorter, Sharing::sequential, 1, 1}; }
inline SortConfiguration by_threads(const SorterEntry& sorter, unsigned threads = 2) {
  return {&sorter, Sharing::threads, 1, threads};
}
inline SortConfiguration by_pool(const SorterEntry& sorter, unsigned threads = 2) {
  return {&sorter, Sharing::pool, 1, threads};
}
inline SortConfiguration by_team(const SorterEntry& sorter = team_sorter, unsigned workers = 2) {
  return {&sorter, Sharing::sequential, workers, 1};
}

inline SortTask task_of(std::uint64_t keys, unsigned arrays = 2) {
  return {
      .type = KeyType::i64, .distribution = Distribution::uniform, .seed = Seed{42}, .keys = keys, .arrays = arrays};
}

/// A run as if it had been measured: set-up in 10 µs, the cold run in 4 ms.
inline SortRun sorted(const SortConfiguration& configuration, const std::vector<double>& warm_seconds) {
  SortRun run{.configuration = configuration,
              .timing = {.setup_seconds = 10e-6, .cold_seconds = 4e-3, .meters = {{&cpu_meter, 0.5e-3}}}};
  if (!warm_seconds.empty()) run.timing.warm_seconds = summarize(warm_seconds);
  return run;
}

/// What compare_sorters gives for these runs, which have all taken part in the same rounds.
inline SortComparison sorted_point(std::uint64_t keys, std::vector<SortRun> runs, unsigned arrays = 2) {
  SortComparison point;
  point.task = task_of(keys, arrays);
  point.runs = std::move(runs);
  if (!point.runs.empty() && point.runs[0].timing.warm_seconds)
    point.rounds = point.runs[0].timing.warm_seconds->raw.size();
  return point;
}

}  // namespace crossover
