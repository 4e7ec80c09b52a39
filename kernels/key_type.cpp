#include "kernels/key_type.hpp"

#include <utility>

namespace crossover {
namespace {

template <std::size_t index>
KeySpan view_as_alternative(std::byte* memory, std::size_t keys) {
  using T = typename std::variant_alternative_t<index, KeySpan>::element_type;
  return std::span<T>(reinterpret_cast<T*>(memory), keys);
}

}  // namespace

std::string_view name_of(KeyType type) {
  constexpr std::array<std::string_view, key_types.size()> names{"i32", "i64", "u32", "u64", "f32", "f64"};
  return names.at(static_cast<std::size_t>(type));
}

std::string_view name_of(Distribution distribution) {
  constexpr std::array<std::string_view, distributions.size()> names{"uniform", "lesson", "sorted", "reversed",
                                                                     "few",     "nearly", "zipf",   "mostly"};
  return names.at(static_cast<std::size_t>(distribution));
}

std::size_t bytes_of(KeyType type) {
  const bool is_short = type == KeyType::i32 || type == KeyType::u32 || type == KeyType::f32;
  return is_short ? sizeof(std::uint32_t) : sizeof(std::uint64_t);
}

KeySpan view_as(KeyType type, std::byte* memory, std::size_t keys) {
  return [&]<std::size_t... indices>(std::index_sequence<indices...>) {
    constexpr std::array views{&view_as_alternative<indices>...};
    return views.at(static_cast<std::size_t>(type))(memory, keys);
  }
  (std::make_index_sequence<std::variant_size_v<KeySpan>>());
}

}  // namespace crossover
