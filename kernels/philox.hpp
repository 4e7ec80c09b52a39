#pragma once

#include <cstdint>

#include "kernels/host_device.hpp"

namespace crossover {

/// Four 32-bit words: a counter going in, four random words coming out.
struct Words {
  std::uint32_t at[4];
};

struct PhiloxKey {
  std::uint32_t k0, k1;
};

/// The constants of Philox4x32. Source: Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3",
/// SC'11, section 3.3 (multipliers) and its reference implementation (the key's Weyl increments).
struct Philox {
  static constexpr std::uint32_t m0 = 0xD2511F53, m1 = 0xCD9E8D57;
  static constexpr std::uint32_t w0 = 0x9E3779B9, w1 = 0xBB67AE85;
  static constexpr int rounds = 10;
};

CROSSOVER_HD constexpr std::uint32_t low_word(std::uint64_t v) { return static_cast<std::uint32_t>(v); }
CROSSOVER_HD constexpr std::uint32_t high_word(std::uint64_t v) { return static_cast<std::uint32_t>(v >> 32); }

CROSSOVER_HD constexpr PhiloxKey next_round_key(PhiloxKey key) { return {key.k0 + Philox::w0, key.k1 + Philox::w1}; }

CROSSOVER_HD constexpr Words philox_round(const Words& c, PhiloxKey key) {
  const std::uint64_t p0 = std::uint64_t{Philox::m0} * c.at[0];
  const std::uint64_t p1 = std::uint64_t{Philox::m1} * c.at[2];
  return {{high_word(p1) ^ c.at[1] ^ key.k0, low_word(p1), high_word(p0) ^ c.at[3] ^ key.k1, low_word(p0)}};
}

/// The four words of one counter: a bijection of the counter for every key.
CROSSOVER_HD constexpr Words philox4x32_10(Words counter, PhiloxKey key) {
  for (int round = 0; round < Philox::rounds; ++round, key = next_round_key(key)) counter = philox_round(counter, key);
  return counter;
}

}  // namespace crossover
