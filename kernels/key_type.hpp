#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "kernels/keys.hpp"

namespace crossover {

/// Keys of any type; views of memory that somebody else owns. The alternatives stand in the order of KeyType.
using KeySpan = std::variant<std::span<std::int32_t>, std::span<std::int64_t>, std::span<std::uint32_t>,
                             std::span<std::uint64_t>, std::span<float>, std::span<double>>;

enum class KeyType { i32, i64, u32, u64, f32, f64 };

inline constexpr std::array key_types{KeyType::i32, KeyType::i64, KeyType::u32,
                                      KeyType::u64, KeyType::f32, KeyType::f64};
inline constexpr std::array distributions{Distribution::uniform,  Distribution::lesson, Distribution::sorted,
                                          Distribution::reversed, Distribution::few,    Distribution::nearly,
                                          Distribution::zipf,     Distribution::mostly};

// The command line's values and the JSON fields.
std::string_view name_of(KeyType type);
std::string_view name_of(Distribution distribution);

std::size_t bytes_of(KeyType type);
inline KeyType type_of(const KeySpan& keys) { return static_cast<KeyType>(keys.index()); }
inline std::size_t size_of(const KeySpan& keys) {
  return std::visit([](auto span) { return span.size(); }, keys);
}

/// `keys` keys of a type that lie in `memory`, which must be large enough and aligned for them.
KeySpan view_as(KeyType type, std::byte* memory, std::size_t keys);

}  // namespace crossover
