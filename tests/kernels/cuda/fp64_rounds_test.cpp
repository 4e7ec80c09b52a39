// The kernel `philox` with products on the FP64 pipe, thread by thread on this machine's CPU.

#include "kernels/cuda/fp64_rounds.hpp"

#include <gtest/gtest.h>

#include <cfenv>
#include <cstdint>
#include <random>

#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda {
namespace {

/// As a GPU does in the instruction that the FP64 pipe is used by.
class RoundsDownward : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(std::fesetround(FE_DOWNWARD), 0); }
  void TearDown() override { std::fesetround(FE_TONEAREST); }
};

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

using Fp64Products = RoundsDownward;

TEST_F(Fp64Products, AreTheUpperWordsOfWideProducts) {
  expect_upper_products<Philox::m0>();
  expect_upper_products<Philox::m1>();
}

/// So many products a block are on the FP64 pipe.
template <class Rounds>
class Fp64RoundsOf : public RoundsDownward {};

using AllFp64Rounds = testing::Types<Fp64Rounds<4>, Fp64Rounds<5>, Fp64Rounds<6>, Fp64Rounds<7>, Fp64Rounds<8>>;
TYPED_TEST_SUITE(Fp64RoundsOf, AllFp64Rounds);

TYPED_TEST(Fp64RoundsOf, GiveTheWordsOfEveryBlock) {
  for (const std::uint64_t high : {0ULL, 1ULL, 0x7FFF'FFFFULL})
    for (const std::uint32_t low : {0U, 1U, 12345U, 0xFFFF'FFFFU}) {
      const std::uint64_t block = high << 32 | low;
      const Words words = TypeParam({Seed{99}, {block, block}}).words_at(TypeParam::position_of(low));
      const Words reference = words_of_block(Seed{99}, block);
      for (int i = 0; i < 4; ++i) EXPECT_EQ(words.at[i], reference.at[i]) << "word " << i << " of block " << block;
    }
}

TYPED_TEST(Fp64RoundsOf, CountTheReferenceForEveryLaunchAndGrid) {
  for (const BlockRange& blocks : launch_ranges())
    for (const Grid grid : {Grid{1, 32}, Grid{3, 64}, Grid{40, 256}})
      ASSERT_EQ(hits_of_grid(hits_of_philox<TypeParam>, {Seed{42}, blocks}, grid), true_hits(Seed{42}, blocks))
          << "blocks " << blocks.first << " to " << blocks.last << " on " << grid.threads() << " threads";
}

TYPED_TEST(Fp64RoundsOf, CountTheReferenceAlsoWhereFloatsCannotJudge) {
  // 4 million samples: some 3 of them are too close to the circle for floats.
  const BlockRange blocks{blocks_of_a_high_word - 2'000'000, blocks_of_a_high_word};
  EXPECT_EQ(hits_of_grid(hits_of_philox<TypeParam>, {Seed{42}, blocks}, {4, 256}), true_hits(Seed{42}, blocks));
}

}  // namespace
}  // namespace crossover::cuda
