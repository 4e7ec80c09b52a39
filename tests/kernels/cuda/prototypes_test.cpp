// The prototypes that bench/gpu/race sets beside the kernels, thread by thread on this machine's CPU.

#include <gtest/gtest.h>

#include <algorithm>
#include <cfenv>
#include <cstdint>
#include <random>
#include <vector>

#include "bench/gpu/prototypes/fp64_products.hpp"
#include "bench/gpu/prototypes/uniform_product.hpp"
#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda::prototypes {
namespace {

/// As a GPU does in the instruction that the FP64 pipe is used by.
class RoundsDownward : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(std::fesetround(FE_DOWNWARD), 0); }
  void TearDown() override { std::fesetround(FE_TONEAREST); }
};

using Fp64Products = RoundsDownward;

template <std::uint32_t m>
void expect_upper_product_of(std::uint32_t x) {
  const ShiftedWord product = upper_product<m>(shifted(x));
  ASSERT_EQ(word_of(product), high_word(std::uint64_t{m} * x)) << "of " << x;
  ASSERT_EQ(high_word(__builtin_bit_cast(std::uint64_t, product.value)), 0x4330'0000U) << "of " << x;
}

template <std::uint32_t m>
void expect_upper_products() {
  for (const std::uint32_t x : {0U, 1U, 2U, 0x7FFF'FFFFU, 0x8000'0000U, 0xFFFF'FFFEU, 0xFFFF'FFFFU})
    expect_upper_product_of<m>(x);
  std::mt19937 random(m);
  for (int i = 0; i < 200'000; ++i) expect_upper_product_of<m>(static_cast<std::uint32_t>(random()));
  // Where the upper word steps, rounding in the wrong direction would show.
  for (std::uint64_t step = 1; step < m; step += 9973) {
    const auto x = static_cast<std::uint32_t>((step << 32) / m);
    for (const std::uint32_t near : {x - 1, x, x + 1}) expect_upper_product_of<m>(near);
  }
}

TEST_F(Fp64Products, AreTheUpperWordsOfWideProducts) {
  expect_upper_products<Philox::m0>();
  expect_upper_products<Philox::m1>();
}

template <int products>
void expect_words_of_blocks() {
  for (const std::uint64_t high : {0ULL, 1ULL, 0x7FFF'FFFFULL})
    for (const std::uint32_t low : {0U, 1U, 12345U, 0xFFFF'FFFFU}) {
      const std::uint64_t block = high << 32 | low;
      const Words words = Fp64Rounds<products>({Seed{99}, {block, block}}).words_after(shifted(low), Philox::m0 * low);
      const Words reference = words_of_block(Seed{99}, block);
      for (int i = 0; i < 4; ++i) EXPECT_EQ(words.at[i], reference.at[i]) << "word " << i << " of block " << block;
    }
}

TEST_F(Fp64Products, GiveTheWordsOfEveryBlock) {
  expect_words_of_blocks<4>();
  expect_words_of_blocks<5>();
  expect_words_of_blocks<6>();
  expect_words_of_blocks<8>();
}

template <int products, Nearness nearness>
std::uint64_t hits_of_whole_groups(const Launch& launch, const Grid& grid) {
  constexpr int group = 16;
  std::uint64_t hits = 0;
  const Fp64Launch<products, group, nearness> threads(launch, grid);
  for (std::uint32_t thread = 0; thread < grid.threads(); ++thread) hits += threads.hits(thread);
  return hits;
}

TEST_F(Fp64Products, CountTheReferenceAlsoWhereFloatsCannotJudge) {
  constexpr Grid grid{4, 256};
  constexpr std::uint64_t size =
      std::uint64_t{1024} * 16 * 120;  // 4 million samples: some 3 are too close to the circle
  for (const std::uint64_t first : {std::uint64_t{1000}, blocks_of_a_high_word - size, 3 * blocks_of_a_high_word}) {
    const BlockRange blocks{first, first + size};
    const Launch launch{Seed{42}, blocks};
    const std::uint64_t reference = true_hits(Seed{42}, blocks);
    EXPECT_EQ((hits_of_whole_groups<4, Nearness::by_pair>(launch, grid)), reference);
    EXPECT_EQ((hits_of_whole_groups<5, Nearness::by_point>(launch, grid)), reference);
    EXPECT_EQ((hits_of_whole_groups<8, Nearness::by_point>(launch, grid)), reference);
  }
}

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
