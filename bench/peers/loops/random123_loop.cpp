// The plain loop over Random123's Philox4x32-10 with crossover's law (docs/design.md, section 1),
// so that its hits are crossover's to the last one.

#include <Random123/philox.h>

#include <cstdint>

#include "serve.hpp"

namespace {

// Both functions are `inline` because g++ 12 otherwise inlines them too late to vectorise the loop,
// which costs two thirds of its throughput.

constexpr std::uint32_t seed = 42;  // the driver gives the same to crossover

inline r123::Philox4x32::ctr_type words_of_block(std::uint64_t block) {
  const auto low = static_cast<std::uint32_t>(block);
  const auto high = static_cast<std::uint32_t>(block >> 32);
  return r123::Philox4x32{}({{low, high, 0, 0}}, {{seed, 0}});
}

inline bool in_disc(std::uint32_t x_word, std::uint32_t y_word) {
  const std::int64_t x = static_cast<std::int32_t>(x_word);
  const std::int64_t y = static_cast<std::int32_t>(y_word);
  // Unsigned: two squares of -2^31 add up to 2^63.
  const auto square = static_cast<std::uint64_t>(x * x) + static_cast<std::uint64_t>(y * y);
  return square < std::uint64_t{1} << 62;
}

std::uint64_t count(std::uint64_t samples) {
  std::uint64_t hits = 0;
  for (std::uint64_t block = 0; block < samples / 2; ++block) {
    const auto w = words_of_block(block);
    hits += in_disc(w[0], w[1]);
    hits += in_disc(w[2], w[3]);
  }
  if (samples % 2 == 1) {
    const auto w = words_of_block(samples / 2);
    hits += in_disc(w[0], w[1]);
  }
  return hits;
}

}  // namespace

int main() { return serve(count); }
