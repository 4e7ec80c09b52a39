#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "host/threads/worker_pool.hpp"
#include "kernels/key_type.hpp"

namespace crossover {

/// An array of keys and its memory, which begins at a page and is not initialised.
class KeyArray {
 public:
  static constexpr std::size_t page = 4096;  ///< In bytes; the least that an array takes.

  /// Throws std::bad_alloc.
  KeyArray(KeyType type, std::size_t keys);

  KeySpan view() const { return view_as(type_, memory_.get(), keys_); }
  std::size_t bytes() const { return keys_ * bytes_of(type_); }

 private:
  struct Free {
    void operator()(std::byte* memory) const { std::free(memory); }
  };

  KeyType type_;
  std::size_t keys_;
  std::unique_ptr<std::byte, Free> memory_;
};

/// Makes `keys` the array number `array` (1, 2, ...) of a seed, by all workers.
void fill(const KeySpan& keys, Seed seed, std::uint64_t array, Distribution distribution, WorkerPool& pool);

/// Copies keys of one type and number, by all workers.
void copy(const KeySpan& from, const KeySpan& to, WorkerPool& pool);

}  // namespace crossover
