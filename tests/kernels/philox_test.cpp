#include "kernels/philox.hpp"

#include <gtest/gtest.h>

#include <array>

namespace crossover {
namespace {

struct KnownAnswer {
  Words counter;
  PhiloxKey key;
  Words result;
};

// Random123's known-answer file kat_vectors, the lines "philox4x32 10".
constexpr std::array known_answers{
    KnownAnswer{{{0x00000000, 0x00000000, 0x00000000, 0x00000000}},
                {0x00000000, 0x00000000},
                {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}},
    KnownAnswer{{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
                {0xffffffff, 0xffffffff},
                {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}},
    KnownAnswer{{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
                {0xa4093822, 0x299f31d0},
                {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}},
};

TEST(Philox, GivesThePublishedWords) {
  for (const KnownAnswer& known : known_answers) {
    const Words words = philox4x32_10(known.counter, known.key);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(words.at[i], known.result.at[i]) << "word " << i;
  }
}

TEST(Philox, IsKnownAtCompileTime) { static_assert(philox4x32_10({{0, 0, 0, 0}}, {0, 0}).at[0] == 0x6627e8d5); }

}  // namespace
}  // namespace crossover
