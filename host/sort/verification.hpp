#pragma once

#include <cstdint>

#include "host/threads/worker_pool.hpp"
#include "kernels/key_type.hpp"

namespace crossover {

/// 128 bits that tell multisets of keys apart: the same for every order of the same keys. Two different multisets that
/// nobody has made for it share one with a probability of about 2^-128.
struct Fingerprint {
  std::uint64_t low = 0, high = 0;

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

Fingerprint fingerprint_of(const KeySpan& keys, WorkerPool& pool);

/// Whether no key precedes the one before it.
bool is_ordered(const KeySpan& keys, WorkerPool& pool);

}  // namespace crossover
