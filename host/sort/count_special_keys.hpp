#pragma once

#include <atomic>
#include <span>

#include "host/sort/stripes.hpp"
#include "kernels/simd/sort.hpp"

namespace crossover {

/// By all workers.
template <Key T>
SpecialKeys count_special_keys(std::span<const T> keys, WorkerPool& pool) {
  std::atomic<std::size_t> not_finite = 0, negative_zeros = 0;
  in_stripes(keys.size(), pool, [&](std::size_t first, std::size_t last) {
    const SpecialKeys special = count_special_by_vectors(keys.subspan(first, last - first));
    not_finite += special.not_finite;
    negative_zeros += special.negative_zeros;
  });
  return {not_finite, negative_zeros};
}

}  // namespace crossover
