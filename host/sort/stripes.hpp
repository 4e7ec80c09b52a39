#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>

#include "host/threads/worker_pool.hpp"

namespace crossover {

/// Where stripe `i` of `stripes` equal ones (to within one) of [0, n) begins, and the one before it ends.
constexpr std::size_t border_of_stripe(std::size_t n, std::size_t i, std::size_t stripes) {
  return n / stripes * i + std::min(i, n % stripes);
}

/// Does something with [0, n) in as many stripes as there are workers, but with none so short that waking a worker for
/// it costs more than it helps.
inline void in_stripes(std::size_t n, WorkerPool& pool, const std::function<void(std::size_t, std::size_t)>& work) {
  constexpr std::size_t shortest = std::size_t{1} << 16;
  const auto stripes = static_cast<unsigned>(std::clamp<std::size_t>(n / shortest, 1, pool.workers()));
  pool.run(stripes, [&](unsigned i) { work(border_of_stripe(n, i, stripes), border_of_stripe(n, i + 1, stripes)); });
}

}  // namespace crossover
