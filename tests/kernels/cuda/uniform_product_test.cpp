// The prototype `uniform_product` of bench/gpu/race, thread by thread on this machine's CPU.

#include "bench/gpu/prototypes/uniform_product.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda::prototypes {
namespace {

/// The turns n, n + 1, ... of a stretch, as a CUDA block keeps them.
std::vector<Turn> stretch(const CounterWord& word, std::uint32_t n, std::uint32_t count) {
  std::vector<Turn> turns;
  for (std::uint32_t i = 0; i < count; ++i) turns.push_back(word.turn_of(n, i));
  return turns;
}

TEST(UniformProduct, CountsTheReferenceAlsoWhereAThreadPassesTheEndOfTheWord) {
  constexpr std::uint32_t count = 512;
  std::mt19937_64 random(1);
  for (int run = 0; run < 300; ++run) {
    const Seed seed{random()};
    const auto high = static_cast<std::uint32_t>(random() >> (run % 2 == 0 ? 60 : 33));
    const auto t = static_cast<std::uint32_t>(random()) % CounterWord::threads;
    const std::uint32_t turn_of_passing = (~CounterWord::block_of(t, 0) >> CounterWord::thread_bits) + 1;
    const std::uint32_t some_turn = run % 3 == 0 ? turn_of_passing : static_cast<std::uint32_t>(random());
    const std::uint32_t n = some_turn % CounterWord::turns / count * count;
    std::uint64_t reference = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t block = std::uint64_t{high} << 32 | CounterWord::block_of(t, n + i);
      reference += true_hits(seed, {block, block + 1});
    }
    const CounterWord word(seed, high);
    ASSERT_EQ(word.hits(stretch(word, n, count).data(), t, n, count), reference) << "thread " << t << ", turn " << n;
  }
}

TEST(UniformProduct, EachThreadTakesBlocksOfItsOwn) {
  for (const std::uint32_t t : {0U, 1U, 12345U, CounterWord::threads - 1}) {
    std::vector<bool> seen(CounterWord::turns);
    for (std::uint32_t n = 0; n < CounterWord::turns; ++n) {
      EXPECT_EQ(CounterWord::block_of(t, n) % CounterWord::threads, CounterWord::block_of(t, 0) % CounterWord::threads);
      seen[CounterWord::block_of(t, n) >> CounterWord::thread_bits] = true;
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), false), 0);
  }
}

}  // namespace
}  // namespace crossover::cuda::prototypes
