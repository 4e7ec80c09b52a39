#include "host/sort/key_array.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <span>
#include <variant>

#include "host/sort/stripes.hpp"

namespace crossover {
namespace {

std::size_t bytes_of_array(KeyType type, std::size_t keys) {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max() - KeyArray::page;
  if (keys > most / bytes_of(type)) throw std::bad_alloc();
  return keys * bytes_of(type);
}

/// Large arrays lie on huge pages where the system gives them, as numpy's do: a sort reaches for many places at a time.
std::byte* take_pages(std::size_t bytes) {
  constexpr std::size_t huge_page = std::size_t{1} << 21, large = 4 * huge_page;
  const std::size_t page = bytes >= large ? huge_page : KeyArray::page;
  const std::size_t whole_pages = std::max<std::size_t>(1, (bytes + page - 1) / page) * page;
  void* memory = std::aligned_alloc(page, whole_pages);
  if (memory == nullptr) throw std::bad_alloc();
  if (page == huge_page) static_cast<void>(madvise(memory, whole_pages, MADV_HUGEPAGE));  // a wish: it may be refused
  return static_cast<std::byte*>(memory);
}

}  // namespace

KeyArray::KeyArray(KeyType type, std::size_t keys)
    : type_(type), keys_(keys), memory_(take_pages(bytes_of_array(type, keys))) {}

void fill(const KeySpan& keys, Seed seed, std::uint64_t array, Distribution distribution, WorkerPool& pool) {
  std::visit(
      [&]<Key T>(std::span<T> all) {
        in_stripes(all.size(), pool, [&](std::size_t first, std::size_t last) {
          for (std::size_t i = first; i < last; ++i)
            all[i] = key_of_bits<T>(distribution, bits_of_key(seed, array, i), i, all.size());
        });
      },
      keys);
}

void copy(const KeySpan& from, const KeySpan& to, WorkerPool& pool) {
  std::visit(
      [&]<Key T>(std::span<T> target) {
        const auto source = std::get<std::span<T>>(from);
        in_stripes(target.size(), pool, [&](std::size_t first, std::size_t last) {
          std::copy(source.begin() + static_cast<std::ptrdiff_t>(first),
                    source.begin() + static_cast<std::ptrdiff_t>(last),
                    target.begin() + static_cast<std::ptrdiff_t>(first));
        });
      },
      to);
}

}  // namespace crossover
