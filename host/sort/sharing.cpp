#include "host/sort/sharing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "host/system/error.hpp"

namespace crossover {

std::string_view name_of(Sharing sharing) {
  constexpr std::array<std::string_view, sharings.size()> names{"sequential", "threads", "pool", "in-turn", "gil"};
  return names.at(static_cast<std::size_t>(sharing));
}

unsigned threads_of(Sharing sharing, std::size_t arrays, unsigned max_in_pool) {
  if (sharing != Sharing::threads && sharing != Sharing::pool) return 1;
  const auto all = static_cast<unsigned>(arrays);
  return sharing == Sharing::threads ? all : std::min(all, max_in_pool);
}

SharedSorter::SharedSorter(std::unique_ptr<Sorter> sorter, Sharing sharing, unsigned threads)
    : sorter_(std::move(sorter)), sharing_(sharing), pool_(sharing == Sharing::pool ? threads : 1) {}

void SharedSorter::sort(std::span<const KeySpan> arrays) {
  if (sharing_ == Sharing::threads)
    return run_in_started_threads(arrays.size(), [&](std::size_t i) { sorter_->sort(arrays[i]); });
  if (sharing_ == Sharing::gil)
    return run_in_started_threads(arrays.size(), [&](std::size_t i) {
      const std::lock_guard holding(gil_);
      sorter_->sort(arrays[i]);
    });
  if (sharing_ == Sharing::in_turn) {
    for (const KeySpan& array : arrays) run_in_started_threads(1, [&](std::size_t) { sorter_->sort(array); });
    return;
  }
  std::atomic<std::size_t> next = 0;
  pool_.run(pool_.workers(), [&](unsigned) {
    for (std::size_t i = next++; i < arrays.size(); i = next++) sorter_->sort(arrays[i]);
  });
}

void run_in_started_threads(std::size_t n, const std::function<void(std::size_t)>& job) {
  std::vector<std::exception_ptr> failures(n + 1);
  {
    std::vector<std::jthread> threads;
    threads.reserve(n);
    try {
      for (std::size_t i = 0; i < n; ++i)
        threads.emplace_back([&job, i, &failure = failures[i]] {
          try {
            job(i);
          } catch (...) {
            failure = std::current_exception();
          }
        });
    } catch (const std::system_error& e) {
      failures[n] = std::make_exception_ptr(
          Error(fmt::format("cannot start thread {} of {}: {}; sort fewer arrays, or try --sharing sequential",
                            threads.size() + 1, n, e.code().message())));
    }
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace crossover
