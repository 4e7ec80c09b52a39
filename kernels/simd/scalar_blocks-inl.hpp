// Included once for each instruction set, by highway's foreach_target.
#if defined(CROSSOVER_SCALAR_BLOCKS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CROSSOVER_SCALAR_BLOCKS_INL_HPP
#undef CROSSOVER_SCALAR_BLOCKS_INL_HPP
#else
#define CROSSOVER_SCALAR_BLOCKS_INL_HPP
#endif

#include <hwy/highway.h>

#include <cstdint>

#include "kernels/philox.hpp"
#include "kernels/round_constants.hpp"

HWY_BEFORE_NAMESPACE();
namespace crossover::HWY_NAMESPACE {

/// Blocks that go through the rounds one by one beside a batch's vectors, on a CPU's scalar pipes, which the vectors
/// leave idle: `blocks` of them a batch, `side_by_side` at a time. Their instructions must stand between those of the
/// vectors, for a CPU looks ahead by less than a batch: so the work is cut into steps, a round of a block each, which
/// are spread over the slots that the vectors' code has between its own.
template <unsigned blocks, unsigned side_by_side>
class ScalarBlocks {
 public:
  explicit ScalarBlocks(const RoundConstants& constants) : constants_(constants) {}

  /// The batch's blocks are those from the one with that lowest counter word on.
  HWY_INLINE void begin(std::uint32_t low) { first_ = low; }

  /// Does what falls to a slot of so many.
  template <unsigned slot, unsigned slots>
  HWY_INLINE void do_slot() {
    constexpr unsigned groups = (blocks + side_by_side - 1) / side_by_side, all = groups * steps_of_group;
    do_steps<slot * all / slots, (slot + 1) * all / slots>();
  }

  /// Of all batches so far.
  std::uint64_t hits() const { return hits_; }

 private:
  static constexpr unsigned steps_of_group = Philox::rounds * side_by_side;

  template <unsigned from, unsigned to>
  HWY_INLINE void do_steps() {
    if constexpr (from < to) {
      constexpr unsigned place = from % side_by_side, block = from / steps_of_group * side_by_side + place;
      if constexpr (block < blocks) do_round<from % steps_of_group / side_by_side>(place, first_ + block);
      do_steps<from + 1, to>();
    }
  }

  template <unsigned round>
  HWY_INLINE void do_round(unsigned at, std::uint32_t low) {
    if constexpr (round == 0) {
      const std::uint64_t p = std::uint64_t{Philox::m0} * low;
      c2_[at] = high_word(p) ^ constants_.to_word2[0];
      c3_[at] = low_word(p);
    } else if constexpr (round == 1) {
      const std::uint64_t q = std::uint64_t{Philox::m1} * c2_[at];
      c0_[at] = high_word(q) ^ constants_.to_word0[1];
      c1_[at] = low_word(q);
      c2_[at] = c3_[at] ^ constants_.to_word2[1];
      c3_[at] = 0;
    } else {
      const std::uint64_t p = std::uint64_t{Philox::m0} * c0_[at], q = std::uint64_t{Philox::m1} * c2_[at];
      c0_[at] = high_word(q) ^ c1_[at] ^ constants_.to_word0[round];
      c1_[at] = low_word(q);
      c2_[at] = high_word(p) ^ c3_[at] ^ constants_.to_word2[round];
      c3_[at] = low_word(p);
    }
    if constexpr (round == Philox::rounds - 1) hits_ += hit(c0_[at], c1_[at]) + hit(c2_[at], c3_[at]);
  }

  /// 1 for a hit: x^2 + y^2, at most 2^63, is below 2^62.
  HWY_INLINE static std::uint64_t hit(std::uint32_t x, std::uint32_t y) {
    const std::int64_t a = static_cast<std::int32_t>(x), b = static_cast<std::int32_t>(y);
    return (static_cast<std::uint64_t>(a * a) + static_cast<std::uint64_t>(b * b) - (std::uint64_t{1} << 62)) >> 63;
  }

  const RoundConstants& constants_;
  std::uint32_t first_ = 0;
  std::uint32_t c0_[side_by_side], c1_[side_by_side], c2_[side_by_side], c3_[side_by_side];
  std::uint64_t hits_ = 0;
};

}  // namespace crossover::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
