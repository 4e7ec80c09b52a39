// cuRAND's documented device API, compiled for the host, as the judge of our words.
#define QUALIFIERS static inline __host__ __device__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <curand_kernel.h>
#pragma GCC diagnostic pop

#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/sample.hpp"

namespace crossover {
namespace {

/// Words 4 * block, ..., 4 * block + 3 of a sequence. cuRAND counts them with 64 bits, so that block 2^62 is out of its
/// reach.
Words words_of_curand(std::uint64_t seed, std::uint64_t sequence, std::uint64_t block) {
  curandStatePhilox4_32_10_t state;
  curand_init(seed, sequence, 4 * block, &state);
  const uint4 words = curand4(&state);
  return {{words.x, words.y, words.z, words.w}};
}

void expect_the_words_of_curand(std::uint64_t seed, std::uint64_t stream, std::uint64_t block) {
  const Words ours = philox4x32_10(counter_of_block(block, stream), key_of(Seed{seed}));
  const Words theirs = words_of_curand(seed, stream, block);
  for (int i = 0; i < 4; ++i) ASSERT_EQ(ours.at[i], theirs.at[i]) << "word " << i << " of block " << block;
}

TEST(Law, GivesTheWordsOfCurand) {
  for (const std::uint64_t seed : {0ULL, 42ULL, 0xFFFFFFFFFFFFFFFFULL})
    for (const std::uint64_t stream : {0ULL, 1ULL, 2ULL, 1ULL << 32})
      for (std::uint64_t block = 0; block < 100; ++block) expect_the_words_of_curand(seed, stream, block);
}

TEST(Law, GivesTheWordsOfCurandAroundTheBordersOfItsCounter) {
  for (const std::uint64_t border : {1ULL << 30, 1ULL << 31, 1ULL << 32, 1ULL << 33, 1ULL << 61})
    for (std::uint64_t block = border - 3; block < border + 3; ++block) expect_the_words_of_curand(42, 0, block);
  expect_the_words_of_curand(42, 0, (1ULL << 62) - 1);
}

TEST(Law, ContinuesAsCurandDoes) {
  curandStatePhilox4_32_10_t state;
  curand_init(7, 0, 0, &state);
  for (std::uint64_t block = 0; block < 1000; ++block) {
    const uint4 words = curand4(&state);
    ASSERT_EQ(words_of_block(Seed{7}, block).at[0], words.x) << block;
    ASSERT_EQ(words_of_block(Seed{7}, block).at[3], words.w) << block;
  }
}

}  // namespace
}  // namespace crossover
